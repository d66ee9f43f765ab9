"""Execution: tasks, reports, problems, checks, orders, the end (713 arts. 34, 35 and 37, 337 arts. 33, 34 and 36)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.adjusting import examined
from workflow.domain.askedfor import open_problems
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.facts.execution import told_apart
from workflow.domain.substance import SAY_WHY, says_something, tells
from workflow.domain.terms import AdjustmentFinding, ExecutionReportKind, OrderKind, ProblemAdvice, Role, Situation
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.execution import (
    AdjustmentCheck,
    Assignment,
    ExecutionOrder,
    ExecutionReport,
    ExecutionResult,
    ExecutionTask,
    ProblemReport,
)
from workflow.models.people import Unit
from workflow.services import ledger
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.sittings import held_on


class TaskEntry(Part):
    """One task as entered; the unit by its number."""

    unit_id: int
    work: Paragraphs = ""
    due: dt.date | None = None


class AssignmentAct(Act):
    """A list of tasks as entered."""

    tasks: tuple[TaskEntry, ...] = ()


@records("execution.assign", AssignmentAct)
def assign(taking: Taking, act: AssignmentAct) -> Recorded:
    """Break the decision down into tasks for executing units; a further list is numbered on."""
    units = _units(taking, act)
    for place, task in enumerate(act.tasks):
        if task.due and task.due < act.on:
            early = Text("完成时限不得早于分解任务的日期。", "A task is due after the day it is assigned.")
            raise BadInput({f"tasks-{place}-due": early})
    first = len(taking.dossier.execution.tasks) + 1 if taking.dossier.execution else 1
    row = Assignment(
        decision_id=taking.decision.id,
        tasks=[
            ExecutionTask(number=number, of_unit=units[task.unit_id], work=task.work, due=task.due)
            for number, task in enumerate(act.tasks, start=first)
        ],
        **taking.stamp(act),
    )
    taking.session.add(row)
    taking.session.flush()
    names = dict.fromkeys(units[task.unit_id].name for task in act.tasks)
    details = {"tasks": str(len(act.tasks)), "units": ledger.short(";".join(names))}
    return Recorded(details, (Proof("assignment", facts.Assignment.model_validate(row)),))


def _units(taking: Taking, act: AssignmentAct) -> dict[int, Unit]:
    wanted = {task.unit_id for task in act.tasks}
    chosen = select(Unit).where(Unit.id.in_(wanted), Unit.organ_id == taking.decision.organ_id, Unit.active)
    found = {unit.id: unit for unit in taking.session.scalars(chosen)}
    for place, task in enumerate(act.tasks):
        if task.unit_id not in found:
            raise BadInput({f"tasks-{place}-unit_id": Text("请从列出的单位中选择。", "Choose among the units listed.")})
    return found


class ReportAct(Act):
    """A report or an inspection as entered; a unit not named is that of the task, else that of whoever enters it."""

    kind: ExecutionReportKind
    unit: Line = ""
    task: int | None = None
    text: Paragraphs
    done: bool = False


@records("execution.report", ReportAct)
def report(taking: Taking, act: ReportAct) -> Recorded:
    """Record how execution goes."""
    tasks = {task.number: task for task in taking.dossier.execution.tasks} if taking.dossier.execution else {}
    if act.task is not None and act.task not in tasks:
        raise BadInput({"task": Text("请从列出的任务中选择。", "Choose one of the tasks listed.")})
    if act.done and act.task is None:
        raise BadInput({"task": Text("请选择已经完成的任务。", "Choose the task that is done.")})
    named = act.unit or (tasks[act.task].unit if act.task else _own_unit(taking))
    own = act.kind is ExecutionReportKind.INSPECTION and _of_the_office(taking)
    if act.task is not None and not own and worded(tasks[act.task].unit) != worded(named):
        raise BadInput({"task": Text("请选择本单位承担的任务。", "Choose a task of the unit that reports.")})
    row = ExecutionReport(
        decision_id=taking.decision.id,
        unit=named,
        on_behalf=False if own else _on_behalf(taking, named),
        **act.model_dump(exclude={"on", "unit"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"kind": act.kind, "task": str(act.task or ""), "done": "yes" if act.done else "no"}
    return Recorded(details, (Proof("execution_report", facts.ExecutionReport.model_validate(row)),))


def _own_unit(taking: Taking) -> str:
    return taking.actor.unit if taking.actor else ""


def _of_the_office(taking: Taking) -> bool:
    return taking.actor is not None and taking.actor.has(Role.OFFICE)


def _on_behalf(taking: Taking, unit: str) -> bool:
    """Whether the office enters what an executing unit says. Raises BadInput at `unit` where it is neither one's own unit
    nor, entered by the office, one that executes."""
    if worded(unit) == worded(_own_unit(taking)):
        return False
    units = taking.dossier.execution.units if taking.dossier.execution else ()
    if not _of_the_office(taking):
        raise BadInput({"unit": Text("只能填报本单位的情况。", "A unit reports for itself only.")})
    if worded(unit) not in map(worded, units):
        text = Text("请填写执行单位：{units}。", "Name an executing unit: {units}.")
        raise BadInput({"unit": text.fmt(units="、".join(units))})
    return True


class ProblemAct(Act):
    """A problem as entered; a unit not named is that of whoever enters it."""

    unit: Line = ""
    situation: Situation
    text: Paragraphs
    advice: ProblemAdvice = ProblemAdvice.NONE


@records("execution.problem", ProblemAct)
def problem(taking: Taking, act: ProblemAct) -> Recorded:
    """Record a problem met in execution, with what the unit suggests."""
    unit = act.unit or _own_unit(taking)
    values = act.model_dump(exclude={"on"}) | {"unit": unit, "on_behalf": _on_behalf(taking, unit)}
    row = ProblemReport(decision_id=taking.decision.id, **values, **taking.stamp(act))
    taking.session.add(row)
    details = {"situation": act.situation, "advice": act.advice}
    return Recorded(details, (Proof("problem_report", facts.ProblemReport.model_validate(row)),))


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
    row = AdjustmentCheck(
        decision_id=taking.decision.id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
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


def _sat(taking: Taking, act: _DeliberatedAct) -> dict[str, object]:
    """What is kept of the meeting. Raises BadInput where it is not one the program knows, or is one and was not chosen.

    Of a meeting whose record is kept here, it is known who was entitled; whoever is named is one of them.
    """
    kept = act.model_dump(include={"meeting", "meeting_on", "entitled", "in_favour", "opposed", "abstained"})
    day = _day_of(act)
    held = held_on(taking.session, day) if day and day <= act.on else []
    if not act.sitting:
        known = [each for each in held if each.on == act.meeting_on and worded(each.name.zh) in worded(act.meeting)]
        if known:
            text = Text(
                "该次会议已在本系统登记，请从列表中选择。", "That meeting is kept here: choose it from the list."
            )
            raise BadInput({"sitting": text})
        return kept
    chosen = next((each for each in held if each.key == act.sitting), None)
    if chosen is None:
        raise BadInput({"sitting": Text("请从列出的会议中选择。", "Choose one of the meetings listed.")})
    names = {each.name for each in chosen.members}
    strangers = {
        field: Text("“{name}”不是该次会议的应到人员。", "“{name}” was not entitled to attend that meeting.").fmt(
            name=name
        )
        for field in ("in_favour", "opposed", "abstained")
        for name in told_apart(getattr(act, field))
        if name not in names
    }
    if strangers:
        raise BadInput(strangers)
    called = f"{chosen.name.zh}{chosen.number}"
    return kept | {"meeting": called, "meeting_on": chosen.on, "entitled": len(names) or None, "meeting_known": True}


def _order(taking: Taking, act: Act, kind: OrderKind) -> Proof:
    """Record what the chief orders."""
    given = act.model_dump(exclude={"on", "kind", "sitting"})
    if isinstance(act, _DeliberatedAct):
        given |= _sat(taking, act)
    row = ExecutionOrder(
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
            **dict.fromkeys(("in_favour", "opposed", "abstained"), ""),
            "not_major": "",
            "core_kept": False,
            **given,
        },
        **taking.stamp(act),
    )
    taking.session.add(row)
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


class ConcludeAct(Act):
    """The end of execution as entered."""

    summary: Paragraphs
    settled: Paragraphs = ""


@records("execution.conclude", ConcludeAct)
def conclude(taking: Taking, act: ConcludeAct) -> Recorded:
    """Record that the decision has been carried out. Raises BadInput at `summary` where it says nothing."""
    if not tells(act.summary):
        raise BadInput({"summary": Text("请写明执行结果。", "Write down what came of it.")})
    # what there is nothing to say it of is not said
    settled = act.settled if open_problems(taking.dossier.execution) else ""
    row = ExecutionResult(decision_id=taking.decision.id, summary=act.summary, settled=settled, **taking.stamp(act))
    taking.session.add(row)
    return Recorded({}, (Proof("execution_result", facts.ExecutionResult.model_validate(row)),))
