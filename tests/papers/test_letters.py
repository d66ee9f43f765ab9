"""Sentences of letters that follow from the record."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful
from tests.domain.rule_cases.hearings import held
from workflow.papers import letters


def test_the_party_committee_is_told_of_the_meeting():
    text = letters.party_report(having({"meetings.0.number": "2022年第9次"}), "乡长办公会议")
    assert text == (
        "中共清泉乡委员会：\n《清泉乡农村道路整修方案（草案）》已履行重大行政决策法定程序，"
        "经2022年10月18日乡长办公会议（2022年第9次）集体讨论通过。决策草案及会议纪要附后。"
    )


def test_a_meeting_without_a_number_is_named_without():
    assert "乡长办公会议集体讨论通过" in letters.party_report(having({"meetings.0.number": ""}), "乡长办公会议")


def test_the_party_committee_is_told_that_it_was_adopted_in_principle_and_checked():
    check = {"on": "2022-10-20", "version": 2, "finding": "kept_to", "reviewer": "郑律"}
    told = "集体讨论原则通过，并按会议意见修改、经核对定稿。"
    assert told in letters.party_report(having({"final_checks": [check]}), "乡长办公会议", in_principle=True)
    reviewed_anew = letters.party_report(lawful(), "乡长办公会议", in_principle=True)
    assert "集体讨论原则通过，并按会议意见修改。" in reviewed_anew


def test_of_another_matter_nothing_is_said_of_the_procedure_of_major_decisions():
    text = letters.party_report(having({"meetings.0.number": ""}), "乡长办公会议", major=False)
    assert "已经风险评估、合法性审查，经2022年10月18日乡长办公会议集体讨论通过。草案及会议纪要附后。" in text
    assert "重大行政决策" not in text


def test_what_became_of_opinions_is_explained():
    assert letters.adoption(lawful()).splitlines() == [
        "社会公众意见采纳情况：收到意见2条，采纳1条，不采纳1条。",
        "专家论证意见采纳情况：专家一致赞成。专家意见经研究，采纳2份。",
    ]


def test_what_was_said_at_a_hearing_is_explained():
    advice = "反对占地的意见予以采纳，缩减临时占地。"
    told = letters.adoption(having(held(report__advice=advice))).splitlines()[1]
    assert told == f"听证意见采纳情况：2022年8月31日召开听证会，2名听证参加人到会。{advice}"
    assert "听证" not in letters.adoption(having(held(sitting__held_openly=False)))


def test_every_panel_is_explained():
    first = lawful().expert_review.model_dump()
    first["result"] |= {"summary": "两名专家反对"}
    for each in first["experts"]:
        each["feedback"] |= {"disposition": "rejected"}
    assert letters.adoption(having({"earlier_expert_reviews": [first]})).splitlines()[1] == (
        "专家论证意见采纳情况：第一次专家论证，两名专家反对。专家意见经研究，不采纳2份。"
        "第二次专家论证，专家一致赞成。专家意见经研究，采纳2份。"
    )


def test_what_was_not_held_is_not_explained():
    nothing = having({"participation": None, "expert_review": None})
    assert letters.adoption(nothing) == ""
    without_result = having({"expert_review.result": None, "participation.summary": "没有收到意见"})
    assert letters.adoption(without_result) == "社会公众意见采纳情况：没有收到意见。"


def test_an_opinion_begins_with_what_it_is_about():
    assert letters.review_opening(lawful(), "乡村建设办公室") == (
        "乡村建设办公室：\n你单位2022年9月27日送请审查的《清泉乡农村道路整修方案（草案）》（第2版）及有关材料收悉。"
        "经审查，提出如下意见："
    )
    assert letters.review_opening(having({"reviews": []}), "乡村建设办公室") == ""
