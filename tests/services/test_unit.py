"""The unit of work: whole or not at all, one writer at a time, in the order they came."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.orm import Session

from workflow.models import engine
from workflow.models.people import DemoClock, Person, PersonRole, Unit
from workflow.services import unit
from workflow.services.unit import Busy, Queue, Unentered, writing
from workflow.wiring import db


def test_what_happens_inside_is_kept(app):
    with app.app_context(), writing(db.session) as session:
        session.add(DemoClock(id=1, offset_seconds=5))
    with app.app_context():
        assert db.session.get_one(DemoClock, 1).offset_seconds == 5


def test_nothing_is_kept_when_something_is_raised(app):
    with app.app_context():
        with contextlib.suppress(LookupError), writing(db.session) as session:
            session.add(DemoClock(id=1, offset_seconds=5))
            session.flush()
            raise LookupError
        assert db.session.get(DemoClock, 1) is None


def test_the_next_unit_works_after_a_failed_one(app):
    with app.app_context():
        with pytest.raises(LookupError), writing(db.session):
            raise LookupError
        with writing(db.session) as session:
            session.add(DemoClock(id=1, offset_seconds=5))


@pytest.mark.sqlite
def test_a_unit_begins_with_the_lock_for_writing(app):
    said: list[str] = []
    with app.app_context():
        event.listen(db.engine, "checkout", lambda connection, *_: connection.set_trace_callback(said.append))
        db.session.get(DemoClock, 1)
        with writing(db.session) as session:
            session.add(DemoClock(id=1, offset_seconds=5))
        db.session.get(DemoClock, 1)
    assert [each for each in said if each.startswith("BEGIN")] == ["BEGIN", "BEGIN IMMEDIATE", "BEGIN"]


def test_what_was_read_before_is_read_again(app):
    with app.app_context():
        with writing(db.session) as session:
            session.add(DemoClock(id=1, offset_seconds=5))
        mine = db.session.get_one(DemoClock, 1)
        assert mine.offset_seconds == 5
        with app.app_context(), writing(db.session) as other:
            other.get_one(DemoClock, 1).offset_seconds = 9
        # the snapshot of the reading transaction still stands
        assert mine.offset_seconds == 5
        with writing(db.session):
            assert mine.offset_seconds == 9


def test_units_do_not_nest(app):
    with app.app_context(), writing(db.session), pytest.raises(RuntimeError, match="already open"), writing(db.session):
        pass


def test_a_change_before_the_unit_is_refused(app):
    with app.app_context():
        db.session.add(DemoClock(id=1, offset_seconds=5))
        with pytest.raises(RuntimeError, match="outside a unit"), writing(db.session):
            pass


def test_a_change_outside_a_unit_never_reaches_the_database(app):
    with app.app_context():
        db.session.add(DemoClock(id=1, offset_seconds=5))
        with pytest.raises(RuntimeError, match="outside a unit"):
            db.session.flush()
        db.session.rollback()


def test_where_the_turn_is_not_taken_nothing_is_written(app, settings):
    """On an engine that was not set up, or in a transaction that others began."""
    with app.app_context(), db.engine.connect() as joined, Session(joined) as inside:
        joined.begin()
        plain = Session(create_engine(db.engine.url))
        for session in (plain, inside):
            with pytest.raises(RuntimeError, match="turn of writing"), writing(session):
                pass
        plain.close()
        plain.get_bind().dispose()


@pytest.mark.postgresql
def test_a_unit_waits_for_its_turn_before_it_reads(app):
    isolation = text("SHOW transaction_isolation")
    turns = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()")
    with app.app_context():
        assert (db.session.scalar(isolation), db.session.scalar(turns)) == ("repeatable read", 0)
        with writing(db.session) as session:
            assert (session.scalar(isolation), session.scalar(turns)) == ("read committed", 1)
            session.add(DemoClock(id=1, offset_seconds=5))
        assert (db.session.scalar(isolation), db.session.scalar(turns)) == ("repeatable read", 0)


@pytest.mark.postgresql
def test_a_connection_that_was_closed_while_it_rested_is_replaced(app, monkeypatch):
    monkeypatch.setattr(engine, "RESTED_SECONDS", 0)
    mine = text("SELECT pg_backend_pid()")
    with app.app_context(), db.engine.connect() as other:
        closed = db.session.scalar(mine)
        db.session.rollback()
        assert other.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": closed})
        assert db.session.scalar(mine) != closed


@pytest.mark.sqlite
def test_connections_are_strict_and_durable(app):
    with app.app_context(), db.engine.connect() as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,
    }


def test_many_writers_lose_nothing(app):
    with app.app_context(), writing(db.session) as session:
        session.add(DemoClock(id=1, offset_seconds=0))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                with app.app_context(), writing(db.session) as session:
                    row = session.get_one(DemoClock, 1)
                    row.offset_seconds = row.offset_seconds + 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with app.app_context():
        assert db.session.get_one(DemoClock, 1).offset_seconds == 80


def _wait_for(condition) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_waiters_are_served_in_the_order_they_came():
    queue, served, threads = Queue(), [], []
    queue.acquire(1)

    def wait(number: int) -> None:
        queue.acquire(10)
        served.append(number)
        queue.release()

    for number in range(12):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        _wait_for(lambda expected=number + 1: len(queue._waiting) == expected)
    queue.release()
    for thread in threads:
        thread.join(10)
    assert served == list(range(12))


def test_who_waits_too_long_is_told_and_blocks_nobody():
    queue = Queue()
    queue.acquire(1)
    with pytest.raises(Busy):
        queue.acquire(0.01)
    queue.release()
    queue.acquire(0.01)
    queue.release()


def test_a_writer_kept_waiting_gets_busy_and_changes_nothing(app, monkeypatch):
    monkeypatch.setattr(unit, "WAIT_SECONDS", 0.05)
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            event.listen(db.engine, "connect", lambda c, _: c.execute("SET lock_timeout = 50") and c.commit())
            db.engine.dispose()
    with app.app_context(), writing(db.session), app.app_context(), pytest.raises(Busy), writing(db.session):
        pass
    with app.app_context(), writing(db.session):
        pass


def test_what_the_log_does_not_tell_of_is_not_committed(app, staff):
    with app.app_context():
        with pytest.raises(Unentered, match="Unit"), writing(db.session) as session:
            session.scalars(select(Unit)).first().name = "改了名的办公室"
        assert "改了名的办公室" not in list(db.session.scalars(select(Unit.name)))
        with pytest.raises(Unentered, match="PersonRole"), writing(db.session) as session:
            session.delete(session.scalars(select(PersonRole)).first())


def test_wrong_passwords_are_counted_without_an_entry(app, staff):
    with app.app_context(), writing(db.session) as session:
        session.scalars(select(Person)).first().failed_count = 3


def test_a_name_is_told_even_beside_what_is_not(app, staff):
    def change(session):
        with writing(session):
            person = session.scalars(select(Person)).first()
            person.failed_count, person.name = 3, "另一个人"

    with app.app_context(), pytest.raises(Unentered, match="Person"):
        change(db.session)
