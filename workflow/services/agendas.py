"""What is on the agenda of a meeting, as it stood at an entry of the log."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.lawfiles import library
from workflow.models.agenda import AgendaEntry
from workflow.models.decisions import Decision
from workflow.papers.official.values import AgendaLine, agenda_line
from workflow.services.asof import NoSuchEntry, dossier_at, newest_entry
from workflow.services.unit import Session


def newest_on(session: Session, entry: facts.AgendaEntry) -> int:
    """The number of the newest entry of what was done on the matters of an agenda."""
    return newest_entry(session, *(decision_id for decision_id, _rulebook in _matters(session, entry)))


def beside(session: Session, decision_id: int, entry: facts.AgendaEntry, seq: int) -> Iterator[AgendaLine]:
    """The items of other matters on the same agenda as of the entry `seq` of the log."""
    for other, rulebook in _matters(session, entry):
        if other == decision_id:
            continue
        try:
            dossier, _moment = dossier_at(session, other, seq)
        except NoSuchEntry:  # it was proposed later
            continue
        newest = dossier.agenda[-1] if dossier.agenda else None  # of several agendas the last one holds
        if newest and _meeting(newest) == _meeting(entry):
            yield agenda_line(dossier, newest.item, major=library().rulebook(rulebook).major)


def _matters(session: Session, entry: facts.AgendaEntry) -> list[tuple[int, str]]:
    """The matters that are or were on the agenda, with their rulebooks."""
    same = AgendaEntry.meets == entry.meets, AgendaEntry.kind == entry.kind, AgendaEntry.number == entry.number
    listed = Decision.id.in_(select(AgendaEntry.decision_id).where(*same))
    found = session.execute(select(Decision.id, Decision.rulebook).where(listed).order_by(Decision.id))
    return [(decision_id, rulebook) for decision_id, rulebook in found]


def _meeting(entry: facts.AgendaEntry) -> tuple[object, ...]:
    return entry.meets, entry.kind, entry.number
