"""What else is on the agenda of a meeting, as it stood at an entry of the log."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.lawfiles import library
from workflow.models.agenda import AgendaEntry
from workflow.models.decisions import Decision
from workflow.papers.official.values import AgendaLine, agenda_line
from workflow.services.asof import dossier_at, entry_until
from workflow.services.unit import Session


def beside(session: Session, decision_id: int, entry: facts.AgendaEntry, seq: int) -> Iterator[AgendaLine]:
    """The items of other matters on the same agenda as of the entry `seq` of the log."""
    same = AgendaEntry.meets == entry.meets, AgendaEntry.kind == entry.kind, AgendaEntry.number == entry.number
    others = select(Decision.id, Decision.rulebook).where(
        Decision.id.in_(select(AgendaEntry.decision_id).where(*same)), Decision.id != decision_id
    )
    for other, rulebook in session.execute(others.order_by(Decision.id)):
        until = entry_until(session, other, seq)
        dossier = dossier_at(session, other, until)[0] if until is not None else None
        # of several agendas the last one holds
        newest = dossier.agenda[-1] if dossier and dossier.agenda else None
        if dossier and newest and _meeting(newest) == _meeting(entry):
            yield agenda_line(dossier, newest.item, major=library().rulebook(rulebook).major)


def _meeting(entry: facts.AgendaEntry) -> tuple[object, ...]:
    return entry.meets, entry.kind, entry.number
