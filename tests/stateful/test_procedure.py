"""The whole procedure over HTTP against a model of it: what is lawful is done, what is not is refused and entered."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import databases
from tests.databases import Original, plain
from tests.helpers import Clock, make_staff
from tests.longtier.recording import Ran
from tests.stateful import mutants
from tests.stateful.ground import PROGRAMS, START, Ground
from tests.stateful.machine import Procedure
from tests.stateful.midway import Midway
from tests.stateful.model import ACTS
from workflow import create_app
from workflow.services import setup
from workflow.settings import Settings
from workflow.wiring import db

pytestmark = [pytest.mark.one_database, pytest.mark.trial("T1")]


class Running(Clock):
    """A clock that goes on whenever it is looked at: no two things happen at one moment, by which their entries are told
    apart."""

    def __call__(self) -> dt.datetime:
        self.forward(milliseconds=1)
        return self.now


@pytest.fixture(scope="module")
def ground(
    empty_database: Original, templates, compile_once, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """One ground for all runs of a worker: the machine puts it back to a station by itself."""
    place = tmp_path_factory.mktemp("stateful")
    url = empty_database.copy(place)
    given = Settings(mode="demo", instance_dir=place, database_url=plain(url))
    programs, running = [], Running(START)
    for _ in PROGRAMS:
        program = create_app(given, real_now=running)
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


def play(
    ground: Ground,
    runs: int,
    steps: int,
    *more: Phase,
    kind: type[Procedure] = Procedure,
    piece: int | None = None,
    **given: object,
) -> None:
    """So many runs of so many steps, the same every time; a failure is shown as it came, or as short as can be."""
    machine = type("OnGround", (kind,), {"ground": ground, **given})
    run_state_machine_as_test(
        machine if piece is None else seed(piece)(machine),
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            phases=(Phase.generate, *more),
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.pieces(100)
def test_whatever_people_do_what_comes_of_it_is_what_the_model_says(
    ground: Ground, everything: bool, ran: Ran, piece: int
) -> None:
    done = Counter[str]()
    if everything:
        play(ground, 20, 65, Phase.shrink, kind=Midway, piece=piece, done=done)
    else:
        play(ground, 12, 12, done=done)
    ran(**done)


# -- what happens midway, once in a written order from day to day --------------------------------------------------------


def change_a_file(machine: Midway) -> None:
    """Somebody changes the file of a version between two steps; later it is put right."""
    machine.stand(4)
    machine.do("drafting.save")
    first, second = machine.matter.files
    machine.change(first)
    for at, file in ((0, first), (1, first), (0, second)):
        machine.ask(file, at)
    machine.do("participation.open", 1)
    machine.put_it_right()
    machine.ask(first, 1)
    machine.teardown()


def put_a_backup_back(machine: Midway, *, signed: bool) -> None:
    """What came after a backup is lost, and something else comes in its place, of which the numbers are the same."""
    machine.stand(14)
    machine.back_up()
    saved = machine.filled("drafting.save")
    machine.send(saved, 0)
    machine.do("drafting.save")
    started = machine.filled("risk_assessment.start")
    machine.do("legality_review.submit")
    machine.put_back(signed, 1)
    # the same request, which was answered in what is lost
    machine.send_again(saved, 1)
    machine.do("expert_review.convene", 1)
    # the experts are at work again: what could be submitted at this number before is not
    machine.do("legality_review.submit")
    # opened on a version of which the number is given once more
    machine.send_again(started, 0)
    machine.ask(machine.matter.files[-1], 0)
    machine.do("expert_review.opine", 1)
    machine.do("expert_review.conclude")
    machine.teardown()


@pytest.fixture
def machine(ground: Ground) -> Midway:
    """The machine, moved by hand."""
    return type("OnGround", (Midway,), {"ground": ground})()


def test_a_file_that_somebody_changed_is_given_to_nobody_until_it_is_put_right(machine: Midway, ran: Ran) -> None:
    change_a_file(machine)
    ran(runs=1)


@pytest.mark.parametrize("signed", [False, True])
def test_a_backup_is_put_back_and_what_came_after_it_never_was(machine: Midway, ran: Ran, signed: bool) -> None:
    put_a_backup_back(machine, signed=signed)
    ran(runs=1, backups=1)


# -- what it must catch ------------------------------------------------------------------------------------------------

LATE = {"be_overtaken", "leave_open", "come_back"}
DOING = {"try_on", "go_on"}
ANY = {*DOING, "intrude", *LATE}
# what is wrong; what instead of what; where the machine begins and what is done; the rules of the machine that can see it
MUTANTS: dict[str, tuple[str, object, int, tuple[str, ...], set[str]]] = {
    "the door asks for no role": (
        "workflow.services.steps.role_for",
        lambda step, actor, decision: next(iter(step.roles)),
        # the look at the entries when a run ends tells of it too
        *(5, ACTS, {"intrude", "teardown"}),
    ),
    "a role that was taken away still counts": (
        "workflow.services.accounts._give",
        lambda *_, **__: None,
        *(5, ACTS, {"lose_the_role"}),
    ),
    "a stale form is taken": (
        "workflow.services.steps.perform",
        mutants.unseen,
        *(5, ("drafting.save", "expert_review.convene"), LATE),
    ),
    "a refusal is not entered": ("workflow.services.steps._enter_refusal", lambda *_: None, *(5, ACTS, ANY)),
    "a second press is another request": (
        "workflow.services.steps.kept",
        lambda fingerprint: uuid.uuid4().hex,
        *(15, ACTS, {"press_again"}),
    ),
    "opinions are not waited for": (
        "workflow.services.steps.findings_for",
        mutants.without("cn-713.15.over"),
        *(12, ("participation.answer", "participation.conclude"), DOING),
    ),
    "an opinion on one version is good for any": (
        "workflow.services.steps.findings_for",
        mutants.without("house.changed", "house.opinion", "house.unfollowed"),
        *(17, ("legality_review.submit", "legality_review.conclude"), DOING),
    ),
    "what the unit has not handed in comes before the meeting": (
        "workflow.services.steps.findings_for",
        mutants.without("cq-337.29.handed_in"),
        # the look at the rows when a run ends tells of it too
        *(18, ("deliberation.convene",), {*DOING, "teardown"}),
    ),
    "a hearing that was announced is not waited for": (
        "workflow.services.steps.findings_for",
        mutants.without("cq-171.gate"),
        *(14, ("hearing.announce", "legality_review.submit"), DOING),
    ),
    "the opinion of an expert who fell out is good for the next": (
        "workflow.services.steps.findings_for",
        mutants.without("cn-713.19.signed", "cq-337.22.signed"),
        *(7, ("expert_review.replace", "expert_review.conclude"), DOING),
    ),
    "a unit that executes need not report": (
        "workflow.services.steps.findings_for",
        mutants.without("cn-713.34.reported", "cq-337.34.reported"),
        *(28, ("execution.assign", "execution.conclude"), DOING),
    ),
    "what is asked to be kept from the public comes before nobody": (
        "workflow.domain.dossier.Dossier.withholding_asked",
        property(lambda dossier: None),
        *(4, ("drafting.save", "participation.withhold"), {"opened"}),
    ),
    "what was typed is lost": ("workflow.web.steps._stale", mutants.forgotten, *(5, ("drafting.save",), LATE)),
}


FORGOTTEN: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "what is handed in for the meeting": (18, ("deliberation.submit",), ("cq-337.29.list",)),
    "that an expert has no interest": (4, ("expert_review.convene",), ("cq-337.20",)),
    "how places at a hearing are given out": (4, ("hearing.announce",), ("cn-713.16.selection",)),
    "that what a department proposes is studied": (1, ("initiation.approve",), ("cq-337.12.studied",)),
    "that the deputy in charge agrees": (2, ("initiation.approve",), ("cq-337.12.deputy",)),
    "that everybody speaks": (21, ("deliberation.decide",), ("cq-337.30.all",)),
    "who is there": (20, ("deliberation.speak",), ("cq-337.30.attendance",)),
    "counsel": (16, ("legality_review.conclude",), ("cq-337.27.counsel",)),
    "that a conclusion follows from its findings": (17, ("legality_review.conclude",), ("cq-337.26.conclusion",)),
    "how long opinions are solicited": (4, ("participation.open",), ("cq-337.17.period",)),
}
"""More defects, where everything is run: what is not asked for; where the machine begins, what is done, the rules."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each defect that is planted is a test."""
    if "doing" in metafunc.fixturenames:
        planted = dict(MUTANTS)
        if metafunc.config.getoption("--everywhere"):
            planted |= {
                f"forgotten: {name}": (
                    "workflow.services.steps.findings_for",
                    mutants.without(*left),
                    *(place, doing, DOING),
                )
                for name, (place, doing, left) in FORGOTTEN.items()
            }
        metafunc.parametrize(("target", "instead", "place", "doing", "rules"), planted.values(), ids=planted)


