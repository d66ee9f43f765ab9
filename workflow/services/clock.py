"""What time it is: the real time in production, a clock that may be moved forward in a demonstration.

The real time itself is always an argument (`real_now`); it is read at the doors only. Times are aware and in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from workflow.domain.actor import Actor
from workflow.domain.facts.base import SHANGHAI
from workflow.domain.text import Text
from workflow.models.people import DemoClock
from workflow.services import ledger
from workflow.services.unit import Session, writing
from workflow.settings import Settings

MAX_DAYS = 400


class ClockRefused(Exception):
    """The clock cannot be moved like that; `reason` says why in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def now(session: Session, settings: Settings, real_now: datetime) -> datetime:
    """The moment it is for the procedure, in UTC."""
    if not settings.demo:
        return real_now.astimezone(UTC)
    return real_now.astimezone(UTC) + timedelta(seconds=offset(session))


def today(now: datetime) -> date:
    """The calendar day in Asia/Shanghai at the moment `now`."""
    return now.astimezone(SHANGHAI).date()


def offset(session: Session) -> int:
    """By how many seconds the clock of a demonstration is ahead of the real one (negative: behind)."""
    row = session.get(DemoClock, 1)
    return row.offset_seconds if row is not None else 0


def set_start(session: Session, *, real_now: datetime, at: datetime) -> None:
    """Set the clock of a new demonstration to `at`, inside a unit of work that is open. Before its log begins only."""
    seconds = round((at - real_now).total_seconds())
    session.add(DemoClock(id=1, offset_seconds=seconds))


def move(
    session: Session,
    settings: Settings,
    *,
    actor: Actor | None,
    real_now: datetime,
    days: int | None = None,
    to_date: date | None = None,
) -> datetime:
    """Move the clock of a demonstration forward and enter that in the trail; return the new moment.

    Either by `days` calendar days, or to `to_date` in Asia/Shanghai at the same time of day.

    :raises ClockRefused: in production; backwards or not at all; more than 400 days at once.
    """
    if not settings.demo:
        raise ClockRefused(
            Text("正式环境没有可调整的时钟。", "A production instance has no clock that can be moved."),
        )
    if (days is None) == (to_date is None):
        raise ValueError("give either days or to_date")
    with writing(session):
        before = now(session, settings, real_now)
        if days is None:
            assert to_date is not None  # noqa: S101 - one of the two is given, as checked above
            days = (to_date - today(before)).days
        if days <= 0:
            raise ClockRefused(
                Text("演示时钟只能向前拨，请选择晚于今天的日期。", "The clock only moves forward: choose a later date.")
            )
        if days > MAX_DAYS:
            raise ClockRefused(
                Text(f"一次最多向前拨{MAX_DAYS}天。", f"At most {MAX_DAYS} days forward at once."),
            )
        row = session.get(DemoClock, 1)
        if row is None:
            row = DemoClock(id=1, offset_seconds=0)
            session.add(row)
        row.offset_seconds += days * 86_400
        after = before + timedelta(days=days)
        ledger.append(
            session,
            "clock.moved",
            actor=actor,
            now=after,
            details={
                "before": ledger.moment(before),
                "after": ledger.moment(after),
                "real_time": ledger.moment(real_now),
            },
        )
    return after
