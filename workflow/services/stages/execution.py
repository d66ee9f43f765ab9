"""Execution: tasks, reports, problems, the end (713 arts. 34 and 35, 337 arts. 33 and 34)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.askedfor import open_problems
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.substance import tells
from workflow.domain.terms import ExecutionReportKind, ProblemAdvice, Role, Situation
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.execution import (
    Assignment,
    ExecutionReport,
    ExecutionResult,
    ProblemReport,
)
from workflow.models.people import Unit
from workflow.services import ledger
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


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
    row = taking.put(
        Assignment,
        decision_id=taking.decision.id,
        tasks=[
            {"number": number, "unit_id": units[task.unit_id].id, "work": task.work, "due": task.due}
            for number, task in enumerate(act.tasks, start=first)
        ],
        **taking.stamp(act),
    )
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
    row = taking.put(
        ExecutionReport,
        decision_id=taking.decision.id,
        unit=named,
        on_behalf=False if own else _on_behalf(taking, named),
        **act.model_dump(exclude={"on", "unit"}),
        **taking.stamp(act),
    )
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
    row = taking.put(ProblemReport, decision_id=taking.decision.id, **values, **taking.stamp(act))
    details = {"situation": act.situation, "advice": act.advice}
    return Recorded(details, (Proof("problem_report", facts.ProblemReport.model_validate(row)),))


class ConcludeAct(Act):
    """The end of execution as entered."""

    summary: Paragraphs
    settled: Paragraphs = ""
    unfinished: Paragraphs = ""


@records("execution.conclude", ConcludeAct)
def conclude(taking: Taking, act: ConcludeAct) -> Recorded:
    """Record that the decision has been carried out. Raises BadInput at `summary` where it says nothing."""
    if not tells(act.summary):
        raise BadInput({"summary": Text("请写明执行结果。", "Write down what came of it.")})
    # what there is nothing to say it of is not said
    going = taking.dossier.execution
    row = taking.put(
        ExecutionResult,
        decision_id=taking.decision.id,
        summary=act.summary,
        settled=act.settled if open_problems(going) else "",
        unfinished=act.unfinished if going and going.unfinished else "",
        **taking.stamp(act),
    )
    return Recorded({}, (Proof("execution_result", facts.ExecutionResult.model_validate(row)),))
