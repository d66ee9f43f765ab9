"""The naive way: the ORM, a machine of `transitions` for each row, and a bare row of history without digest or guard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, ForeignKey, create_engine, event, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from transitions import Machine

STATES = ["proposed", "studied", "initiated", "drafting", "consulted", "reviewed", "submitted", "decided", "published"]
WORDS = "意见" * 40


class _Base(DeclarativeBase):
    pass


class _Matter(_Base):
    __tablename__ = "naive_matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    version: Mapped[int]


class _History(_Base):
    __tablename__ = "naive_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("naive_matter.id"))
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]


def prepare(url: URL, clients: int) -> None:
    """The two tables, and a matter for each client."""
    engine = create_engine(url)
    _Base.metadata.create_all(engine)
    with engine.begin() as connection:
        rows = [{"id": client + 1, "state": STATES[0], "version": 1} for client in range(clients)]
        connection.execute(insert(_Matter), rows)
    engine.dispose()


def stepping(url: URL, _place: str, client: int) -> Callable[[], None]:
    """One step of a client."""
    busy = {"timeout": 60} if url.get_backend_name() == "sqlite" else {}
    engine = create_engine(url, connect_args=busy)

    @event.listens_for(engine, "connect")
    def _lasting(connection: Any, _record: object) -> None:
        if busy:
            connection.execute("PRAGMA synchronous=FULL")

    def step() -> None:
        with Session(engine) as session:
            _take(session, client + 1)

    return step


def _take(session: Session, matter_id: int) -> None:
    matter = session.get(_Matter, matter_id)
    assert matter is not None
    before = matter.state
    machine = Machine(model=matter, states=STATES, initial=before)
    machine.add_ordered_transitions()
    matter.next_state()  # type: ignore[attr-defined]
    matter.version += 1
    session.add(_History(matter_id=matter.id, before=before, after=matter.state, at=datetime.now(UTC), text=WORDS))
    session.commit()
