"""Thirty-two people on one step at the same moment, in four programs: one wins, the others are told, nobody breaks."""

from __future__ import annotations

from collections import Counter
from multiprocessing.context import ForkServerContext

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.faults import worker
from tests.faults.crew import SECONDS
from tests.longtier.recording import Many, Ran
from workflow.models.trail import Entry
from workflow.services.soundness import examine
from workflow.settings import Settings
from workflow.trail.entry import decode

pytestmark = pytest.mark.trial("T7")

PROGRAMS, PEOPLE = 4, 8


@pytest.fixture
def raced(session: Session, staff, settings: Settings, processes: ForkServerContext, many: Many, ran: Ran):
    """Every request of some matters, sent by all at once: what each was told, by request."""

    def run(*, same: bool) -> dict[int, Counter[object]]:
        first = len(worker.TAKEN)
        rounds = [(n, same) for n in range(first * many(1, 50))]
        gate = processes.Barrier(PROGRAMS * PEOPLE)
        here, there = processes.Pipe(duplex=False)
        place = str(settings.instance_dir)
        programs = [
            processes.Process(target=worker.race, args=(settings.database_url, place, rounds, gate, there, each))
            for each in range(PROGRAMS)
        ]
        for program in programs:
            program.start()
        there.close()
        told: dict[int, Counter[object]] = {n: Counter() for n, _ in rounds}
        for _ in range(len(rounds) * PROGRAMS * PEOPLE):
            assert here.poll(SECONDS)
            n, said = here.recv()
            told[n][said] += 1
        for program in programs:
            program.join(SECONDS)
        session.rollback()
        ran(rounds=len(rounds), clients=PROGRAMS * PEOPLE)
        return told

    return run


def test_one_wins_and_the_others_are_told(session, raced):
    told = raced(same=False)
    for n, said in told.items():
        if n % len(worker.TAKEN):
            assert said.pop("Stale") == PROGRAMS * PEOPLE - 1, said
            assert list(said.values()) == [1], said
    assert [fault for found in examine(session) for fault in found.faults] == []


def test_one_request_sent_by_a_hurried_hand_many_times_happens_once(session, raced):
    told = raced(same=True)
    assert all(len(said) == 1 and all(isinstance(each, int) for each in said) for said in told.values()), told
    ok = select(Entry.body).where(Entry.result == "ok", Entry.decision_id.is_not(None))
    entered = Counter(decode(body)["req"] for body in session.scalars(ok))
    assert set(entered.values()) == {1}
    assert len(entered) == len(told)
