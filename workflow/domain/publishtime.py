"""The time a decision has to be published in (711 art. 26)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.guards.publication import InTimeParams
from workflow.domain.rulebook import EffectiveRule


def most_days(rules: Iterable[EffectiveRule]) -> int | None:
    """How many working days the rules allow; None if none says."""
    return min((rule.params.working_days for rule in rules if isinstance(rule.params, InTimeParams)), default=None)


def publish_by(rules: Iterable[EffectiveRule], start: dt.date | None, calendar: WorkingCalendar) -> dt.date | None:
    """The last day to publish what was formed on `start`; None where no rule says or the calendar is not known so far.

    Not knowing the calendar is no reason to hold a publication back.
    """
    days = most_days(rules)
    try:
        return calendar.add_working_days(start, days) if start and days else None
    except CalendarUnknown:
        return None
