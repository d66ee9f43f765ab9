"""An organ of another place: the same house under other law files."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.helpers import PASSWORD, Staff, slipping_in
from tests.walk import WAY, Walk
from workflow.models.people import Organ
from workflow.models.trail import Entry
from workflow.services.asking import Refused
from workflow.services.recording import BadInput
from workflow.services.unit import Session
from workflow.trail.entry import decode

MEETINGS = ("deliberation.schedule", "deliberation.convene")


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    """A decision about to begin in a district of Shanghai."""
    with slipping_in(session):
        organ = session.scalars(select(Organ)).one()
        organ.profile_id = "sh-district"
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def test_a_lawful_decision_goes_the_whole_way_in_shanghai(walk: Walk) -> None:
    for step, role, day in WAY:
        if step == "deliberation.convene":
            with pytest.raises(BadInput) as refused:
                walk.take(step, role, day)
            assert list(refused.value.problems) == ["kind"], "a township's meeting is none of a district"
        if step == "initiation.approve":
            with pytest.raises(Refused, match="No day is set"):
                walk.take(step, role, day)
            walk.take(step, role, day, due=date(2022, 12, 31))
            continue
        walk.take(step, role, day, **({"kind": "executive"} if step in MEETINGS else {}))
    assert walk.decision.state == "archived"
    assert walk.decision.rulebook == "sh-district-2020.1"
    entries = [decode(body) for body in walk.session.scalars(select(Entry.body).order_by(Entry.seq))]
    laws = ";".join(entry["law"] for entry in entries if entry["res"] == "ok")
    assert "《上海市重大行政决策程序规定》第十五条" in laws
    assert "重庆市" not in laws
