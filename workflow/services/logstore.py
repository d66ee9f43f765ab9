"""How the log is written: on SQLite by plain statements, on PostgreSQL by the functions its application role may call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Engine,
    Executable,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)

from workflow.domain.actor import Actor
from workflow.models.base import Base
from workflow.models.execution import SuggestionSender
from workflow.models.hearings import HearingRegistrant
from workflow.models.participation import OpinionSender
from workflow.models.people import Person, PersonRole, Unit
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.services.fixed import Fixed
from workflow.services.unit import Session, connection_of
from workflow.trail.entry import PASSED_SECONDS


class Head(NamedTuple):
    """The head of a log as it stands: the next entry has the number `size`.

    `last_at` is the latest time of an entry since a clock was set back; `before` is when the last one was made,
    `previous` the leaf of the last one about the object that the head was read for. `holder`: how the account of whoever acts
    stands in the same moment: name, post, unit and roles; None for nobody, and for an account that is closed.
    """

    organ_id: int
    origin: str
    size: int
    clock: str
    last_at: datetime
    before: datetime | None
    previous: bytes | None
    holder: str | None = None

    @classmethod
    def found(cls, columns: Sequence[Any]) -> Head | None:
        """The head that `head_columns` found, or None where no log was opened."""
        return cls(*columns) if columns[0] is not None else None

    def stands(self, actor: Actor) -> bool:
        """Whether the account of whoever acts is as they were when they began."""
        if self.holder is None:
            return False
        *called, held = self.holder.split(_SEPARATOR)
        return called == [actor.name, actor.post, actor.unit] and set(filter(None, held.split(","))) == actor.roles

    def set_back(self, now: datetime) -> bool:
        """Whether a clock was set back before the entry of `now`: it is then the latest time, though one was later."""
        return self.before is not None and latest(self.last_at, now) == now < self.before


def latest(last_at: datetime, now: datetime) -> datetime:
    """The latest time of an entry since a clock was set back, once one of `now` is added; `last_at` is what it was before.

    Whoever waited for the turn may be passed by others: no clock is set back by that.
    """
    return now if last_at > now + timedelta(seconds=PASSED_SECONDS) else max(last_at, now)


def _parameters(table: type[Base]) -> list[ColumnElement[Any]]:
    return [bindparam(column.name, type_=column.type) for column in table.__table__.columns]


_OPEN: dict[str, Executable] = {
    "sqlite": insert(LogHead.__table__),  # type: ignore[arg-type]
    "postgresql": select(func.log_open(*_parameters(LogHead))),
}
_ADD = Fixed(insert(Entry.__table__))  # type: ignore[arg-type]
_KEEP = Fixed(insert(Evidence.__table__))  # type: ignore[arg-type]
# what each piece of evidence has of its own
_OWN = ("kind", "thread", "salt", "body")
_APPEND = Fixed(
    select(
        func.log_append(
            *_parameters(Entry),
            *(bindparam(f"kept_{name}", type_=ARRAY(Evidence.__table__.c[name].type)) for name in _OWN),
        )
    )
)


_HEAD = LogHead.__table__
_ENTRY = Entry.__table__.c


_SEPARATOR = "\x1f"
_PERSON, _UNIT, _ROLE = (each.__table__.c for each in (Person, Unit, PersonRole))
_ROLES = select(func.aggregate_strings(_ROLE.role, ",")).where(_ROLE.person_id == _PERSON.id, _ROLE.ended_at.is_(None))
_TOLD = (_PERSON.name, _PERSON.post, func.coalesce(_UNIT.name, ""), func.coalesce(_ROLES.scalar_subquery(), ""))
_HOLDER = (
    select(reduce(lambda before, after: before + literal(_SEPARATOR) + after, _TOLD))
    .select_from(Person.__table__.outerjoin(Unit.__table__, _UNIT.id == _PERSON.unit_id))
    .where(_PERSON.id == bindparam("who"), _PERSON.active)
)


def head_columns(obj: ColumnElement[str]) -> list[ColumnElement[Any]]:
    """The columns of a Head, of the row of `log_head` that is selected with them; `obj`: what the entry to come is about.

    The statement takes the number of whoever acts as `who`.
    """
    before = select(_ENTRY.at).where(_ENTRY.organ_id == _HEAD.c.organ_id, _ENTRY.seq == _HEAD.c.size - 1)
    same = select(_ENTRY.leaf).where(_ENTRY.organ_id == _HEAD.c.organ_id, _ENTRY.obj == obj)
    return [
        *(_HEAD.c[name] for name in Head._fields[:5]),
        before.scalar_subquery(),
        same.order_by(_ENTRY.seq.desc()).limit(1).scalar_subquery(),
        _HOLDER.scalar_subquery(),
    ]


_STANDS = select(*head_columns(bindparam("obj")))
_OF_ORGAN = update(_HEAD).where(_HEAD.c.organ_id == bindparam("organ"))  # type: ignore[arg-type]
_MOVE = Fixed(_OF_ORGAN, ("size", "last_at"))
_RENEW = Fixed(_OF_ORGAN, ("size", "last_at", "origin"))


def _execute(session: Session, statements: dict[str, Executable], values: dict[str, Any]) -> Any:
    connection = connection_of(session)
    return connection.execute(statements[connection.dialect.name], values)


def open_log(session: Session, **values: Any) -> None:
    """Begin the log of an organ: the columns of its head."""
    _execute(session, _OPEN, values)


def head(session: Session, obj: str, who: int) -> Head | None:
    """The head of the log, read for an entry about `obj` by a person (0: nobody) in the open unit of work; None before the
    log was opened."""
    row = connection_of(session).execute(_STANDS, {"obj": obj, "who": who}).one_or_none()
    return Head.found(row) if row else None


def append(
    session: Session, standing: Head, entry: dict[str, Any], evidence: Sequence[dict[str, Any]], epoch: str = ""
) -> None:
    """Add an entry, the columns of its row, with its evidence (kind, thread, salt and body of each piece) to the log.

    From the first entry of an `epoch` on the log bears that origin; on PostgreSQL only the owner of the tables can begin
    one. The database refuses any number but the next.
    """
    connection = connection_of(session)
    if connection.dialect.name == "postgresql" and not epoch:
        kept = {f"kept_{name}": [each[name] for each in evidence] for name in _OWN}
        _APPEND.execute(connection, entry | kept)
        return
    moved = {"organ": standing.organ_id, "size": standing.size + 1, "last_at": latest(standing.last_at, entry["at"])}
    (_RENEW if epoch else _MOVE).execute(connection, moved | {"origin": epoch})
    _ADD.execute(connection, entry)
    for each in evidence:
        _KEEP.execute(connection, entry | each)


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
