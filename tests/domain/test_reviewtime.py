"""The time guaranteed to legality review, day by day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.domain.dossiers import having, lawful, rulebook
from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.reviewtime import counted_days, guaranteed, longest, review_clock

CALENDAR = WorkingCalendar()
RULES = rulebook().rules_for("legality_review.conclude")


def day(text):
    return dt.date.fromisoformat(text)


def test_every_day_is_told_with_why_it_counts():
    found = counted_days(CALENDAR, day("2022-04-28"), 4)
    assert [(each.day.day, each.number, each.make_up, each.holiday) for each in found] == [
        (29, 1, False, False),
        (30, None, False, False),  # a Saturday
        (1, None, False, False),
        (2, None, False, True),  # Labour Day on weekdays
        (3, None, False, True),
        (4, None, False, True),
        (5, 2, False, False),
        (6, 3, False, False),
        (7, 4, True, False),  # a Saturday worked instead
    ]
    assert found[-1].day == CALENDAR.add_working_days(day("2022-04-28"), 4)


def test_no_days_are_no_days():
    assert counted_days(CALENDAR, day("2022-04-28"), 0) == []


def test_an_unknown_year_is_not_guessed():
    with pytest.raises(CalendarUnknown):
        counted_days(CALENDAR, day("2040-01-01"), 7)


def test_the_rulebook_guarantees_seven():
    time = guaranteed(RULES)
    assert (time.working_days, time.after) == (7, "restart")
    assert guaranteed(()) is None
    assert longest(RULES) is None


def test_the_clock_stops_with_the_opinion():
    review = lawful().review
    clock = review_clock(review, RULES, CALENDAR, day("2022-12-01"))
    assert (clock.start, clock.least) == (day("2022-09-28"), 7)
    assert clock.used == CALENDAR.working_days_between(day("2022-09-28"), day("2022-10-12"))


def test_the_clock_runs_to_today_and_starts_anew_with_a_supplement():
    supplement = {"on": "2022-10-08", "request": "请补充。", "supply": {"on": "2022-10-10", "text": "已补充。"}}
    dossier = having({"reviews.0.conclusion": None, "reviews.0.supplements": [supplement]})
    clock = review_clock(dossier.review, RULES, CALENDAR, day("2022-10-12"))
    assert (clock.start, clock.used, clock.until) == (day("2022-10-10"), 2, None)


def test_before_acceptance_no_time_runs():
    dossier = having({"reviews.0.conclusion": None, "reviews.0.acceptance": None})
    clock = review_clock(dossier.review, RULES, CALENDAR, day("2022-12-01"))
    assert (clock.start, clock.used, clock.least) == (None, None, 7)


def test_a_clock_of_an_unknown_year_says_so():
    dossier = having({"reviews.0.conclusion": None})
    clock = review_clock(dossier.review, RULES, CALENDAR, day("2040-01-05"))
    assert clock.used is None
    assert "没有20" in clock.unknown.zh
