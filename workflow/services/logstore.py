"""How the log is written: on SQLite by plain statements, on PostgreSQL by the functions its application role may call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Engine,
    Executable,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    select,
    update,
)

from workflow.models.base import Base
from workflow.models.execution import SuggestionSender
from workflow.models.hearings import HearingRegistrant
from workflow.models.participation import OpinionSender
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.services.unit import Session
from workflow.trail.entry import PASSED_SECONDS


class Head(NamedTuple):
    """The head of a log after a number was taken: the entry to write is that before `size`.

    `last_at` is the latest time of an entry since a clock was set back, that of this one included; `before` is when the
    entry before it was made, `previous` the leaf of the last one about the same object.
    """

    organ_id: int
    origin: str
    size: int
    clock: str
    last_at: datetime
    before: datetime | None
    previous: bytes | None

    def set_back(self, now: datetime) -> bool:
        """Whether a clock was set back before the entry of `now`: it is then the latest time, though one was later."""
        return self.before is not None and self.last_at == now < self.before


def _parameters(table: type[Base]) -> list[ColumnElement[Any]]:
    return [bindparam(column.name, type_=column.type) for column in table.__table__.columns]


_OPEN: dict[str, Executable] = {
    "sqlite": insert(LogHead.__table__),  # type: ignore[arg-type]
    "postgresql": select(func.log_open(*_parameters(LogHead))),
}
_ADD = insert(Entry.__table__)  # type: ignore[arg-type]
_KEEP = insert(Evidence.__table__)  # type: ignore[arg-type]
# what each piece of evidence has of its own
_OWN = ("kind", "thread", "salt", "body")
_APPEND = select(
    func.log_append(
        *_parameters(Entry), *(bindparam(f"kept_{name}", type_=ARRAY(Evidence.__table__.c[name].type)) for name in _OWN)
    )
)


_HEAD = LogHead.__table__
_ENTRY = Entry.__table__.c
_NOW = bindparam("now", type_=_HEAD.c.last_at.type)
# whoever waited for the turn may be passed by others: no clock is set back by that
_PASSED = bindparam("passed", type_=_HEAD.c.last_at.type)
_LATEST = case((_HEAD.c.last_at > _PASSED, _NOW), (_HEAD.c.last_at > _NOW, _HEAD.c.last_at), else_=_NOW)


def _taken() -> Iterator[ColumnElement[Any]]:
    """The columns of a Head, of the head as it stands when the number is taken.

    They say of which table they are: what RETURNING asks of a table within itself is otherwise taken for its own.
    """
    head = {name: literal_column(f"log_head.{name}", _HEAD.c[name].type) for name in Head._fields[:5]}
    before = select(_ENTRY.at).where(_ENTRY.organ_id == head["organ_id"], _ENTRY.seq == head["size"] - 2)
    same = select(_ENTRY.leaf).where(_ENTRY.organ_id == head["organ_id"], _ENTRY.obj == bindparam("obj"))
    yield from head.values()
    yield before.scalar_subquery()
    yield same.order_by(_ENTRY.seq.desc()).limit(1).scalar_subquery()


def _moving(**values: Any) -> Executable:
    """The statement that takes a number by moving the head itself."""
    return update(_HEAD).values(size=_HEAD.c.size + 1, last_at=_LATEST, **values).returning(*_taken())  # type: ignore[arg-type]


_RESERVE: dict[str, Executable] = {
    "sqlite": _moving(),
    "postgresql": select(*_taken()).select_from(func.log_reserve(_NOW).alias("log_head")),
}
_RENEW = _moving(origin=bindparam("epoch"))


def _execute(session: Session, statements: dict[str, Executable], values: dict[str, Any]) -> Any:
    connection = session.connection()
    return connection.execute(statements[connection.dialect.name], values)


def _times(now: datetime) -> dict[str, Any]:
    return {"now": now, "passed": now + timedelta(seconds=PASSED_SECONDS)}


def open_log(session: Session, **values: Any) -> None:
    """Begin the log of an organ: the columns of its head."""
    _execute(session, _OPEN, values)


def reserve(session: Session, now: datetime, obj: str) -> Head | None:
    """Take the next number, and with it the log until the commit; None before the log was opened."""
    row = _execute(session, _RESERVE, _times(now) | {"obj": obj}).one_or_none()
    return Head(*row) if row else None


def renew(session: Session, now: datetime, obj: str, origin: str) -> Head | None:
    """Take the next number for the first entry of a new epoch: from it on the log bears `origin`.

    On PostgreSQL only the owner of the tables can; the application's account has no function for it.
    """
    row = session.connection().execute(_RENEW, _times(now) | {"obj": obj, "epoch": origin}).one_or_none()
    return Head(*row) if row else None


def append(session: Session, entry: dict[str, Any], evidence: Sequence[dict[str, Any]]) -> None:
    """Add an entry, the columns of its row, with its evidence: kind, thread, salt and body of each piece.

    The database refuses any number but the next.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        kept = {f"kept_{name}": [each[name] for each in evidence] for name in _OWN}
        connection.execute(_APPEND, entry | kept)
        return
    connection.execute(_ADD, entry)
    if evidence:
        of = {name: entry[name] for name in ("organ_id", "seq", "decision_id")}
        connection.execute(_KEEP, [of | each for each in evidence])


PERSONAL: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "opinion_sender": (OpinionSender, ("name", "contact")),
    "suggestion_sender": (SuggestionSender, ("name", "contact")),
    "hearing_registrant": (HearingRegistrant, ("name", "contact", "unit", "background")),
}
"""What is erased on request: the tables, and the columns that say who somebody is."""


def erase(session: Session, obj: str) -> None:
    """Empty the row that an entry of the open unit of work names as erased, for example ``opinion_sender/7``.

    The database refuses it without that entry.
    """
    kind, _, number = obj.partition("/")
    model, names = PERSONAL[kind]
    table = model.__table__
    emptied = update(table).where(table.c.id == int(number)).values(**dict.fromkeys(names, ""), salt=b"")  # type: ignore[arg-type]
    _execute(session, {"sqlite": emptied, "postgresql": select(func.log_erase(bindparam("obj")))}, {"obj": obj})


def settle(session: Session) -> None:
    """Bring an SQLite database from its write-ahead log into its file and empty that log, where erased bytes still stand.

    A reader that is still under way keeps the old bytes until the next time.
    """
    engine = session.get_bind()
    if engine.dialect.name != "sqlite":
        return
    session.rollback()
    connection = (engine if isinstance(engine, Engine) else engine.engine).raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
