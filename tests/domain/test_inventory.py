"""Who is responsible for each record of the in-file list."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having, lawful
from tests.domain.rule_cases.fair_competition import REVIEW
from tests.domain.rule_cases.hearings import HEARING
from workflow.domain.attribution import responsible
from workflow.domain.guards.legality_review import held
from workflow.domain.inventory import due_items
from workflow.domain.terms import Material

HEARD = {"number": 1, "on": "2022-08-15", "way": "symposium"}


@pytest.mark.parametrize(
    ("key", "who"),
    [
        ("proposal", "乡村建设办公室"),
        ("study", "财政所"),
        ("initiation", "清泉乡人民政府"),
        ("draft-2", "乡村建设办公室"),
        ("notice", "乡村建设办公室"),
        ("expert-2", "孙工"),
        ("expert_review", "乡村建设办公室"),
        ("finding-1", "清泉乡人民政府"),
        ("submission-1", "乡村建设办公室"),
        ("preliminary-1", "吴静"),
        ("counsel-1-1", "钱律师"),
        ("review-1", "郑律"),
        ("minutes-1", "清泉乡人民政府"),
        ("publication", "清泉乡人民政府"),
    ],
)
def test_each_record_has_its_author(key, who):
    assert responsible(lawful(), key) == who


def test_the_assessor_answers_for_the_report():
    assert responsible(having({"risk_assessments.0.assessor": "平安办"}), "risk-1") == "平安办"


def test_the_reviewing_unit_answers_for_what_it_signs():
    returned = {"on": "2022-09-29", "reason": "不齐。", "unit": "清泉司法所"}
    asked = [{"on": "2022-09-28", "request": "说明。"}]
    changes = {"reviews.0.conclusion": None, "reviews.0.acceptance": None}
    dossier = having(changes | {"reviews.0.returned": returned, "reviews.0.supplements": asked})
    for key in ("return-1", "supplement-1-1", "acceptance-1"):
        assert responsible(dossier, key) == "清泉司法所"


def test_a_hearing_and_a_fair_competition_review_are_materials_where_they_were_held():
    both = {"hearings": [HEARING], "competition_reviews": [REVIEW]}
    for material in (Material.HEARING, Material.COMPETITION):
        assert held(having(both), material)
        assert not held(having({"hearings": [], "competition_reviews": []}), material)


def test_records_of_one_title_are_numbered():
    counsel = lawful().model_dump()["reviews"][0]["counsel"]
    twice = having({"reviews.0.counsel": counsel * 2, "heard": [HEARD, HEARD | {"number": 2}]})
    titles = [each.title.zh for each in due_items(twice)]
    assert len(set(titles)) == len(titles)
    assert {"法律意见（钱律师，第1次）", "法律意见（钱律师，第2次）", "听取意见记录（座谈会，第2次）"} <= set(titles)
    assert "法律意见（钱律师）" in [each.title.zh for each in due_items(lawful())], "a single one has no number"


def test_every_due_record_can_be_asked():
    for item in due_items(lawful()):
        assert isinstance(responsible(lawful(), item.key), str)


def test_the_papers_of_several_panels_are_told_apart():
    first = lawful().expert_review.model_dump()
    both = having({"earlier_expert_reviews": [first]})
    titles = [each.title.zh for each in due_items(both) if each.title.zh.startswith("专家论证")]
    assert len(set(titles)) == len(titles)
    assert "专家论证报告及意见研究处理情况（第1次论证）" in titles
    alone = [each.title.zh for each in due_items(lawful()) if each.title.zh.startswith("专家论证")]
    assert "专家论证报告及意见研究处理情况" in alone
