"""The time guaranteed to legality review, day by day (713 art. 26(2), 337 art. 28)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.facts import LegalityReview
from workflow.domain.guards.legality_review import TimeParams, complete_on
from workflow.domain.rulebook import EffectiveRule
from workflow.domain.text import Text


@dataclass(frozen=True)
class CountedDay:
    """A day of a count in working days: its number if it counts, and whether it is a make-up day or a holiday."""

    day: dt.date
    number: int | None
    make_up: bool
    holiday: bool


def counted_days(calendar: WorkingCalendar, start: dt.date, working_days: int) -> list[CountedDay]:
    """Every day after `start` up to the last of `working_days` working days, those not counted among them.

    Raises CalendarUnknown where the count meets a year not known.
    """
    found: list[CountedDay] = []
    day, number = start, 0
    while number < working_days:
        day += dt.timedelta(days=1)
        works, weekend = calendar.is_working_day(day), day.weekday() >= 5
        number += works
        found.append(CountedDay(day, number if works else None, works and weekend, not works and not weekend))
    return found


def least_days(rules: Iterable[EffectiveRule]) -> int | None:
    """How many working days the rules guarantee; None if none does."""
    return max((rule.params.working_days for rule in rules if isinstance(rule.params, TimeParams)), default=None)


@dataclass(frozen=True)
class ReviewClock:
    """Where a round of review stands in its time: working days used of those guaranteed.

    `start` is the day of complete materials, None before acceptance; `unknown` says that no calendar is known.
    """

    start: dt.date | None
    until: dt.date | None
    least: int | None
    used: int | None
    unknown: Text | None = None


def review_clock(
    review: LegalityReview, rules: Iterable[EffectiveRule], calendar: WorkingCalendar, today: dt.date
) -> ReviewClock:
    """The clock of a round on `today`, or on the day of its opinion. The last guaranteed day is the one frozen then."""
    least = least_days(rules)
    if review.acceptance is None:
        return ReviewClock(None, None, least, None)
    start = complete_on(review)
    supplied = [each.supply for each in review.supplements if each.supply]
    until = (supplied[-1] if supplied else review.acceptance).guaranteed_until
    end = review.conclusion.on if review.conclusion else today
    try:
        return ReviewClock(start, until, least, max(calendar.working_days_between(start, end), 0))
    except CalendarUnknown as unknown:
        return ReviewClock(start, until, least, None, unknown.text)
