"""What other places ask: Heilongjiang 4, Shanghai 35, Cangzhou 2025-4 and Guangdong 303, each where it differs.

What Hebei 12, Zhejiang 337 and Jinan 287 demand is like Orders 713 and Chongqing 337, and so are their cases.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import Case, excuses, holds, refuses
from tests.domain.rule_cases.fair_competition import REVIEW
from tests.domain.rule_cases.hearings import HEARING, declared, held

HLJ, SH, CZ, GD = "hlj-county-2021.1", "sh-district-2020.1", "cz-county-2026.1", "gd-county-2024.1"


def at(profile: str, *cases: Case) -> list[Case]:
    """The cases as they are read in that place."""
    return [replace(case, profile=profile) for case in cases]


# ---------------------------------------------------------------- Heilongjiang
EXPERTS: list[dict[str, Any]] = [
    WORDS["expert_review"]["experts"][0] | {"number": number, "name": name, "pool_number": f"E-000{number}"}
    for number, name in enumerate(("陈工", "孙工", "邓工"), start=1)
]
FROM_POOL = {"expert_review.experts": EXPERTS}


def symposium(sent: str | None) -> dict[str, Any]:
    """A symposium on 15 August whose material was sent that day."""
    heard = {"number": 1, "on": "2022-08-15", "way": "symposium", "audience": ["parties"], "whom": "村民代表。"}
    return {"heard": [heard | {"material_on": sent}]}


def risk(level: str, **more: Any) -> dict[str, Any]:
    """The assessment of the lawful dossier, with another level."""
    return {"risk_assessments.0.report.level": level} | {f"risk_assessments.0.{key}": more[key] for key in more}


def postponed() -> dict[str, Any]:
    """Postponed on 18 October 2022, and nothing since."""
    return {"meetings.0.resolution.outcome": "postponed"}


def again(day: date) -> dict[str, Any]:
    """Postponed on 18 October 2022 and before a meeting again on that day."""
    first: dict[str, Any] = deepcopy(WORDS["meetings"][0])
    first["resolution"]["outcome"] = "postponed"
    return {"meetings": [first, first | {"on": day, "resolution": None}]}


def supplied(day: str) -> dict[str, Any]:
    """Something was asked for on 30 September 2022 and supplied that day."""
    asked = {"on": "2022-09-30", "request": "补充依据。", "supply": {"on": day, "text": "已补充。"}}
    return {"reviews.0.supplements": [asked]}


LAPSES = "hlj-4.38.lapse cz-2025-4.22"
HEILONGJIANG = [
    holds("hlj-4.17.2", "nobody was invited to a symposium"),
    holds("hlj-4.17.2", "day 5 before the symposium", symposium("2022-08-10")),
    refuses("hlj-4.17.2", "day 4 before the symposium", symposium("2022-08-11"), "提前4日", "少于5日"),
    refuses("hlj-4.17.2", "no day of sending", symposium(None), "没有材料送达日期"),
    holds("hlj-4.20", "published", {"participation.report_published": True}),
    refuses("hlj-4.20", "not published", {"participation.report_published": False}, "报告没有公布"),
    holds("hlj-4.22.number hlj-4.22.pool", "three, all of the pool", FROM_POOL),
    refuses("hlj-4.22.number", "two", {"expert_review.experts": EXPERTS[:2]}, "专家2名", "少于3名"),
    refuses(
        "hlj-4.22.pool",
        "one from elsewhere: a note",
        {"expert_review.experts": [*EXPERTS[:2], EXPERTS[2] | {"pool_number": ""}]},
        "邓工",
        "不在专家库内",
    ),
    holds(LAPSES, "nothing was postponed"),
    holds(LAPSES, "a year to the day", postponed(), today=date(2023, 10, 18)),
    refuses(LAPSES, "a year and a day", postponed(), "超过1年", "决策程序终止", today=date(2023, 10, 19)),
    holds(LAPSES, "brought again a year to the day", again(date(2023, 10, 18)), today=date(2024, 1, 8)),
    refuses(LAPSES, "brought again too late", again(date(2023, 10, 19)), "超过1年", today=date(2024, 1, 8)),
]

# --------------------------------------------- hearings, in Heilongjiang and Shanghai
NOTICE, LIST = "hlj-4.19.notice sh-35.16.notice", "hlj-4.19.list sh-35.16.list"
HEARINGS = [
    holds(NOTICE, "day 30", held(on="2022-08-01")),
    refuses(NOTICE, "day 29", held(on="2022-08-02"), "为29日", "不足30日"),
    holds(LIST, "day 7", held()),
    refuses(LIST, "day 6", held(roll__on="2022-08-25"), "为6日", "不足7日"),
]
SHANGHAI = [
    holds("sh-35.16.may_more", "the public does not care widely"),
    holds("sh-35.16.may_more", "of wide concern, and a hearing was held", declared("wide_concern", **held())),
    refuses("sh-35.16.may_more", "of wide concern: a note", declared("wide_concern"), "没有召开听证会"),
]

# --------------------------------------------------------------------- Cangzhou
FOLLOW = {"on": "2022-09-01", "actions": ["measures"], "text": "起草说明中已经说明，便道已经修好。"}
LEVEL, COMPETITION = "cz-2025-4.15.level", "cz-2025-4.12"


def reviewed(**more: Any) -> dict[str, Any]:
    """A matter that touches operators, reviewed on the day of the last draft."""
    opinion = REVIEW["opinion"] | {"on": "2022-09-14"} | more
    return declared("operators", competition_reviews=[REVIEW | {"on": "2022-09-14", "opinion": opinion}])


CANGZHOU = [
    holds(LEVEL, "low", risk("low")),
    holds(LEVEL, "medium, with countermeasures", risk("medium", follow=FOLLOW)),
    holds(LEVEL, "high, with countermeasures", risk("high", follow=FOLLOW)),
    *(
        refuses(LEVEL, f"{level} and nothing done", risk(level), f"评估为{name}", "没有落实防范措施的记录")
        for level, name in (("medium", "中风险"), ("upper", "中高风险"), ("high", "高风险"))
    ),
    holds(COMPETITION, "no operators"),
    holds(COMPETITION, "reviewed by the regulator", reviewed(regulator=True)),
    refuses(COMPETITION, "reviewed by somebody else", reviewed(regulator=False), "没有市场监督管理部门的审查结论"),
    refuses(COMPETITION, "not reviewed", declared("operators"), "尚无结论"),
]


# -------------------------------------------------------------------- Guangdong
def participants(number: int, present: int | None = None) -> list[dict[str, Any]]:
    """So many participants of both sides, of whom so many came."""
    first = HEARING["roll"]["participants"][0]
    away = {"on": "2022-08-31", "present": False}
    return [
        first
        | {"number": place, "name": f"村民{place}", "view": "for" if place % 2 else "against"}
        | ({} if present is None or place <= present else {"appearance": away})
        for place in range(1, number + 1)
    ]


def _later(day: str) -> dict[str, Any]:
    return {"postponements": [{"on": "2022-08-25", "day": day, "reason": "暴雨红色预警。"}]}


ALL = (
    "gd-303.notice gd-303.number gd-303.list gd-303.postpone gd-303.host gd-303.quorum gd-303.report gd-303.report_time"
)
REPORT: dict[str, Any] = HEARING["report"] | {"selection": "公开报名，抽签确定。", "views": "赞成整修，少占耕地。"}
LAWFUL = held(on="2022-08-11", roll__on="2022-08-21", roll__participants=participants(9), report=REPORT, places=9)
SIZE, QUORUM, POSTPONED, HOST = "gd-303.number", "gd-303.quorum", "gd-303.postpone", "gd-303.host"
GUANGDONG = [
    holds(ALL, "no hearing"),
    holds(ALL, "as it should be", LAWFUL),
    holds("gd-303.notice", "day 20", held(on="2022-08-11")),
    refuses("gd-303.notice", "day 19", held(on="2022-08-12"), "为19日", "不足20日"),
    holds("gd-303.list", "day 10", held(roll__on="2022-08-21")),
    refuses("gd-303.list", "day 9", held(roll__on="2022-08-22"), "为9日", "不足10日"),
    holds(SIZE, "eleven", held(roll__participants=participants(11))),
    refuses(SIZE, "ten are not odd", held(roll__participants=participants(10)), "10人，不是单数"),
    refuses(SIZE, "seven are odd and too few", held(roll__participants=participants(7)), "7人，少于9人"),
    holds(QUORUM, "six of nine", held(roll__participants=participants(9, 6))),
    refuses(QUORUM, "five of nine", held(roll__participants=participants(9, 5)), "到会5人", "不足2/3"),
    holds(POSTPONED, "by 30 days", held(**_later("2022-09-30"))),
    refuses(POSTPONED, "by 31 days", held(**_later("2022-10-01")), "延期31日，超过30日"),
    refuses(HOST, "the drafter", held(sitting__host="周文"), "周文是草案起草人"),
    refuses(HOST, "an interest", held(sitting__host_independent=False), "无利害关系"),
    refuses("gd-303.report", "without the views", held(report=REPORT | {"views": " "}), "听证报告缺少：主要意见建议"),
    holds("gd-303.report_time", "day 10", held(report__on="2022-09-10")),
    refuses("gd-303.report_time", "day 11", held(report__on="2022-09-11"), "为11日", "10日以内"),
    excuses(
        "gd-303.report_time",
        "late, and it says why",
        held(report__on="2022-09-11", report__late_reason="录音整理延误。"),
        "为11日",
    ),
]

CASES = [
    *at(HLJ, *HEILONGJIANG, *HEARINGS),
    *at(SH, *SHANGHAI),
    *at(CZ, *CANGZHOU),
    *at(GD, *GUANGDONG),
]
