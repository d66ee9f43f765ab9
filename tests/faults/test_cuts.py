"""The power is cut at any moment: what was answered is on the disk, the rest is there whole or not at all, and work goes on."""

from __future__ import annotations

import filecmp
import json
import random
import shutil
import sys
from collections.abc import Callable, Iterable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.faults import cuts
from tests.faults.crew import SECONDS
from tests.faults.disks import SHARED, WAYS, Disk
from tests.faults.tracing import traced
from tests.faults.written import Event, Said, events
from tests.longtier.recording import Many, Ran
from workflow.services.files import FileMissing
from workflow.wiring import NotReady

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="system calls of Linux"),
    pytest.mark.sqlite,
    pytest.mark.trial("T6"),
]

Recorded = Callable[..., list[Event]]
Cut = tuple[int, str, int]
"""After how many events, what has arrived by then, and the seed of chance."""


@pytest.fixture
def recorded(settled: Path, tmp_path: Path, processes: ForkServerContext) -> Recorded:
    """All that requests write and are told, in order; it is all that is on the disk, byte for byte."""

    def record(requests: int, rests: tuple[int, ...] = (), mutant: str = "") -> list[Event]:
        place, log, again = tmp_path / "place", tmp_path / "calls", tmp_path / "again"
        for each in (place, again):
            shutil.rmtree(each, ignore_errors=True)
        shutil.copytree(settled, place)
        waiting, go = processes.Pipe(duplex=False)
        answers, tell = processes.Pipe(duplex=False)
        given = (str(place), requests, rests, waiting, tell, mutant)
        process = processes.Process(target=cuts.run, args=given, daemon=True)
        process.start()
        waiting.close()
        tell.close()
        assert answers.recv_bytes() == b"ready"
        with traced(process.pid or 0, log, whole=True):
            go.send(None)
            process.join(SECONDS)
        assert process.exitcode == 0
        seen = events(log, place)
        _played(settled, seen).cut(again)
        assert unlike(filecmp.dircmp(again, place)) == []
        return seen

    return record


def unlike(found: filecmp.dircmp[str]) -> list[str]:
    """What is not the same in two folders, but for what is in memory only."""
    _, changed, unread = filecmp.cmpfiles(found.left, found.right, found.common_files, shallow=False)
    here = [*found.left_only, *found.right_only, *changed, *unread]
    return [each for each in here if not each.endswith(SHARED)] + [
        name for below in found.subdirs.values() for name in unlike(below)
    ]


def _played(place: Path, seen: Iterable[Event]) -> Disk:
    disk = Disk(place)
    for event in seen:
        disk.play(event)
    return disk


def hold(settled: Path, place: Path, seen: list[Event], wanted: Iterable[Cut]) -> int:
    """Cut the power, once for each that is wanted, and check what is there: how many answers were given before."""
    disk, played, told = Disk(settled), 0, list[cuts.Told]()
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


@pytest.mark.pieces(5)
def test_what_was_answered_is_there_after_a_power_cut(
    settled: Path, recorded: Recorded, tmp_path: Path, piece: int, everything: bool, many: Many, ran: Ran
):
    # long enough that SQLite tidies up on its own too, and begins its journal anew
    seen = recorded(80, (4, 13)) if everything else recorded(5, (4,))
    chance = random.Random(20260101 + piece)
    wanted = [(chance.randint(1, len(seen)), WAYS[n % len(WAYS)], n) for n in range(many(5, 100))]
    wanted += after_each_answer(seen)[-1 - piece :: -many(9, 5)]
    answers = hold(settled, tmp_path / "cut", seen, wanted)
    ran(cuts=len(wanted), answers=answers)


def test_a_program_that_answers_what_a_power_cut_takes_away_is_found_out(
    settled: Path, recorded: Recorded, tmp_path: Path, many: Many, ran: Ran
):
    mutants = list(cuts.MUTANTS)[: many(2, len(cuts.MUTANTS))]
    for mutant in mutants:
        seen = recorded(4, mutant=mutant)
        with pytest.raises((AssertionError, FileMissing, NotReady)):
            hold(settled, tmp_path / "cut", seen, after_each_answer(seen)[-1:])
    ran(defects=len(mutants))
