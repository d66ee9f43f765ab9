"""Minutes written from the record of a meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from workflow.domain.facts import Guest, Meeting, Member, Resolution, Statement
from workflow.domain.terms import Position, Vote
from workflow.papers.minutes import Heading, minutes

DAY = dt.date(2022, 5, 2)
HEADING = Heading("清泉乡人民政府", "乡长办公会议", "农村饮水安全工程", "何记录", lead="乡村建设办公室")


def said(order, position, words):
    return Statement(on=DAY, order=order, position=position, words=words)


def meeting(**more):
    members = (
        Member(
            number=1, name="冉光明", post="乡长", chief=True, present=True, statement=said(2, Position.AGREE, "同意。")
        ),
        Member(
            number=2,
            name="田秀英",
            post="副乡长",
            present=True,
            statement=said(1, Position.DISAGREE, "资金没有落实，\n不同意。"),
        ),
        Member(number=3, name="白建国", present=False, absence_reason="因公出差"),
    )
    facts = {"on": DAY, "version": 2, "kind": "head_office", "number": "2022年第3次", "place": "三楼会议室"}
    return Meeting(**facts | {"chair": "冉光明", "members": members} | more)


def voted(*, text="同意实施。", reason=""):
    one, two, three = meeting().members
    members = (
        one.model_copy(update={"vote": Vote.FOR}),
        two.model_copy(update={"vote": Vote.AGAINST, "dissent": "资金没有落实，\n我反对。"}),
        three,
    )
    resolution = Resolution(on=DAY, outcome="adopted", text=text, majority_reason=reason)
    return meeting(members=members, resolution=resolution)


def test_the_whole_paper():
    assert minutes(voted(), HEADING, "通过").splitlines() == [
        "清泉乡人民政府乡长办公会议纪要",
        "（2022年第3次）",
        "时间：2022年5月2日",
        "地点：三楼会议室",
        "主持：冉光明",
        "应到3人，实到2人",
        "出席：冉光明（乡长）、田秀英（副乡长）",
        "缺席：白建国，因公出差",
        "记录：何记录",
        "议题：审议“农村饮水安全工程”决策草案（第2版）",
        "会议听取了乡村建设办公室关于《农村饮水安全工程》的汇报。",
        "会议组成人员2人发表意见，行政首长冉光明最后发表意见。其中，同意1人，不同意1人。",
        "会议进行表决：实到2人，赞成1人，反对1人，弃权0人。不同意见已如实载入会议专项记录。",
        "会议决定：通过。同意实施。",
    ]


def test_what_is_not_recorded_is_left_out():
    text = minutes(meeting(number="", place="", chair=""), Heading("清泉乡人民政府", "会议", "事项", ""))
    assert "（" not in text.splitlines()[1]
    for word in ("地点", "主持", "记录：", "听取", "表决", "会议决定"):
        assert word not in text


def test_recusal_those_sitting_in_and_written_views():
    one, two, three = meeting().members
    members = (
        one,
        two.model_copy(update={"recusal": "亲属承包本工程", "statement": None}),
        three.model_copy(update={"view": "赞成，\n抓紧办。"}),
    )
    guests = (
        Guest(number=1, name="何明理", unit="司法所", post="所长"),
        Guest(number=2, name="邓某", stands_in_for="白建国"),
    )
    lines = minutes(meeting(members=members, guests=guests, item=2), HEADING).splitlines()
    assert "回避本议题：田秀英（副乡长），亲属承包本工程" in lines
    assert "列席：何明理（司法所所长）、邓某（代白建国参加）" in lines
    assert "议题2：审议“农村饮水安全工程”决策草案（第2版）" in lines
    assert lines[-1] == "缺席人员的书面意见不计入表决，载入会议专项记录。"


def test_nobody_absent_is_said():
    present = tuple(member.model_copy(update={"present": True}) for member in meeting().members)
    assert "缺席：无" in minutes(meeting(members=present), HEADING)


def test_the_reason_of_a_decision_against_the_majority():
    text = minutes(voted(reason="事关群众\n饮水。"), HEADING, "通过")
    assert text.endswith("行政首长在会上说明的理由：事关群众饮水。")


def test_a_chief_who_did_not_speak_last_is_not_said_to_have():
    one, two, three = meeting().members
    early = (one.model_copy(update={"statement": said(0, Position.AGREE, "同意。")}), two, three)
    assert "最后发表意见" not in minutes(meeting(members=early), HEADING)


def test_a_decision_that_says_so_itself_is_not_said_twice():
    text = minutes(voted(text="会议决定：通过该方案。\n会议要求抓紧实施。"), HEADING, "通过")
    assert text.splitlines()[-2:] == ["会议决定：通过该方案。", "会议要求抓紧实施。"]


@pytest.mark.parametrize(
    ("typed", "outcome", "line"),
    [
        ("会议决定通过该方案。", "通过", "会议决定通过该方案。"),
        ("会议同意该方案。", "通过", "会议同意该方案。"),
        ("经研究，会议决定：通过该方案。", "通过", "经研究，会议决定：通过该方案。"),
        ("经研究，会议决定实施该方案。", "通过", "会议决定：通过。实施该方案。"),
        ("会议决定：不予通过。", "不予通过", "会议决定：不予通过。"),
        ("会议决定：不予通过。", "通过", "会议决定：通过。不予通过。"),
        ("同意实施。", "原则通过", "会议决定：原则通过。同意实施。"),
    ],
)
def test_a_decision_is_said_once_and_by_what_follows(typed, outcome, line):
    assert minutes(voted(text=typed), HEADING, outcome).splitlines()[-1] == line
