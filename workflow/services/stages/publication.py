"""Report to Party committee and congress, publication, archive (713 arts. 8, 31 to 33, 337 arts. 10, 31, 32, 37)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.publication import settled_on
from workflow.domain.numbers import document_number
from workflow.domain.publishtime import publish_by
from workflow.domain.terms import CongressForm, PartyReportKind, PublishChannel, Reconsidered
from workflow.domain.text import Text
from workflow.domain.typed import typed_digest
from workflow.domain.wording import decided_title, quoted
from workflow.models.legality_review import ReviewConclusion
from workflow.models.other_kinds import Signing
from workflow.models.publication import (
    Archive,
    ArchiveItem,
    ArchiveSupplement,
    CongressReport,
    Handover,
    PartyReport,
    Publication,
    Reconsideration,
    SupplementItem,
)
from workflow.models.trail import Entry
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.stages.numbered import numbered

Numbered = Publication | PartyReport | CongressReport | ReviewConclusion | Signing


def _strict(number: str) -> str:
    """The number, refused where it is none. Raises BadInput at `number`."""
    if not document_number(number):
        sentence = Text(
            "请按“机关代字〔年份〕×号”填写发文字号，例如“清泉府发〔2022〕5号”。",
            "Write the number as code〔year〕serial号, for example 清泉府发〔2022〕5号.",
        )
        raise BadInput({"number": sentence})
    return number


def _unused(taking: Taking, number: str, *papers: type[Numbered]) -> None:
    """A number is that of one paper alone. Raises BadInput at `number` where another paper has it."""
    for paper in papers:
        if taking.session.scalar(select(paper.id).where(paper.number == number).limit(1)):
            raise BadInput({"number": Text("发文字号已被使用，请核对。", "This document number is in use; check it.")})


def _called(taking: Taking) -> str:
    """The decision as the titles of its papers name it."""
    draft = taking.dossier.draft
    return quoted(decided_title(draft.title if draft else taking.dossier.title))


class PartyReportAct(Act):
    """The request or report as entered."""

    kind: PartyReportKind
    number: Line = ""
    text: Paragraphs
    reply: Paragraphs = ""
    reply_on: dt.date | None = None
    agreed: bool | None = None


@records("publication.report_party", PartyReportAct)
def report_party(taking: Taking, act: PartyReportAct) -> Recorded:
    """Record the request or report to the Party committee, with its reply."""
    if act.reply_on and act.reply_on < act.on:
        raise BadInput({"reply_on": Text("批复日期不得早于请示日期。", "The reply is before the request.")})
    if act.reply_on and act.reply_on > taking.today:
        raise BadInput({"reply_on": Text("批复日期不得晚于今天。", "The reply lies in the future.")})
    if act.reply.strip() and act.agreed is None:
        raise BadInput({"agreed": Text("请选择批复是否同意。", "Say whether the reply agrees.")})
    sent = taking.dossier.party_report
    title = f"关于{_called(taking)}的{act.kind.label.zh}"
    number = numbered(taking, act.number, "party_report", title, act.on, sent.number if sent else "")
    row = PartyReport(
        decision_id=taking.decision.id,
        kind=act.kind,
        number=number and _strict(number),
        **act.model_dump(exclude={"on", "kind", "number"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    return Recorded({"kind": act.kind}, (Proof("party_report", facts.PartyReport.model_validate(row)),))


class CongressReportAct(Act):
    """The matter before the people's congress as entered."""

    form: CongressForm
    recipient: Line
    number: Line = ""
    text: Paragraphs
    reply: Paragraphs = ""
    agreed: bool | None = None


