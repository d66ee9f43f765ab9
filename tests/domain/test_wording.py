"""What forms are filled in with: official sentences that say what the record says."""

from __future__ import annotations

import datetime as dt

import pytest

from workflow.domain import wording
from workflow.domain.facts import Answer, Expert, ExpertOpinion, Opinion
from workflow.domain.terms import Disposition, ExpertConclusion, ReplyWay, ReviewMethod

DAY = dt.date(2022, 3, 12)


def opinion(number: int, disposition: Disposition, duplicate_of: int | None = None) -> Opinion:
    answer = Answer(on=DAY, disposition=disposition, reason="已研究。", duplicate_of=duplicate_of)
    return Opinion(on=DAY, number=number, channel=ReplyWay.LETTER, text="建议。", answer=answer)


def test_a_title_inside_a_title_gets_single_marks():
    assert wording.notice_title("《饮水工程》实施方案") == "关于公开征求《〈饮水工程〉实施方案》意见的公告"


def test_a_draft_is_called_one_once():
    assert wording.draft_title("饮水工程") == "饮水工程（草案）"
    assert wording.draft_title("饮水工程（草案）") == "饮水工程（草案）"


def test_the_summary_counts_opinions_and_answers():
    opinions = [
        opinion(1, Disposition.ADOPTED),
        opinion(2, Disposition.PARTLY),
        opinion(3, Disposition.ADOPTED, duplicate_of=1),
    ]
    text = wording.participation_summary(DAY, dt.date(2022, 4, 11), opinions)
    assert text.startswith("2022年3月12日至2022年4月11日，")
    assert "共收到意见3条，其中重复意见1条" in text
    assert "采纳2条，部分采纳1条，不采纳0条" in text


def test_no_opinion_is_a_result():
    assert "征求意见期间未收到意见。" in wording.participation_summary(DAY, DAY, [])


def test_the_experts_are_counted_by_what_they_concluded():
    said = ExpertOpinion(on=DAY, conclusion=ExpertConclusion.WITH_CHANGES)
    experts = [
        Expert(number=1, name="甲", field="水利", unit="县水利局", opinion=said),
        Expert(number=2, name="乙", field="水利", unit="县水利局"),
    ]
    text = wording.expert_summary(ReviewMethod.MEETING, experts)
    assert text == "本次论证采取论证会方式，共有1名专家提出书面论证意见，其中修改后赞成1名。"


def test_the_questions_name_the_aspects():
    text = wording.expert_questions("饮水工程（草案）", ["必要性", "可行性"])
    assert text == "请对《饮水工程（草案）》的必要性、可行性进行论证，提出书面意见。"


def test_measures_and_plans_are_issued_by_a_notice_and_a_decision_by_itself():
    organ = "清泉乡人民政府"
    assert (
        wording.published_title("《饮水工程》实施方案（草案）", organ)
        == f"{organ}关于印发《〈饮水工程〉实施方案》的通知"
    )
    assert (
        wording.published_title("养犬管理办法（试行）（草案）", organ)
        == f"{organ}关于印发《养犬管理办法（试行）》的通知"
    )
    assert wording.published_title("清泉乡光明路工程", organ) == "清泉乡光明路工程"


@pytest.mark.parametrize(
    ("draft", "decided"),
    [
        ("污水处理厂特许经营合同（草案）", "污水处理厂特许经营合同"),
        ("污水处理厂特许经营合同草案", "污水处理厂特许经营合同"),
        ("污水处理厂特许经营（合同草案）", "污水处理厂特许经营合同"),
        ("污水处理厂特许经营合同(合同草案)", "污水处理厂特许经营合同"),
        ("招商项目合作（框架协议草案）", "招商项目合作框架协议"),
        ("招商项目合作协议书（协议书草案）", "招商项目合作协议书"),
        ("养犬管理办法（修订草案）", "养犬管理办法"),
        ("养犬管理办法（草案送审稿）", "养犬管理办法"),
        ("养犬管理办法（修订草案征求意见稿）", "养犬管理办法"),
        ("养犬管理办法（试行）（草案）", "养犬管理办法（试行）"),
        ("教育发展规划（2021—2035年）", "教育发展规划（2021—2035年）"),
    ],
)
def test_what_a_draft_is_called_once_it_is_decided_on(draft, decided):
    """上海市 and others speak of 合同草案 and 协议草案: the contract that is decided on is one, and no draft of one."""
    assert wording.decided_title(draft) == decided
    for title in (decided, f"关于签订《{decided}》的决定"):
        assert wording.bears_title(title, draft, "清泉乡人民政府")
    assert not wording.bears_title("另一事项", draft, "清泉乡人民政府")


@pytest.mark.parametrize(
    "matter", ["养犬管理办法（修订草案）", "特许经营（合同草案）", "特许经营合同草案", "养犬管理办法（草案送审稿）"]
)
def test_what_says_already_that_it_is_a_draft_says_it_once(matter):
    assert wording.draft_title(matter) == matter


def test_brackets_around_a_word_make_no_other_title():
    assert wording.bears_title("特许经营（合同）", "特许经营（合同草案）", "清泉乡人民政府")
    assert not wording.bears_title("养犬管理办法", "养犬管理办法（试行）（草案）", "清泉乡人民政府")


def test_a_reason_that_points_to_the_earlier_answer_is_none_of_its_own():
    assert wording.own_reason(2, "与第2条意见相同，理由同第2条。") == ""
    for reason in ("与第2条意见相同，但另有补偿。", "按照条例第2条办理。", "与第12条意见相同。"):
        assert wording.own_reason(2, reason) == reason
    assert wording.own_reason(None, "见第2条。") == "见第2条。"
