"""A plan drawn as bars over a few dozen columns: which columns each step takes. How it looks is the page's affair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from workflow.domain.milestones import Milestone
from workflow.domain.planner import Schedule

MOST_COLUMNS = 60
_MONTHLY = 8  # days in a column up to which the months can be told apart


@dataclass(frozen=True)
class Bar:
    """The columns of a step: those before it, its own, those up to its last lawful day, those after."""

    step: Milestone
    before: int
    length: int
    window: int
    after: int


@dataclass(frozen=True)
class Chart:
    """Bars from `first` to `last`; `head`: the months over the columns, by their first day, with how many each takes."""

    first: dt.date
    last: dt.date
    head: tuple[tuple[dt.date, int], ...]
    bars: tuple[Bar, ...]


def chart(plan: Schedule) -> Chart | None:
    """The steps to come whose day is known, over time; None if there is none."""
    steps = [(each, each.day) for each in plan.milestones if each.day and not each.done]
    if not steps:
        return None
    # the last lawful day of a step may lie behind already
    first, last = plan.start, max(max(day, each.latest or day) for each, day in steps)
    unit = -(-((last - first).days + 1) // MOST_COLUMNS)
    columns = -(-((last - first).days + 1) // unit)

    def column(day: dt.date) -> int:
        return max((day - first).days, 0) // unit

    bars = []
    for each, day in steps:
        before, end = column(_begins(plan, each)), column(day)
        window = max(column(each.latest) - end, 0) if each.latest else 0
        bars.append(Bar(each, before, end - before + 1, window, columns - end - 1 - window))
    return Chart(first, last, _head(first, unit, columns), tuple(bars))


def _begins(plan: Schedule, step: Milestone) -> dt.date:
    """The day from which a step's time runs: that of what it waits for, and not before the plan begins."""
    waited = [found.day for found in map(plan.step, step.decisive) if found and found.day]
    return max([plan.start, *waited]) if waited else step.day or plan.start


def _head(first: dt.date, unit: int, columns: int) -> tuple[tuple[dt.date, int], ...]:
    if unit > _MONTHLY:
        return ()
    months = [(first + dt.timedelta(days=place * unit)).replace(day=1) for place in range(columns)]
    return tuple((month, len(list(same))) for month, same in groupby(months))
