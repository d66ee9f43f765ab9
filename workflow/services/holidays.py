"""The working-day calendar of the instance: the announced years, and the notices entered for those not yet known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.calendar import CalendarUnknown, WorkingCalendar, year_from_notice
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.holidays import HolidayNotice
from workflow.services import ledger
from workflow.services.recording import BadInput
from workflow.services.unit import Session, writing

MAY_ENTER = (Role.OFFICE,)


@dataclass(frozen=True)
class Notice:
    """A notice as lists show it."""

    year: int
    number: str
    rest_days: tuple[date, ...]
    make_up_days: tuple[date, ...]
    entered: datetime


def notices(session: Session) -> list[Notice]:
    """The notices entered, newest first."""
    rows = session.scalars(select(HolidayNotice).order_by(HolidayNotice.id.desc()))
    return [Notice(row.year, row.number, _days(row.rest_days), _days(row.make_up_days), row.entered) for row in rows]


def _days(written: Sequence[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in written)


def working_calendar(session: Session) -> WorkingCalendar:
    """The calendar deadlines are computed by: for each year the newest notice, over the announced years."""
    days: dict[date, bool] = {}
    for notice in reversed(notices(session)):
        days |= year_from_notice(notice.year, notice.rest_days, notice.make_up_days)
    return WorkingCalendar(days)


def known(calendar: WorkingCalendar, year: int) -> bool:
    """Whether the working days of `year` are known."""
    try:
        calendar.is_working_day(date(year, 7, 1))
    except CalendarUnknown:
        return False
    return True


def enter(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    year: int,
    number: str,
    rest_days: Collection[date],
    make_up_days: Collection[date],
) -> None:
    """Enter the notice of a year; deadlines already computed keep the calendar they were computed by.

    Raises BadInput for what cannot be a notice, and for someone whose role may not enter one.
    """
    if not actor.has(*MAY_ENTER):
        raise BadInput({"year": Text("只有党政办公室可以录入。", "Only the government office enters it.")})
    problems = _problems(year, number, rest_days, make_up_days)
    if problems:
        raise BadInput(problems)
    with writing(session):
        session.add(
            HolidayNotice(
                year=year,
                number=number.strip(),
                rest_days=sorted(day.isoformat() for day in set(rest_days)),
                make_up_days=sorted(day.isoformat() for day in set(make_up_days)),
                entered=now,
                entered_by=actor.person_id,
            )
        )
        session.flush()
        ledger.append(
            session,
            "calendar.entered",
            actor=actor,
            now=now,
            details={"year": str(year), "number": number.strip(), "calendar": working_calendar(session).version},
            obj=f"calendar/{year}",
            role=next(role.value for role in MAY_ENTER if actor.has(role)),
        )


def _problems(year: int, number: str, rest_days: Collection[date], make_up_days: Collection[date]) -> dict[str, Text]:
    problems = {}
    if not number.strip():
        problems["number"] = Text("请填写通知的发文字号。", "Enter the number of the notice.")
    if not rest_days:
        problems["rest_days"] = Text("请填写放假日期。", "Enter the days off.")
    elif not any(day.year == year for day in rest_days):
        problems["rest_days"] = Text(
            "放假日期都不在该年度内，请核对年度。", "No day off lies in that year; check the year."
        )
    weekdays = sorted(day for day in make_up_days if day.weekday() < 5)
    if weekdays:
        problems["make_up_days"] = Text(
            "{day}不是周六或者周日，不是调休上班日。", "{day} is no Saturday or Sunday: not a make-up day."
        ).fmt(day=weekdays[0])
    both = sorted(set(rest_days) & set(make_up_days))
    if both:
        problems["make_up_days"] = Text(
            "{day}同时列为放假日和上班日。", "{day} is both a day off and a working day."
        ).fmt(day=both[0])
    return problems
