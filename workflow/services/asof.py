"""A decision, or a year's catalogue, as it stood at an entry of the log: what was entered later is left out, so that a paper can be made again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from workflow.domain.catalogue import YearCatalogue
from workflow.domain.dossier import Dossier
from workflow.models.base import Base
from workflow.models.decisions import Decision
from workflow.models.facts import FactRow
from workflow.models.trail import Entry
from workflow.services.catalogue import catalogue
from workflow.services.cataloguing import object_of
from workflow.services.decisionrows import decision_row
from workflow.services.dossiers import dossier_of
from workflow.services.unit import Session


class NoSuchEntry(LookupError):
    """There is no such entry in the log, or it was refused."""


def newest_entry(session: Session, *decision_ids: int) -> int:
    """The number of the newest entry of what was done on these decisions."""
    return newest(session, Entry.decision_id.in_(decision_ids))


def newest_of(session: Session, obj: str) -> int:
    """The number of the newest entry of what was done with an object of the log. Raises NoSuchEntry."""
    return newest(session, Entry.obj == obj)


def dossier_at(session: Session, decision_id: int, seq: int) -> tuple[Dossier, datetime]:
    """The dossier as it stood at the entry `seq` of the log, and the moment of that entry. Raises NoSuchEntry."""
    moment = moment_of(session, seq)
    last = _latest(session, Entry.decision_id == decision_id, Entry.seq <= seq)
    row = decision_row(session, decision_id)
    _leave_out_later(row, last)
    return dossier_of(session, row), moment


def catalogue_at(session: Session, year: int, seq: int) -> tuple[YearCatalogue, datetime]:
    """The catalogue of a year as it stood at the entry `seq` of the log, and the moment of that entry. Raises NoSuchEntry."""
    moment = moment_of(session, seq)
    last = _latest(session, Entry.obj == object_of(year), Entry.seq <= seq)
    found = catalogue(session, year)
    if found is None:
        raise NoSuchEntry(seq)
    return found.until(last), moment


def moment_of(session: Session, seq: int, *, refused: bool = False) -> datetime:
    """When the entry `seq` of the log was made; one that tells of a refusal counts if `refused`. Raises NoSuchEntry."""
    moment = session.scalar(select(Entry.at).where(Entry.seq == seq, (Entry.result == "ok") | refused))
    if moment is None:
        raise NoSuchEntry(seq)
    return moment


def _latest(session: Session, *which: ColumnElement[bool]) -> datetime:
    """The latest moment of those entries; that of the newest is earlier where the clock was set back between them."""
    found = session.scalar(select(func.max(Entry.at)).where(Entry.result == "ok", *which))
    if found is None:
        raise NoSuchEntry
    return found


def newest(session: Session, *which: ColumnElement[bool]) -> int:
    """The number of the newest entry of something done, among those. Raises NoSuchEntry."""
    found = session.scalar(select(func.max(Entry.seq)).where(Entry.result == "ok", *which))
    if found is None:
        raise NoSuchEntry
    return found


def _leave_out_later(row: Base, moment: datetime) -> None:
    """Take out of what was read the facts that were entered after the moment, and the matters that were begun after it."""
    for name, value in vars(row).items():
        several = isinstance(value, list)
        hanging = [each for each in (value if several else [value]) if isinstance(each, Base)]
        kept = [each for each in hanging if _by(each, moment)]
        if len(kept) < len(hanging):
            vars(row)[name] = kept if several else None
        for each in kept:
            _leave_out_later(each, moment)


def _by(row: Base, moment: datetime) -> bool:
    """Whether a row was there at that moment: a fact was entered, a matter begun; other rows come with what they belong to."""
    begun = row.entered if isinstance(row, FactRow) else row.created_at if isinstance(row, Decision) else moment
    return begun <= moment
