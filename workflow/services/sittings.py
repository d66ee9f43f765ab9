"""Meetings as they sit: one day, one body, one number, several matters on one agenda."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.lawfiles import library
from workflow.domain.numerals import NUMERALS, figure_of
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.agenda import AgendaEntry
from workflow.models.decisions import Decision
from workflow.models.deliberation import Meeting
from workflow.services.decisionrows import decision_rows
from workflow.services.recording import BadInput
from workflow.services.unit import Session

_YEAR = re.compile(r"(\d{4})\s*年(?=[^\d的]{0,12}第)")
"""The year by which a meeting is numbered: what stands before its number, not a year that it speaks of."""
_COUNTED = re.compile(rf"第(\d+|[{NUMERALS}]+)")
_OF_THE_YEAR = re.compile(r"^\d{4}年度?")


def of_its_year(number: str, meets: dt.date) -> None:
    """Meetings are numbered within the year they meet in. Raises BadInput at `number`."""
    said = _YEAR.search(number)
    if said and int(said[1]) != meets.year:
        text = Text(
            "会议次序“{number}”与会议日期（{day}）不在同一年度：会议次序按会议召开的年度编排，请核对。",
            "“{number}” is not of the year of the meeting ({day}): meetings are numbered within the year they meet in.",
        )
        raise BadInput({"number": text.fmt(number=number, day=meets)})


def of_one_day(session: Session, kind: str, number: str, meets: dt.date) -> None:
    """A number of the year's meetings of a body is that of one day, however it is written. Raises BadInput at `number`.

    A meeting that is only planned may be put off, and takes no number from another.
    """
    year = Meeting.on.between(dt.date(meets.year, 1, 1), dt.date(meets.year, 12, 31))
    found = select(Meeting.on, Meeting.number).where(year, Meeting.kind == kind, Meeting.on != meets)
    held = session.execute(found.order_by(Meeting.on)) if _within(number) else ()
    other = next((each for each in held if _within(each.number) == _within(number)), None)
    if other is not None:
        text = Text(
            "“{number}”已经登记为{day}召开的会议，请核对日期和会议次序；一次会议分日召开的，请在会议次序中写明，如“{number}续会”。",
            "“{number}” is the meeting of {day}: check the day and the number. Of a meeting that went on on another day,"
            " say so in its number.",
        )
        raise BadInput({"number": text.fmt(number=other.number, day=other.on)})


def _within(number: str) -> str:
    """The number of a meeting within its year, in figures: 2022年第６次, 第六次 and 第06次 are one."""
    plain = _OF_THE_YEAR.sub("", worded(number)).removesuffix("会议")
    return _COUNTED.sub(lambda found: f"第{_figure(found[1])}", plain)


def _figure(counted: str) -> int:
    return int(counted) if counted.isdecimal() else figure_of(counted)


@dataclass(frozen=True)
class Item:
    """A matter on the agenda: `meeting` once it was brought before it, `outcome` once it was decided.

    `turn` and `notice`: which meeting, and which entry on an agenda, of the matter it is, from 1; 0 where there is none.
    """

    place: int
    number: str
    title: str
    unit: str
    outcome: Text | None
    meeting: facts.Meeting | None
    turn: int
    notice: int


@dataclass(frozen=True)
class Ordered:
    """An order in execution that names the meeting: of which matter, and which of its orders it is, from 1."""

    number: str
    title: str
    unit: str
    turn: int
    order: facts.ExecutionOrder


@dataclass(frozen=True)
class Sitting:
    """A meeting with its agenda; until one of its items was brought before it, it is a plan.

    `orders`: what was ordered in execution after it deliberated that, as the orders themselves tell; known where all
    meetings are asked for. They stand on no agenda: whoever orders something says afterwards which meeting it was.
    """

    on: dt.date
    kind: str
    name: Text
    number: str
    place: str
    chair: str
    notified: dt.date | None
    items: tuple[Item, ...]
    orders: tuple[Ordered, ...] = ()

    @property
    def called(self) -> str:
        """What an order calls it."""
        return _called(self.name, self.number)

    @property
    def key(self) -> str:
        """By which it is told from the others: day, body and number."""
        return f"{self.on.isoformat()}/{self.kind}/{self.number}"

    @property
    def held(self) -> bool:
        """Whether it has met."""
        return any(item.meeting for item in self.items)

    @property
    def members(self) -> tuple[facts.Member, ...]:
        """Who was entitled, as its first item lists them."""
        return next((item.meeting.members for item in self.items if item.meeting), ())

    @property
    def guests(self) -> list[tuple[int, facts.Guest]]:
        """Who sits in, with the item."""
        return [(item.place, guest) for item in self.items if item.meeting for guest in item.meeting.guests]


def held_on(session: Session, on: dt.date) -> list[Sitting]:
    """The meetings that met on a day."""
    ids = set(session.scalars(select(Meeting.decision_id).where(Meeting.on == on)))
    return [each for each in _of(decision_rows(session, sorted(ids))) if each.on == on and each.held] if ids else []


def held_since(session: Session, since: dt.date) -> list[Sitting]:
    """The meetings that met on a day or later, the newest first."""
    ids = set(session.scalars(select(Meeting.decision_id).where(Meeting.on >= since)))
    return [each for each in _of(decision_rows(session, sorted(ids))) if each.on >= since and each.held] if ids else []


def sittings(session: Session) -> list[Sitting]:
    """All meetings, the newest day first; agendas of meetings that have not met are among them."""
    ids = set(session.scalars(select(Meeting.decision_id))) | set(session.scalars(select(AgendaEntry.decision_id)))
    rows = decision_rows(session, sorted(ids))
    # whatever is carried out was decided by a meeting: all orders are among these rows
    ordered: dict[tuple[dt.date | None, str], list[Ordered]] = {}
    for row in rows:
        for each in _ordered(row):
            ordered.setdefault((each.order.meeting_on, each.order.meeting), []).append(each)
    return _of(rows, ordered)


def _of(
    rows: list[Decision], ordered: Mapping[tuple[dt.date | None, str], list[Ordered]] | None = None
) -> list[Sitting]:
    found: dict[tuple[dt.date, str, str], list[_Line]] = {}
    for row in rows:
        for line in _lines(row):
            found.setdefault((line.day, line.entry.kind, line.entry.number), []).append(line)
    sat = [_sitting(day, lines, ordered or {}) for (day, _, _), lines in found.items()]
    return sorted(sat, key=lambda each: (each.on, each.kind, each.number), reverse=True)


def sitting(session: Session, on: dt.date, kind: str, number: str) -> Sitting | None:
    """The meeting of that day, body and number."""
    return next((each for each in sittings(session) if (each.on, each.kind, each.number) == (on, kind, number)), None)


class _Line(NamedTuple):
    """One line of an agenda, with the name of the meeting in the rulebook of its matter."""

    entry: Meeting | AgendaEntry
    name: Text
    item: Item

    @property
    def day(self) -> dt.date:
        """The day of the meeting."""
        return self.entry.on if isinstance(self.entry, Meeting) else self.entry.meets


def _lines(row: Decision) -> Iterator[_Line]:
    rulebook = library().rulebook(row.rulebook)
    labels = rulebook.labels
    names, outcomes = labels.get("meeting_kinds", {}), labels.get("outcomes", {})
    unit = row.lead_unit.name if row.lead_unit else ""
    for turn, meeting in enumerate(row.meetings, start=1):
        fact = facts.Meeting.model_validate(meeting)
        outcome = outcomes.get(fact.resolution.outcome) if fact.resolution else None
        notice = _notice(row, meeting.on, meeting.kind)
        item = Item(meeting.item, row.number, row.title, unit, outcome, fact, turn, notice)
        yield _Line(meeting, names.get(meeting.kind, Text(meeting.kind, meeting.kind)), item)
    # of several agendas the last one holds, and only while the matter waits for it
    last = row.agenda[-1] if row.agenda else None
    if last and row.state == "reviewed" and not any(each.on >= last.meets for each in row.meetings):
        item = Item(last.item, row.number, row.title, unit, None, None, 0, len(row.agenda))
        yield _Line(last, names.get(last.kind, Text(last.kind, last.kind)), item)


def _notice(row: Decision, day: dt.date, kind: str) -> int:
    """Which entry on an agenda is for a meeting of that day and body: the last one; 0 where there is none."""
    places = [place for place, each in enumerate(row.agenda, start=1) if (each.meets, each.kind) == (day, kind)]
    return places[-1] if places else 0


def _ordered(row: Decision) -> Iterator[Ordered]:
    """The orders of a matter that name a meeting kept here."""
    unit = row.lead_unit.name if row.lead_unit else ""
    for turn, each in enumerate(row.execution_orders, start=1):
        if each.meeting_known:
            yield Ordered(row.number, row.title, unit, turn, facts.ExecutionOrder.model_validate(each))


def _called(name: Text, number: str) -> str:
    return f"{name.zh}{number}"


def _sitting(day: dt.date, lines: list[_Line], ordered: Mapping[tuple[dt.date | None, str], list[Ordered]]) -> Sitting:
    first, name, _ = lines[0]
    notified = [line.entry.on for line in lines if isinstance(line.entry, AgendaEntry)]
    items = sorted((line.item for line in lines), key=lambda item: (item.place, item.number))
    # matters under several rulebooks may call the body by several names
    names = dict.fromkeys((day, _called(line.name, first.number)) for line in lines)
    return Sitting(
        day,
        first.kind,
        name,
        first.number,
        first.place,
        first.chair,
        min(notified, default=None),
        tuple(items),
        tuple(each for name in names for each in ordered.get(name, ())),
    )
