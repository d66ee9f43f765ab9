"""A database file in which a bit is another: the log that can be read of it is the same, or it is never called sound."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.longtier.recording import Many, Ran
from workflow.services.soundness import examine

pytestmark = [pytest.mark.trial("T9"), pytest.mark.sqlite]


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
            assert not called_sound(path), (at, bit)
        with path.open("r+b") as file:
            file.seek(at)
            file.write(whole[at : at + 1])
    ran(flips=flips)
    assert other or flips < 100
