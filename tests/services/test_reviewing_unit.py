"""A round of legality review names the unit that reviews: that of the reviewers when it was sent, of whoever acted since."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.models.people import Person
from workflow.services.dossiers import load
from workflow.services.unit import writing


@pytest.mark.one_database
def test_a_round_names_the_unit_that_reviews(session, staff):
    session.rollback()
    with writing(session):
        session.get_one(Person, staff.people["legal_reviewer"]).unit_id = staff.units[1]
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before("deliberation.convene")
    review = load(session, walk.decision_id).reviews[0]
    assert review.submission.sent_to == "党政办公室"
    assert review.acceptance.unit == review.conclusion.unit == review.reviewing_unit == "党政办公室"
