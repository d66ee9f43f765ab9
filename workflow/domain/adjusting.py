"""Adjustments in detail: which check of its wording an order rests on, and which check waits to be ordered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from workflow.domain.facts import AdjustmentCheck, Execution, ExecutionOrder
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import AdjustmentFinding, OrderKind
from workflow.domain.unseen import worded

EXAMINE, ADJUST = "execution.examine", "execution.adjust"
ADJUSTING = (OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR)


def examined(rulebook: Rulebook) -> bool:
    """Whether the rules want the wording of an adjustment in detail checked before it is ordered."""
    return any(rule.rule.guard == "minor_adjustment_checked" for rule in rulebook.rules_for(ADJUST))


def checks_before(execution: Execution, order: ExecutionOrder) -> tuple[AdjustmentCheck, ...]:
    """The checks that were there when an order was given, oldest first; what is entered late was not. Papers say the day."""
    return tuple(each for each in execution.checks if not _later(each, order))


def check_of(execution: Execution, order: ExecutionOrder) -> AdjustmentCheck | None:
    """The newest check, when an order was given, of the very text that it orders.

    What was found before another adjustment counts no more: many small ones may be one in substance.
    """
    adjusted = [each for each in takewhile(lambda each: each is not order, execution.orders) if each.kind in ADJUSTING]
    since = _since(checks_before(execution, order), adjusted)
    same = [each for each in since if worded(each.change) == worded(order.change)]
    return same[-1] if same else None


def rests_on_check(execution: Execution, order: ExecutionOrder) -> bool:
    """Whether an adjustment in detail was checked before it was ordered, and found to be none in substance."""
    check = check_of(execution, order) if order.kind is OrderKind.ADJUST_MINOR else None
    return check is not None and check.finding is AdjustmentFinding.MINOR


def open_checks(execution: Execution | None) -> tuple[AdjustmentCheck, ...]:
    """The checks made since the decision was last adjusted, oldest first."""
    if execution is None:
        return ()
    return _since(execution.checks, [order for order in execution.orders if order.kind in ADJUSTING])


def to_order(execution: Execution | None) -> AdjustmentCheck | None:
    """The newest check that lets an adjustment in detail be ordered and was not followed by one yet."""
    newest: dict[str, AdjustmentCheck] = {}
    for check in reversed(open_checks(execution)):
        newest.setdefault(worded(check.change), check)
    return next((each for each in newest.values() if each.finding is AdjustmentFinding.MINOR), None)


def _later(check: AdjustmentCheck, order: ExecutionOrder) -> bool:
    if check.entered and order.entered:
        return check.entered > order.entered
    return check.on > order.on


def _since(checks: Iterable[AdjustmentCheck], orders: Sequence[ExecutionOrder]) -> tuple[AdjustmentCheck, ...]:
    return tuple(each for each in checks if not any(_earlier(each, order) for order in orders))


def _earlier(check: AdjustmentCheck, order: ExecutionOrder) -> bool:
    if check.entered and order.entered:
        return check.entered <= order.entered
    return check.on < order.on
