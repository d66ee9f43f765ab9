"""What a step reads: never more than it must, always what a full reading gives, and so many statements at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import AFTERWARDS, WAY, Walk
from workflow.models.deliberation import Ballot, Meeting
from workflow.models.initiation import Study
from workflow.models.legality_review import LegalityReview
from workflow.services import standing, steps
from workflow.services.dossiers import load, touched
from workflow.settings import Settings
from workflow.wiring import db

# statements of a step between BEGIN and COMMIT
MOST = {"deliberation.decide": 42, "legality_review.conclude": 27, "publication.archive": 27}
MOST |= {"initiation.propose": 10, "initiation.study": 7, "initiation.approve": 10}
MOST |= {"drafting.save": 8, "participation.open": 7}
MOST_OF_OTHERS = 22

STUDY = Study()


def walk_of(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    return walk_of(session, staff)


def stands(walk: Walk) -> bool:
    """Whether what the next step would see is what the database holds."""
    assert walk.decision_id
    return standing.standing(walk.session, walk.decision_id)[1] == load(walk.session, walk.decision_id)


@contextmanager
def only_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is read in full."""

    def refuse(*_: object) -> None:
        raise AssertionError("the whole decision was read")

    with monkeypatch.context() as patch:
        patch.setattr(standing, "decision_row", refuse)
        yield


def test_after_every_step_it_is_what_a_full_reading_gives(walk, monkeypatch):
    with only_kept(monkeypatch):
        for step, role, day in (*WAY, *AFTERWARDS):
            walk.take(step, role, day)
            assert stands(walk), step


def test_what_was_recorded_before_a_refusal_is_not_kept(walk, monkeypatch):
    walk.before("participation.conclude")
    # the database at this step may be a copy, of which nothing was read yet
    assert stands(walk)
    with only_kept(monkeypatch):
        with pytest.raises(steps.Refused):
            walk.take("participation.conclude", "staff", 30)
        assert stands(walk)


def test_a_step_taken_elsewhere_is_seen(walk, staff, make_app: Callable[[Settings], Flask], settings):
    walk.through("participation.open")
    with make_app(settings).app_context():
        elsewhere = walk_of(db.session, staff)
        elsewhere.decision_id = walk.decision_id
        elsewhere.take("participation.receive", "staff", 25)
    assert len(load(walk.session, walk.decision_id).opinions) == 1
    assert stands(walk)


def test_a_number_that_was_given_again_is_another_entry(walk, monkeypatch):
    """A log that lost entries gives their numbers again, to other steps: what was read at the old ones counts for nothing."""
    walk.through("participation.open")
    row, *_ = standing.standing(walk.session, walk.decision_id)
    stale = load(walk.session, walk.decision_id).model_copy(update={"notice": None})
    standing.keep(walk.session, row.id, b"the leaf of an entry that is lost", stale)
    assert stands(walk)


def test_which_decision_adjusts_this_one_is_asked_each_time(walk, staff):
    for step, role, day in (*WAY, *AFTERWARDS):
        if step != "execution.conclude":
            walk.take(step, role, day, **({"kind": "major"} if step == "execution.adjust" else {}))
    successor = walk_of(walk.session, staff)
    successor.take("initiation.propose", "staff", 95, predecessor=walk.decision.number)
    assert standing.standing(walk.session, walk.decision_id)[1].successor
    assert stands(walk)


def test_the_oldest_are_let_go(walk, monkeypatch):
    monkeypatch.setattr(standing, "_MOST", 1)
    walk.through("initiation.approve")
    first = walk.decision_id
    walk.decision_id = None
    walk.take("initiation.propose", "staff", 6)
    with only_kept(monkeypatch):
        assert stands(walk)
        walk.decision_id = first
        with pytest.raises(AssertionError, match="the whole decision was read"):
            stands(walk)


def test_of_rows_that_were_put_down_nothing_else_is_read():
    assert touched({Study}, {Study: [STUDY]}) == (frozenset(), {"studies": [STUDY]})
    # written otherwise too
    assert touched({Study}, {}) == (frozenset({"studies"}), {})


def test_where_something_may_hang_on_an_earlier_row_all_is_read():
    rows = {Meeting: [Meeting()], Ballot: [Ballot()]}
    assert touched(rows.keys(), rows) == (frozenset({"meetings"}), {})


def test_where_the_newest_may_not_be_the_last_all_is_read():
    rows = {LegalityReview: [LegalityReview()]}
    assert touched(rows.keys(), rows) == (frozenset({"reviews"}), {})


def test_a_step_takes_so_many_statements(walk):
    count: dict[str, int] = {}
    taken = [""]

    @event.listens_for(walk.session.get_bind(), "before_cursor_execute")
    def _(*_: object) -> None:
        count[taken[0]] = count.get(taken[0], 0) + 1

    perform = steps.perform

    def counted(session: Session, request: steps.Request, **more: object) -> steps.Done:
        taken[0] = request.step_id
        count[request.step_id] = 0
        try:
            return perform(session, request, **more)  # type: ignore[arg-type]
        finally:
            taken[0] = ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "perform", counted)
        for step, role, day in (*WAY, *AFTERWARDS):
            walk.take(step, role, day)
    count.pop("")
    assert {step: n for step, n in count.items() if n > MOST.get(step, MOST_OF_OTHERS)} == {}
