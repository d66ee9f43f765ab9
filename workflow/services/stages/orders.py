"""Orders while a decision is carried out, and the check before an adjustment in detail (713 arts. 35 and 37, 337 arts. 34 and 36)."""

from __future__ import annotations

import datetime as dt
import re

from workflow.domain import facts
from workflow.domain.adjusting import examined
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.facts.execution import told_apart
from workflow.domain.guards.agenda import numbered_meeting
from workflow.domain.substance import SAY_WHY, says_something
from workflow.domain.terms import AdjustmentFinding, OrderKind, Situation
from workflow.domain.text import Text
from workflow.domain.unseen import among, worded
from workflow.models.execution import (
    AdjustmentCheck,
    ExecutionOrder,
)
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.sittings import Sitting, held_on


class ExamineAct(Act):
    """The check of an adjustment as entered, with the words in which it is to be ordered."""

    change: Paragraphs
    finding: AdjustmentFinding
    reason: Reason


@records("execution.examine", ExamineAct)
def examine(taking: Taking, act: ExamineAct) -> Recorded:
    """Record whether what is to change is an adjustment in detail: the chief orders it as such in these words only."""
    if not examined(taking.rulebook):
        text = Text(
            "本事项适用的规则没有要求事先审核一般调整。",
            "The rules of this matter do not ask for an adjustment in detail to be checked before.",
        )
        raise BadInput({"change": text})
    if not says_something(act.change):
        raise BadInput({"change": Text("请写明拟调整的具体内容。", "Say what is to change.")})
    if not says_something(act.reason):
        raise BadInput({"reason": SAY_WHY})
    row = taking.put(
        AdjustmentCheck,
        decision_id=taking.decision.id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    return Recorded({"finding": act.finding}, (Proof("adjustment_check", facts.AdjustmentCheck.model_validate(row)),))


class SuspendAct(Act):
    """A suspension as entered."""

    situation: Situation
    urgent: bool = False
    reason: Reason
    measures: Paragraphs = ""


class _DeliberatedAct(Act):
    """The meeting that deliberated an order as entered: one the program knows, by its key, or told in words."""

    sitting: str = ""
    meeting: Line = ""
    meeting_on: dt.date | None = None
    entitled: int | None = None
    in_favour: Line = ""
    opposed: Line = ""
    abstained: Line = ""
    majority_reason: Paragraphs = ""


class AdjustAct(_DeliberatedAct):
    """An adjustment as entered."""

    kind: OrderKind
    reason: Reason
    change: Paragraphs
    measures: Paragraphs = ""
    not_major: Paragraphs = ""
    core_kept: bool = False


class ResumeAct(Act):
    """An order to go on as entered."""

    reason: Reason
    measures: Paragraphs = ""


class TerminateAct(_DeliberatedAct):
    """An order to terminate as entered."""

    reason: Reason
    measures: Paragraphs = ""


def _day_of(act: _DeliberatedAct) -> dt.date | None:
    """The day of the meeting: that of the key chosen, which begins with it, else the one told."""
    try:
        return dt.date.fromisoformat(act.sitting.partition("/")[0]) if act.sitting else act.meeting_on
    except ValueError:
        return None


_STRANGE = Text("“{name}”不是该次会议的应到人员。", "“{name}” was not entitled to attend that meeting.")
_ABSENT = Text("该次会议的记录没有“{name}”到会。", "The record of that meeting does not have “{name}” as present.")


_LOOKED_UP = re.compile(r"\d|第[^，。；]{1,4}[次期回号]|首次")
"""What a meeting can be looked up by: a number, a day, or the number of its minutes."""


def _may_be(held: Sitting, told: str) -> bool:
    """Whether a meeting told in words may be one that is kept here: the same body, and no other number of its sittings."""
    (_, one), (_, other) = numbered_meeting(held.number), numbered_meeting(told)
    return worded(held.name.zh) in worded(told) and (one is None or other is None or one == other)


def _sat(taking: Taking, act: _DeliberatedAct) -> dict[str, object]:
    """What is kept of the meeting. Raises BadInput where it is not one the program knows, or is one and was not chosen.

    Of a meeting whose record is kept here, it is known who was entitled and who came; whoever is named is one of them.
    """
    kept = act.model_dump(include={"meeting", "meeting_on", "entitled", "in_favour", "opposed", "abstained"})
    day = _day_of(act)
    held = held_on(taking.session, day) if day and day <= act.on else []
    if not act.sitting:
        if any(each.on == act.meeting_on and _may_be(each, act.meeting) for each in held):
            text = Text(
                "该次会议已在本系统登记，请从列表中选择；是同一天没有登记的另一次会议的，写明是第几次。",
                "That meeting is kept here: choose it from the list; if another of the same day is meant, which is not kept, "
                "give its number.",
            )
            raise BadInput({"sitting": text})
        if says_something(act.meeting) and not _LOOKED_UP.search(act.meeting):
            text = Text(
                "请写明是哪次会议，例如“2022年第5次乡长办公会议”，或者会议日期、纪要文号；否则不能查对。",
                "Say which meeting it was, such as 2022年第5次乡长办公会议, or by its day or the number of its minutes: it cannot be "
                "looked up otherwise.",
            )
            raise BadInput({"meeting": text})
        return kept
    chosen = next((each for each in held if each.key == act.sitting), None)
    if chosen is None:
        raise BadInput({"sitting": Text("请从列出的会议中选择。", "Choose one of the meetings listed.")})
    names = {each.name for each in chosen.members}
    there = {each.name for item in chosen.items if item.meeting for each in item.meeting.members if each.present}
    strangers = {
        field: (_ABSENT if among(name, names) else _STRANGE).fmt(name=name)
        for field in ("in_favour", "opposed", "abstained")
        for name in told_apart(getattr(act, field))
        if not among(name, names & there)
    }
    if strangers:
        raise BadInput(strangers)
    return kept | {
        "meeting": chosen.called,
        "meeting_on": chosen.on,
        "entitled": len(names) or None,
        "meeting_known": True,
    }


def _order(taking: Taking, act: Act, kind: OrderKind) -> Proof:
    """Record what the chief orders."""
    given = act.model_dump(exclude={"on", "kind", "sitting"})
    if isinstance(act, _DeliberatedAct):
        given |= _sat(taking, act)
    row = taking.put(
        ExecutionOrder,
        decision_id=taking.decision.id,
        kind=kind,
        decided_by=taking.who,
        decided_by_id=taking.who_id,
        **{
            "situation": None,
            "urgent": False,
            "change": "",
            "meeting": "",
            "meeting_known": False,
            **dict.fromkeys(("in_favour", "opposed", "abstained", "majority_reason"), ""),
            "not_major": "",
            "core_kept": False,
            **given,
        },
        **taking.stamp(act),
    )
    return Proof("execution_order", facts.ExecutionOrder.model_validate(row))


@records("execution.suspend", SuspendAct)
def suspend(taking: Taking, act: SuspendAct) -> Recorded:
    """Record the chief's order to suspend execution; it stays open until it is followed up."""
    return Recorded({"situation": act.situation}, (_order(taking, act, OrderKind.SUSPEND),))


@records("execution.resume", ResumeAct)
def resume(taking: Taking, act: ResumeAct) -> Recorded:
    """Record the chief's order to go on."""
    return Recorded({}, (_order(taking, act, OrderKind.RESUME),))


@records("execution.adjust", AdjustAct)
def adjust(taking: Taking, act: AdjustAct) -> Recorded:
    """Record the chief's order to adjust; one in substance is carried out by a decision of its own, proposed anew."""
    if act.kind not in (OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR):
        raise BadInput(
            {"kind": Text("请选择一般调整或者重大调整。", "Choose an adjustment in detail or in substance.")}
        )
    return Recorded({"kind": act.kind}, (_order(taking, act, act.kind),), outcome=act.kind.value)


@records("execution.terminate", TerminateAct)
def terminate(taking: Taking, act: TerminateAct) -> Recorded:
    """Record the chief's order to stop for good."""
    return Recorded({}, (_order(taking, act, OrderKind.TERMINATE),))
