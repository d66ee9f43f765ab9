"""How connections behave: durable and strict on both databases, a reader with one snapshot, writers one after another.

On SQLite the driver's own idea of transactions is switched off: a read begins with BEGIN and sees one snapshot, a write
begins with BEGIN IMMEDIATE (execution option ``write=True``) and so never fails half way for want of the lock. On
PostgreSQL a read is REPEATABLE READ; how a write begins is said in `services.unit`.
"""

from __future__ import annotations

import json
import os
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
    # without it INSERT OR REPLACE would remove a row past the triggers that forbid removing
    "PRAGMA recursive_triggers=ON",
    # what was erased is overwritten with zeros, not only marked as free
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)

_POSTGRESQL = {
    "isolation_level": "REPEATABLE READ",
    "connect_args": {"application_name": "shenjue", "options": f"-c timezone=UTC -c lock_timeout={BUSY_TIMEOUT_MS}"},
}

RESTED_SECONDS = 1.0
"""A connection to PostgreSQL that rested so long is tried before it is used: the server may have closed it meanwhile."""


def options(url: str) -> dict[str, Any]:
    """What the engine is made from. Chinese in JSON columns is kept readable, so that it can be searched."""
    common = {"url": url, "json_serializer": partial(json.dumps, ensure_ascii=False)}
    return common | _POSTGRESQL if make_url(url).get_backend_name() == "postgresql" else common


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
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
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


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
