"""How the log is written: on SQLite by plain statements, on PostgreSQL by the functions its application role may call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, Executable, bindparam, func, insert, literal_column, select, update

from workflow.models.base import Base
from workflow.models.execution import SuggestionSender
from workflow.models.hearings import HearingRegistrant
from workflow.models.participation import OpinionSender
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.services.unit import Session


class Head(NamedTuple):
    """The head of a log after a number was taken: the entry to write is that before `size`.

    `last_at` is when the entry before it was made, `previous` the leaf of the last one about the same object.
    """

    organ_id: int
    origin: str
    size: int
    clock: str
    last_at: datetime | None
    previous: bytes | None


def _writing(table: type[Base], function: str) -> dict[str, Executable]:
    """The statements that add a row, by database; the parameters of the function are the columns in their order."""
    columns: list[ColumnElement[Any]] = [
        bindparam(column.name, type_=column.type) for column in table.__table__.columns
    ]
    return {"sqlite": insert(table.__table__), "postgresql": select(getattr(func, function)(*columns))}  # type: ignore[arg-type]


_OPEN = _writing(LogHead, "log_open")
_APPEND = _writing(Entry, "log_append")
_KEEP = _writing(Evidence, "log_keep")

_HEAD = LogHead.__table__
_ENTRY = Entry.__table__.c
_NOW = bindparam("now", type_=_HEAD.c.last_at.type)


def _taken() -> Iterator[ColumnElement[Any]]:
    """The columns of a Head, of the head as it stands when the number is taken.

    They say of which table they are: what RETURNING asks of a table within itself is otherwise taken for its own.
    """
    head = {name: literal_column(f"log_head.{name}", _HEAD.c[name].type) for name in Head._fields[:4]}
    before = select(_ENTRY.at).where(_ENTRY.organ_id == head["organ_id"], _ENTRY.seq == head["size"] - 2)
    same = select(_ENTRY.leaf).where(_ENTRY.organ_id == head["organ_id"], _ENTRY.obj == bindparam("obj"))
    yield from head.values()
    yield before.scalar_subquery()
    yield same.order_by(_ENTRY.seq.desc()).limit(1).scalar_subquery()


def _moving(**values: Any) -> Executable:
    """The statement that takes a number by moving the head itself."""
    return update(_HEAD).values(size=_HEAD.c.size + 1, last_at=_NOW, **values).returning(*_taken())  # type: ignore[arg-type]


_RESERVE: dict[str, Executable] = {
    "sqlite": _moving(),
    "postgresql": select(*_taken()).select_from(func.log_reserve(_NOW).alias("log_head")),
}
_RENEW = _moving(origin=bindparam("epoch"))


def _execute(session: Session, statements: dict[str, Executable], values: dict[str, Any]) -> Any:
    return session.execute(statements[session.get_bind().dialect.name], values)


def open_log(session: Session, **values: Any) -> None:
    """Begin the log of an organ: the columns of its head."""
    _execute(session, _OPEN, values)


def reserve(session: Session, now: datetime, obj: str) -> Head | None:
    """Take the next number, and with it the log until the commit; None before the log was opened."""
    row = _execute(session, _RESERVE, {"now": now, "obj": obj}).one_or_none()
    return Head(*row) if row else None


def renew(session: Session, now: datetime, obj: str, origin: str) -> Head | None:
    """Take the next number for the first entry of a new epoch: from it on the log bears `origin`.

    On PostgreSQL only the owner of the tables can; the application's account has no function for it.
    """
    row = session.execute(_RENEW, {"now": now, "obj": obj, "epoch": origin}).one_or_none()
    return Head(*row) if row else None


def append(session: Session, **values: Any) -> None:
    """Add an entry: the columns of its row. The database refuses any but the next number."""
    _execute(session, _APPEND, values)


def keep(session: Session, **values: Any) -> None:
    """Keep a piece of evidence with its entry: the columns of its row."""
    _execute(session, _KEEP, values)


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
