"""PostgreSQL stopped at once while people are at work, and started again: nothing that was answered is missing.

The server is one of its own, with the settings it comes with; nobody else is disturbed.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from tests import databases
from tests.databases import plain
from tests.faults.conftest import Hire
from tests.faults.crew import SECONDS, Crew
from tests.faults.history import GONE
from tests.longtier.recording import Many, Ran
from workflow import create_app
from workflow.settings import Settings
from workflow.wiring import db, migrate

pytestmark = [pytest.mark.postgresql, pytest.mark.trial("T5")]


class Fragile:
    """A server that is stopped as by a fault: no process of it finishes what it was doing."""

    def __init__(self, place: Path) -> None:
        self.server = databases.from_wheel()
        self._numbers = count(1)
        app = create_app(Settings(mode="demo", instance_dir=place, database_url=self.new("template0")))
        migrate(app)
        with app.app_context():
            db.engine.dispose()

    def tell(self, *statements: str) -> None:
        """Have the server do something."""
        with closing(psycopg.connect(self.server.get_uri(), autocommit=True)) as admin:
            for statement in statements:
                admin.execute(statement)

    def new(self, template: str = "shenjue_1") -> str:
        """A database of its own; the first is empty and in its newest form, the others are made from it."""
        name = f"shenjue_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        return plain(make_url(self.server.get_uri()).set(database=name))

    def stop_at_once(self) -> None:
        """What `pg_ctl stop -m immediate` does."""
        noted, end = Path(self.server.pgdata) / "postmaster.pid", time.monotonic() + SECONDS
        os.kill(self.server.get_pid(), signal.SIGQUIT)
        while noted.exists():
            assert time.monotonic() < end
            time.sleep(0.01)

    def start(self) -> None:
        """Start it again; it recovers from its log first."""
        self.server.ensure_postgres_running()


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fragile]:
    """The server; it is running again when a test was done, however that ended."""
    server = Fragile(tmp_path_factory.mktemp("fragile"))
    yield server
    server.start()


@pytest.fixture
def settings(fragile: Fragile, tmp_path: Path) -> Settings:
    """A demonstration on a new database of that server."""
    return Settings(mode="demo", instance_dir=tmp_path, database_url=fragile.new())


def stopped(at_work: Crew, fragile: Fragile, session: Session, *, answers: int, chance: random.Random) -> None:
    """Stop the server after so many answers and a little later, and start it again; those at work go on by themselves."""
    at_work.listen(answers)
    at_work.listen(seconds=chance.random() * 0.05)
    session.close()
    fragile.stop_at_once()
    at_work.listen(seconds=0.05)
    fragile.start()


@pytest.mark.pieces(10)
def test_a_stop_takes_away_nothing_that_was_answered(
    session, staff, settings, crew: Hire, fragile, many: Many, ran: Ran, piece: int
):
    chance, at_work, stops = random.Random(20260501 + piece), crew(3, seed=piece * 1000), many(2, 20)
    for _ in range(stops):
        stopped(at_work, fragile, session, answers=30, chance=chance)
    at_work.listen(10)
    at_work.end()
    assert at_work.contradictions(session) == []
    # the blows fell while something was asked
    assert any(GONE in each.answers for each in at_work.operations.values())
    ran(stops=stops, answers=at_work.answered)


def test_a_server_that_answers_before_it_has_written_is_found_out(
    session, staff, settings, crew: Hire, fragile, ran: Ran
):
    database = make_url(settings.database_url).database
    fragile.tell(
        f"ALTER DATABASE {database} SET synchronous_commit = off",
        # it may write when it has nothing better to do; chance is not to decide whether it did
        "ALTER SYSTEM SET wal_writer_delay = '10s'",
        "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
        "SELECT pg_reload_conf()",
    )
    at_work = crew(3)
    stopped(at_work, fragile, session, answers=30, chance=random.Random(1))
    at_work.end()
    assert any("answered with the entries" in each for each in at_work.contradictions(session))
    ran(defects=1)
