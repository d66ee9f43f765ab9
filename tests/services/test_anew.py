"""What was done with another draft is done anew: experts, a hearing, the public (713 arts. 14, 19 and 22)."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.domain.attribution import responsible
from workflow.domain.inventory import due_items
from workflow.domain.responsibility import deeds
from workflow.papers.official.kinds import available, kinds_of
from workflow.services.dossiers import load
from workflow.services.soundness import examine
from workflow.services.steps import Refused

OTHER = "一、改由县级水厂供水。\n二、原有取水口全部封闭。\n三、管网分三年建成。\n四、水费按用水量收取。"
DRAFT = {"body": OTHER, "change": "改由县级水厂供水。", "differs": "供水方式改变。"}
EXPERT = {"name": "周敏", "field": "给排水", "unit": "县水务公司", "no_interest": True}


@pytest.fixture
def walk(session, staff) -> Walk:
    """A matter whose participation, experts and assessment are concluded, and whose draft was then written anew."""
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before("legality_review.submit").take("drafting.save", "staff", 45, **DRAFT)
    return walk


def lacking(walk: Walk, day: int) -> str:
    with pytest.raises(Refused) as refused:
        walk.take("legality_review.submit", "unit_lead", day)
    return "".join(each.detail.zh for each in refused.value.findings if each.stops)


def argue(walk: Walk, day: int, **changes: object) -> None:
    walk.take("expert_review.convene", "staff", day, experts=[EXPERT], **changes)
    walk.take("expert_review.opine", "staff", day)
    walk.take("expert_review.conclude", "staff", day)


def test_another_draft_is_argued_assessed_and_put_before_the_public_anew(session, walk):
    for what in ("公开征求意见", "专家论证", "风险评估"):
        assert f"{what}针对的是草案第1版" in lacking(walk, 46)
    argue(walk, 46)
    assert "专家论证针对" not in lacking(walk, 46)
    walk.take("risk_assessment.start", "staff", 46)
    walk.take("risk_assessment.report", "staff", 47)
    walk.take("risk_assessment.find", "chief", 47)
    walk.take("participation.reopen", "staff", 47, reason="供水方式改变。")
    walk.take("participation.open", "staff", 47)
    walk.take("participation.receive", "staff", 50)
    walk.take("participation.answer", "staff", 80, number=2)
    walk.take("participation.conclude", "staff", 80)
    walk.take("legality_review.submit", "unit_lead", 81)
    dossier = load(session, walk.decision_id)
    (before,) = dossier.earlier_expert_reviews
    assert [each.name for review in dossier.expert_reviews for each in review.experts] == ["李文", "周敏"]
    assert (before.version, before.result.on < dossier.expert_review.on, dossier.expert_review.version) == (1, True, 2)
    papers = {each.key: each.on for each in available(kinds_of(), dossier)}
    assert papers["expert_review-1"] < papers["expert_review"]
    assert {"expert-1-1", "expert-1", "expert_plan-1", "expert_plan", "expert_reply-1-1"} <= papers.keys()
    listed = {each.key: responsible(dossier, each.key) for each in due_items(dossier)}
    assert (listed["expert-1-1"], listed["expert-1"]) == ("李文", "周敏")
    assert [each.who[:2] for each in deeds(dossier, {}) if each.step == "expert_review.opine"] == ["李文", "周敏"]
    assert not [found for found in examine(session) if found.faults]


def test_the_same_text_is_argued_once_more_with_a_reason_only(session, walk):
    argue(walk, 46)
    with pytest.raises(Refused) as refused:
        argue(walk, 47)
    assert {each.rule_id for each in refused.value.findings if each.stops} == {"house.reargued"}
    argue(walk, 47, again="专家组缺少水质专业。")
    assert load(session, walk.decision_id).expert_review.again == "专家组缺少水质专业。"
    walk.take("drafting.save", "staff", 48, body=OTHER + "\n五、附则。", change="增加附则。", differs="增加附则。")
    argue(walk, 48, again="不必写")
    assert load(session, walk.decision_id).expert_review.again == ""
