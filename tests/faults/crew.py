"""The clients of a test: begun, listened to, killed, and the history of what they asked and were told."""

from __future__ import annotations

import time
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.faults import clients
from tests.faults.history import GONE, Entered, Operation, Told, contradictions
from workflow.models.trail import Entry
from workflow.services.soundness import examine
from workflow.trail.entry import decode

SECONDS = 60


class Crew:
    """So many clients of one database; one that is killed has a successor. They do as their numbers, from `seed` on, say."""

    def __init__(
        self, processes: ForkServerContext, url: str, place: str, size: int, mutant: str = "", seed: int = 0
    ) -> None:
        self.operations: dict[str, Operation] = {}
        self.answered = 0
        self.cut_off = 0
        """How many were killed while they waited for an answer."""
        self._given = processes, url, place, mutant
        self._begun = seed
        self._at_work: dict[Connection, BaseProcess] = {}
        self._waits: dict[Connection, bool] = {}
        for _ in range(size):
            self._begin()

    def _begin(self) -> None:
        processes, url, place, mutant = self._given
        here, there = processes.Pipe(duplex=False)
        person = processes.Process(target=clients.work, args=(url, place, self._begun, there, mutant), daemon=True)
        person.start()
        there.close()
        self._begun += 1
        self._at_work[here] = person

    def listen(self, answers: int = 0, seconds: float = SECONDS) -> None:
        """Hear what is said until so many more answers came; without a number, for so long."""
        enough, end = self.answered + answers, time.monotonic() + seconds
        while not answers or self.answered < enough:
            left = end - time.monotonic()
            if left <= 0:
                assert not answers, f"{enough - self.answered} answers did not come within {seconds} seconds"
                return
            for here in wait(list(self._at_work), left):
                self._hear(here)

    def _hear(self, here: Connection) -> None:
        told: Told = here.recv()
        operation = self.operations.setdefault(told.req, Operation(told.matter, told.seen))
        self._waits[here] = told.answer is None
        if told.answer is not None:
            operation.answers.append(told.answer)
            self.answered += told.answer != GONE

    def kill(self, number: int) -> None:
        """Kill one of those at work, hear what it said before, and let another take its place."""
        here = list(self._at_work)[number % len(self._at_work)]
        self._end(here)
        self._begin()

    def end(self) -> None:
        """Kill all."""
        for here in list(self._at_work):
            self._end(here)

    def _end(self, here: Connection) -> None:
        person = self._at_work.pop(here)
        person.kill()
        person.join(SECONDS)
        with suppress(EOFError):
            while True:
                self._hear(here)
        self.cut_off += self._waits.pop(here, False)
        here.close()

    def contradictions(self, session: Session) -> list[str]:
        """What the log says that those who asked were told otherwise, and what is wrong with the log itself."""
        session.rollback()
        taken = select(Entry).where(Entry.result == "ok", Entry.decision_id.is_not(None)).order_by(Entry.seq)
        entries = [Entered(row.seq, row.decision_id or 0, decode(row.body)) for row in session.scalars(taken)]
        faults = [fault.said.en for found in examine(session) for fault in found.faults]
        return [*contradictions(self.operations, entries), *faults]

    def outcomes(self) -> tuple[int, int, int]:
        """How many operations were done, refused, and left without an answer."""
        every = list(self.operations.values())
        done, refused = sum(bool(each.done) for each in every), sum(each.refused for each in every)
        return done, refused, sum(not each.done and not each.refused for each in every)
