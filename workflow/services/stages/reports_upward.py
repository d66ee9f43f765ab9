"""Report to the Party committee and the congress, and what becomes of what was not agreed to (713 arts. 8, 31, 337 arts. 10, 31)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.publication import settled_on
from workflow.domain.substance import tells
from workflow.domain.takenback import completes
from workflow.domain.terms import CongressForm, PartyReportKind, Reconsidered
from workflow.domain.text import Text
from workflow.models.publication import CongressReport, PartyReport, Reconsideration
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records, why_anew
from workflow.services.stages.numbered import called, numbered, strict


class PartyReportAct(Act):
    """The request or report as entered."""

    kind: PartyReportKind
    number: Line = ""
    approved_by: Line = ""
    text: Paragraphs
    reply: Paragraphs = ""
    reply_on: dt.date | None = None
    agreed: bool | None = None
    anew: Paragraphs = ""


@records("publication.report_party", PartyReportAct, since=settled_on)
def report_party(taking: Taking, act: PartyReportAct) -> Recorded:
    """Record the request or report to the Party committee, with its reply. Raises BadInput.

    The reply completes what was recorded when it was sent; what repeats or contradicts that says why. What was reported
    before a decision was sent back told of another one.
    """
    if not tells(act.text):
        raise BadInput({"text": Text("请写明请示（报告）的内容。", "Say what is requested or reported.")})
    if act.reply_on and act.reply_on < act.on:
        raise BadInput({"reply_on": Text("批复日期不得早于请示日期。", "The reply is before the request.")})
    if act.reply_on and act.reply_on > taking.today:
        raise BadInput({"reply_on": Text("批复日期不得晚于今天。", "The reply lies in the future.")})
    if act.reply.strip() and act.agreed is None:
        raise BadInput({"agreed": Text("请选择批复是否同意。", "Say whether the reply agrees.")})
    sent = taking.dossier.party_now
    before = _answered(sent, [each for each in sent if each.kind is act.kind])
    last = before or taking.dossier.party_report
    title = f"关于{called(taking)}的{act.kind.label.zh}"
    number = numbered(taking, act.number, "party_report", title, act.on, last.number if last else "")
    row = taking.put(
        PartyReport,
        decision_id=taking.decision.id,
        kind=act.kind,
        number=number and strict(number),
        **act.model_dump(exclude={"on", "kind", "number"}),
        **taking.stamp(act),
    )
    fact = facts.PartyReport.model_validate(row)
    why_anew(act.anew, needed=before is not None and not completes(before, fact))
    return Recorded({"kind": act.kind}, (Proof("party_report", fact),))


_Report = TypeVar("_Report", facts.PartyReport, facts.CongressReport)


def _answered(sent: Sequence[_Report], same: Sequence[_Report]) -> _Report | None:
    """What a further record is held against: the last of the same kind, which is what an answer answers, or else the last."""
    found = same or sent
    return found[-1] if found else None


class CongressReportAct(Act):
    """The matter before the people's congress as entered. `not_needed`: it answered that it need not decide."""

    form: CongressForm
    recipient: Line
    number: Line = ""
    text: Paragraphs
    reply: Paragraphs = ""
    agreed: bool | None = None
    not_needed: bool = False
    anew: Paragraphs = ""


@records("publication.report_congress", CongressReportAct, since=settled_on)
def report_congress(taking: Taking, act: CongressReportAct) -> Recorded:
    """Record how the people's congress, its standing committee or its presidium was turned to, and what it said."""
    if act.form is CongressForm.DECIDED and act.reply.strip() and (act.agreed is None) is not act.not_needed:
        sentence = Text(
            "请选择人大是否同意；答复不需要讨论决定的，选择“不需要讨论决定”。",
            "Say whether the people's congress decided for it, or that it need not decide.",
        )
        raise BadInput({"agreed": sentence})
    if act.not_needed and not act.reply.strip():
        sentence = Text("请填写人大的答复。", "Enter what the people's congress answered.")
        raise BadInput({"reply": sentence})
    decided = act.form is CongressForm.DECIDED
    title = f"关于提请审议{called(taking)}的议案" if decided else f"关于{called(taking)}有关情况的报告"
    sent = taking.dossier.congress_now
    before = _answered(sent, [each for each in sent if each.form is act.form])
    last = before or taking.dossier.congress_report
    number = numbered(taking, act.number, "congress_report", title, act.on, last.number if last else "")
    row = taking.put(
        CongressReport,
        decision_id=taking.decision.id,
        number=number and strict(number),
        **act.model_dump(exclude={"on", "number", "not_needed"}),
        **taking.stamp(act),
    )
    fact = facts.CongressReport.model_validate(row)
    why_anew(act.anew, needed=before is not None and not completes(before, fact))
    return Recorded({"form": act.form}, (Proof("congress_report", fact),))


class ReconsiderAct(Act):
    """What becomes of a decision that was not agreed to, as entered."""

    way: Reconsidered
    reason: Reason


@records("publication.reconsider", ReconsiderAct)
def reconsider(taking: Taking, act: ReconsiderAct) -> Recorded:
    """Send a decision that the Party committee or the people's congress did not agree to back to drafting, or end it."""
    draft = taking.dossier.draft
    if draft is None or not taking.dossier.to_reconsider:
        sentence = Text("没有需要处理的不同意的批复或者决定。", "No reply against it waits to be dealt with.")
        raise BadInput({"way": sentence})
    row = taking.put(
        Reconsideration,
        decision_id=taking.decision.id,
        version=draft.version,
        decided_by=taking.who,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    details = {"way": act.way, "version": str(draft.version)}
    proof = Proof("reconsideration", facts.Reconsideration.model_validate(row))
    return Recorded(details, (proof,), outcome=act.way)