def _left_out(rules: set[str]) -> dict[str, None]:
    """What takes from the machine every rule but these: what neither leads to a defect nor can see it takes its time."""
    return dict.fromkeys({rule.function.__name__ for rule in Procedure.setup_state().rules} - rules)


def test_a_program_with_a_defect_is_caught(
    ground: Ground, monkeypatch, ran: Ran, target, instead, place, doing, rules
) -> None:
    monkeypatch.setattr(target, instead)
    with pytest.raises(AssertionError) as caught:
        play(ground, 1000, 5, stations=range(place, place + 1), doing=doing, **_left_out({*DOING, "wait", *rules}))
    names = {frame.name for frame in caught.traceback}
    assert rules & names, f"{sorted(names)}: {caught.value}"
    ran(defects=1)


# what is wrong with the program; what instead of what; what is done, and where it is seen
SPOILT: dict[str, tuple[str, object, Callable[[Midway], None], str]] = {
    "what stands in the store is given out as what was put in": (
        "workflow.services.files.open_file",
        mutants.unchecked,
        *(change_a_file, "ask"),
    ),
    "that a file is there is enough": (
        "workflow.services.installation.open_file",
        mutants.unchecked,
        *(change_a_file, "change"),
    ),
    "an older backup is taken for the newest": (
        "workflow.services.installation.loss",
        lambda *_: None,
        *(partial(put_a_backup_back, signed=True), "put_back"),
    ),
    "it is written on before the loss is stated": (
        "workflow.services.watching.Watch.stopped",
        lambda *_: None,
        *(partial(put_a_backup_back, signed=True), "stopped"),
    ),
    "nobody is told of the loss": (
        "workflow.web.audit.epochs_told",
        list,
        *(partial(put_a_backup_back, signed=True), "put_back"),
    ),
    "what was read of a version is kept for any of its number": (
        "workflow.services.steps.standing",
        mutants.by_number(),
        *(partial(put_a_backup_back, signed=False), "do"),
    ),
    "a version is known by its number alone": (
        "workflow.services.steps.new_mark",
        lambda: "",
        *(partial(put_a_backup_back, signed=True), "send_again"),
    ),
}


@pytest.mark.parametrize(("target", "instead", "done", "seen"), SPOILT.values(), ids=SPOILT)
def test_a_program_that_does_not_see_what_happened_midway_is_caught(
    machine: Midway, monkeypatch, ran: Ran, target, instead, done, seen
) -> None:
    monkeypatch.setattr(target, instead)
    with pytest.raises(AssertionError) as caught:
        done(machine)
    assert seen in {frame.name for frame in caught.traceback}, caught.value
    ran(defects=1)
