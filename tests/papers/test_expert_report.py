"""The report of an expert review, written from its record."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful
from workflow.papers.expert_report import expert_report

GONE = {"on": "2022-08-10", "reason": "因病不能参加", "successor": 2}
DRAWN = {
    "on": "2022-08-04",
    "field": "道路工程",
    "wanted": 1,
    "candidates": ["E-0001", "E-0003"],
    "log_size": 9,
    "log_root": "00",
    "moment": "2022-08-04T01:00:00.000Z",
    "seed": "00",
    "drawn": ["E-0003"],
}


def test_every_part_of_the_record_has_its_section():
    lines = expert_report(lawful()).splitlines()
    assert lines[0] == "《清泉乡农村道路整修方案（草案）》专家论证报告"
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、论证事项和方式",
        "二、专家产生和参加情况",
        "三、论证会情况",
        "四、专家论证意见",
        "五、意见研究处理和反馈情况",
        "六、论证结论",
    ]
    for line in (
        "2022年8月5日，就《清泉乡农村道路整修方案（草案）》第1版组织专家论证，采取论证会方式。",
        "2022年8月5日向专家提供的论证材料：整修方案（草案）第1版及起草说明。",
        "1．陈工，县交通学会，道路工程，已声明与决策事项没有直接利害关系。",
        "会议记录经下列专家本人签名确认：陈工、孙工",
        "关于合法性：符合规定。",
        "孙工的意见：采纳。已写入方案。",
        "专家一致赞成。",
    ):
        assert line in lines, line
    assert lines[-2:] == ["乡村建设办公室", "2022年8月19日"]


def test_draws_replacements_and_stances_are_told():
    dossier = having(
        {
            "expert_draws": [DRAWN],
            "expert_review.disputed": True,
            "expert_review.experts.0.replaced": GONE,
            "expert_review.experts.1.pool_number": "E-0003",
            "expert_review.experts.1.stance": "against",
            "expert_review.experts.1.why_chosen": "抽中的专家出差",
            "expert_review.not_called": "抽中的专家出差",
            "expert_review.record": None,
        }
    )
    text = expert_report(dossier)
    for words in (
        "2022年8月4日从专家库随机抽取专家（道路工程领域）：候选2名，抽中1名，编号E-0003。",
        "参加论证的专家共1名：",
        "专家库编号E-0003，对论证问题持反对意见",
        "选取理由：抽中的专家出差。",
        "抽中未选聘的理由：抽中的专家出差。",
        "2022年8月10日，陈工由孙工接替，理由：因病不能参加。",
    ):
        assert words in text
    assert "三、专家论证意见" in text


def test_without_a_review_there_is_no_report():
    assert expert_report(having({"expert_review": None})) == ""
