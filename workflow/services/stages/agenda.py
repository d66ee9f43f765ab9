"""Before the meeting: materials handed in, sent back, the Party committee's discussion, the agenda (337 art. 29)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field
from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.terms import MeetingMaterial
from workflow.domain.text import Text
from workflow.models.agenda import AgendaEntry, MeetingReturn, MeetingSubmission, PartyDiscussion
from workflow.services import bodies
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.sittings import of_its_year
from workflow.services.stages.listed import only_what_there_is


class MeetingSubmissionAct(Act):
    """The list of materials as entered."""

    materials: tuple[MeetingMaterial, ...] = ()
    note: Paragraphs = ""


@records("deliberation.submit", MeetingSubmissionAct)
def submit(taking: Taking, act: MeetingSubmissionAct) -> Recorded:
    """Hand in the newest draft version for deliberation with the materials listed."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput({"materials": Text("没有可以提交讨论的草案。", "There is no draft to deliberate.")})
    only_what_there_is(taking, act.materials)
    row = taking.put(
        MeetingSubmission,
        decision_id=taking.decision.id,
        version=draft.version,
        materials=[each.value for each in act.materials],
        note=act.note,
        submitted_by=taking.who,
        **taking.stamp(act),
    )
    fact = facts.MeetingSubmission.model_validate(row)
    details = {"version": str(draft.version), "materials": str(len(act.materials))}
    return Recorded(details, (Proof("meeting_submission", fact),))


class MeetingReturnAct(Act):
    """A return as entered."""

    reason: Reason


@records("deliberation.send_back", MeetingReturnAct)
def send_back(taking: Taking, act: MeetingReturnAct) -> Recorded:
    """Send back to the unit what cannot be deliberated yet, with the reason (337 art. 29)."""
    if not act.reason.strip():
        raise BadInput({"reason": Text("请说明退回的理由。", "Give the reason of the return.")})
    row = taking.put(
        MeetingReturn, decision_id=taking.decision.id, reason=act.reason, returned_by=taking.who, **taking.stamp(act)
    )
    draft = taking.dossier.draft
    fact = facts.MeetingReturn.model_validate(row)
    return Recorded({"version": str(draft.version) if draft else ""}, (Proof("meeting_return", fact),))


class PartyDiscussionAct(Act):
    """What the Party committee said, as entered."""

    meeting: Line
    agreed: bool
    text: Paragraphs = ""
    anew: Paragraphs = ""


@records("deliberation.party", PartyDiscussionAct)
def party(taking: Taking, act: PartyDiscussionAct) -> Recorded:
    """Record what a meeting of the Party committee said before the organ decides."""
    if not act.meeting.strip():
        raise BadInput({"meeting": Text("请填写党委会议的名称和次数。", "Name the meeting of the Party committee.")})
    row = taking.put(
        PartyDiscussion, decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act)
    )
    fact = facts.PartyDiscussion.model_validate(row)
    return Recorded({"agreed": "yes" if act.agreed else "no"}, (Proof("party_discussion", fact),))


class AgendaAct(Act):
    """The place on an agenda as entered; `on` is the day of the notice."""

    meets: dt.date
    time: Line = ""
    kind: Line
    number: Line = ""
    place: Line = ""
    chair: Line = ""
    item: int = Field(default=1, ge=1)
    materials_on: dt.date | None = None


@records("deliberation.schedule", AgendaAct)
def schedule(taking: Taking, act: AgendaAct) -> Recorded:
    """Put the matter on the agenda of a meeting to come; a later agenda supersedes it."""
    taking.vocabulary("meeting_kinds", act.kind, "kind")
    if act.meets < act.on:
        text = Text("会议日期不得早于会议通知日期。", "The meeting cannot be before the notice of it.")
        raise BadInput({"meets": text})
    of_its_year(act.number, act.meets)
    if act.materials_on and not act.materials_on <= min(taking.today, act.meets):
        text = Text(
            "材料送达日期不得晚于今天和会议日期。", "The materials came neither after today nor after the meeting."
        )
        raise BadInput({"materials_on": text})
    _seated(taking, act)
    row = taking.put(AgendaEntry, decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    fact = facts.AgendaEntry.model_validate(row)
    details = {"meeting": act.kind, "meets": act.meets.isoformat(), "item": str(act.item)}
    return Recorded(details, (Proof("agenda_entry", fact),))


def _seated(taking: Taking, act: AgendaAct) -> None:
    """Whoever chairs belongs to the body, where its members are known; no other matter has the place on the agenda."""
    entitled = [each.name for each in bodies.members(taking.session, act.kind, act.meets)]
    if act.chair and entitled and act.chair not in entitled:
        text = Text("主持人应当是会议组成人员：{names}。", "Whoever chairs is a member of the body: {names}.")
        raise BadInput({"chair": text.fmt(names="、".join(entitled))})
    newest = select(func.max(AgendaEntry.id)).group_by(AgendaEntry.decision_id)
    taken = select(AgendaEntry.id).where(
        AgendaEntry.id.in_(newest),
        AgendaEntry.decision_id != taking.decision.id,
        AgendaEntry.meets == act.meets,
        AgendaEntry.kind == act.kind,
        AgendaEntry.number == act.number,
        AgendaEntry.item == act.item,
    )
    if taking.session.scalar(taken) is not None:
        raise BadInput({"item": Text("该次会议已有第{n}项议题。", "That meeting has an item {n}.").fmt(n=act.item)})
