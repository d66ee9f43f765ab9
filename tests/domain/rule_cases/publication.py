"""713 arts. 30 to 33, 337 arts. 30 to 32 and 37, and the house rule on requests."""

from __future__ import annotations

from datetime import date

from tests.domain.dossiers import lawful
from tests.domain.rule_cases.case import holds, refuses
from workflow.domain.inventory import due_items

DECIDED = "cn-713.30.decided cq-337.30.decided"
REPORTED, CHANNELS = "cn-713.31 cq-337.31", "cn-713.32.channels cq-337.32"
EXPLAINED, ARCHIVED = "cn-713.32.explained cq-337.32.explained", "cn-713.33 cq-337.37"
REQUEST = "house.request"
DAY = date(2022, 10, 18)
WIDE = {
    "publication.wide_concern": True,
    "publication.explanation": "采纳1条。",
    "publication.interpretation": "已接受访谈。",
}
ITEMS = [each.model_dump() for each in (lawful().archive.items if lawful().archive else ())]

CASES = [
    holds(DECIDED, "decided before"),
    holds(DECIDED, "adopted in principle", {"meetings.0.resolution.outcome": "in_principle"}),
    holds(DECIDED, "all on one day", {"party_report.on": DAY, "publication.on": DAY}),
    refuses(DECIDED, "reported one day before", {"party_report.on": date(2022, 10, 17)}, "请示报告（2022-10-17）早于"),
    refuses(DECIDED, "published one day before", {"publication.on": date(2022, 10, 17)}, "公布（2022-10-17）早于"),
    refuses(DECIDED, "not decided", {"meetings.0.resolution": None}, "没有集体讨论通过的记录"),
    refuses(DECIDED, "postponed", {"meetings.0.resolution.outcome": "postponed"}, "没有集体讨论通过的记录"),
    refuses(DECIDED, "never met", {"meetings": []}, "没有集体讨论通过的记录"),
    holds(REPORTED, "reported before"),
    holds(REPORTED, "reported on the day of publication", {"party_report.on": date(2022, 10, 27)}),
    refuses(REPORTED, "reported one day later", {"party_report.on": date(2022, 10, 28)}, "2022-10-28", "2022-10-27"),
    refuses(REPORTED, "not reported", {"party_report": None}, "尚未向同级党委请示报告"),
    holds(REQUEST, "answered"),
    holds(
        REQUEST,
        "a report needs no reply",
        {"party_report.kind": "report", "party_report.reply": "", "party_report.reply_on": None},
    ),
    refuses(REQUEST, "no reply", {"party_report.reply": " "}, "尚无批复"),
    refuses(REQUEST, "a reply without its day", {"party_report.reply_on": None}, "批复日期"),
    holds(REQUEST, "answered on the day of publication", {"party_report.reply_on": date(2022, 10, 27)}),
    refuses(
        REQUEST,
        "answered one day later",
        {"party_report.reply_on": date(2022, 10, 28)},
        "批复日期（2022-10-28）晚于公布",
    ),
    holds(REQUEST, "answered on the day of the request", {"party_report.reply_on": date(2022, 10, 20)}),
    refuses(REQUEST, "answered one day before the request", {"party_report.reply_on": date(2022, 10, 19)}, "早于请示"),
    holds(CHANNELS, "two channels"),
    holds(CHANNELS, "one channel", {"publication.channels": ["board"]}),
    refuses(CHANNELS, "no channel", {"publication.channels": []}, "没有公布途径"),
    refuses(CHANNELS, "not published", {"publication": None}, "没有公布途径"),
    holds(EXPLAINED, "nobody beyond those concerned cares"),
    holds(EXPLAINED, "explained and interpreted", WIDE),
    refuses(
        EXPLAINED, "not explained", WIDE | {"publication.explanation": " "}, "没有说明公众意见、专家论证意见的采纳情况"
    ),
    refuses(EXPLAINED, "not interpreted", WIDE | {"publication.interpretation": " "}, "宣传解读"),
    holds(ARCHIVED, "all records listed"),
    *(
        refuses(
            ARCHIVED,
            f"without {left_out.key}",
            {"archive.items": [each for each in ITEMS if each["key"] != left_out.key]},
            left_out.title.zh,
        )
        for left_out in due_items(lawful())
    ),
    holds(ARCHIVED, "archived on the day of publication", {"archive.on": date(2022, 10, 27)}),
    refuses(
        ARCHIVED, "archived one day before publication", {"archive.on": date(2022, 10, 26)}, "2022-10-26", "2022-10-27"
    ),
    refuses(ARCHIVED, "not archived", {"archive": None}, "尚未归档"),
]
