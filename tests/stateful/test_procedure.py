"""The whole procedure over HTTP against a model of it: what is lawful is done, what is not is refused and entered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import databases
from tests.databases import Original, plain
from tests.helpers import Clock, make_staff
from tests.stateful.ground import PROGRAMS, START, Ground
from tests.stateful.machine import Procedure
from workflow import create_app
from workflow.services import setup
from workflow.settings import Settings
from workflow.wiring import db

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def ground(
    empty_database: Original, templates, compile_once, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """One ground for all runs of a worker: the machine puts it back to a station by itself."""
    place = tmp_path_factory.mktemp("stateful")
    url = empty_database.copy(place)
    given = Settings(mode="demo", instance_dir=place, database_url=plain(url))
    programs = []
    for _ in PROGRAMS:
        program = create_app(given, real_now=Clock(START))
        program.config["TESTING"] = True
        program.config["SIGN_IN_LIMIT"] = "100000 per minute"
        program.jinja_env.bytecode_cache = templates
        with program.app_context():
            compile_once(db.engine)
        programs.append(program)
    with programs[0].app_context():
        setup.mark(db.session, given, real_now=START)
        staff = make_staff(db.session, START)
    yield Ground(tuple(programs), staff)
    for program in programs:
        with program.app_context():
            db.engine.dispose()
    databases.drop(url)


def profile(runs: int, steps: int, *phases: Phase) -> settings:
    """The same runs every time."""
    return settings(
        max_examples=runs,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=phases or (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


def test_whatever_people_do_what_comes_of_it_is_what_the_model_says(ground, request):
    everything = request.config.getoption("--everywhere")
    machine = type("OnGround", (Procedure,), {"ground": ground})
    run_state_machine_as_test(machine, settings=profile(300, 50) if everything else profile(12, 12))
