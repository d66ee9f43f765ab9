"""An erratum to a member's own words is confirmed by that member, and nothing else said of it lets the dossier be archived."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.domain.meetingrecord import record_digest, touched
from workflow.services import accounts, steps
from workflow.services.dossiers import load
from workflow.services.recording import BadInput

pytestmark = pytest.mark.one_database


def test_only_the_member_undoes_what_the_member_said(session, staff, clock):
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD

    def confirm(role: str, *numbers: int) -> None:
        assert walk.decision_id
        digest = record_digest(load(session, walk.decision_id).meetings[-1])
        walk.take("deliberation.confirm", role, 80, digest=digest, confirmations=[{"number": n} for n in numbers])

    walk.through("publication.publish")
    confirm("recorder", 1, 2, 3)
    walk.take("deliberation.correct", "recorder", 80, passage="会议讨论通过。", text="会议讨论，田秀英没有意见，通过。")
    with pytest.raises(steps.Refused) as refused:
        walk.take("publication.archive", "office", 81)
    assert {each.rule_id for each in refused.value.findings if each.stops} == {"house.own_words"}
    account = {"login": "tian", "name": "田秀英", "post": "副乡长", "unit_id": None, "password": PASSWORD}
    new = accounts.create_person(session, actor=None, now=clock(), roles=["recorder"], must_change=False, **account)
    with pytest.raises(BadInput, match="by an account of their own"):
        confirm("recorder", 2)
    member = accounts.actor_of(session, new)
    assert member
    walk.actors["member"] = member
    confirm("member", 2)
    walk.take("publication.archive", "office", 81)


def test_an_erratum_to_words_that_several_said_says_whose(session, staff):
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.through("publication.publish")
    with pytest.raises(BadInput, match="write whose it is"):
        walk.take("deliberation.correct", "recorder", 80, passage="同意该方案。", text="原则同意该方案。")
    walk.take("deliberation.correct", "recorder", 80, passage="田秀英：同意该方案。", text="田秀英：原则同意该方案。")
    assert walk.decision_id
    assert [each.name for each in touched(load(session, walk.decision_id).meetings[-1])] == ["田秀英"]
