"""The check of the final text: a draft changed after adoption in principle is held against the meeting's opinion."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.changedsince import unheard
from workflow.domain.drafttext import awaits_check, draft_digest
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.substance import says_something
from workflow.domain.terms import FinalFinding
from workflow.domain.text import Text
from workflow.models.final_text import FinalCheck
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class FinalCheckAct(Act):
    """The check as entered; `digest` is that of the version that was read."""

    digest: Line
    changes: Paragraphs
    finding: FinalFinding
    reason: Paragraphs = ""
    not_anew: Paragraphs = ""


@records("legality_review.check", FinalCheckAct)
def check(taking: Taking, act: FinalCheckAct) -> Recorded:
    """Bind the reviewer's finding to the newest version; only what keeps to the meeting's opinion becomes the decision."""
    draft = taking.dossier.draft
    if draft is None or not awaits_check(taking.dossier):
        text = Text(
            "承办单位还没有按会议意见形成修改稿，没有需要核对的版本。",
            "The unit has not changed the draft as the meeting said: there is nothing to check.",
        )
        raise BadInput({"finding": text})
    if act.digest != draft_digest(draft):
        text = Text(
            "草案与您看到的不一致，请重新打开页面核对。", "The draft is not the one you read: open the page again."
        )
        raise BadInput({"digest": text})
    if not says_something(act.changes):
        text = Text("请写明与会议讨论的版本相比修改了哪些内容。", "Say what was changed since the meeting.")
        raise BadInput({"changes": text})
    if act.finding is not FinalFinding.KEPT_TO and not says_something(act.reason):
        text = Text(
            "请写明哪些内容没有落实或者超出会议意见。", "Say what was not carried out, or goes beyond what was said."
        )
        raise BadInput({"reason": text})
    row = taking.put(
        FinalCheck,
        decision_id=taking.decision.id,
        version=draft.version,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        not_anew=act.not_anew if unheard(taking.dossier, draft.version) else "",
        **act.model_dump(exclude={"on", "not_anew"}),
        **taking.stamp(act),
    )
    details = {"version": str(draft.version), "digest": act.digest, "finding": act.finding}
    return Recorded(details, (Proof("final_check", facts.FinalCheck.model_validate(row)),), outcome=act.finding)
