"""The work ledger as it is read: the entries of a year, one entry with its versions, and what a year's figures add up to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.terms import Role, WorkKind
from workflow.domain.worklog import MEASURES, Measure
from workflow.models.work import WorkEntry, WorkVersion
from workflow.services.kept import Kept, kept
from workflow.services.unit import Session

MAY_ENTER = (Role.OFFICE, Role.STAFF, Role.UNIT_LEAD)
"""Who enters for the own unit; the office corrects what any unit entered."""
MAY_READ = (*MAY_ENTER, Role.CHIEF, Role.AUDITOR)


_NUMBER = re.compile("[0-9]{4}-T[0-9]{3,9}")


class Entry(Kept[facts.WorkRecord, facts.WorkWithdrawal]):
    """An entry with its versions and its withdrawal."""

    kind = "work_record"


@dataclass(frozen=True)
class Sum:
    """What the entries of a kind add up to: how many there are, and the figures that any of them gives."""

    kind: WorkKind
    entries: int
    figures: tuple[tuple[Measure, int], ...]


def may_read(actor: Actor) -> bool:
    """Whether the ledger is open to the actor."""
    return actor.has(*MAY_READ)


def may_enter(actor: Actor) -> bool:
    """Whether the actor enters for a unit."""
    return actor.has(*MAY_ENTER) and actor.unit_id is not None


def may_correct(actor: Actor, entry: Entry) -> bool:
    """Whether the actor corrects or withdraws an entry that stands: the office any, others those of their own unit."""
    own = may_enter(actor) and entry.newest.unit == actor.unit
    return entry.withdrawal is None and (own or actor.has(Role.OFFICE))


def years(session: Session, today: date) -> list[int]:
    """The years the ledger has entries of, and the current one, newest first."""
    found = session.scalars(select(func.substr(WorkEntry.number, 1, 4)).distinct())
    return sorted({today.year, *map(int, found)}, reverse=True)


def entries(session: Session, year: int) -> list[Entry]:
    """The entries of a year, what happened last first; withdrawn ones too."""
    found = _read(session, select(WorkEntry).where(WorkEntry.number.startswith(prefix(year))))
    return sorted(found, key=lambda each: (each.newest.on, each.number), reverse=True)


def entry(session: Session, number: str) -> Entry | None:
    """The entry of that number."""
    if not _NUMBER.fullmatch(number):
        return None
    return next(iter(_read(session, select(WorkEntry).where(WorkEntry.number == number))), None)


def of_days(session: Session, days: Collection[date]) -> list[Entry]:
    """The entries that say, or once said, that they tell of one of these days."""
    return _read(session, select(WorkEntry).where(WorkEntry.versions.any(WorkVersion.on.in_(days))))


def prefix(year: int) -> str:
    """How the numbers of a year begin."""
    return f"{year}-T"


def _read(session: Session, wanted: Select[WorkEntry]) -> list[Entry]:
    options = selectinload(WorkEntry.versions).selectinload(WorkVersion.files), selectinload(WorkEntry.withdrawal)
    rows = session.scalars(wanted.options(*options, selectinload(WorkEntry.unit))).all()
    return kept(session, rows, Entry, facts.WorkRecord, facts.WorkWithdrawal)


def sums(found: Iterable[Entry]) -> list[Sum]:
    """What the entries that stand add up to, by kind; kinds without an entry, and figures nobody gave, are left out."""
    standing = [each.newest for each in found if each.withdrawal is None]
    made = []
    for kind in WorkKind:
        of_kind = [each for each in standing if each.kind is kind]
        given = []
        for measure in MEASURES[kind]:
            values = [value for each in of_kind if (value := getattr(each, measure.key)) is not None]
            if values:
                given.append((measure, sum(values)))
        if of_kind:
            made.append(Sum(kind, len(of_kind), tuple(given)))
    return made
