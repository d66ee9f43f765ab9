"""The time guaranteed to legality review, day by day (713 art. 26(2), 337 art. 28)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview
from workflow.domain.guards.review_response import ResponseParams
from workflow.domain.guards.review_time import MostParams, TimeParams, days_allowed, running
from workflow.domain.rulebook import EffectiveRule, Rulebook
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


def guaranteed(rules: Iterable[EffectiveRule]) -> TimeParams | None:
    """The time the rules guarantee; None if they guarantee none."""
    found = [rule.params for rule in rules if isinstance(rule.params, TimeParams)]
    return max(found, key=TimeParams.strictness, default=None)


def longest(rules: Iterable[EffectiveRule]) -> MostParams | None:
    """The longest time the rules allow; None if they set none."""
    found = [rule.params for rule in rules if isinstance(rule.params, MostParams)]
    return max(found, key=MostParams.strictness, default=None)


def days_left(review: LegalityReview, time: TimeParams, calendar: WorkingCalendar, start: dt.date) -> int:
    """How many of the working days guaranteed are still to run when a supplement is supplied on `start`.

    Raises CalendarUnknown.
    """
    clock = running(review, time.after)
    used = clock.used(calendar, start) if time.after == "resume" else 0
    return max(time.working_days - max(used, 0), 0)


@dataclass(frozen=True)
class ReviewClock:
    """Where a round of review stands in its time: working days used of those guaranteed.

    `start` is the day from which the time runs, None before acceptance; `latest` the last day of the longest time, where
    there is one; `resumes` says that supplements let the time stand still; `unknown` that no calendar is known.
    """

    start: dt.date | None
    until: dt.date | None
    least: int | None
    used: int | None
    unknown: Text | None = None
    latest: dt.date | None = None
    resumes: bool = False


def review_clock(
    review: LegalityReview, rules: Iterable[EffectiveRule], calendar: WorkingCalendar, today: dt.date
) -> ReviewClock:
    """The clock of a round on `today`, or on the day of its opinion. The last guaranteed day is the one frozen then."""
    rules = tuple(rules)
    time, most = guaranteed(rules), longest(rules)
    least = time.working_days if time else None
    if review.acceptance is None:
        return ReviewClock(None, None, least, None)
    clock = running(review, time.after if time else "restart")
    resumes = time is not None and time.after == "resume"
    supplied = [each.supply for each in review.supplements if each.supply]
    until = (supplied[-1] if supplied else review.acceptance).guaranteed_until
    end = review.conclusion.on if review.conclusion else today
    try:
        used = max(clock.used(calendar, end), 0)
        latest = running(review, most.after).last_day(calendar, days_allowed(review, most, calendar)) if most else None
    except CalendarUnknown as unknown:
        return ReviewClock(clock.start, until, least, None, unknown.text, resumes=resumes)
    return ReviewClock(clock.start, until, least, used, latest=latest, resumes=resumes)


def comes_up(step_id: str, dossier: Dossier, rulebook: Rulebook) -> bool:
    """Whether a step of legality review is about anything: an opinion to answer, a time that can be extended."""
    match step_id:
        case "legality_review.respond":
            return _to_answer(dossier, rulebook)
        case "legality_review.extend":
            most = longest(rulebook.rules_for("legality_review.conclude"))
            return most is not None and most.extension > 0
    return True


def _to_answer(dossier: Dossier, rulebook: Rulebook) -> bool:
    """Whether the newest opinion advises or asks for something, or the rules want every opinion answered."""
    said = dossier.review.conclusion if dossier.review else None
    if said is None:
        return False
    every = any(isinstance(each.params, ResponseParams) and each.params.after == "every" for each in rulebook.rules)
    return every or bool(said.advice.strip()) or rulebook.effects["conclusions"].get(said.conclusion) != "proceed"
