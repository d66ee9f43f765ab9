"""What a proposal may not call itself: of which kinds it is, whom it follows, what was proposed before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff, slipping_in
from tests.walk import Walk
from workflow.services.recording import BadInput


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def problems(walk: Walk, step: str = "initiation.propose", day: int = 0, /, **changes: object) -> Mapping[str, str]:
    """What is wrong with a step that is not taken."""
    with pytest.raises(BadInput) as bad:
        walk.take(step, "staff", day, **changes)
    return {name: text.zh for name, text in bad.value.problems.items()}


def another(walk: Walk) -> Walk:
    """The next matter of the same people."""
    following = Walk(walk.session, walk.actors, unit_ids=walk.unit_ids)
    following.password = walk.password
    return following


@pytest.fixture
def adjusted(walk: Walk) -> Walk:
    """A decision of two kinds whose adjustment in substance was ordered."""
    walk.take("initiation.propose", "staff", 0, kinds=["major_decision", "contract"])
    with slipping_in(walk.session):
        walk.decision.track_states = {"execution": "adjusting"}
    return walk


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        (["policy_document"], "“重大行政决策、合同”"),
        (["administrative_act", "contract"], "“重大行政决策”"),
        ([], "“合同”"),
    ],
)
def test_what_adjusts_a_decision_is_of_all_its_kinds(adjusted: Walk, kinds: list[str], missing: str) -> None:
    asked = {"predecessor": adjusted.decision.number, "title": "关于调整饮水工程的实施意见"}
    said = problems(another(adjusted), kinds=kinds, **asked)
    assert missing in said["kinds"]
    another(adjusted).take("initiation.propose", "staff", 0, kinds=["contract", "major_decision"], **asked)
