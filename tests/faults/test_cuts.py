"""The power is cut at any moment: what was answered is on the disk, the rest is there whole or not at all, and work goes on."""

from __future__ import annotations

import filecmp
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests import databases
from tests.faults import cuts
from tests.faults.crew import SECONDS
from tests.faults.disks import WAYS, Disk
from tests.faults.tracing import traced
from tests.faults.written import Event, Said, events
from tests.longtier.recording import Many, Ran
from workflow.services.files import FileMissing
from workflow.wiring import NotReady

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="system calls of Linux"),
    pytest.mark.trial("T6"),
]

Recorded = Callable[..., list[Event]]
Cut = tuple[int, str, int]
"""After how many events, what has arrived by then, and the seed of chance."""


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that the account of a server may enter, in memory where there is enough of it."""
    with tempfile.TemporaryDirectory(prefix="shenjue-cuts-", dir=databases.quick_place()) as made:
        yield Path(made)


@pytest.fixture(scope="module")
def begin(database_kind: str) -> Iterator[Path]:
    """The folder of a program with the staff in its database, and nobody at work."""
    with tempfile.TemporaryDirectory(prefix="shenjue-cuts-", dir=databases.quick_place()) as made:
        cuts.settle(Path(made), database_kind)
        yield Path(made)


@pytest.fixture
def recorded(begin: Path, room: Path, processes: ForkServerContext) -> Recorded:
    """All that requests write and are told, in order; it is all that is on the disk, byte for byte."""

    def record(requests: int, rests: tuple[int, ...] = (), mutant: str = "") -> list[Event]:
        place, log, again = room / "place", room / "calls", room / "again"
        for each in (place, again):
            shutil.rmtree(each, ignore_errors=True)
        Disk(begin, cuts.NOT_KEPT).cut(place)
        waiting, go = processes.Pipe(duplex=False)
        told, answers = processes.Pipe(duplex=False)
        given = (str(place), requests, rests, waiting, answers, mutant)
        process = processes.Process(target=cuts.run, args=given, daemon=True)
        process.start()
        waiting.close()
        answers.close()
        assert told.recv_bytes() == b"ready"
        with traced(process.pid or 0, log, whole=True):
            go.send(None)
            process.join(SECONDS)
        assert process.exitcode == 0
        seen = events(log, place, cuts.NOT_KEPT, process.pid or 0)
        disk = Disk(begin, cuts.NOT_KEPT)
        for event in seen:
            disk.play(event)
        disk.cut(again)
        assert unlike(filecmp.dircmp(again, place)) == []
        return seen

    return record


def unlike(found: filecmp.dircmp[str]) -> list[str]:
    """What is not the same in two folders, but for what is not kept."""
    _, changed, unread = filecmp.cmpfiles(found.left, found.right, found.common_files, shallow=False)
    here = [f"{found.right}/{each}" for each in (*found.left_only, *found.right_only, *changed, *unread)]
    return [each for each in here if not each.endswith(cuts.NOT_KEPT)] + [
        name for below in found.subdirs.values() for name in unlike(below)
    ]


def hold(begin: Path, place: Path, seen: list[Event], wanted: Iterable[Cut]) -> int:
    """Cut the power, once for each that is wanted, and check what is there: how many answers were given before."""
    disk, played, told = Disk(begin, cuts.NOT_KEPT), 0, list[cuts.Told]()
    for at, way, seed in sorted(wanted):
        for event in seen[played:at]:
            disk.play(event)
            told += [json.loads(event.data)] if isinstance(event, Said) else []
        played = at
        shutil.rmtree(place, ignore_errors=True)
        disk.cut(place, way, seed)
        try:
            cuts.holds(place, told)
        except Exception as error:
            error.add_note(f"power cut after {at} of {len(seen)} events, of the rest there is: {way}, by {seed}")
            raise
    return len(told)


def after_each_answer(seen: list[Event]) -> list[Cut]:
    """Nothing is there but what was synced, and somebody knows of it."""
    return [(at, "nothing", 0) for at, event in enumerate(seen, 1) if isinstance(event, Said)]


@pytest.mark.one_database
@pytest.mark.pieces(5)
def test_what_was_answered_is_there_after_a_power_cut(
    begin: Path, recorded: Recorded, room: Path, piece: int, everything: bool, many: Many, ran: Ran
):
    # long enough that SQLite tidies up on its own too, and begins its journal anew
    seen = recorded(80, (4, 13)) if everything else recorded(5, (4,))
    chance = random.Random(20260101 + piece)
    wanted = [(chance.randint(1, len(seen)), WAYS[n % len(WAYS)], n) for n in range(many(len(WAYS), 100))]
    wanted += after_each_answer(seen)[-1 - piece :: -many(9, 5)]
    answers = hold(begin, room / "cut", seen, wanted)
    ran(cuts=len(wanted), answers=answers)


@pytest.mark.one_database
def test_a_program_that_answers_what_a_power_cut_takes_away_is_found_out(
    database_kind: str, begin: Path, recorded: Recorded, room: Path, many: Many, ran: Ran
):
    mutants = list(cuts.MUTANTS[database_kind])[: many(2, 4)]
    for mutant in mutants:
        seen = recorded(4, mutant=mutant)
        with pytest.raises((AssertionError, FileMissing, NotReady)):
            hold(begin, room / "cut", seen, after_each_answer(seen)[-1:])
    ran(defects=len(mutants))
