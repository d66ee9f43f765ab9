"""What the tests of faults share: processes that are quickly there, and how often a thing is tried."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import ForkServerContext

import pytest

from tests.faults import worker

SECONDS = 60

Many = Callable[[int, int], int]


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where processes are forked from: one in which the program was read already, and nothing is going on."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return context


@pytest.fixture(scope="session")
def many(request: pytest.FixtureRequest) -> Many:
    """`many(5, 100)`: five times from day to day, a hundred times where everything is run."""
    everything = request.config.getoption("--everywhere")
    return lambda daily, release: release if everything else daily
