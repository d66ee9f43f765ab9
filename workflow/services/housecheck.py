"""The house by the log, and whether the database says the same: the organ, its units, the calendar, the head of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import zip_longest

from sqlalchemy import select

from workflow.domain.calendar import WorkingCalendar, year_from_notice
from workflow.domain.text import Text
from workflow.models.holidays import HolidayNotice
from workflow.models.people import Instance, Organ, Person, Unit
from workflow.models.trail import LogHead
from workflow.services import ledger
from workflow.services.holidays import spans
from workflow.services.logstore import latest
from workflow.services.raw import UNREADABLE, raw, stored_moment
from workflow.services.unit import Session

Told = tuple[int | None, Text]

_ORGAN = {
    "name_zh": Text("名称", "name"),
    "name_en": Text("英文名称", "name in English"),
    "profile_id": Text("适用规则", "profile of law"),
    "origin": Text("日志名称", "log"),
    "created_at": Text("设置时间", "time of being set up"),
    "mode": Text("运行模式", "mode"),
    "instance": Text("所属日志名称", "log it belongs to"),
}


class House:
    """What a log tells of the house, followed entry by entry."""

    def __init__(self) -> None:
        self._organ: dict[str, str] = {}
        self._units: dict[int, tuple[str, str, int]] = {}
        self._notices: list[tuple[tuple[str, ...], int]] = []
        self._clock = ""
        self._latest: datetime | None = None

    def passed(self, entry: Mapping[str, str]) -> None:
        """Take any entry, whatever came of it: it moves the head of the log."""
        at = datetime.fromisoformat(entry["ts"])
        self._latest = latest(self._latest, at) if self._latest else at
        # the first entry cannot have been made after a clock was set back, which it would say instead
        self._clock = self._clock or entry["clk"]

    def follow(self, seq: int, entry: Mapping[str, str]) -> None:
        """Take an entry of what was done."""
        match entry["act"]:
            case "log.opened":
                self._organ = {
                    "name_zh": entry["d.organ"],
                    "name_en": entry["d.organ_en"],
                    "profile_id": entry["d.rulebook"],
                    "origin": entry["log"],
                    "created_at": entry["ts"],
                    "mode": entry["d.mode"],
                    "instance": entry["log"],
                }
            case "unit.created":
                self._units[int(entry["obj"].removeprefix("unit/"))] = entry["d.unit"], entry["ts"], seq
            case "calendar.entered":
                told = ("year", "number", "rest_days", "make_up_days", "reason", "calendar")
                self._notices.append(((*(entry[f"d.{key}"] for key in told), entry["ts"], entry["who"]), seq))

    def disagreements(self, session: Session, organ_id: int) -> Iterator[Told]:
        """What the tables say otherwise than the log: by which entry, and a sentence."""
        yield from self._head(session, organ_id)
        yield from self._organs(session, organ_id)
        yield from self._all_units(session, organ_id)
        try:
            yield from self._calendar(session)
        except UNREADABLE:
            yield (
                None,
                Text("工作日历的数据表含有无法读取的内容", "the table of the calendar holds what cannot be read"),
            )

    def _head(self, session: Session, organ_id: int) -> Iterator[Told]:
        found = session.execute(raw(LogHead.clock, LogHead.last_at).where(LogHead.organ_id == organ_id)).one_or_none()
        if found is None:
            return
        if found.clock != self._clock:
            said = Text(
                "日志头的时钟为“{here}”，条目为“{due}”", "the head of the log says the clock {here}, the entries {due}"
            )
            yield None, said.fmt(here=str(found.clock), due=self._clock)
        due = ledger.moment(self._latest) if self._latest else ""
        if (here := stored_moment(found.last_at)) != due:
            said = Text(
                "日志头的最近时间为{here}，按条目应为{due}",
                "the head of the log says {here}, by the entries it is {due}",
            )
            yield None, said.fmt(here=here, due=due)

    def _organs(self, session: Session, organ_id: int) -> Iterator[Told]:
        columns = (Organ.name_zh, Organ.name_en, Organ.profile_id, Organ.origin, Organ.created_at)
        row = session.execute(raw(*columns).where(Organ.id == organ_id)).one_or_none()
        here = dict(row._mapping) if row else dict.fromkeys((column.key for column in columns), "")
        here["created_at"] = stored_moment(here["created_at"]) if row else ""
        belongs = session.execute(raw(Instance.mode, Instance.origin).where(Instance.id == 1)).one_or_none()
        here |= {"mode": belongs.mode, "instance": belongs.origin} if belongs else {"mode": "", "instance": ""}
        for column, stored in here.items():
            if stored != (due := self._organ.get(column, "")):
                said = Text(
                    "决策机关的{column}为“{stored}”，按日志应为“{due}”",
                    "the {column} of the decision organ is “{stored}”, by the log it is “{due}”",
                )
                yield 0, said.fmt(column=_ORGAN[column], stored=str(stored), due=due)

        logs = select(LogHead.organ_id)
        for name in session.scalars(select(Organ.name_zh).where(Organ.id.not_in(logs)).order_by(Organ.id)):
            said = Text("决策机关“{name}”没有日志", "the decision organ {name} has no log")
            yield None, said.fmt(name=name)

    def _all_units(self, session: Session, organ_id: int) -> Iterator[Told]:
        missing = dict(self._units)
        columns = raw(Unit.id, Unit.name, Unit.active, Unit.created_at)
        for row in session.execute(columns.where(Unit.organ_id == organ_id).order_by(Unit.id)):
            name, made, seq = missing.pop(row.id, ("", "", None))
            if seq is None:
                said = Text("日志中没有设立单位“{name}”的条目", "no entry tells that the unit {name} was set up")
                yield None, said.fmt(name=str(row.name))
            elif (row.name, bool(row.active), stored_moment(row.created_at)) != (name, True, made):
                said = Text("单位“{name}”的设置与日志不符", "the unit {name} is not as the log tells")
                yield seq, said.fmt(name=name)
        for name, _, seq in missing.values():
            said = Text("日志所载单位“{name}”不存在", "the unit {name}, told by the log, does not exist")
            yield seq, said.fmt(name=name)

    def _calendar(self, session: Session) -> Iterator[Told]:
        here, days = list[tuple[str, ...]](), dict[date, bool]()
        columns = ("year", "number", "rest_days", "make_up_days", "reason", "entered")
        found = select(*(getattr(HolidayNotice, each) for each in columns), Person.public_id)
        for row in session.execute(found.join(Person, isouter=True).order_by(HolidayNotice.id)):
            rest, worked = (tuple(map(date.fromisoformat, each)) for each in (row.rest_days, row.make_up_days))
            days |= year_from_notice(row.year, rest, worked)
            told = (*map(ledger.short, (spans(rest), spans(worked), row.reason)),)
            calendar, at = WorkingCalendar(days).version, stored_moment(row.entered)
            here.append((str(row.year), row.number, *told, calendar, at, row.public_id or ""))
        for due, stored in zip_longest(self._notices, here):
            if due is None:
                said = Text(
                    "多出{year}年的工作日历，日志没有相应条目",
                    "the tables hold a calendar of {year} of which no entry tells",
                )
                yield None, said.fmt(year=stored[0])
            elif due[0] != stored:
                said = Text(
                    "{year}年的工作日历与日志不符", "the working-day calendar of {year} is not as the log tells"
                )
                yield due[1], said.fmt(year=due[0][0])
