"""How connections behave: durable and strict on both databases, a reader with one snapshot, writers one after another.

The drivers' own idea of transactions is switched off. A read begins so that it sees one snapshot (on PostgreSQL REPEATABLE
READ). A write (`WRITES`) begins with the turn of writing, BEGIN IMMEDIATE on SQLite and a lock on PostgreSQL: what is read
from then on cannot change before the commit, and nothing fails half way for want of the turn.
"""

from __future__ import annotations

import json
import os
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 10_000

PRAGMAS = (
    # journal_mode is kept in the file; the others belong to each connection
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    # pages that change again and again are brought into the file once for many steps: 16 MB of them at most
    "PRAGMA wal_autocheckpoint=4000",
    # without it INSERT OR REPLACE would remove a row past the triggers that forbid removing
    "PRAGMA recursive_triggers=ON",
    # what was erased is overwritten with zeros, not only marked as free
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)

_POSTGRESQL = {
    "connect_args": {
        "application_name": "shenjue",
        "options": f"-c timezone=UTC -c datestyle=ISO -c lock_timeout={BUSY_TIMEOUT_MS}",
    },
}

# whoever writes next takes the connection that wrote last: it has the pages already
_SQLITE = {"pool_use_lifo": True}

RESTED_SECONDS = 1.0
"""A connection to PostgreSQL that rested so long is tried before it is used: the server may have closed it meanwhile."""


def options(url: str) -> dict[str, Any]:
    """What the engine is made from. Chinese in JSON columns is kept readable, so that it can be searched."""
    common = {"url": url, "json_serializer": partial(json.dumps, ensure_ascii=False)}
    return common | (_POSTGRESQL if make_url(url).get_backend_name() == "postgresql" else _SQLITE)


def prepare_place(url: str) -> None:
    """Make the directory of an SQLite database and the file itself, readable by its owner only."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return
    path = Path(parsed.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def set_up(engine: Engine) -> None:
    """Attach the behaviour above to an `engine`."""
    # an engine with a listener for "begin" would ask its listeners about every statement
    begin = _begin_file if engine.dialect.name == "sqlite" else _begin_on_server
    engine.dialect.do_begin = begin  # type: ignore[method-assign, assignment]
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
    else:
        event.listen(engine, "connect", _on_connect_to_server)
        event.listen(engine, "checkin", _on_checkin)
        event.listen(engine, "checkout", partial(_on_checkout, engine.dialect))


def _on_checkin(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["rests since"] = monotonic()


def _on_checkout(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _borrowed: object) -> None:
    since = record.info.get("rests since")
    if since is None or monotonic() - since < RESTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _on_connect_to_server(connection: Any, _record: object) -> None:
    connection.autocommit = True


WRITES: ContextVar[bool] = ContextVar("WRITES", default=False)
"""Whether the transaction that begins is one that writes."""

_WRITES = "writes"

# any number: writers of one database take turns by it, and so come into the log in the order they began
_TURN = "SELECT pg_advisory_xact_lock(23070)"


def _begin_file(connection: Any) -> None:
    connection.driver_connection.execute("BEGIN IMMEDIATE" if _noted(connection) else "BEGIN")


def _begin_on_server(connection: Any) -> None:
    level = f"READ COMMITTED; {_TURN}" if _noted(connection) else "REPEATABLE READ"
    # two statements at once cannot be prepared
    connection.driver_connection.execute(f"BEGIN ISOLATION LEVEL {level}", prepare=False)


def _noted(connection: Any) -> bool:
    """Whether the transaction writes, which is noted with the connection."""
    connection.info[_WRITES] = writes = WRITES.get()
    return writes


def has_turn(connection: Connection) -> bool:
    """Whether the transaction of a connection began with the turn of writing."""
    return bool(connection.info.get(_WRITES))
