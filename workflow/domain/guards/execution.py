"""Execution (713 arts. 34, 35 and 37, 337 arts. 33, 34 and 36)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from workflow.domain.adjusting import ADJUSTING, check_of, checks_before
from workflow.domain.askedfor import open_problems
from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Assignment, Execution, ExecutionOrder
from workflow.domain.facts.execution import told_apart
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.voting import ShareParams
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import AdjustmentFinding, OrderKind
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
        if not task.unit.strip() or (params.work and not task.work.strip()):
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
def suspension_urgent(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Suspension needs one of the situations of art. 35, urgency and a reason (713 art. 37, 337 art. 36)."""
    for order in dossier.execution.orders if dossier.execution else ():
        if order.kind is not OrderKind.SUSPEND:
            continue
        if order.situation is None or not says_something(order.reason):
            yield Gap(
                Text("没有写明中止执行的情形或者理由。", "The situation that calls for it, or the reason, is missing.")
            )
        if not order.urgent:
            yield Gap(Text("没有确认情况紧急。", "It is not confirmed that the situation is urgent."))


@guard(own_fact=True)
def order_reasoned(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """No decision is changed or stopped at will: the order has its reason, and says what changes (713 art. 37)."""
    for order in dossier.execution.orders if dossier.execution else ():
        if not says_something(order.reason):
            yield Gap(_lacking(order.kind, Text("理由", "its reason")))
        if order.kind in ADJUSTING and not says_something(order.change):
            yield Gap(_lacking(order.kind, Text("调整内容", "what changes")))


class MeetingParams(Params):
    """Which orders only a meeting gives; `votes`: it is told of which day, who took part and how each voted, and more were
    for it than not; `share`: so many of those entitled took part, more than it or (`over = false`) at least it."""

    kinds: tuple[OrderKind, ...] = Field(min_length=1)
    votes: bool = False
    share: str = ""
    over: bool = False

    @model_validator(mode="after")
    def _share_of_votes(self) -> Self:
        if (self.share and not (self.votes and self.quorum)) or (self.over and not self.share):
            raise ValueError("a share is one of those whose votes are told")
        return self

    @property
    def quorum(self) -> ShareParams | None:
        """The share of those entitled, where one is asked for."""
        return ShareParams(share=self.share, over=self.over) if self.share else None

    def strictness(self) -> tuple[int, ...]:
        """More kinds of order are stricter, and so is asking for the votes, and for a greater share."""
        return (len(set(self.kinds)), int(self.votes), *(self.quorum.strictness() if self.quorum else (0, 0)))

    def numbers(self, convention: Convention) -> Numbers:
        """The orders, and whether the votes are told."""
        orders = (Text("须经会议讨论", "Taken by a meeting"), joined([each.label for each in self.kinds]))
        said = Text("会议日期、参加人员及其意见", "day of the meeting, who took part and how each voted")
        told = ((Text("须写明", "To be told"), said),) if self.votes else ()
        part = ((Text("参加人员", "Taking part"), self.quorum.of_entitled),) if self.quorum else ()
        return (orders, *told, *part)


@guard(MeetingParams, own_fact=True)
def order_taken_by_meeting(dossier: Dossier, params: MeetingParams, setting: Setting) -> Iterator[Gap]:
    """An order of these kinds was deliberated by a meeting of the organ (for example 上海市 art. 43)."""
    for order in dossier.execution.orders if dossier.execution else ():
        if order.kind in params.kinds and not says_something(order.meeting):
            yield Gap(_lacking(order.kind, Text("经哪次会议讨论", "which meeting deliberated it")))
        elif order.kind in params.kinds and params.votes:
            yield from _told(order, params.quorum)


def _told(order: ExecutionOrder, quorum: ShareParams | None) -> Iterator[Gap]:
    """What is not told of the meeting that deliberated an order, or says that it was none."""
    there = len(order.took_part)
    if order.meeting_on is None:
        yield Gap(_lacking(order.kind, Text("讨论会议的日期", "the day of the meeting that deliberated it")))
    elif order.meeting_on > order.on:
        yield Gap(
            Text(
                "讨论会议的日期（{meeting}）晚于作出决定的日期（{on}）。",
                "The meeting that deliberated it ({meeting}) is later than the order ({on}).",
            ).fmt(meeting=order.meeting_on, on=order.on)
        )
    if order.entitled is None or not there:
        yield Gap(
            _lacking(
                order.kind,
                Text("应到人数、参加讨论的人员及其意见", "how many were entitled, who took part and how each voted"),
            )
        )
    elif there > order.entitled:
        yield Gap(
            Text(
                "讨论会议应到{entitled}人，列明的参加人员却有{there}人，超过应到人数。",
                "{entitled} were entitled and {there} are named: more than are entitled.",
            ).fmt(entitled=order.entitled, there=there)
        )
    elif quorum and not quorum.reached(there, order.entitled):
        yield Gap(
            Text(
                "讨论会议应到{entitled}人，列明的参加人员{there}人：参加人员应当{share}。",
                "{entitled} were entitled and {there} are named: {share} take part.",
            ).fmt(entitled=order.entitled, there=there, share=quorum.of_entitled)
        )
    yes = len(told_apart(order.in_favour))
    # whoever decides against the majority says why (713 art. 30(2)): an order has no place to say it in
    if there and 2 * yes <= there:
        yield Gap(
            Text(
                "讨论会议赞成{yes}人，反对和弃权{apart}人：赞成的应当多于反对和弃权的。",
                "{yes} were for it, {apart} against it or abstaining: more have to be for it than not.",
            ).fmt(yes=yes, apart=there - yes)
        )
    twice = [name for name, count in Counter(order.took_part).items() if count > 1]
    if twice:
        yield Gap(
            Text("同一人员的表决意见列了两次：{who}。", "More than one vote is told of: {who}.").fmt(
                who=joined([Text(name, name) for name in twice])
            )
        )


@guard(own_fact=True)
def minor_adjustment_grounded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An adjustment in detail says why it is none in substance, which would run the procedure anew (713 art. 37)."""
    for order in dossier.execution.orders if dossier.execution else ():
        if order.kind is not OrderKind.ADJUST_MINOR:
            continue
        if not says_something(order.not_major):
            yield Gap(_lacking(order.kind, Text("不属于重大调整的理由", "why it is none in substance")))
        if not order.core_kept:
            yield Gap(
                Text(
                    "没有确认决策的名称、目标和主要措施不变；有改变的，作重大调整。",
                    "It is not confirmed that title, aims and main measures stay as they are; where they change, it is "
                    "an adjustment in substance.",
                )
            )


@guard(own_fact=True)
def minor_adjustment_checked(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What an adjustment in detail changes was checked in its very words, and found to be none in substance, by somebody
    who does not order the adjustment."""
    execution = dossier.execution
    for order in execution.orders if execution else ():
        if execution and order.kind is OrderKind.ADJUST_MINOR:
            yield from _unchecked(execution, order)
        if execution and order.kind in ADJUSTING:
            yield from _own_check(execution, order)


def _unchecked(execution: Execution, order: ExecutionOrder) -> Iterator[Gap]:
    check = check_of(execution, order)
    if check is None:
        yield Gap(
            Text(
                "{on}作出的一般调整，调整内容事先没有经合法性审查人员审核，或者与审核的内容不一致；审核后决策又作过调整的，须重新审核。",
                "The adjustment in detail of {on}: what it changes was not checked by the legality reviewer before, or is "
                "not what was checked; where the decision was adjusted since, it is checked again.",
            ).fmt(on=order.on)
        )
    elif check.finding is not AdjustmentFinding.MINOR:
        yield Gap(
            Text(
                "{on}作出的一般调整，合法性审查人员的最新审核意见为：{finding}。",
                "The adjustment in detail of {on}: the legality reviewer last found it to be: {finding}.",
            ).fmt(on=order.on, finding=check.finding.label)
        )
    elif check.on > order.on:
        yield Gap(
            Text(
                "一般调整的审核（{checked}）晚于作出决定的日期（{on}）。",
                "The adjustment in detail was checked ({checked}) after it was ordered ({on}).",
            ).fmt(checked=check.on, on=order.on)
        )


def _own_check(execution: Execution, order: ExecutionOrder) -> Iterator[Gap]:
    for check in checks_before(execution, order):
        same_account = order.decided_by_id and order.decided_by_id == check.reviewer_id
        if same_account or (order.decided_by and order.decided_by == check.reviewer and not check.reviewer_id):
            yield Gap(own_check(check.reviewer))
            return


def own_check(name: str) -> Text:
    """What is said to whoever checked an adjustment and would order it."""
    return Text(
        "{name}审核过本事项拟作的一般调整，不得决定调整。",
        "{name} checked an adjustment of this matter and may not order it.",
    ).fmt(name=name)


@guard(own_fact=True)
def harm_reduced(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a decision is changed or stopped, measures are taken against the harm (337 art. 36)."""
    for order in dossier.execution.orders if dossier.execution else ():
        changing = order.kind in (*ADJUSTING, OrderKind.TERMINATE)
        if changing and not says_something(order.measures):
            yield Gap(_lacking(order.kind, Text("避免或者减少不利影响的措施", "measures to avoid or reduce harm")))


def _lacking(kind: OrderKind, what: Text) -> Text:
    return Text("“{kind}”的决定没有写明{what}。", "The order “{kind}” does not state {what}.").fmt(
        kind=kind.label, what=what
    )


@guard(own_fact=True)
def assigned_as_decided(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Between the order to adjust in substance and the decision that adjusts it, no new tasks are given (713 art. 37)."""
    execution = dossier.execution
    majors = [each for each in execution.orders if each.kind is OrderKind.ADJUST_MAJOR] if execution else []
    published = dossier.successor.published_on if dossier.successor else None
    for each in execution.assignments if execution else ():
        between = [order for order in majors if _before(order, each) and (published is None or each.on < published)]
        if between:
            yield Gap(
                Text(
                    "{ordered}已决定作重大调整，接续的决策事项公布以前，不得分解新的任务（{on}）。",
                    "An adjustment in substance was ordered on {ordered}: until the decision that adjusts it is published no "
                    "new tasks are given ({on}).",
                ).fmt(ordered=between[-1].on, on=each.on)
            )


def _before(order: ExecutionOrder, assignment: Assignment) -> bool:
    """Whether an order was there when tasks were given; papers say the day only."""
    if order.entered and assignment.entered:
        return order.entered < assignment.entered
    return order.on < assignment.on


@guard()
def major_adjustment_followed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An adjustment in substance went through the procedure: the decision that adjusts it is published (713 art. 37)."""
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
    elif dossier.successor.published_on is None:
        yield Gap(
            Text(
                "接续的决策事项（{number}）尚未公布。", "The decision that adjusts it ({number}) is not published."
            ).fmt(number=dossier.successor.number)
        )
