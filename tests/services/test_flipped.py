"""A database file in which a bit is another: the log that can be read of it is the same, or it is never called sound."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.databases import attacking, lift_protection, put_back_protection
from tests.longtier.recording import Many, Ran
from workflow.services.soundness import examine
from workflow.trail.merkle import leaf_hash

pytestmark = pytest.mark.trial("T9")


def exported(path: Path) -> list[tuple[bytes]] | None:
    """The log as an export of it reads it from the file; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            return database.execute("SELECT body FROM entry WHERE organ_id = 1 ORDER BY seq").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        # what SQLite says of a damaged schema quotes it
        return None


def called_sound(path: Path) -> bool:
    """What whoever examines the database is told."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true")
    try:
        with Session(engine) as session:
            return all(found.sound for found in examine(session))
    except DBAPIError:
        return False
    finally:
        engine.dispose()


def shown_by_its_leaf(path: Path) -> bool:
    """Whether the bytes of an entry are no longer those of the leaf beside it: the first thing that an examination tells."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        rows = database.execute("SELECT body, leaf FROM entry WHERE organ_id = 1 ORDER BY seq").fetchall()
    return any(not isinstance(body, bytes) or leaf_hash(body) != leaf for body, leaf in rows)


EXAMINED = 5
"""How many of the logs that are others, in each piece, are examined as a whole whatever shows it first."""


@pytest.mark.sqlite
@pytest.mark.pieces(100)
def test_no_changed_bit_gives_another_log_that_is_called_sound(
    database_kind, year_database, copied, tmp_path, many: Many, ran: Ran, piece: int
):
    path = Path(str(make_url(copied(year_database, tmp_path)).database))
    chance, flips, whole, before = random.Random(piece), many(12, 1000), path.read_bytes(), exported(path)
    assert called_sound(path)
    other = 0
    for _ in range(flips):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        with path.open("r+b") as file:
            file.seek(at)
            file.write(bytes([whole[at] ^ bit]))
        if exported(path) not in (before, None):
            other += 1
            # an examination of everything takes a hundred times as long: the last of many are told by the leaf alone
            assert (other > EXAMINED and shown_by_its_leaf(path)) or not called_sound(path), (at, bit)
        with path.open("r+b") as file:
            file.seek(at)
            file.write(whole[at : at + 1])
    ran(flips=flips)
    assert other or flips < 100


def pages_of(path: Path, name: str) -> Iterator[tuple[int, bytes]]:
    """Where in the file the pages of a table or an index are, and what is in them; nothing lies on pages beyond these."""
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    whole, waiting = path.read_bytes(), [root]
    while waiting:
        at = (waiting.pop() - 1) * size
        kind, cells = whole[at], int.from_bytes(whole[at + 3 : at + 5], "big")
        if kind in (2, 5):  # inside: a page left of each cell, and one to the right of all
            waiting.append(int.from_bytes(whole[at + 8 : at + 12], "big"))
            for cell in range(at + 12, at + 12 + 2 * cells, 2):
                left = at + int.from_bytes(whole[cell : cell + 2], "big")
                waiting.append(int.from_bytes(whole[left : left + 4], "big"))
        yield at, whole[at : at + size]


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["ix_entry_act", "ix_entry_person", "ix_evidence_thread", "entry"])
def test_a_bit_in_an_index_alone_or_in_its_table_alone_is_no_secret(
    database_kind, year_database, copied, tmp_path, name: str
):
    """SQLite answers from an index what the row tells otherwise, or the other way round."""
    path = Path(str(make_url(copied(year_database, tmp_path)).database))
    word = {"ix_entry_person": b"P-0001", "ix_evidence_thread": b"meeting"}.get(name, b"initiation.approve")
    # in the row the column of the act lies before that of the result; in the body it does not
    column = word + b"ok" if name == "entry" else word
    at = next(at + page.index(column) for at, page in pages_of(path, name) if column in page)
    with path.open("r+b") as file:
        file.seek(at + len(word) - 1)
        file.write(bytes([word[-1] ^ 1]))
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true")
    with Session(engine) as session:
        kinds = {fault.kind for found in examine(session) for fault in found.faults}
    engine.dispose()
    # what an index alone says otherwise nothing else sees
    assert kinds == ({"index", "storage"} if name == "entry" else {"storage"})


@pytest.mark.postgresql
@pytest.mark.parametrize("checked", [True, False], ids=["amcheck", "rows"])
def test_a_row_that_no_index_has_is_no_secret(database_kind, year_database, copied, tmp_path, checked: bool):
    """What somebody put past the indexes of PostgreSQL no query by them shows."""
    url = copied(year_database, tmp_path)
    columns = "organ_id, body, leaf, at, act, result, obj, person, unit, effective, decision_id"
    ready = "UPDATE pg_index SET indisready = {} WHERE indrelid = 'entry'::regclass"
    with attacking(url) as connection:
        if checked:
            connection.exec_driver_sql("CREATE EXTENSION amcheck")
        lift_protection(connection)
        connection.exec_driver_sql(ready.format("false"))
        connection.exec_driver_sql(
            f"INSERT INTO entry (seq, {columns}) SELECT 999999, {columns} FROM entry WHERE seq = 5"  # noqa: S608
        )
        connection.exec_driver_sql(ready.format("true"))
        put_back_protection(connection)
    engine = create_engine(url)
    with Session(engine) as session:
        kinds = {fault.kind for found in examine(session) for fault in found.faults}
    engine.dispose()
    assert ("storage" in kinds) is checked
    assert checked or kinds
