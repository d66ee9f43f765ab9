"""With `--everywhere`: as many pieces of a test as the programme asks, and a result for each test of the programme."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pytest

from tests.longtier.results import Result, add, commit

Ran = Callable[..., None]
Many = Callable[[int, int], int]

_commit = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """What is tested is said before anything runs, by the process that writes the results."""
    if config.getoption("--everywhere") and not hasattr(config, "workerinput"):
        config.stash[_commit] = commit()
        config.pluginmanager.register(Recorder(config.stash[_commit]), "long tier")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of several pieces is one test from day to day; its first piece is then a small one."""
    if "piece" in metafunc.fixturenames:
        (most,) = next(metafunc.definition.iter_markers("pieces")).args
        pieces = range(most if metafunc.config.getoption("--everywhere") else 1)
        metafunc.parametrize("piece", pieces, ids=[f"piece{each}" for each in pieces])


@pytest.fixture(scope="session")
def everything(request: pytest.FixtureRequest) -> bool:
    """Whether this is the long tier."""
    return bool(request.config.getoption("--everywhere"))


@pytest.fixture(scope="session")
def many(everything: bool) -> Many:
    """`many(5, 100)`: five times from day to day, a hundred times where everything is run."""
    return lambda daily, release: release if everything else daily


@pytest.fixture
def ran(request: pytest.FixtureRequest) -> Ran:
    """`ran(kills=200)`: what this test did, as it counted it; said after it was done."""

    def say(**numbers: int) -> None:
        request.node.user_properties.append(("ran", numbers))

    return say


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test and its database go with the report, from whichever process."""
    for item in items:
        if mark := item.get_closest_marker("trial"):
            call = getattr(item, "callspec", None)
            database = str(call.params.get("database_kind", "")) if call else ""
            about = [each for each in ("sqlite", "postgresql") if item.get_closest_marker(each)]
            item.user_properties.append(("trial", (mark.args[0], database or "".join(about))))


class Recorder:
    """Writes down how each test of the programme ended."""

    def __init__(self, tested: str) -> None:
        self.tested = tested

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Its call is what counts; where it did not come to that, what stopped it."""
        said = dict(each for each in report.user_properties if each[0] == "trial")
        if not said or (report.when != "call" and report.passed) or report.when == "teardown":
            return
        trial, database = said["trial"]
        numbers = Counter[str]()
        for name, counted in report.user_properties:
            if name == "ran":
                numbers.update(counted)
        today = dt.datetime.now(dt.UTC).date().isoformat()
        seconds = round(report.duration, 1)
        add(
            Result(trial, report.nodeid, database, report.outcome, dict(numbers), seconds, self.tested, today),
        )
