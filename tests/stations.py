"""Databases kept at the steps of the lawful way, so that a hundred tests of one step do not walk there a hundred times.

A station is the whole database in the memory of one worker. It stands in only for a walk that begins as the kept one
began: on the same day, with the same units, behind a log in which the same was entered at the same times. Who was
signed in before the walk is signed out by it: what the log does not hold comes from the station too.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import select

from tests.databases import server
from workflow.models.trail import Entry
from workflow.services.unit import Session

_kept: dict[tuple[Any, ...], dict[int, tuple[sqlite3.Connection | str, int]]] = {}


class Line:
    """The stations on the way of walks that begin alike."""

    def __init__(self, session: Session, *beginning: Any) -> None:
        log = session.execute(select(Entry.at, Entry.act, Entry.obj, Entry.result).order_by(Entry.seq)).all()
        self.kind = session.get_bind().dialect.name
        self.stations = _kept.setdefault((self.kind, *beginning, *map(tuple, log)), {})

    def nearest(self, session: Session, steps: int) -> tuple[int, int | None]:
        """Bring the database to the last station not behind `steps`; how far that is, and the decision's id."""
        place = max((each for each in self.stations if each <= steps), default=0)
        if not place:
            return 0, None
        kept, decision_id = self.stations[place]
        name = _let_go(session)
        if isinstance(kept, str):
            server().replace(name, kept)
        else:
            with closing(sqlite3.connect(name)) as database:
                kept.backup(database)
        return place, decision_id

    def keep(self, session: Session, steps: int, decision_id: int) -> None:
        """Keep the database as it stands after so many steps."""
        session.rollback()
        name = _let_go(session)
        if self.kind == "postgresql":
            self.stations[steps] = str(server().create(template=name).database), decision_id
            return
        kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(name)) as database:
            database.backup(kept)
        self.stations[steps] = kept, decision_id


def _let_go(session: Session) -> str:
    """Close what is connected to the session's database; its name, or its path."""
    engine = session.get_bind().engine
    session.close()
    engine.dispose()
    assert engine.url.database
    return engine.url.database
