"""Orders in the course of execution: suspension, adjustment in detail, termination (713 arts. 35 and 37, 337 arts. 34 and 36)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.adjusting import ADJUSTING, check_of, checks_before
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Execution, ExecutionOrder
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.substance import says_something
from workflow.domain.terms import AdjustmentFinding, OrderKind
from workflow.domain.text import Text
from workflow.domain.unseen import same_person


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
            yield Gap(lacking(order.kind, Text("理由", "its reason")))
        if order.kind in ADJUSTING and not says_something(order.change):
            yield Gap(lacking(order.kind, Text("调整内容", "what changes")))


@guard(own_fact=True)
def minor_adjustment_grounded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An adjustment in detail says why it is none in substance, which would run the procedure anew (713 art. 37)."""
    for order in dossier.execution.orders if dossier.execution else ():
        if order.kind is not OrderKind.ADJUST_MINOR:
            continue
        if not says_something(order.not_major):
            yield Gap(lacking(order.kind, Text("不属于重大调整的理由", "why it is none in substance")))
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
        if same_person((order.decided_by_id, order.decided_by), (check.reviewer_id, check.reviewer)):
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
            yield Gap(lacking(order.kind, Text("避免或者减少不利影响的措施", "measures to avoid or reduce harm")))


def lacking(kind: OrderKind, what: Text) -> Text:
    """What is said of an order that does not state something."""
    return Text("“{kind}”的决定没有写明{what}。", "The order “{kind}” does not state {what}.").fmt(
        kind=kind.label, what=what
    )
