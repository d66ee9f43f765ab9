"""A decision as it stood at an entry of its log: what was entered later is left out, so that a paper can be made again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm.attributes import set_committed_value

from workflow.domain.dossier import Dossier
from workflow.models.decisions import Decision
from workflow.models.facts import FactRow
from workflow.models.trail import Entry
from workflow.services.decisionrows import decision_row
from workflow.services.dossiers import dossier_of
from workflow.services.unit import Session


class NoSuchEntry(LookupError):
    """The entry is none of the decision's, or was refused."""


def newest_entry(session: Session, decision_id: int) -> int:
    """The number of the newest entry of what was done on a decision."""
    found = select(func.max(Entry.seq)).where(Entry.decision_id == decision_id, Entry.result == "ok")
    return session.scalars(found).one()


def entry_until(session: Session, decision_id: int, seq: int) -> int | None:
    """The number of the newest entry of what was done on a decision up to the entry `seq`; None where there is none."""
    done = Entry.decision_id == decision_id, Entry.result == "ok", Entry.seq <= seq
    return session.scalar(select(func.max(Entry.seq)).where(*done))


def dossier_at(session: Session, decision_id: int, seq: int) -> tuple[Dossier, datetime]:
    """The dossier as it stood after the entry `seq` of the decision, and the moment of that entry. Raises NoSuchEntry.

    Read in a session of its own: what is left out of it must not be missing anywhere else.
    """
    entry = select(Entry.at).where(Entry.decision_id == decision_id, Entry.seq == seq, Entry.result == "ok")
    moment = session.scalar(entry)
    if moment is None:
        raise NoSuchEntry(seq)
    with type(session)(session.get_bind()) as apart:
        row = decision_row(apart, decision_id)
        _leave_out_later(apart, row, moment)
        return dossier_of(row), moment


def _leave_out_later(session: AnySession, row: Decision, moment: datetime) -> None:
    """Take out of whatever was read the facts that were entered after the moment."""
    with session.no_autoflush:
        for each in list(session):
            state: Any = inspect(each)
            for name, relation in state.mapper.relationships.items():
                if name in state.unloaded or not issubclass(relation.mapper.class_, FactRow):
                    continue
                value = getattr(each, name)
                if isinstance(value, list):
                    kept = [fact for fact in value if fact.entered <= moment]
                    if len(kept) != len(value):
                        set_committed_value(each, name, kept)
                elif value is not None and value.entered > moment:
                    set_committed_value(each, name, None)