@records("publication.report_congress", CongressReportAct)
def report_congress(taking: Taking, act: CongressReportAct) -> Recorded:
    """Record how the people's congress, its standing committee or its presidium was turned to, and what it said."""
    if act.form is CongressForm.DECIDED and act.reply.strip() and act.agreed is None:
        raise BadInput({"agreed": Text("请选择人大是否同意。", "Say whether the people's congress decided for it.")})
    decided = act.form is CongressForm.DECIDED
    title = f"关于提请审议{_called(taking)}的议案" if decided else f"关于{_called(taking)}有关情况的报告"
    sent = taking.dossier.congress_report
    number = numbered(taking, act.number, "congress_report", title, act.on, sent.number if sent else "")
    row = CongressReport(
        decision_id=taking.decision.id,
        number=number and _strict(number),
        **act.model_dump(exclude={"on", "number"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    return Recorded({"form": act.form}, (Proof("congress_report", facts.CongressReport.model_validate(row)),))


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
    row = Reconsideration(
        decision_id=taking.decision.id,
        version=draft.version,
        decided_by=taking.who,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"way": act.way, "version": str(draft.version)}
    proof = Proof("reconsideration", facts.Reconsideration.model_validate(row))
    return Recorded(details, (proof,), outcome=act.way)


class PublishAct(Act):
    """The publication as entered."""

    number: Line
    title: Line = ""
    retitled: Paragraphs = ""
    formed_on: dt.date | None = None
    channels: tuple[PublishChannel, ...] = ()
    wide_concern: bool = False
    explanation: Paragraphs = ""
    interpretation: Paragraphs = ""


@records("publication.publish", PublishAct)
def publish(taking: Taking, act: PublishAct) -> Recorded:
    """Publish the decision under its document number; from now on it stands on the public pages."""
    title = act.title or _called(taking)
    number = _strict(numbered(taking, act.number, "publication", title, act.formed_on or act.on))
    _unused(taking, number, Publication, PartyReport, CongressReport, ReviewConclusion, Signing)
    if taking.dossier.archive and taking.dossier.publication:
        raise BadInput({"number": Text("决策已经公布。", "It is published already.")})
    formed, lifted = _formed_on(taking, act), taking.dossier.disclosure
    start = lifted.on if lifted else formed
    until = publish_by(taking.rulebook.rules_for("publication.publish"), start, taking.calendar)
    row = Publication(
        decision_id=taking.decision.id,
        number=number,
        publish_by=until,
        calendar=taking.calendar.version if until else "",
        **act.model_dump(exclude={"on", "number"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {
        "number": number,
        "channels": ";".join(act.channels),
        "publish_by": until.isoformat() if until else "",
    }
    return Recorded(details, (Proof("publication", facts.Publication.model_validate(row)),))


def _formed_on(taking: Taking, act: PublishAct) -> dt.date | None:
    """The day the document was formed: its date, which is not before the decision, else the day its text was settled."""
    resolution = taking.dossier.meeting.resolution if taking.dossier.meeting else None
    decided = resolution.on if resolution else None
    if act.formed_on and ((decided and act.formed_on < decided) or act.formed_on > act.on):
        sentence = Text(
            "成文日期不得早于作出决定的日期、晚于公布日期。", "The document is dated between decision and publication."
        )
        raise BadInput({"formed_on": sentence})
    return act.formed_on or settled_on(taking.dossier)


class ArchiveAct(Act):
    """The in-file list as entered."""

    retention: Line
    received_by: Line
    unconfirmed: Paragraphs = ""
    items: tuple[facts.ArchiveItem, ...] = ()


@records("publication.archive", ArchiveAct)
def archive(taking: Taking, act: ArchiveAct) -> Recorded:
    """Hand the dossier to the archive with its in-file list."""
    row = Archive(
        decision_id=taking.decision.id,
        retention=taking.vocabulary("retention", act.retention, "retention"),
        received_by=act.received_by,
        unconfirmed=act.unconfirmed,
        items=[ArchiveItem(number=place, **item.model_dump()) for place, item in enumerate(act.items, start=1)],
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"items": str(len(act.items)), "retention": act.retention}
    return Recorded(details, (Proof("archive", facts.Archive.model_validate(row)),))


class SupplementArchiveAct(Act):
    """A further list as entered."""

    received_by: Line
    items: tuple[facts.ArchiveItem, ...] = ()


@records("publication.supplement_archive", SupplementArchiveAct)
def supplement_archive(taking: Taking, act: SupplementArchiveAct) -> Recorded:
    """Add a further list to the archived dossier; what was handed over stays as it is."""
    if not act.items:
        raise BadInput({"items": Text("请至少列出一项材料。", "List at least one record.")})
    row = ArchiveSupplement(
        decision_id=taking.decision.id,
        received_by=act.received_by,
        items=[SupplementItem(number=place, **item.model_dump()) for place, item in enumerate(act.items, start=1)],
        **taking.stamp(act),
    )
    taking.session.add(row)
    proof = Proof("archive_supplement", facts.ArchiveSupplement.model_validate(row))
    return Recorded({"items": str(len(act.items))}, (proof,))


class HandOverAct(Act):
    """The handover as entered."""

    recipient: Line
    received_by: Line
    handed_by: Line
    package: Line
    as_of: Annotated[int, Field(ge=0, lt=10**9)]
    note: Paragraphs = ""
    differs: Paragraphs = ""
    """Why the package is not the one that is made now, where it was compared and is not."""


@records("publication.hand_over", HandOverAct)
def hand_over(taking: Taking, act: HandOverAct) -> Recorded:
    """Record to whom which package was handed over; the entry names its digest, so that whoever has it can compare."""
    package = typed_digest(act.package)
    if package is None:
        sentence = Text(
            "SHA-256为64位十六进制数，制作档案包时显示。",
            "A SHA-256 is 64 hexadecimal digits, shown when the package is made.",
        )
        raise BadInput({"package": sentence})
    # what it was made of may end with the entry of a number, which is an object of its own
    archived = select(Entry.seq).where(
        Entry.decision_id == taking.decision.id,
        Entry.act == "publication.archive",
        Entry.result == "ok",
        Entry.seq <= act.as_of,
    )
    there = select(Entry.seq).where(Entry.seq == act.as_of, Entry.result == "ok")
    if taking.session.scalar(there) is None or taking.session.scalar(archived.limit(1)) is None:
        sentence = Text(
            "没有这一条日志，或者其时尚未归档；应填的条目在制作档案包时显示。",
            "There is no such entry, or it was not archived yet then; the entry is shown when the package is made.",
        )
        raise BadInput({"as_of": sentence})
    row = Handover(
        decision_id=taking.decision.id,
        package=package,
        note="\n".join(filter(None, [act.note, act.differs and f"档案包与登记移交时系统制作的不一致：{act.differs}"])),
        **act.model_dump(exclude={"on", "package", "note", "differs"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"recipient": act.recipient, "package": package, "as_of": str(act.as_of)}
    return Recorded(details, (Proof("handover", facts.Handover.model_validate(row)),))
