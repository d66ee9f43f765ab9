"""Calendar days, working days, and the refusal to guess."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workflow.domain.calendar import (
    CalendarUnknown,
    Convention,
    WorkingCalendar,
    calendar_called,
    days_between,
    earliest_end,
    months_later,
    year_from_notice,
)

pytestmark = pytest.mark.trial("T21")

BOTH = Convention.BOTH_ENDS
# An imagined notice: no arrangement of 2027 is announced, so these days prove the mechanism and nothing else.
IMAGINED_2027 = year_from_notice(2027, rest_days=[date(2027, 1, 1)], make_up_days=[date(2027, 1, 9)])


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("case", "start", "end", "excluded", "both"),
    [
        ("C01", "2023-03-06", "2023-04-05", 30, 31),
        ("C02", "2025-09-17", "2025-10-16", 29, 30),
        ("C05", "2024-04-28", "2024-05-28", 30, 31),
        ("leap day inside", "2024-02-15", "2024-03-16", 30, 31),
        ("no leap day", "2023-02-15", "2023-03-16", 29, 30),
        ("year end", "2025-12-15", "2026-01-14", 30, 31),
        ("one day", "2025-06-01", "2025-06-01", 0, 1),
        ("ends before it begins", "2025-06-03", "2025-06-01", -2, -1),
    ],
)
def test_calendar_days_of_real_notices(case: str, start: str, end: str, excluded: int, both: int) -> None:
    assert days_between(day(start), day(end)) == excluded, case
    assert days_between(day(start), day(end), BOTH) == both, case


@pytest.mark.parametrize("convention", list(Convention))
def test_earliest_end_is_the_boundary_day(convention: Convention) -> None:
    for offset in range(0, 800, 7):
        start = date(2023, 1, 1) + timedelta(days=offset)
        end = earliest_end(start, 30, convention)
        assert days_between(start, end, convention) == 30
        assert days_between(start, end - timedelta(days=1), convention) == 29


def test_earliest_end_of_known_starts() -> None:
    assert earliest_end(day("2025-09-17"), 30) == day("2025-10-17")
    assert earliest_end(day("2025-09-17"), 30, BOTH) == day("2025-10-16")
    assert earliest_end(day("2024-01-30"), 30) == day("2024-02-29")
    assert earliest_end(day("2025-06-01"), 0) == earliest_end(day("2025-06-01"), 0, BOTH) == day("2025-06-01")
    with pytest.raises(ValueError, match="less than no day"):
        earliest_end(day("2025-06-01"), -1)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2023-09-28", "2023-10-13"),
        ("2024-02-02", "2024-02-18"),
        ("2025-01-24", "2025-02-10"),
        ("2025-09-26", "2025-10-13"),
        ("2026-02-13", "2026-03-02"),
        ("2026-09-18", "2026-09-29"),
    ],
)
def test_seven_working_days_with_make_up_days(start: str, due: str) -> None:
    calendar = WorkingCalendar()
    assert calendar.add_working_days(day(start), 7) == day(due)
    assert calendar.working_days_between(day(start), day(due)) == 7
    assert calendar.working_days_between(day(start), day(due) - timedelta(days=1)) == 6


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2004-01-01", False),
        ("2024-02-04", True),  # a Sunday worked
        ("2024-02-09", True),  # New Year's Eve, formally worked that year
        ("2024-02-29", True),
        ("2023-10-06", False),  # a Friday off
        ("2026-12-31", True),
    ],
)
def test_single_days(text: str, works: bool) -> None:
    assert WorkingCalendar().is_working_day(day(text)) is works


def test_year_end_is_crossed_within_known_years() -> None:
    assert WorkingCalendar().add_working_days(day("2018-12-28"), 3) == day(
        "2019-01-03"
    )  # the 29th worked, the 31st off


def test_no_working_day_is_the_start_itself() -> None:
    calendar = WorkingCalendar()
    assert calendar.add_working_days(day("2026-10-01"), 0) == day("2026-10-01")
    assert calendar.working_days_between(day("2026-10-01"), day("2026-10-01")) == 0
    with pytest.raises(ValueError, match="forward"):
        calendar.add_working_days(day("2026-10-01"), -1)


def test_dates_out_of_order_count_backwards() -> None:
    assert WorkingCalendar().working_days_between(day("2026-09-29"), day("2026-09-18")) == -7


@pytest.mark.parametrize(("text", "year"), [("2003-12-31", 2003), ("2027-01-01", 2027), ("9999-12-31", 9999)])
def test_an_unknown_year_is_refused_in_both_languages(text: str, year: int) -> None:
    calendar = WorkingCalendar()
    with pytest.raises(CalendarUnknown) as caught:
        calendar.is_working_day(day(text))
    assert caught.value.year == year
    assert f"{year}年" in caught.value.text.zh
    assert str(year) in caught.value.text.en
    assert "{" not in str(caught.value)
    with pytest.raises(CalendarUnknown):
        calendar.add_working_days(day(text), 1)


def test_a_count_that_runs_into_an_unknown_year_is_refused() -> None:
    calendar = WorkingCalendar()
    assert calendar.add_working_days(day("2026-12-28"), 3) == day("2026-12-31")
    with pytest.raises(CalendarUnknown) as caught:
        calendar.add_working_days(day("2026-12-28"), 7)
    assert caught.value.year == 2027
    with pytest.raises(CalendarUnknown):
        calendar.working_days_between(day("2026-12-28"), day("2027-01-04"))


def test_overrides_of_the_whole_year_make_it_known() -> None:
    calendar = WorkingCalendar(IMAGINED_2027)
    assert calendar.add_working_days(day("2026-12-28"), 7) == day("2027-01-07")
    assert calendar.is_working_day(day("2027-01-09"))
    later = WorkingCalendar({**IMAGINED_2027, day("2027-01-04"): False})
    assert later.add_working_days(day("2026-12-28"), 7) == day("2027-01-08")


def test_one_missing_day_leaves_the_year_unknown() -> None:
    partly = {d: works for d, works in IMAGINED_2027.items() if d != day("2027-06-15")}
    with pytest.raises(CalendarUnknown):
        WorkingCalendar(partly).is_working_day(day("2027-01-01"))


def test_a_leap_year_needs_its_leap_day() -> None:
    whole = year_from_notice(2028, [], [])
    assert WorkingCalendar(whole).is_working_day(day("2028-02-29"))
    del whole[day("2028-02-29")]
    with pytest.raises(CalendarUnknown):
        WorkingCalendar(whole).is_working_day(day("2028-03-01"))


def test_an_override_comes_before_the_library() -> None:
    calendar = WorkingCalendar({day("2026-09-21"): False})
    assert calendar.add_working_days(day("2026-09-18"), 7) == day("2026-09-30")


def test_a_notice_cannot_contradict_itself() -> None:
    with pytest.raises(ValueError, match="2027-01-09"):
        year_from_notice(2027, [day("2027-01-09")], [day("2027-01-09")])


def test_a_notice_may_reach_into_the_year_before() -> None:
    calendar = WorkingCalendar(year_from_notice(2027, [day("2026-12-31")], [day("2026-12-26")]))
    assert calendar.is_working_day(day("2026-12-26"))
    assert not calendar.is_working_day(day("2026-12-31"))


def test_the_version_names_library_and_overrides() -> None:
    plain = WorkingCalendar()
    assert plain.version.startswith("chinesecalendar ")
    one = WorkingCalendar({day("2026-09-21"): False, day("2026-09-22"): True})
    same = WorkingCalendar({day("2026-09-22"): True, day("2026-09-21"): False})
    other = WorkingCalendar({day("2026-09-21"): True, day("2026-09-22"): True})
    assert one.version == same.version
    assert len({plain.version, one.version, other.version}) == 3
    assert one == same != other


def test_the_calendar_does_not_change_after_it_was_made() -> None:
    source = {day("2026-09-21"): False}
    calendar = WorkingCalendar(source)
    before = calendar.version
    source[day("2026-09-22")] = False
    assert calendar.version == before
    assert calendar.is_working_day(day("2026-09-22"))
    with pytest.raises(TypeError):
        calendar.overrides[day("2026-09-22")] = False  # type: ignore[index]


def test_a_moment_is_not_taken_for_a_day() -> None:
    moment = datetime(2026, 9, 18, 16, tzinfo=UTC)
    with pytest.raises(TypeError):
        WorkingCalendar().is_working_day(moment)
    with pytest.raises(TypeError):
        WorkingCalendar({moment: False})
    with pytest.raises(TypeError):
        days_between(moment, moment)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2022-07-15", 3, "2022-10-15"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-12-31", 1, "2023-01-31"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: str, months: int, end: str) -> None:
    assert months_later(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("chinesecalendar 1.11.0", "国务院办公厅放假安排（资料版本1.11.0）"),
        (
            f"chinesecalendar 1.11.0; overrides sha256:{'ab12cd34' * 8}",
            "国务院办公厅放假安排（资料版本1.11.0，以及录入的放假通知，摘要ab12cd34）",
        ),
        ("县人民政府公布的工作日历", "县人民政府公布的工作日历"),
    ],
)
def test_what_people_read_of_a_version(version: str, said: str) -> None:
    assert calendar_called(version).zh == said
    assert "chinesecalendar" not in calendar_called(version).en


def test_the_version_computed_with_is_one_that_people_can_read() -> None:
    for calendar in (WorkingCalendar(), WorkingCalendar({date(2022, 3, 1): False})):
        assert "资料版本" in calendar_called(calendar.version).zh
