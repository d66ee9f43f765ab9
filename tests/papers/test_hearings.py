"""Papers of a hearing: notice, record and report as the record makes them."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having
from tests.domain.rule_cases.hearings import LATER, held
from workflow.domain.terms import ReportItem
from workflow.papers.hearings import Heading, drafted, notice, record, report, title

HEADING = Heading("清泉乡人民政府", "乡村建设办公室", "清泉乡农村道路整修方案（草案）")


def hearing(**changes):
    return having(held(**changes)).hearing


def test_the_notice_says_what_the_law_asks():
    assert notice(hearing(), HEADING).splitlines() == [
        "关于召开农村道路整修方案听证会的公告",
        "一、听证事项",
        "《清泉乡农村道路整修方案（草案）》（第1版）。决策草案及其说明随本公告公布。",
        "二、时间和地点",
        "2022年8月31日9:30，乡政府会议室。听证会公开举行。",
        "三、报名时间和方式",
        "自公告之日起至2022年8月23日止，可以在公众页面报名，也可以按下列方式报名。",
        "四、听证参加人名额和遴选办法",
        "听证参加人2人。",
        "报名人数超过名额的，按意见分类抽签确定。",
        "五、联系方式",
        "乡村建设办公室",
        "乡村建设办公室",
        "2022年8月15日",
    ]
    assert "报名的公众均可作为听证参加人。" in notice(hearing(places=None, contact=""), HEADING)
    assert notice(hearing(title=""), HEADING).startswith(title(HEADING.draft))


def test_the_record_has_everybody_and_its_order():
    declined = {"roll__participants__1__appearance__record_signed": False}
    declined["roll__participants__1__appearance__declined"] = "认为记录不全"
    text = record(hearing(postponements=[LATER], **declined), HEADING)
    lines = text.splitlines()
    assert lines[:4] == [
        "《清泉乡农村道路整修方案（草案）》听证笔录",
        "时间：2022年8月31日9:30",
        "地点：乡政府会议室",
        "公开情况：公开举行",
    ]
    assert lines.index("一、承办单位介绍") < lines.index("二、听证参加人陈述意见") < lines.index("三、询问、质证和辩论")
    assert "石大明（赞成）：请少占耕地。" in lines
    assert "2022年8月25日公告延期至2022年9月7日：暴雨红色预警。" in lines
    assert lines[-3:] == ["石大明：已签字", "秦小兰：认为记录不全", "听证人、记录员签名：已签名"]


def test_who_did_not_come_is_named_with_the_reason():
    absent = {"on": "2022-08-31", "present": False, "absence_reason": "因公出差"}
    text = record(hearing(roll__participants__1__appearance=absent), HEADING)
    assert "到会听证参加人：石大明（黄桷村）\n未到会听证参加人：秦小兰（因公出差）" in text


def test_what_has_not_happened_has_no_paper():
    early = hearing(sitting=None, report=None)
    assert (record(early, HEADING), report(early, HEADING)) == ("", "")
    assert {drafted(item, early, "草案") for item in ReportItem} == {""}


def test_the_report_has_its_parts():
    lines = report(hearing(), HEADING).splitlines()
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、听证会基本情况",
        "二、听证事项",
        "三、赞同情况",
        "四、意见分歧和争论的主要问题",
        "五、处理建议",
    ]
    assert lines[-1] == "2022年9月9日"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (ReportItem.OVERVIEW, "2022年8月31日9:30，在乡政府会议室公开举行听证会，由何敏主持。听证参加人2人，到会2人。"),
        (ReportItem.MATTER, "《草案》（第1版）。"),
        (ReportItem.SELECTION, "报名2人，列入名单2人（赞成1人、反对1人）。报名2人，全部列入。"),
        (ReportItem.VIEWS, "石大明（赞成）：请少占耕地。\n秦小兰（反对）：请少占耕地。"),
        (ReportItem.ADVICE, ""),
    ],
)
def test_how_the_report_begins(item, words):
    assert drafted(item, hearing(), "草案") == words
