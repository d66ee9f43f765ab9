"""Every system call of an operation fails once, and the process is killed at each: it is done whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.faults import operations
from tests.faults.crew import SECONDS
from tests.faults.operations import DONE, OPERATIONS, prepare
from tests.faults.tracing import Call, NotTraced, Point, before_answer, calls, handful, points, traced, written_through
from tests.longtier.recording import Ran

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system calls of Linux")

Tried = Callable[..., tuple[str, list[Call]]]


@pytest.fixture(scope="module")
def prepared(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every operation can be done."""
    place = tmp_path_factory.mktemp("prepared") / "place"
    shutil.copytree(settled, place)
    prepare(place)
    return place


@contextmanager
def as_after(name: str, point: Point | None) -> Iterator[None]:
    """Whatever does not hold is reported with what had failed."""
    try:
        yield
    except Exception as error:
        error.add_note(f"after {name} with {point}")
        raise


@pytest.fixture
def tried(prepared: Path, tmp_path: Path, processes: ForkServerContext) -> Tried:
    """Do an operation while one of its calls fails, and check what is there: how it was answered, and what was seen."""

    def try_(name: str, point: Point | None = None, mutant: str = "") -> tuple[str, list[Call]]:
        place, log = tmp_path / "place", tmp_path / "calls"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(prepared, place)
        waiting, go = processes.Pipe(duplex=False)
        answers, tell = processes.Pipe(duplex=False)
        process = processes.Process(target=operations.run, args=(name, str(place), waiting, tell, mutant), daemon=True)
        process.start()
        waiting.close()
        tell.close()
        assert answers.recv() == "ready"
        answer = "none"
        with traced(process.pid or 0, log, point):
            go.send(None)
            assert answers.poll(SECONDS)
            with suppress(EOFError):
                answer = str(answers.recv())
            process.join(SECONDS)
        with as_after(name, point):
            OPERATIONS[name].holds(place, answered=answer == DONE)
        return answer, calls(log)

    return try_


@pytest.mark.parametrize("name", list(OPERATIONS))
@pytest.mark.trial("T4")
def test_whatever_fails_it_is_done_whole_or_not_at_all(name, tried: Tried, everything: bool, ran: Ran):
    """All calls where everything is run, a handful from day to day."""
    answer, seen = tried(name)
    assert answer == DONE
    assert [path for path in OPERATIONS[name].lasts_by if not written_through(seen, path)] == []
    chosen = points(seen) if everything else handful(points(before_answer(seen)))
    # what fails is what the operation needs
    assert {tried(name, point)[0] for point in chosen} - {DONE}
    ran(kinds=1, points=len(chosen))


@pytest.mark.trial("T6")
@pytest.mark.parametrize("name", list(OPERATIONS))
def test_a_program_that_does_not_write_through_is_found_out(name, tried: Tried, ran: Ran):
    answer, seen = tried(name, mutant="not written through")
    assert answer == DONE
    assert not any(written_through(seen, path) for path in OPERATIONS[name].lasts_by)
    ran(defects=1)


@pytest.mark.trial("T4")
def test_an_answer_in_spite_of_a_failed_commit_is_found_out(tried: Tried, ran: Ran):
    _, seen = tried("step")
    commit = [point for point in points(before_answer(seen)) if (point.name, point.fault) == ("pwrite64", "EIO")][-1]
    with pytest.raises(AssertionError, match="entered 0 times"):
        tried("step", commit, mutant="failed commits pass")
    ran(defects=1)


def test_a_machine_without_strace_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotTraced, match="apt install strace"), traced(os.getpid(), tmp_path / "calls"):
        pass
