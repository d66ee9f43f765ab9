"""The unit of work: the only place where anything is committed.

``with writing(session) as session:`` is one transaction that writes. What was read before it began is forgotten, so a
decision is never taken on what stood there earlier; what happens inside is kept whole or not at all.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session as Session

from workflow.models.engine import WRITES, has_turn

WAIT_SECONDS = 15.0
_LOCK_NOT_AVAILABLE = "55P03"

_KEY = "unit"


@dataclass
class Unit:
    """What is known of an open unit of work.

    The rows it added so far; the kinds of rows it wrote, and those of which the log has to tell; of the kinds whose rows were
    put down one by one, these rows; the leaf of the last entry it made; whether a step is what it is for; its connection.
    """

    added: set[tuple[type[Any], Any]] = field(default_factory=set)
    changed: set[type[Any]] = field(default_factory=set)
    to_tell: set[type[Any]] = field(default_factory=set)
    put: dict[type[Any], list[Any]] = field(default_factory=dict)
    leaf: bytes = b""
    of_step: bool = False
    connection: Connection | None = None

    def has_added(self, row: Any) -> bool:
        """Whether this row, or the one it was read from, was added."""
        return _key(row) in self.added

    def note_added(self, row: Any) -> None:
        """Note a row that was added."""
        self.added.add(_key(row))
        self.changed.add(type(row))
        if row.told:
            self.to_tell.add(type(row))

    def note_put(self, row: Any) -> None:
        """Note a row that was added, and read back as it was stored."""
        kind = type(row)
        if kind in self.put or kind not in self.changed:
            self.put.setdefault(kind, []).append(row)
        self.note_added(row)

    def note_written(self, kinds: Iterable[type[Any]]) -> None:
        """Note kinds of rows that were written by a flush: of these not all is known."""
        for kind in kinds:
            self.changed.add(kind)
            self.put.pop(kind, None)

    def check(self) -> None:
        """Raise Unentered if something was written that the log has to tell of, and no entry was made."""
        if self.to_tell and not self.leaf:
            raise Unentered(", ".join(sorted(each.__name__ for each in self.to_tell)))


def _key(row: Any) -> tuple[type[Any], Any]:
    return type(row), getattr(row, "id", None)


def unit_of(session: Session) -> Unit:
    """The unit of work open on `session`; where none is, one that wrote nothing."""
    return session.info.get(_KEY) or Unit()


def connection_of(session: Session) -> Connection:
    """The connection of the unit of work open on `session`, for plain statements; where none is, the one it reads on.

    Whatever was added to the session is in the database then.
    """
    session.flush()
    return unit_of(session).connection or session.connection()


class Busy(Exception):
    """The database could not be had for writing in time; nothing was changed and the same may be tried again."""


class Unentered(RuntimeError):
    """Something was written and the log does not tell of it: it is not committed."""


class Queue:
    """A lock that serves its waiters in the order they came.

    SQLite's own waiting is a matter of luck: under load one writer can starve while others pass it again and again.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def acquire(self, timeout: float) -> None:
        """Wait for one's turn.

        :raises Busy: it did not come within `timeout` seconds.
        """
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise Busy
        # handed over in the moment the waiting ended: the turn is ours after all

    def release(self) -> None:
        """Hand over to the one who has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_queues: WeakKeyDictionary[Engine, Queue] = WeakKeyDictionary()
_queues_guard = threading.Lock()


def _queue_of(engine: Engine) -> Queue:
    with _queues_guard:
        return _queues.setdefault(engine, Queue())


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """One writing transaction on `session`: committed at the end, rolled back when anything is raised.

    :raises Busy: the database was not free in time.
    :raises RuntimeError: already inside a unit of work, or something was changed before it began.
    """
    if session.info.get(_KEY):
        raise RuntimeError("a unit of work is already open on this session")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a unit of work")
    # ends the reading transaction and forgets what it read
    session.rollback()
    engine = session.get_bind()
    if not isinstance(engine, Engine):
        engine = engine.engine
    queue = _queue_of(engine) if engine.dialect.name == "sqlite" else None
    if queue is not None:
        queue.acquire(WAIT_SECONDS)
    try:
        session.info[_KEY] = unit = Unit()
        unit.connection = _begin(session)
        yield session
        session.flush()
        unit_of(session).check()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(_KEY, None)
        if queue is not None:
            queue.release()


def _begin(session: Session) -> Connection:
    """Wait for the turn of writing: what is read from then on cannot change before the commit, on either database."""
    begins = WRITES.set(True)
    try:
        connection = session.connection()
    except OperationalError as error:
        # another process writes for longer than the busy timeout
        if "locked" in str(error.orig) or getattr(error.orig, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
            raise Busy from error
        raise
    finally:
        WRITES.reset(begins)
    if not has_turn(connection):
        raise RuntimeError("the transaction did not begin with the turn of writing")
    return connection


@event.listens_for(Session, "before_flush")
def only_in_a_unit(session: Session, *_: Any) -> None:
    """Raise RuntimeError where no unit of work is open: nothing may be written then."""
    if not session.info.get(_KEY):
        raise RuntimeError("something was changed outside a unit of work")


@event.listens_for(Session, "after_flush")
def _remember(session: Session, _context: Any) -> None:
    unit = unit_of(session)
    for each in session.new:
        unit.note_added(each)
    unit.note_written(type(each) for each in (*session.new, *session.deleted, *session.dirty))
    unit.to_tell.update(type(each) for each in session.deleted if each.told)
    unit.to_tell.update(type(each) for each in session.dirty if each.told and _columns(each) - each.untold)


def _columns(row: Any) -> set[str]:
    """The columns of a row that are another value now."""
    state = inspect(row)
    return {each.key for each in state.mapper.column_attrs if state.attrs[each.key].history.has_changes()}
