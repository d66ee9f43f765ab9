"""The papers of expert review, risk assessment, fair competition review and legality review: what each must say."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having, lawful
from tests.papers.official.making import empty_headings, keys, lines, made
from tests.papers.official.records import DRAWN, RECORDS, argued, reviewed, sparse, weighed
from workflow.domain.drawing import draw, seed_of
from workflow.papers.official.document import Heading, Paragraph, Table
from workflow.papers.official.kinds import available, kinds_of

STAGES = ("expert_review", "risk_assessment", "fair_competition", "legality_review")
KINDS = {each.key for each in kinds_of() if each.stage in STAGES} | {"final_check"}


def ours(dossier):
    return [key for key in keys(dossier) if key.partition("-")[0] in KINDS]


def rows(document, head):
    """The rows of the table whose first row begins with `head`, as texts."""
    tables = [each for each in document.body if isinstance(each, Table)]
    found = next(each for each in tables if each.rows[0][0].text == head)
    return [tuple(cell.text for cell in row) for row in found.rows]


@pytest.mark.parametrize("place", range(len(RECORDS)))
def test_no_paper_has_an_empty_heading_or_says_none(place):
    dossier = RECORDS[place]
    for key in ours(dossier):
        assert empty_headings(made(dossier, key)) == [], key
        assert not {"None", "True", "False"} & set(" ".join(lines(dossier, key)).split()), key


def test_an_old_record_makes_every_paper():
    assert {key.partition("-")[0] for key in ours(sparse())} == KINDS


# ---- expert review


def test_a_draw_is_computed_again_from_its_paper():
    document = made(argued(), "expert_draw-1")
    parts = [row[2] for row in rows(document, "行")[1:]]
    parts[2], parts[7] = parts[2].replace(" ", ""), parts[7].replace(" ", "")
    seed = seed_of("\n".join(parts))
    assert seed == DRAWN["seed"]
    assert " ".join(seed[start : start + 8] for start in range(0, 64, 8)) in lines(argued(), "expert_draw-1")
    drawn = [row[1] for row in rows(document, "顺序")[1:] if row[3] == "抽中"]
    assert tuple(drawn) == draw(seed, DRAWN["candidates"], 2) == DRAWN["drawn"]


def test_an_opinion_is_a_form_until_it_is_given():
    given, asked = lines(argued(), "expert-2"), lines(argued(), "expert-3")
    assert given[given.index("可行性") + 1] == "技术上可行。"
    assert given[given.index("结论") + 1] == "赞成"
    assert asked[asked.index("可行性") + 1].strip() == ""
    assert any("□不赞成" in each for each in asked)
    assert any("没有直接利害关系" in each for each in asked)
    assert "2022年8月10日更换：因病不能参加。" in lines(argued(), "expert-1")
    days = {each.key: each.on.isoformat() for each in available(kinds_of(), argued())}
    assert (days["expert-2"], days["expert-3"]) == ("2022-08-12", "2022-08-05")


def test_the_report_tells_the_whole_review():
    said = lines(argued(), "expert_review")
    for words in (
        "2022年8月5日，就《清泉乡农村道路整修方案（草案）》（第1版）组织专家论证，采取论证会方式。",
        "2022年8月4日从专家库随机抽取专家（道路工程领域）：候选4名，抽中2名，编号E-0007、E-0012。",
        "专家论证（2022年8月5日）共随机抽取1次，抽中E-0007、E-0012，其中E-0007、E-0012没有选聘，理由：抽中的专家出差。",
        "唐工对论证问题持反对意见。",
        "2022年8月10日，陈工由唐工接替，理由：因病不能参加。",
        "会议记录经孙工本人签名确认。",
        "孙工：赞成",
        "关于合法性：符合规定。",
        "孙工的意见：部分采纳。已写入方案。",
        "专家一致赞成。",
    ):
        assert words in said, words
    headings = [each.text for each in made(sparse(), "expert_review").body if isinstance(each, Heading)]
    assert headings == ["论证事项和方式", "专家产生和参加情况", "论证会情况", "意见研究处理和反馈情况", "论证结论"]


def test_what_became_of_each_opinion_is_told_in_the_table_and_by_letter():
    table = rows(made(argued(), "expert_feedback"), "序号")
    assert table[1][1] == "孙工"
    assert table[1][3:] == ("部分采纳", "已写入方案。")
    letter = made(argued(), "expert_reply-2")
    assert letter.addressee == "孙工"
    assert Paragraph("研究处理情况：部分采纳。") in letter.body


def test_the_record_of_the_panel_has_room_for_each_to_sign():
    document = made(argued(), "panel_record")
    assert [row[1] for row in rows(document, "序号")] == ["专家", "孙工"]
    said = lines(argued(), "panel_record")
    assert said[said.index("未到会专家") + 1] == "唐工"


# ---- risk assessment


def test_each_risk_stands_at_its_place_in_the_matrix():
    document = made(weighed(), "risk-2")
    matrix = {row[0]: row[1:] for row in rows(document, "可能性＼影响")}
    assert list(matrix) == ["可能性＼影响", "5", "4", "3", "2", "1"]
    assert matrix["3"] == ("", "1 3", "", "", "")
    assert matrix["2"] == ("", "", "", "2", "")
    assert ("2", "占地补偿引发纠纷", "2", "4", "8") in rows(document, "序号")
    assert Paragraph("经综合研判，《清泉乡农村道路整修方案（草案）》实施的风险等级为中风险。") in document.body
    assert "可能性＼影响" not in lines(sparse(), "risk-1")


def test_the_organ_finds_whether_the_risk_is_controllable_and_the_unit_acts_on_it():
    assert any("风险不可控" in each for each in lines(weighed(), "finding-2"))
    assert any("风险可控。" in each for each in lines(weighed(), "finding-1"))
    assert any("根据风险评估结论，已经调整决策草案、采取防范" in each for each in lines(weighed(), "follow-2"))
    assert any("不作重复评估" in each for each in lines(weighed(), "risk_plan-3"))


# ---- fair competition review


def test_the_form_of_fair_competition_review_has_every_item_under_its_group():
    table = rows(made(weighed(), "competition-1"), "序号")
    assert [row[0] for row in table if row[0].isdigit()] == [str(number) for number in range(1, 20)]
    assert table[1] == ("限制或者变相限制市场准入和退出",)
    assert ("3", "限定经营、购买、使用特定经营者的商品或者服务", "涉及", "限定本县养护企业") in table
    said = lines(weighed(), "competition-1")
    assert said[said.index("实施期限") + 1] == "2022年10月31日"
    assert said[said.index("审查结论") + 1] == "适用例外规定，可以出台"
    assert "例外规定情形" not in lines(weighed(), "competition-2")
    assert made(weighed(), "competition_opinion-1").number == "县市监竞审〔2022〕5号"


def test_a_unit_that_reviews_its_own_draft_writes_no_letter_to_itself():
    opinion = {"on": "2022-09-15", "reviewer": "乡村建设办公室", "conclusion": "complies"}
    review = {"on": "2022-09-14", "version": 2, "conclusion": "complies"}
    own = having({"competition_reviews": [review | {"opinion": opinion}]})
    assert made(weighed(), "competition_opinion-1").addressee == "乡村建设办公室"
    assert made(own, "competition_opinion-1").addressee == ""
    assert any(each.startswith("我单位于2022年9月14日对") for each in lines(own, "competition_opinion-1"))
    assert not any("收悉" in each for each in lines(own, "competition_opinion-1"))


# ---- legality review


def test_a_submission_lists_its_materials():
    document = made(reviewed(), "submission-2")
    assert (document.addressee, document.by) == ("负责合法性审查的部门", "乡村建设办公室")
    assert [row[1] for row in rows(document, "序号")][1:3] == [
        "草案及其说明（含履行法定程序的情况）",
        "社会公众主要意见及其研究采纳情况",
    ]
    assert any("第2次送审" in each for each in lines(reviewed(), "submission-2"))


def test_the_opinion_says_what_was_found_of_each_aspect():
    document = made(reviewed(), "review-2")
    assert document.number == "清泉司审〔2022〕3号"
    chapters = [each.text for each in document.body if isinstance(each, Heading) and each.level == 1]
    assert chapters == [
        "送审情况",
        "审查材料",
        "审查依据",
        "审查意见",
        "政府法律顾问、公职律师意见",
        "审查结论",
        "审查建议",
        "法律风险提示",
    ]
    said = lines(reviewed(), "review-2")
    for words in (
        "不符合。第三条设定处罚，没有法律依据。",
        "1．《中华人民共和国公路法》第八条。",
        "公职律师冯律（2022年10月11日）：第三条的处罚没有依据，应当删去。",
        "应当予以修改。",
        "审查时间较短的理由：汛前须安排施工。",
        "2022年10月9日经李明批准，审查期限延长3个工作日。",
    ):
        assert words in said, words


def test_what_goes_to_and_fro_in_a_review_has_its_letters():
    assert Paragraph("缺少风险评估报告。") in made(reviewed(), "return-1").body
    assert Paragraph("资金来源说明。") in made(reviewed(), "supplement-2-1").body
    assert Paragraph("补送财政所出具的资金来源说明。") in made(reviewed(), "supply-2-1").body
    assert "3个工作日" in lines(reviewed(), "extension-2-1")
    assert Paragraph("养护责任由县办法规定，本方案不作重复。") in made(reviewed(), "response-2").body
    assert "acceptance-1" not in keys(reviewed())
    assert "超出会议意见" in lines(reviewed(), "final_check-2")
    assert "只补写养护责任" in lines(reviewed(), "final_check-2")


def test_the_unit_that_reviewed_is_named_as_far_as_a_record_names_it():
    known = having({"reviews.0.submission.sent_to": "司法所", "reviews.0.conclusion.unit": "某司法所"})
    assert made(having({"reviews.0.submission.sent_to": "司法所"}), "submission-1").addressee == "司法所"
    assert made(known, "acceptance-1").by == "某司法所（盖章）"
    assert "应某司法所要求" in "".join(lines(known, "counsel-1-1"))
    assert ("审查单位", "某司法所") in rows(made(known, "review-1"), "审查单位")
    assert made(lawful(), "acceptance-1").by == "负责合法性审查的部门（盖章）", "an old record names none"
