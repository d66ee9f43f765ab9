"""783 arts. 8 to 18; 713 art. 29(1) and 337 art. 29 on fair competition review."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.rule_cases.case import holds, refuses
from workflow.domain.terms import CompetitionItem

ITEMS, EXCEPTION, HEARD = "cn-783.8", "cn-783.12", "cn-783.16"
PUBLIC, CONCLUDED, REVIEWED = "cn-783.16.public", "cn-783.17", "cn-783.18"
MATERIAL, ANEW = "cn-713.29.1 cq-337.29.competition", "house.reexamined"
NOT_ISSUED = "house.not_issued"
FIRST = date(2024, 8, 1)
"""The day the Regulations came into force."""

REVIEW: dict[str, Any] = {
    "on": FIRST,
    "version": 2,
    "examined_by": "周文",
    "checks": [{"item": item, "touched": False} for item in CompetitionItem],
    "views": [{"party": "operator", "name": "县运输公司", "view": "没有意见。"}],
    "conclusion": "complies",
    "text": "不影响公平竞争。",
    "opinion": {"on": FIRST, "reviewer": "县市场监督管理局", "conclusion": "complies", "text": "不影响公平竞争。"},
}
GROUNDED = {
    "ground": "public_good",
    "necessity": "属于救灾救助。",
    "alternative": "比较三种方案，影响最小。",
    "until": date(2025, 7, 31),
}


def reviewed(*traits: str, on: date = FIRST, **change: Any) -> dict[str, Any]:
    """A matter that touches operators, reviewed as above but for the change."""
    return {"drafts.1.traits": list(traits or ("operators",)), "competition_reviews": [REVIEW | {"on": on} | change]}


def concluded(on: date = FIRST, **change: Any) -> dict[str, Any]:
    return reviewed(opinion=REVIEW["opinion"] | {"on": on} | change)


def going_on(on: date, **change: Any) -> dict[str, Any]:
    """A draft submitted and brought before its meeting on a day."""
    submission = {"reviews.0.submission.on": on, "meetings.0.on": on}
    return {"drafts.1.traits": ["operators"], "competition_reviews": []} | submission | change


def violating(*later: int) -> dict[str, Any]:
    """Version 1 was found not to comply, each of the later ones to comply."""
    found = REVIEW | {"version": 1, "opinion": REVIEW["opinion"] | {"conclusion": "violates"}}
    return {"competition_reviews": [found, *(REVIEW | {"version": version} for version in later)]}


def excepted(**change: Any) -> dict[str, Any]:
    return reviewed(conclusion="exception", exception=GROUNDED | change)


def excepting() -> dict[str, Any]:
    """Version 1 was found not to comply, version 2 to be excepted."""
    first, second = violating(2)["competition_reviews"]
    return {"competition_reviews": [first, second | {"opinion": REVIEW["opinion"] | {"conclusion": "exception"}}]}


OTHER_TEXT = {"drafts.1.body": "第一条　整修十条村道，公开招标。"}
EXCEPTED_BEFORE = reviewed(version=1, opinion=REVIEW["opinion"] | {"conclusion": "exception"})
TOUCHED = [each | {"touched": each["item"] == "franchise"} for each in REVIEW["checks"]]
EXPLAINED = [each | {"text": "依照条例授予，期限两年。"} if each["touched"] else each for each in TOUCHED]

OTHER_BASES = {"drafts.1.bases": [{"title": "中华人民共和国公路法", "article": "第九条"}], "drafts.1.title": "另一名称"}

CASES = [
    holds("house.competition_apart", "somebody else concluded", concluded()),
    refuses("house.competition_apart", "one person did both", concluded(reviewer="周 文"), "同一人（周文）"),
    holds(NOT_ISSUED, "not reviewed"),
    holds(NOT_ISSUED, "found to comply", reviewed()),
    holds(NOT_ISSUED, "found not to comply, changed, and found to comply", violating(2) | OTHER_TEXT),
    holds(NOT_ISSUED, "found not to comply, and then excepted", excepting()),
    refuses(NOT_ISSUED, "found not to comply", violating() | OTHER_TEXT, "第1版", "不得出台", "没有再次审查"),
    refuses(NOT_ISSUED, "found to comply with the same text", violating(2), "第2版的内容与", "第1版相同"),
    refuses(NOT_ISSUED, "only its bases and title changed", violating(2) | OTHER_BASES, "第2版的内容与"),
    refuses(ANEW, "reviewed again, with other bases and title", violating(2) | OTHER_BASES, "没有修改"),
    holds(ITEMS, "no review yet"),
    holds(ITEMS, "every item, none touched", reviewed()),
    holds(ITEMS, "one touched, with explanation", reviewed(checks=EXPLAINED)),
    holds(
        ITEMS,
        "touched, and found not to comply",
        reviewed(checks=EXPLAINED, conclusion="violates", opinion=None, text=""),
    ),
    refuses(
        ITEMS, "touched, complies, and not said why", reviewed(checks=EXPLAINED, text="无"), "结论却为", "没有说明为何"
    ),
    refuses(
        ITEMS,
        "touched, complies in the end, and not said why",
        reviewed(checks=EXPLAINED, opinion=REVIEW["opinion"] | {"text": ""}),
        "没有说明为何不违反审查标准",
    ),
    refuses(ITEMS, "one touched, in silence", reviewed(checks=TOUCHED), "违法设置或者授予特许经营权"),
    refuses(ITEMS, "the last one left out", reviewed(checks=REVIEW["checks"][:-1]), "其他影响生产经营行为的内容"),
    refuses(ITEMS, "the day it came into force", reviewed(checks=[]), "尚未审查"),
    holds(ITEMS, "operators not touched", reviewed("technical", checks=[])),
    holds(EXCEPTION, "no exception asked for", reviewed()),
    holds(EXCEPTION, "until a day", excepted()),
    holds(EXCEPTION, "until a condition is met", excepted(until=None, condition="灾后重建验收合格时终止。")),
    refuses(EXCEPTION, "no end", excepted(until=None), "没有确定实施期限或者终止条件"),
    refuses(EXCEPTION, "no alternatives compared", excepted(alternative=" "), "对公平竞争影响更小的替代方案"),
    refuses(EXCEPTION, "none is no alternative", excepted(alternative="无"), "对公平竞争影响更小的替代方案"),
    refuses(EXCEPTION, "none is no end", excepted(until=None, condition="无"), "没有确定实施期限或者终止条件"),
    refuses(EXCEPTION, "no reason for the ground", excepted(necessity=""), "没有说明为何属于所选情形"),
    refuses(EXCEPTION, "no ground", reviewed(conclusion="exception"), "没有写明适用例外规定的情形"),
    refuses(
        EXCEPTION, "concluded on an exception nobody argued", concluded(conclusion="exception"), "没有写明适用例外"
    ),
    holds(HEARD, "an operator was heard", reviewed()),
    holds(HEARD, "an association was heard", reviewed(views=[{"party": "association", "view": "同意。"}])),
    refuses(HEARD, "nobody was heard", reviewed(views=[]), "没有听取意见的记录", "有关经营者"),
    refuses(HEARD, "the public alone", reviewed(views=[{"party": "public", "view": "同意。"}]), "没有听取意见的记录"),
    refuses(HEARD, "somebody said nothing", reviewed(views=[{"party": "operator", "view": " "}]), "没有听取意见"),
    refuses(HEARD, "somebody said 无", reviewed(views=[{"party": "operator", "view": "无。"}]), "没有听取意见"),
    holds(PUBLIC, "a notice was published", reviewed("operators", "public_interest")),
    holds(PUBLIC, "a notice that ends that day", reviewed("operators", "public_interest") | {"notice.ends": FIRST}),
    refuses(
        PUBLIC,
        "a notice that is not over",
        reviewed("operators", "public_interest") | {"notice.ends": date(2024, 8, 2)},
        "社会公众",
    ),
    holds(
        PUBLIC,
        "the public was heard otherwise",
        reviewed("operators", "public_interest", views=[{"party": "public", "view": "赞成。"}]) | {"notice": None},
    ),
    holds(PUBLIC, "no public interest", reviewed() | {"notice": None}),
    refuses(PUBLIC, "nobody asked the public", reviewed("operators", "public_interest") | {"notice": None}, "社会公众"),
    holds(CONCLUDED, "with its reasons", reviewed()),
    holds(CONCLUDED, "not concluded yet", reviewed(opinion=None)),
    refuses(CONCLUDED, "without reasons", concluded(text=" "), "没有说明对公平竞争的影响"),
    refuses(CONCLUDED, "none is no reason", concluded(text="无"), "没有说明对公平竞争的影响"),
    refuses(CONCLUDED, "an exception without detail", concluded(text="", conclusion="exception"), "没有详细说明"),
    holds(REVIEWED, "reviewed and complying", going_on(FIRST, **reviewed())),
    holds(REVIEWED, "excepted", going_on(FIRST, **concluded(conclusion="exception"))),
    refuses(REVIEWED, "never reviewed", going_on(FIRST), "公平竞争审查尚无结论"),
    refuses(
        REVIEWED,
        "submitted before, to be deliberated after",
        going_on(FIRST, **{"reviews.0.submission.on": date(2024, 7, 31)}),
        "公平竞争审查尚无结论",
    ),
    refuses(REVIEWED, "not concluded", going_on(FIRST, **reviewed(opinion=None)), "公平竞争审查尚无结论"),
    refuses(REVIEWED, "found wanting", going_on(FIRST, **concluded(conclusion="violates")), "不得出台"),
    refuses(REVIEWED, "another version", going_on(FIRST, **reviewed(version=1)), "草案第1版", "第2版"),
    holds(REVIEWED, "operators not touched", going_on(FIRST) | {"drafts.1.traits": []}),
    refuses(REVIEWED, "found wanting, then not declared", violating() | {"drafts.1.traits": []}, "不得出台"),
    refuses(REVIEWED, "excepted, then not declared", EXCEPTED_BEFORE | {"drafts.1.traits": []}, "草案第1版", "第2版"),
    holds(ANEW, "found to comply", reviewed()),
    holds(ANEW, "found wanting and changed", violating(2) | OTHER_TEXT),
    holds(ANEW, "found wanting, about to be reviewed anew, changed", violating() | OTHER_TEXT),
    refuses(ANEW, "the same version once more", violating(1), "草案第1版", "没有修改"),
    refuses(ANEW, "another number, the same text", violating(2), "第2版的内容与其相同"),
    refuses(ANEW, "about to be reviewed as it was", violating(), "第2版的内容与其相同"),
    refuses(ANEW, "the first text after another", violating(2, 1) | OTHER_TEXT, "第1版的内容与其相同"),
    holds(MATERIAL, "operators not touched"),
    holds(MATERIAL, "reviewed in 2022", reviewed(on=date(2022, 9, 14), opinion=None)),
    refuses(MATERIAL, "nothing on it", {"drafts.1.traits": ["operators"]}, "没有公平竞争审查的有关情况"),
]
