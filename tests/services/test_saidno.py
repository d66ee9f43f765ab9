"""What says no in its words is not recorded as a yes, and an erratum that makes it a no keeps it from the public."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.services.steps import Refused

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("step", "role", "day", "changes", "rule"),
    [
        (
            "deliberation.speak:2",
            "recorder",
            62,
            {"words": "我不同意该方案，资金没有落实。"},
            "house.statements_worded",
        ),
        ("deliberation.decide", "recorder", 62, {"text": "会议决定不予通过。"}, "house.resolution_worded"),
        ("legality_review.conclude", "legal_reviewer", 60, {"text": "超越法定权限，不合法。"}, "house.opinion_worded"),
        ("initiation.study", "unit_lead", 3, {"opinion": "没有必要，建议不予启动。"}, "house.study_worded"),
        ("expert_review.opine", "staff", 14, {"feasibility": "水源不足，不可行。"}, "house.experts_worded"),
    ],
)
def test_a_no_is_not_recorded_as_a_yes(
    session, staff, step: str, role: str, day: int, changes: dict[str, Any], rule: str
) -> None:
    walk = Walk(session, {each: staff.actor(session, each) for each in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before(step)
    with pytest.raises(Refused) as refused:
        walk.take(step, role, day, **changes)
    assert {each.rule_id for each in refused.value.findings if each.stops} == {rule}


def test_what_an_erratum_turns_down_is_not_published(session, staff) -> None:
    walk = Walk(session, {each: staff.actor(session, each) for each in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.through("publication.report_party")
    wrong = {"passage": "同意实施。写明养护责任。", "reason": "漏记“不”字。"}
    walk.take("deliberation.correct", "recorder", 64, **wrong, text="不同意实施。")
    for step, role in (("publication.publish", "office"), ("publication.withhold", "chief")):
        with pytest.raises(Refused) as refused:
            walk.take(step, role, 66)
        assert {each.rule_id for each in refused.value.findings if each.stops} == {"house.resolution_worded"}
    walk.take("deliberation.correct", "recorder", 66, passage="不同意实施。", text="同意实施。", reason="更正有误。")
    walk.take("publication.publish", "office", 66)


def test_an_erratum_to_the_passage_of_another_holds_in_its_place(session, staff) -> None:
    walk = Walk(session, {each: staff.actor(session, each) for each in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.through("publication.report_party")
    passage = "同意实施。写明养护责任。"
    walk.take("deliberation.correct", "recorder", 64, passage=passage, text="不同意实施。", reason="漏记“不”字。")
    walk.take("deliberation.correct", "recorder", 66, passage=passage, text="同意实施。", reason="更正有误。")
    walk.take("publication.publish", "office", 66)
