"""713 arts. 14, 15 and 18, 337 arts. 17 and 18."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.domain.rule_cases.case import excuses, holds, left_out, refuses
from tests.domain.rule_cases.hearings import held

MATERIAL, NOTICE, OVER = "cn-713.15.material", "cn-713.15.notice", "cn-713.15.over"
PERIOD = "cn-713.15.period cq-337.17.period"
ANSWERED = "cn-713.18 cq-337.18"
SOLICITED = "house.solicited"
HELD = "cn-713.14 house.participation"
UNDER_WAY = {"reviews.0.conclusion": None}
SENT_BACK = UNDER_WAY | {
    "participation.on": "2022-10-20",
    "reviews.0.returned": {"on": "2022-09-28", "reason": "材料不全。"},
}
ENDS = "notice.ends"


def asked(*decided: dict[str, object], **more: object) -> dict[str, object]:
    """The draft asks to be kept from the public; what was decided on such requests."""
    skip = {"stage": "participation", "ground": "载有军用光缆走向。", "by_law": "secret", "scope": "草案全文"} | more
    usual = {"on": date(2022, 9, 1), "version": 2, "ground": "secret", "scope": "草案全文", "decided_by": "李明"}
    return {
        "participation": None,
        "drafts.1.traits": ["not_public"],
        "drafts.1.skips": [skip],
        "non_disclosures": [usual | each for each in decided],
    }


CASES = [
    # what is published with the notice
    holds(MATERIAL, "text and note"),
    holds(
        MATERIAL,
        "a file instead of text",
        {
            "drafts.0.body": "",
            "drafts.0.files": [{"name": "草案.pdf", "digest": "0" * 64, "size": 9, "media_type": "application/pdf"}],
        },
    ),
    holds(MATERIAL, "a later version may be without a note", {"drafts.1.note": ""}),
    holds(MATERIAL, "the draft is of the day of the notice", {"drafts.0.on": date(2022, 8, 1)}),
    refuses(MATERIAL, "a draft dated one day later", {"drafts.0.on": date(2022, 8, 2)}, "2022年8月2日", "2022年8月1日"),
    refuses(MATERIAL, "no note", {"drafts.0.note": " "}, "草案第1版没有起草说明"),
    refuses(MATERIAL, "neither text nor file", {"drafts.0.body": ""}, "没有正文或者附件"),
    refuses(MATERIAL, "a version that does not exist", {"notice.version": 7}, "没有可以公布的决策草案"),
    refuses(MATERIAL, "no draft at all", {"drafts": [], "notice": None}, "没有可以公布的决策草案"),
    # kept from the public: asked, decided
    refuses(HELD, "asked, and nobody decided", asked(), "尚未审定同意"),
    refuses(HELD, "asked and refused", asked({"agreed": False, "opinion": "早已公开。"}), "尚未审定同意"),
    refuses(HELD, "agreed on another ground", asked({"agreed": True, "ground": "danger"}), "尚未审定同意"),
    refuses(HELD, "agreed on less", asked({"agreed": True, "scope": "附图"}), "尚未审定同意"),
    refuses(HELD, "agreed, then refused", asked({"agreed": True}, {"agreed": False, "opinion": "解密。"}), "尚未审定"),
    excuses(HELD, "agreed", asked({"agreed": True}), "公众参与尚未办结"),
    *(
        refuses(HELD, f"agreed on a part, {part}", asked({"agreed": True, "scope": part}, scope=part), "部分内容", part)
        for part in ("附件二第3行坐标", "第三条", "附图", "储备点位")
    ),
    refuses(HELD, "papers on a part", asked(decided_by="李明", scope="附图"), "不免除公众参与"),
    excuses(HELD, "a paper dossier with its decider", asked(decided_by="李明"), "公众参与尚未办结"),
    # solicited where nobody asked for it
    holds(SOLICITED, "concluded"),
    holds(SOLICITED, "no notice was opened", {"notice": None, "participation": None}),
    holds(SOLICITED, "taken down, since it is not public", asked({"agreed": True})),
    refuses(SOLICITED, "still open", {"participation": None}, "至2022年8月31日止", "尚未公布意见采纳情况"),
    refuses(
        SOLICITED, "concluded after submission", UNDER_WAY | {"participation.on": date(2022, 9, 28)}, "晚于送审日期"
    ),
    holds(f"{SOLICITED} {HELD}", "solicited anew since a review that is over", {"participation.on": "2022-10-20"}),
    holds(f"{SOLICITED} {HELD}", "solicited anew since a review that was sent back", SENT_BACK),
    # the notice
    holds(NOTICE, "channels, ways, contact"),
    holds(NOTICE, "one channel and one way", {"notice.channels": ["board"], "notice.ways": ["letter"]}),
    holds(NOTICE, "ends on the day it starts", {ENDS: date(2022, 8, 1)}),
    refuses(NOTICE, "ends the day before", {ENDS: date(2022, 7, 31)}, "截止日期早于起始日期"),
    refuses(NOTICE, "no channel", {"notice.channels": []}, "公告缺少：公布途径"),
    refuses(NOTICE, "no way to answer", {"notice.ways": []}, "提出意见的方式和联系方式"),
    refuses(NOTICE, "no contact", {"notice.contact": " "}, "提出意见的方式和联系方式"),
    refuses(NOTICE, "no notice", {"notice": None}, "没有征求意见公告"),
    # how long
    holds(PERIOD, "day 30"),
    holds(PERIOD, "day 31", {ENDS: date(2022, 9, 1)}),
    holds(PERIOD, "no notice yet", {"notice": None}),
    refuses(
        PERIOD, "day 29", {ENDS: date(2022, 8, 30)}, "为29日", "短1日", "起始日不计入", "计算为30日", "2022年8月31日"
    ),
    holds(PERIOD, "announced the day before it starts", {"notice.on": date(2022, 7, 31)}),
    refuses(PERIOD, "announced one day after it starts", {"notice.on": date(2022, 8, 2)}, "自2022年8月2日", "为29日"),
    holds(PERIOD, "entered on the first day", {"notice.entered": datetime(2022, 8, 1, 15, 59, tzinfo=UTC)}),
    refuses(
        PERIOD,
        "entered after midnight in Shanghai, dated back",
        {"notice.entered": datetime(2022, 8, 1, 16, 0, tzinfo=UTC)},
        "自2022年8月2日",
        "为29日",
    ),
    refuses(
        PERIOD,
        "haste is no reason for haste",
        {ENDS: date(2022, 8, 30), "notice.shortened_reason": "时间紧、任务重，情况紧急"},
        "没有说明是什么情况紧急",
    ),
    holds("house.period_lasts", "it ends on the day after", {ENDS: date(2022, 8, 2)}),
    refuses("house.period_lasts", "it starts and ends on one day", {ENDS: date(2022, 8, 1)}, "期间为零日"),
    refuses(
        PERIOD, "a reason that is blank", {ENDS: date(2022, 8, 30), "notice.shortened_reason": " "}, "没有说明缩短"
    ),
    excuses(
        PERIOD,
        "shorter, with the reason in the notice",
        {ENDS: date(2022, 8, 11), "notice.shortened_reason": "汛期将至，情况紧急。"},
        "为10日",
        "短20日",
        "公告已说明",
    ),
    refuses(
        PERIOD,
        "at the end of the calendar",
        {"notice.starts": date(9999, 12, 30), ENDS: date(9999, 12, 31), "notice.on": date(2022, 8, 1)},
        "为1日",
    ),
    # concluding
    holds(OVER, "the day after the end", {"participation.on": date(2022, 9, 1)}),
    refuses(OVER, "on the last day", {"participation.on": date(2022, 8, 31)}, "尚未期满", "2022年8月31日"),
    holds(OVER, "not concluded, today is the day after", {"participation": None}, today=date(2022, 9, 1)),
    refuses(OVER, "not concluded, today is the last day", {"participation": None}, "尚未期满", today=date(2022, 8, 31)),
    refuses(
        OVER, "extended to the day", {"notice.amendments": [{"on": "2022-08-20", "ends": "2022-09-08"}]}, "尚未期满"
    ),
    holds(OVER, "extended to the day before", {"notice.amendments": [{"on": "2022-08-20", "ends": "2022-09-07"}]}),
    refuses(OVER, "no notice", {"notice": None}, "没有征求意见公告"),
    holds(ANSWERED, "each answered with a reason"),
    holds(ANSWERED, "no opinion came", {"opinions": []}),
    refuses(ANSWERED, "one of two not answered", {"opinions.1.answer": None}, "还有1条意见没有处理：第2条"),
    refuses(ANSWERED, "an answer without reason", {"opinions.0.answer.reason": " "}, "没有说明理由：第1条"),
    refuses(
        ANSWERED,
        "thirteen unanswered: twelve are named",
        {"opinions": [{"number": n, "on": "2022-08-10", "channel": "web", "text": "同意"} for n in range(1, 14)]},
        "还有13条意见没有处理：第1、",
        "12、……条",
    ),
    holds(ANSWERED, "the like of another", {"opinions.1.answer.reason": "", "opinions.1.answer.duplicate_of": 1}),
    refuses(
        ANSWERED, "the like of itself", {"opinions.1.answer.reason": "", "opinions.1.answer.duplicate_of": 2}, "第2条"
    ),
    refuses(
        ANSWERED, "the like of none", {"opinions.1.answer.reason": "", "opinions.1.answer.duplicate_of": 9}, "第2条"
    ),
    # before legality review
    holds(HELD, "concluded before submission"),
    holds(HELD, "concluded on the day of submission", {"participation.on": date(2022, 9, 27)}),
    refuses(
        HELD,
        "concluded one day later",
        UNDER_WAY | {"participation.on": date(2022, 9, 28)},
        "2022年9月28日",
        "2022年9月27日",
    ),
    holds(HELD, "a hearing on the day of submission", held(sitting__on="2022-09-27")),
    holds(HELD, "a hearing since a review that is over", held(sitting__on="2022-10-20")),
    refuses(
        HELD,
        "a hearing one day later",
        UNDER_WAY | held(sitting__on="2022-09-28"),
        "听证会于2022年9月28日召开，晚于送审",
    ),
    refuses(HELD, "not concluded", {"participation": None}, "公众参与尚未办结"),
    excuses(
        HELD,
        "not public by law, with the ground",
        {"participation": None} | left_out("participation", "涉及尚未公开的规划。", "not_public"),
        "公众参与尚未办结",
    ),
    refuses(
        HELD,
        "not public by law, no ground",
        {"participation": None} | left_out("participation", " ", "not_public"),
        "公众参与尚未办结",
    ),
    refuses(
        HELD,
        "a ground, but not declared not public",
        {"participation": None} | left_out("participation", "时间不够。"),
        "公众参与尚未办结",
    ),
]
