"""A round of legality review names the unit that reviews: that of the reviewers when it was sent, of whoever acted since."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import WAY, Walk
from workflow.services import accounts
from workflow.services.dossiers import load
from workflow.services.steps import Refused

ACCEPT = "legality_review.accept"


@pytest.mark.one_database
def test_a_round_names_the_unit_that_reviews(session, staff, clock):
    session.rollback()
    change = {"name": "某合法性审查人员", "post": "合法性审查人员", "unit_id": staff.units[1]}
    accounts.change_person(session, actor=None, now=clock.now, person_id=staff.people["legal_reviewer"], **change)
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before("deliberation.convene")
    review = load(session, walk.decision_id).reviews[0]
    assert review.submission.sent_to == "党政办公室"
    assert review.acceptance.unit == review.conclusion.unit == review.reviewing_unit == "党政办公室"


@pytest.mark.one_database
def test_who_took_steps_for_the_unit_does_not_review_from_another(session, staff, clock):
    session.rollback()
    both = {"name": "唐小明", "post": "干部", "roles": ["legal_reviewer", "staff"]}
    person = accounts.create_person(
        session,
        actor=None,
        now=clock(),
        login="both",
        unit_id=staff.units[0],
        password=PASSWORD,
        must_change=False,
        **both,
    )
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.through("drafting.save")
    walk.actors["both"] = accounts.actor_of(session, person)
    walk.take("participation.open", "both", 11)
    opened, accepted = (
        next(n for n, each in enumerate(WAY) if each[0] == step) for step in ("participation.open", ACCEPT)
    )
    for step, role, day in WAY[opened + 1 : accepted]:
        walk.take(step, role, day)
    change = {"name": both["name"], "post": both["post"], "unit_id": staff.units[1]}
    accounts.change_person(session, actor=None, now=clock(), person_id=person, **change)
    walk.actors["both"] = accounts.actor_of(session, person)
    with pytest.raises(Refused) as refused:
        walk.take(ACCEPT, "both", 46)
    (found,) = (each for each in refused.value.findings if each.stops)
    assert found.rule_id == "house.reviewer"
    assert "代表承办单位" in found.detail.zh
    walk.take(ACCEPT, "legal_reviewer", 46)
