"""Execution: its tasks, reports and suggestions (713 arts. 34, 35 and 37, 337 arts. 33 and 34)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.askedfor import open_problems
from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Assignment, ExecutionOrder
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import tells
from workflow.domain.terms import OrderKind
from workflow.domain.text import Text, joined


class TaskParams(Params):
    """What a task has to say; `work`: also what is required, not only who does it."""

    work: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Asking for the work as well is stricter."""
        return (int(self.work),)

    def numbers(self, convention: Convention) -> Numbers:
        """What a task has to say."""
        said = Text("执行单位和工作要求", "executing unit and what is required")
        return ((Text("任务清单", "Tasks"), said),) if self.work else ()


@guard(TaskParams, own_fact=True)
def executing_unit_named(dossier: Dossier, params: TaskParams, setting: Setting) -> Iterator[Gap]:
    """Each task has its executing unit (713 art. 34) and what is required of it (337 art. 33)."""
    tasks = dossier.execution.tasks if dossier.execution else ()
    if not tasks:
        yield Gap(Text("没有明确决策执行单位。", "No executing unit is named."))
    for task in tasks:
        if not task.unit.strip() or (params.work and not tells(task.work)):
            yield Gap(
                Text(
                    "第{number}项任务没有写明执行单位或者工作要求。",
                    "Task {number} lacks its executing unit or what is required.",
                ).fmt(number=task.number)
            )


@guard()
def execution_reported(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Every executing unit reported to the organ (713 art. 34, 337 art. 34)."""
    execution = dossier.execution
    if execution is None:
        return
    heard = {each.unit for each in execution.reports}
    silent = [Text(unit, unit) for unit in execution.units if unit not in heard]
    if silent:
        yield Gap(
            Text("尚未报告执行情况的单位：{who}。", "Units that have not reported: {who}.").fmt(who=joined(silent))
        )


@guard()
def suggestions_handled(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each suggestion or complaint was studied and dealt with (337 art. 34)."""
    waiting = [each for each in dossier.execution.suggestions if each.answer is None] if dossier.execution else []
    if waiting:
        numbers = joined([Text(str(each.number), str(each.number)) for each in waiting])
        yield Gap(
            Text(
                "还有{count}条意见建议没有处理：第{numbers}条。",
                "{count} suggestions are not dealt with: no. {numbers}.",
            ).fmt(count=len(waiting), numbers=numbers)
        )


@guard(own_fact=True)
def problems_settled(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Execution is not concluded over a problem that was reported and nothing ordered on, without saying what became of
    it (713 art. 35(1), 337 art. 34)."""
    execution = dossier.execution
    waiting = open_problems(execution)
    if waiting and execution and execution.result and not tells(execution.result.settled):
        one = Text("{on}（{unit}）", "{on} ({unit})")
        told = joined([one.fmt(on=each.on, unit=each.unit) for each in waiting])
        yield Gap(
            Text(
                "报告的问题没有作出决定，也没有写明如何处理：{told}。",
                "Problems were reported, nothing was ordered, and it is not said what became of them: {told}.",
            ).fmt(told=told)
        )


@guard(own_fact=True)
def tasks_accounted_for(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Execution is not concluded over tasks that nobody reported done without saying how it is with them; papers may not
    have a report on each (713 art. 34)."""
    execution = dossier.execution
    if setting.record or execution is None or execution.result is None or tells(execution.result.unfinished):
        return
    if execution.unfinished:
        one = Text("第{number}项（{unit}）", "no. {number} ({unit})")
        told = joined([one.fmt(number=each.number, unit=each.unit) for each in execution.unfinished])
        yield Gap(
            Text(
                "没有报告完成、也没有作说明的任务：{told}。",
                "Tasks that nobody reported done, and of which nothing is said: {told}.",
            ).fmt(told=told)
        )


@guard(own_fact=True)
def assigned_as_decided(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Between the order to adjust in substance and the decision that adjusts it, no new tasks are given (713 art. 37)."""
    execution = dossier.execution
    majors = [each for each in execution.orders if each.kind is OrderKind.ADJUST_MAJOR] if execution else []
    published = dossier.successor.in_force_on if dossier.successor else None
    for each in execution.assignments if execution else ():
        between = [order for order in majors if _before(order, each) and (published is None or each.on < published)]
        if between:
            yield Gap(
                Text(
                    "{ordered}已决定作重大调整，接续的决策事项公布（不予公开的，决定不予公开；所属种类不公布的，归档）以前，不得分解"
                    "新的任务（{on}）。",
                    "An adjustment in substance was ordered on {ordered}: until the decision that adjusts it is published, "
                    "withheld, or archived where its kind is not published, no new tasks are given ({on}).",
                ).fmt(ordered=between[-1].on, on=each.on)
            )


def _before(order: ExecutionOrder, assignment: Assignment) -> bool:
    """Whether an order was there when tasks were given; papers say the day only."""
    if order.entered and assignment.entered:
        return order.entered < assignment.entered
    return order.on < assignment.on


@guard()
def major_adjustment_followed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An adjustment in substance went through the procedure: the decision that adjusts it is published, or withheld, or
    archived where its kind is not published (713 art. 37)."""
    orders = dossier.execution.orders if dossier.execution else ()
    if not any(order.kind is OrderKind.ADJUST_MAJOR for order in orders):
        return
    if dossier.successor is None:
        yield Gap(
            Text(
                "已决定作重大调整，尚未提出接续的决策事项。",
                "An adjustment in substance was ordered, and nothing proposed.",
            )
        )
    elif dossier.successor.in_force_on is None:
        yield Gap(
            Text(
                "接续的决策事项（{number}）尚未公布，也没有决定不予公开；所属种类不公布的，尚未归档。",
                "The decision that adjusts it ({number}) is neither published nor withheld; where its kind is not published, "
                "it is not archived.",
            ).fmt(number=dossier.successor.number)
        )
