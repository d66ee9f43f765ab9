"""A round of legality review names the unit that reviews: that of the reviewers when it was sent, of whoever acted since."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.services import accounts
from workflow.services.dossiers import load


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
