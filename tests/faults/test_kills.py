"""Killed at any moment: what was answered stays, what was not answered happened once or not at all."""

from __future__ import annotations

import random
import signal
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.faults import worker
from tests.faults.crew import SECONDS
from tests.faults.whole import nothing_is_torn
from tests.longtier.recording import Many, Ran
from workflow.models.trail import Entry
from workflow.settings import Settings

pytestmark = pytest.mark.trial("T3")


def answered(answers: Connection, first: int, at_least: int) -> tuple[int, int]:
    """Read that many answers; the number of the next request and the entry of the last answer."""
    seq = 0
    for n in range(first, first + at_least):
        assert answers.poll(SECONDS)
        told, seq = answers.recv()
        assert told == n
    return first + at_least, seq


def drained(answers: Connection, n: int, seq: int) -> tuple[int, int]:
    """What came through before the blow was answered too."""
    while answers.poll():
        try:
            told, seq = answers.recv()
        except EOFError:
            break
        assert told == n
        n += 1
    return n, seq


@pytest.mark.pieces(25)
def test_what_was_answered_stays_and_nothing_happens_twice(
    session: Session,
    staff,
    settings: Settings,
    processes: ForkServerContext,
    database_kind: str,
    many: Many,
    ran: Ran,
    lasting,
    piece: int,
):
    chance = random.Random(20260101 + piece)
    coming, blows = 0, many(3, 200 if database_kind == "sqlite" else 80)
    for _ in range(blows):
        here, there = processes.Pipe(duplex=False)
        place = str(settings.instance_dir)
        person = processes.Process(target=worker.work, args=(settings.database_url, place, coming, there), daemon=True)
        person.start()
        there.close()
        coming, seq = answered(here, coming, chance.randint(1, 6))
        time.sleep(chance.random() * 0.02)
        person.kill()
        person.join(SECONDS)
        coming, seq = drained(here, coming, seq)
        here.close()
        session.rollback()
        assert (session.scalar(select(func.max(Entry.seq))) or 0) >= seq
    nothing_is_torn(session, coming)
    ran(kills=blows, answers=coming)


@pytest.fixture
def killed(session: Session, staff, settings: Settings, processes: ForkServerContext, lasting):
    """Somebody at work, killed by plan: as soon as so many commits are on the disk. How many requests were answered."""

    def run(*commits: int, mutant: str = "") -> int:
        coming = 0
        for each in commits:
            here, there = processes.Pipe(duplex=False)
            given = (settings.database_url, str(settings.instance_dir), coming, there, each, mutant)
            person = processes.Process(target=worker.work, args=given, daemon=True)
            person.start()
            there.close()
            person.join(SECONDS)
            assert person.exitcode == -signal.SIGKILL
            coming, _ = drained(here, coming, 0)
            here.close()
        session.rollback()
        return coming

    return run


def test_killed_between_any_commit_and_its_answer(session, killed):
    """After the first commit, the second and so on, until a whole matter is done and more."""
    answered = killed(*range(1, len(worker.TAKEN) + 1))
    assert answered >= len(worker.TAKEN)
    nothing_is_torn(session, answered)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("mutant", "commits", "torn"),
    [("state before entry", (3,), "row.version == "), ("entry without request", (1, 1), "entered.values()")],
    ids=list(worker.MUTANTS),
)
def test_a_commit_in_between_is_caught_by_a_blow_that_is_planned(session, killed, ran: Ran, mutant, commits, torn):
    """Whatever chance does: the blow falls where the mutant is torn, and where the ledger as it is stands it."""
    answered = killed(*commits, mutant=mutant)
    with pytest.raises(AssertionError) as caught:
        nothing_is_torn(session, answered)
    assert torn in str(caught.traceback[-1].statement)
    ran(defects=1)
