"""The working-day calendar of the instance: the announced years, and the notices entered for those not yet known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.calendar import CalendarUnknown, WorkingCalendar, year_from_notice
from workflow.domain.numbers import as_printed, document_number
from workflow.domain.substance import says_something
from workflow.domain.terms import Role
from workflow.domain.text import Text, joined
from workflow.models.holidays import HolidayNotice
from workflow.services import ledger
from workflow.services.recording import BadInput
from workflow.services.unit import Session, writing

MAY_ENTER = (Role.OFFICE,)


@dataclass(frozen=True)
class Notice:
    """A notice as lists show it. `now_off`, `now_worked`: days that were known to be otherwise before it."""

    year: int
    number: str
    rest_days: tuple[date, ...]
    make_up_days: tuple[date, ...]
    reason: str
    entered: datetime
    now_off: tuple[date, ...]
    now_worked: tuple[date, ...]


def notices(session: Session) -> list[Notice]:
    """The notices entered, newest first."""
    found, calendar = list[Notice](), WorkingCalendar()
    for row in session.scalars(select(HolidayNotice).order_by(HolidayNotice.id)):
        rest, worked = (tuple(map(date.fromisoformat, days)) for days in (row.rest_days, row.make_up_days))
        given = year_from_notice(row.year, rest, worked)
        changed = _rearranged(calendar, given)
        off, on = (tuple(day for day in changed if given[day] is works) for works in (False, True))
        found.insert(0, Notice(row.year, row.number, rest, worked, row.reason, row.entered, off, on))
        calendar = WorkingCalendar({**calendar.overrides, **given})
    return found


def working_calendar(session: Session) -> WorkingCalendar:
    """The calendar deadlines are computed by: for each year the newest notice, over the announced years."""
    days: dict[date, bool] = {}
    for row in session.scalars(select(HolidayNotice).order_by(HolidayNotice.id)):
        rest, worked = (map(date.fromisoformat, written) for written in (row.rest_days, row.make_up_days))
        days |= year_from_notice(row.year, tuple(rest), tuple(worked))
    return WorkingCalendar(days)


def _rearranged(calendar: WorkingCalendar, given: Mapping[date, bool]) -> list[date]:
    """The days that a notice makes others than they were known to be."""
    of_known = (day for day in sorted(given) if known(calendar, day.year))
    return [day for day in of_known if calendar.is_working_day(day) is not given[day]]


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
    reason: str = "",
) -> None:
    """Enter the notice of a year; deadlines already computed keep the calendar they were computed by.

    Days that were known already are changed with a reason alone: limits that are still to be counted change with them.

    Raises BadInput for what cannot be a notice, and for someone whose role may not enter one.
    """
    if not actor.has(*MAY_ENTER):
        raise BadInput({"year": Text("只有党政办公室可以录入。", "Only the government office enters it.")})
    problems = _problems(year, number, rest_days, make_up_days)
    if problems:
        raise BadInput(problems)
    with writing(session):
        before = working_calendar(session)
        changed = _rearranged(before, year_from_notice(year, rest_days, make_up_days))
        if (changed or known(before, year)) and not says_something(reason):
            raise BadInput({"reason": _known_already(year, changed)})
        session.add(
            HolidayNotice(
                year=year,
                number=as_printed(number),
                rest_days=sorted(day.isoformat() for day in set(rest_days)),
                make_up_days=sorted(day.isoformat() for day in set(make_up_days)),
                reason=reason,
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
            details={
                "year": str(year),
                "number": as_printed(number),
                "calendar": working_calendar(session).version,
                "rest_days": ledger.short(spans(rest_days)),
                "make_up_days": ledger.short(spans(make_up_days)),
                "rearranged": ledger.short(spans(changed)),
                "reason": ledger.short(reason),
            },
            obj=f"calendar/{year}",
            role=next(role.value for role in MAY_ENTER if actor.has(role)),
        )


def spans(days: Collection[date]) -> str:
    """Days as an entry lists them, each once: those that follow each other as one span."""
    spans: list[list[date]] = []
    for day in sorted(set(days)):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return ";".join("/".join(day.isoformat() for day in dict.fromkeys((each[0], each[-1]))) for each in spans)


def _known_already(year: int, changed: list[date]) -> Text:
    """What a notice of days that are known has to be given with."""
    if not changed:
        return Text(
            "{year}年已有工作日安排，所填内容与其一致；仍需录入的，请写明理由。",
            "The working days of {year} are known, and these are the same: where they are entered still, say why.",
        ).fmt(year=str(year))
    return Text(
        "下列日期已有安排，所填内容与其不同：{days}。请核对；确需更改的，请写明理由。",
        "These days are known to be otherwise: {days}. Check them; where they have to be changed, say why.",
    ).fmt(days=joined([Text("{day}", "{day}").fmt(day=day) for day in changed[:10]]))


def _problems(year: int, number: str, rest_days: Collection[date], make_up_days: Collection[date]) -> dict[str, Text]:
    problems = {}
    if not document_number(number):
        problems["number"] = Text(
            "请按“发文机关代字〔年份〕×号”填写通知的发文字号，例如“国办发明电〔2026〕7号”，以便查对。",
            "Write the number of the notice as code〔year〕serial号, for example 国办发明电〔2026〕7号, so that it can be looked up.",
        )
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
