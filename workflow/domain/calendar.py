"""Counting days: calendar days by a stated convention, working days by the announced calendar."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import version as installed_version
from types import MappingProxyType

import chinese_calendar

from workflow.domain.text import Text

_ONE_DAY = timedelta(days=1)
_VERSION = re.compile(r"chinesecalendar (\S+?)(?:; overrides sha256:([0-9a-f]{8})[0-9a-f]*)?")


class CalendarUnknown(LookupError):
    """No working-day calendar is known for ``year``; ``text`` says so in both languages."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.text = Text(
            "没有{year}年的工作日安排：请先录入国务院办公厅公布的该年节假日和调休安排，再计算工作日。",
            "The working days of {year} are not known: enter the holiday and make-up day arrangement announced by the "
            "General Office of the State Council for that year first.",
        ).fmt(year=year)
        super().__init__(f"{self.text.zh} / {self.text.en}")


class Convention(StrEnum):
    """How a period in calendar days is counted."""

    FIRST_DAY_EXCLUDED = "first_day_excluded"
    """The day it begins is not counted, the day it ends is (民法典第二百零一条, Civil Code art. 201)."""
    BOTH_ENDS = "both_ends"
    """The first and the last day are both counted, as some notices do."""


def _plain(day: date) -> date:
    # A datetime is a date to the type checker, yet never equals one: an override would be missed without a word.
    if isinstance(day, datetime):
        raise TypeError("a date is needed here, not a moment: the day of a moment depends on the time zone")
    return day


def days_between(start: date, end: date, convention: Convention = Convention.FIRST_DAY_EXCLUDED) -> int:
    """Length of the period in calendar days; zero or less when ``end`` lies before ``start``."""
    days = (_plain(end) - _plain(start)).days
    return days + 1 if convention is Convention.BOTH_ENDS else days


def earliest_end(start: date, days: int, convention: Convention = Convention.FIRST_DAY_EXCLUDED) -> date:
    """First date on which a period begun on ``start`` has lasted ``days`` calendar days.

    The last day is not moved off a holiday: the figure is the least the law asks, not the end of a running term.
    Raises `ValueError` for a negative ``days`` and `OverflowError` past the year 9999.
    """
    if days < 0:
        raise ValueError("a period cannot last less than no day")
    counted = max(days - 1, 0) if convention is Convention.BOTH_ENDS else days
    return _plain(start) + timedelta(days=counted)


@lru_cache(maxsize=4096)
def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has none such (民法典第二百零二条, art. 202).

    Past the last year there is, it is the last day there is.
    """
    year, month = divmod(_plain(day).year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _announced(day: date) -> bool | None:
    """Whether the library knows ``day`` as a working day; None outside the years it covers."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def year_from_notice(year: int, rest_days: Collection[date], make_up_days: Collection[date]) -> dict[date, bool]:
    """Overrides for a whole year, from the notice that announces it.

    ``rest_days`` are the weekdays given off (weekends rest anyway), ``make_up_days`` the weekend days worked instead.
    Days of the neighbouring years named by the same notice are kept as single overrides.
    Raises `ValueError` when a day stands in both lists.
    """
    rest, work = {_plain(d) for d in rest_days}, {_plain(d) for d in make_up_days}
    if both := rest & work:
        raise ValueError(f"both a rest day and a make-up day: {', '.join(map(str, sorted(both)))}")
    first = date(year, 1, 1).toordinal()
    days = {date.fromordinal(first + n): date.fromordinal(first + n).weekday() < 5 for n in range(_days_in(year))}
    return days | dict.fromkeys(rest, False) | dict.fromkeys(work, True)


def _days_in(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days (工作日) of the announced national calendar, make-up days (调休) included.

    ``overrides`` (day → worked or not) come before the library: they record a change announced during the year, a
    local arrangement, or a year the library does not have yet. A year that neither knows whole is an error, never a
    guess. The last days of a known year can still be rearranged by the next year's notice, as in December 2018; such
    days are entered as overrides.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        days = {_plain(day): bool(works) for day, works in self.overrides.items()}
        object.__setattr__(self, "overrides", MappingProxyType(dict(sorted(days.items()))))

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is a working day. Raises `CalendarUnknown` for a year not known whole."""
        announced = _announced(_plain(day))
        if announced is None and not self._covers(day.year):
            raise CalendarUnknown(day.year)
        return self.overrides.get(day, bool(announced))

    def add_working_days(self, start: date, n: int) -> date:
        """The ``n``-th working day after ``start``, which is not counted itself.

        Raises `CalendarUnknown` where the count, or ``start``, meets a year not known, `ValueError` for a negative
        ``n``.
        """
        if n < 0:
            raise ValueError("working days are counted forward only")
        self.is_working_day(start)
        day, left = start, n
        while left:
            day += _ONE_DAY
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before ``start``.

        Raises `CalendarUnknown` where the count meets a year not known.
        """
        if _plain(end) < _plain(start):
            return -self.working_days_between(end, start)
        count, day = 0, start
        while day < end:
            day += _ONE_DAY
            count += self.is_working_day(day)
        return count

    @property
    def version(self) -> str:
        """Names the calendar a result was computed with: the library's version and a digest of the overrides."""
        library = f"chinesecalendar {installed_version('chinesecalendar')}"
        if not self.overrides:
            return library
        lines = "".join(f"{day.isoformat()}={int(works)}\n" for day, works in self.overrides.items())
        return f"{library}; overrides sha256:{hashlib.sha256(lines.encode()).hexdigest()}"

    def _covers(self, year: int) -> bool:
        return sum(day.year == year for day in self.overrides) == _days_in(year)


def calendar_called(version: str) -> Text:
    """What people read of a calendar's version; what this program did not compute stands as it was written."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return Text(version, version)
    data, notices = found.groups()
    if notices is None:
        said = Text("国务院办公厅放假安排（资料版本{data}）", "State Council holiday arrangements (data {data})")
        return said.fmt(data=data)
    return Text(
        "国务院办公厅放假安排（资料版本{data}，以及录入的放假通知，摘要{notices}）",
        "State Council holiday arrangements (data {data}, and the notices entered, digest {notices})",
    ).fmt(data=data, notices=notices)
