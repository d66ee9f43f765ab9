"""What the tests of faults share: processes that are quickly there, and how often a thing is tried."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.faults import clients, cuts, operations, worker
from tests.faults.crew import Crew
from workflow.settings import Settings

Hire = Callable[..., Crew]


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where processes are forked from: one in which the program was read already, and nothing is going on."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__, clients.__name__, operations.__name__, cuts.__name__])
    return context


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program with the staff in its SQLite database, and nobody at work."""
    place = tmp_path_factory.mktemp("settled")
    cuts.settle(place, "sqlite")
    return place


@pytest.fixture
def crew(settings: Settings, processes: ForkServerContext) -> Iterator[Hire]:
    """`crew(4)`: so many people at work on the database; they are gone after the test. `seed` is the first one's."""
    hired: list[Crew] = []

    def hire(size: int, mutant: str = "", seed: int = 0) -> Crew:
        hired.append(Crew(processes, settings.database_url, str(settings.instance_dir), size, mutant, seed))
        return hired[-1]

    yield hire
    for each in hired:
        each.end()
