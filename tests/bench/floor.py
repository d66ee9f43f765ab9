"""The floor: the same read, change, entry and commit with the driver alone, as little as any program could do."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable

import psycopg
from sqlalchemy import URL

TABLES = (
    "CREATE TABLE floor_matter (id integer PRIMARY KEY, state text NOT NULL, version integer NOT NULL)",
    "CREATE TABLE floor_entry (id {serial}, matter integer NOT NULL, body {blob} NOT NULL, leaf {blob} NOT NULL)",
)
READ = "SELECT state, version FROM floor_matter WHERE id = ?"
CHANGE = "UPDATE floor_matter SET state = ?, version = version + 1 WHERE id = ? AND version = ?"
ENTER = "INSERT INTO floor_entry (matter, body, leaf) VALUES (?, ?, ?)"


def prepare(url: URL, clients: int) -> None:
    """The two tables, and a matter for each client."""
    words = {"serial": "integer PRIMARY KEY", "blob": "blob"}
    if url.get_backend_name() == "postgresql":
        words = {"serial": "integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "blob": "bytea"}
    connection, ask = _connected(url)
    for table in TABLES:
        ask(table.format(**words), ())
    for client in range(clients):
        ask("INSERT INTO floor_matter VALUES (?, 'a', 1)", (client,))
    connection.commit()
    connection.close()


def _connected(url: URL) -> tuple[sqlite3.Connection | psycopg.Connection, Callable[[str, tuple[object, ...]], object]]:
    if url.get_backend_name() == "sqlite":
        file = sqlite3.connect(str(url.database), timeout=60, isolation_level=None)
        file.execute("PRAGMA synchronous=FULL")
        return file, file.execute
    server = psycopg.connect(url.render_as_string(hide_password=False))
    return server, lambda statement, values: server.execute(statement.replace("?", "%s"), values)  # type: ignore[arg-type]


def stepping(url: URL, _place: str, client: int) -> Callable[[], None]:
    """One step of a client."""
    connection, ask = _connected(url)
    file = url.get_backend_name() == "sqlite"

    def step() -> None:
        if file:
            ask("BEGIN IMMEDIATE", ())
        state, version = ask(READ, (client,)).fetchone()  # type: ignore[attr-defined]
        ask(CHANGE, ("b" if state == "a" else "a", client, version))
        body = json.dumps(
            {"matter": client, "from": state, "version": version, "text": "意见" * 40}, sort_keys=True
        ).encode()
        ask(ENTER, (client, body, hashlib.sha256(b"\0" + body).digest()))
        connection.commit()

    return step
