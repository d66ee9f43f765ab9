"""713 arts. 8 and 30 to 33, 337 arts. 10, 30 to 32 and 37, 711 arts. 13 to 18 and 26, and the house rule on requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.dossiers import lawful
from tests.domain.rule_cases.case import excuses, holds, refuses
from tests.domain.rule_cases.final_text import checked
from workflow.domain.inventory import due_items

DECIDED = "cn-713.30.decided cq-337.30.decided"
REPORTED, CHANNELS = "cn-713.31 cq-337.31", "cn-713.32.channels cq-337.32"
EXPLAINED, ARCHIVED = "cn-713.32.explained cq-337.32.explained", "cn-713.33 cq-337.37"
ANSWERED = "house.congress_answered"
REQUEST, TITLE, FIGURES = "house.request", "house.title", "house.figures"
OTHER = {"publication.title": "关于印发〈道路方案〉的通知"}
DAY = date(2022, 10, 18)
WIDE = {
    "publication.wide_concern": True,
    "publication.explanation": "采纳1条。",
    "publication.interpretation": "已接受访谈。",
}
ITEMS = [each.model_dump() for each in (lawful().archive.items if lawful().archive else ())]

CONGRESS = "cn-713.8.congress cq-337.10.congress"


def heard(**more: Any) -> dict[str, Any]:
    """The matter is for the congress, and was brought before it."""
    report = {"on": DAY, "form": "reported", "recipient": "乡人大主席团"}
    return {"drafts.1.traits": ["congress"], "congress_reports": [report | more]}


def told_again() -> dict[str, Any]:
    """The congress heard of it before the end of the procedure, and once more long after."""
    first = heard()["congress_reports"][0]
    return heard() | {"congress_reports": [first, first | {"on": date(2022, 11, 30)}]}


UNANSWERED = {"on": DAY, "form": "decided", "recipient": "乡人民代表大会"}


def voted(*answers: bool | None) -> dict[str, Any]:
    """The congress was asked to decide, once for each answer; None: it only heard a report."""
    asked = {"on": DAY, "form": "decided", "recipient": "乡人民代表大会", "reply": "表决结果。"}
    told = {"on": DAY, "form": "reported", "recipient": "乡人大主席团"}
    turned = [told if each is None else asked | {"agreed": each} for each in answers]
    return {"drafts.1.traits": ["congress"], "congress_reports": turned}


def asked(*replies: bool | None, last: str = "request") -> dict[str, Any]:
    """The Party committee was turned to once for each reply (None: none came); the last time by `last`."""
    on, usual = date(2022, 10, 20), {"text": "请示。"}
    answered = {"reply": "答复。", "reply_on": date(2022, 10, 24)}
    sent = [
        usual | {"on": on, "kind": "request"} | (answered | {"agreed": each} if each is not None else {})
        for each in replies
    ]
    return {"party_reports": [*sent[:-1], sent[-1] | {"kind": last}]}


def answered(*replies: tuple[int, bool]) -> dict[str, Any]:
    """A report, entered once for each reply: the day of October on which it came, and whether it agrees."""
    sent = {"on": date(2022, 10, 20), "kind": "report", "text": "报告。", "reply": "答复。"}
    return {"party_reports": [sent | {"reply_on": date(2022, 10, day), "agreed": agreed} for day, agreed in replies]}


WORDED, STANDS = "house.reply_worded", "house.refusal_stands"
REPLIED = {"on": date(2022, 10, 20), "kind": "request", "text": "请示。", "reply_on": date(2022, 10, 24)}


def replied(*replies: tuple[str, bool | None], anew: str = "") -> dict[str, Any]:
    """A request, entered once for each reply: its words, and what was noted; the last with why it is entered anew."""
    sent = [REPLIED | {"reply": words, "agreed": agreed} for words, agreed in replies]
    return {"party_reports": [*sent[:-1], sent[-1] | {"anew": anew}]}


IN_TIME = "cn-711.26"
# 20 working days after the decision of 18 October 2022: no holiday in between
LAST, NEXT = date(2022, 11, 15), date(2022, 11, 16)
LATER = {"archive.on": date(2022, 11, 30)}
SETTLED = checked(on="2022-11-07") | LATER | {"archive.on": date(2022, 12, 30)}
WITHHELD, REVIEWED = "cn-713.32.withheld cq-337.32.withheld cn-711.14", "cn-711.18"


def told(text: str) -> dict[str, Any]:
    """What became of opinions is explained in these words."""
    return {"publication.explanation": text}


def secret(**more: Any) -> dict[str, Any]:
    """The decision is withheld."""
    usual = {"on": DAY, "ground": "danger", "reason": "涉及应急物资储备点位。", "decided_by": "李明"}
    return {"publication": None, "withholdings": [usual | {"review_on": date(2023, 10, 18)} | more]}


# 20 working days after it are the 14th of April 2023: the 5th of April is a holiday
LIFTED = {"on": "2023-03-16", "lifted": True, "reason": "储备点位已经迁移。", "decided_by": "李明"}


def signed(on: date = date(2022, 10, 24)) -> dict[str, Any]:
    """Signed as a contract, and not published."""
    return {"publication": None, "signing": {"on": on, "number": "1号", "counterparty": "某公司"}}


RECONSIDERED, HEEDED = "house.reconsidered", "house.changed_after_refusal"
SENT_BACK = {
    "on": date(2022, 10, 24),
    "way": "change",
    "reason": "批复要求压缩规模。",
    "version": 2,
    "decided_by": "李明",
}
NOT_ISSUED = {"publication": None, "archive": None, "execution": None, "evaluations": []}


def reconsidered(*replies: bool | None, **more: Any) -> dict[str, Any]:
    """The Party committee answered so, and it was decided to change or end it; nothing was issued."""
    return asked(*replies) | NOT_ISSUED | {"reconsiderations": [SENT_BACK | more]}


def decided_anew(**turned: Any) -> dict[str, Any]:
    """Sent back on the 24th, decided by another meeting on the next day and published; turned to upward so."""
    first = lawful().meetings[0].model_dump()
    second = first | {"on": date(2022, 10, 25), "resolution": first["resolution"] | {"on": date(2022, 10, 25)}}
    return {"reconsiderations": [SENT_BACK], "meetings": [first, second]} | turned


def published_anyway() -> dict[str, Any]:
    """The publication of the lawful dossier."""
    published = lawful().publication
    return {"publication": published.model_dump() if published else None}


def again(**draft: Any) -> dict[str, Any]:
    """Sent back to be changed, and handed in again with another version of the draft."""
    words = lawful()
    newest = words.drafts[-1].model_dump() | {"version": 3, "on": date(2022, 10, 25)} | draft
    review = words.reviews[0].model_dump() | {"round": 2, "acceptance": None, "counsel": (), "conclusion": None}
    review["submission"] |= {"on": date(2022, 10, 26), "version": 3}
    drafts = [*(each.model_dump() for each in words.drafts), newest]
    return reconsidered(False) | {"drafts": drafts, "reviews": [words.reviews[0].model_dump(), review]}


def entered(moment: str) -> dict[str, object]:
    """The publication was entered at that moment, with the last day for it as computed."""
    return {"publication.entered": moment, "publication.publish_by": date(2022, 11, 15)}


CASES = [
    # a reply against it
    holds(RECONSIDERED, "agreed to"),
    holds(RECONSIDERED, "not agreed to, nothing decided yet", asked(False) | NOT_ISSUED),
    holds(RECONSIDERED, "sent back", reconsidered(False)),
    holds(RECONSIDERED, "ended", reconsidered(False, way="end")),
    holds(RECONSIDERED, "the congress was against it", voted(False) | NOT_ISSUED | {"reconsiderations": [SENT_BACK]}),
    refuses(RECONSIDERED, "no reply was against it", reconsidered(True), "没有不同意的批复"),
    refuses(RECONSIDERED, "against it, then for it", reconsidered(False, True), "没有不同意的批复"),
    refuses(RECONSIDERED, "a day before the reply", reconsidered(False, on=date(2022, 10, 23)), "没有不同意的批复"),
    refuses(RECONSIDERED, "no reason", reconsidered(False, reason="无"), "没有写明理由"),
    refuses(
        RECONSIDERED, "ended, and published", reconsidered(False, way="end") | published_anyway(), "决定终止办理，却于"
    ),
    refuses(RECONSIDERED, "ended, and signed", reconsidered(False, way="end") | signed(), "决定终止办理，却于"),
    refuses(
        DECIDED, "sent back, and published as it was", reconsidered(False) | published_anyway(), "没有集体讨论通过"
    ),
    holds(HEEDED, "sent back, and not handed in yet", reconsidered(False)),
    holds(HEEDED, "sent back, and changed", again(body="第一条　整修八条村道。")),
    refuses(HEEDED, "sent back, and handed in as it was", again(), "第3版与没有获得同意的第2版内容相同"),
    holds(ANSWERED, "nobody asked the congress"),
    holds(ANSWERED, "it only heard a report", heard()),
    holds(ANSWERED, "asked, and it decided", voted(True)),
    holds(ANSWERED, "one word is an answer", {"congress_reports": [UNANSWERED | {"reply": "同意。", "agreed": True}]}),
    refuses(ANSWERED, "asked without need, no answer yet", {"congress_reports": [UNANSWERED]}, "2022年10月18日提请"),
    refuses(
        ANSWERED, "an answer that says nothing", {"congress_reports": [UNANSWERED | {"reply": "无"}]}, "没有讨论决定"
    ),
    refuses(
        ANSWERED,
        "asked, and then only reported",
        {"congress_reports": [UNANSWERED, UNANSWERED | {"form": "reported"}]},
        "还没有讨论决定的结果",
    ),
    holds(ANSWERED, "asked before it was sent back", decided_anew(congress_reports=[UNANSWERED])),
    holds(CONGRESS, "the matter is not for the congress"),
    holds(CONGRESS, "reported before", heard()),
    holds(CONGRESS, "decided for it", voted(True)),
    refuses(CONGRESS, "decided against it", voted(False), "没有同意"),
    refuses(CONGRESS, "decided against it, and then only reported", voted(False, None), "没有同意"),
    holds(CONGRESS, "decided against it, and then for it", voted(False, True)),
    holds(CONGRESS, "reported on the day of publication", heard(on=date(2022, 10, 27))),
    refuses(CONGRESS, "reported one day later", heard(on=date(2022, 10, 28)), "晚于公布日期"),
    refuses(CONGRESS, "not turned to", {"drafts.1.traits": ["congress"]}, "尚未提请人大"),
    refuses(CONGRESS, "not turned to, and withheld", secret() | {"drafts.1.traits": ["congress"]}, "尚未提请人大"),
    refuses(CONGRESS, "turned to after it was withheld", secret() | heard(on=date(2022, 11, 30)), "不予公开决定的日期"),
    holds(CONGRESS, "turned to before it was withheld, and again since", secret() | told_again()),
    refuses(CONGRESS, "heard of it before it was sent back", heard() | decided_anew(), "尚未提请人大"),
    holds(CONGRESS, "heard of it anew", heard(on=date(2022, 10, 25)) | decided_anew()),
    refuses(CONGRESS, "decided, and nobody knows what", heard(form="decided"), "讨论决定的结果"),
    refuses(
        CONGRESS,
        "asked to decide, and then only reported",
        {"drafts.1.traits": ["congress"], "congress_reports": [UNANSWERED, UNANSWERED | {"form": "reported"}]},
        "讨论决定的结果",
    ),
    holds(
        CONGRESS,
        "found that it need not decide",
        heard(form="decided", reply="不需要讨论决定。"),
    ),
    holds(CONGRESS, "decided", heard(form="decided", reply="同意。")),
    holds(IN_TIME, "published within days"),
    holds(IN_TIME, "on the twentieth working day", LATER | {"publication.on": LAST}),
    holds(IN_TIME, "entered on the last day", LATER | {"publication.on": LAST, **entered("2022-11-15T08:00:00Z")}),
    refuses(
        IN_TIME,
        "in time as it says, entered a day too late",
        LATER | {"publication.on": LAST, **entered("2022-11-15T16:00:00Z")},
        "2022年11月16日才录入",
        "公布期限（2022年11月15日）届满之后",
    ),
    refuses(IN_TIME, "on the twenty-first", LATER | {"publication.on": NEXT}, "21个工作日", "2022年11月15日"),
    # the text was settled on 7 November, so twenty working days after that is 5 December
    holds(IN_TIME, "in time after the text was checked", SETTLED | {"publication.on": date(2022, 12, 5)}),
    refuses(
        IN_TIME, "late after the text was checked", SETTLED | {"publication.on": date(2022, 12, 6)}, "2022年11月7日"
    ),
    refuses(
        IN_TIME,
        "found to fall short: that settles nothing",
        checked(on="2022-11-07", finding="short") | {"publication.on": NEXT},
        "2022年10月18日",
    ),
    holds(
        IN_TIME,
        "the document is of a later day",
        LATER | {"publication.on": NEXT, "publication.formed_on": "2022-10-19"},
    ),
    holds(WITHHELD + " " + REVIEWED, "with its ground", secret()),
    refuses(WITHHELD, "no reason", secret(reason=" "), "理由或者决定人"),
    refuses(WITHHELD, "no ground", secret(ground=None), "没有写明不予公开的法定情形"),
    refuses(WITHHELD, "nobody decided", secret(decided_by=""), "理由或者决定人"),
    holds(REVIEWED, "looked at again the next day", secret(review_on=date(2022, 10, 19))),
    refuses(REVIEWED, "looked at again the same day", secret(review_on=DAY), "不在决定日期"),
    refuses(REVIEWED, "never looked at again", secret(review_on=None), "没有写明再次审查日期"),
    holds(WITHHELD + " " + REVIEWED, "lifted since", {"withholdings": [*secret()["withholdings"], LIFTED]}),
    holds(
        IN_TIME,
        "within days of the lifting",
        {"withholdings": [*secret()["withholdings"], LIFTED], "publication.on": "2023-04-14"},
    ),
    refuses(
        IN_TIME,
        "a day too late after the lifting",
        {"withholdings": [*secret()["withholdings"], LIFTED], "publication.on": "2023-04-17"},
        "自解除不予公开（2023年3月16日）",
        "21个工作日",
    ),
    holds(DECIDED, "decided before"),
    holds(DECIDED, "adopted in principle", {"meetings.0.resolution.outcome": "in_principle"}),
    holds(DECIDED, "all on one day", {"party_reports.0.on": DAY, "publication.on": DAY}),
    holds(DECIDED, "the Party committee turned to beforehand", {"party_reports.0.on": date(2022, 10, 17)}),
    refuses(DECIDED, "published one day before", {"publication.on": date(2022, 10, 17)}, "公布（2022年10月17日）早于"),
    refuses(DECIDED, "not decided", {"meetings.0.resolution": None}, "没有集体讨论通过的记录"),
    refuses(DECIDED, "postponed", {"meetings.0.resolution.outcome": "postponed"}, "没有集体讨论通过的记录"),
    refuses(DECIDED, "never met", {"meetings": []}, "没有集体讨论通过的记录"),
    holds(REPORTED, "reported before"),
    holds(REPORTED, "reported on the day of publication", {"party_reports.0.on": date(2022, 10, 27)}),
    refuses(
        REPORTED,
        "reported one day later",
        {"party_reports.0.on": date(2022, 10, 28)},
        "2022年10月28日",
        "2022年10月27日",
    ),
    refuses(
        REPORTED,
        "reported before, and then put right to one day later",
        {"party_reports": [{"on": date(2022, 10, day), "kind": "report", "text": "报告。"} for day in (20, 28)]},
        "2022年10月28日",
    ),
    refuses(REPORTED, "reported before it was sent back", asked(False, True) | decided_anew(), "尚未向同级党委"),
    refuses(
        REPORTED,
        "on the day it was sent back",
        decided_anew(**{"party_reports.0.on": date(2022, 10, 24)}),
        "尚未向同级",
    ),
    holds(REPORTED, "reported anew", decided_anew(**{"party_reports.0.on": date(2022, 10, 25)})),
    refuses(REPORTED, "not reported", {"party_reports": []}, "尚未向同级党委请示报告"),
    refuses(
        REQUEST,
        "reported, and the reply is against it",
        {"party_reports.0.kind": "report", "party_reports.0.agreed": False},
        "对报告的批复（2022年10月24日）没有同意",
    ),
    holds(
        REQUEST, "reported, and the reply agrees", {"party_reports.0.kind": "report", "party_reports.0.agreed": True}
    ),
    holds(TITLE, "the title of the draft"),
    holds(TITLE, "without the name of the place", {"publication.title": "关于印发农村道路整修方案的通知"}),
    holds(TITLE, "no title on record", {"publication.title": ""}),
    refuses(TITLE, "another title", OTHER, "关于印发〈道路方案〉的通知", "“清泉乡农村道路整修方案”"),
    refuses(TITLE, "half of it", {"publication.title": "农村道路"}, "不一致"),
    excuses(TITLE, "another title, with the reason", OTHER | {"publication.retitled": "会议决定更名。"}, "不一致"),
    holds(REQUEST, "answered"),
    holds(
        REQUEST,
        "a report needs no reply",
        {"party_reports.0.kind": "report", "party_reports.0.reply": "", "party_reports.0.reply_on": None},
    ),
    holds(REQUEST, "answered, and agreed", {"party_reports.0.agreed": True}),
    refuses(REQUEST, "answered, and not agreed", {"party_reports.0.agreed": False}, "对请示的批复", "没有同意"),
    refuses(REQUEST, "refused, and then only reported", asked(False, None, last="report"), "没有同意"),
    refuses(REQUEST, "not answered, and then only reported", asked(None, None, last="report"), "尚无批复"),
    refuses(REQUEST, "refused, and the next not answered", asked(False, None), "没有同意", "尚无批复"),
    refuses(REQUEST, "agreed, and then refused", asked(True, False), "没有同意"),
    holds(REQUEST, "refused, and then agreed", asked(False, True)),
    holds(REQUEST, "not answered, and then agreed", asked(None, True)),
    holds(REQUEST, "published once what was against it is for it", answered((24, False), (27, True))),
    refuses(
        REQUEST,
        "published while what is for it now was against it",
        answered((24, False), (28, True)),
        "公布（2022年10月27日）时",
        "没有同意",
    ),
    holds(REQUEST, "against it by mistake, put right with its day", answered((24, False), (24, True))),
    holds(
        REQUEST,
        "withheld before anything was against it",
        answered((24, False), (26, True))
        | {"withholdings": [secret()["withholdings"][0], LIFTED | {"on": date(2022, 10, 21)}]},
    ),
    refuses(
        REQUEST,
        "withheld while what is for it now was against it",
        answered((18, False), (24, True)) | secret(on=date(2022, 10, 20)),
        "不予公开（2022年10月20日）时",
    ),
    refuses(REQUEST, "withheld, and not agreed", secret() | {"party_reports.0.agreed": False}, "没有同意"),
    refuses(REQUEST, "no reply", {"party_reports.0.reply": " "}, "尚无批复"),
    refuses(REQUEST, "a reply of nothing", {"party_reports.0.reply": "。", "party_reports.0.agreed": True}, "尚无批复"),
    refuses(REQUEST, "it was received", {"party_reports.0.reply": "请示收悉。"}, "尚无批复"),
    # what a reply says
    holds(WORDED, "nobody noted what it comes to"),
    holds(WORDED, "agreed in principle", replied(("原则同意，请按程序公布。", True))),
    holds(WORDED, "against it, and noted so", replied(("不同意，请重新研究水价。", False))),
    holds(WORDED, "put right since", replied(("不同意。", True), ("不同意。", False))),
    refuses(WORDED, "against it, noted as agreeing", replied(("不同意，请重新研究水价。", True)), "写有“不同意”"),
    refuses(WORDED, "put off, noted as agreeing", replied(("已收到，待研究。", True)), "写有“待研究”"),
    refuses(WORDED, "against it, not noted at all", replied(("不同意。", None)), "没有记录为不同意"),
    refuses(WORDED, "agreed, noted as against it", replied(("同意。", False)), "写明同意，却记录为不同意"),
    holds(WORDED, "agreed on a condition, noted as against it", replied(("同意，但须先解决水价问题。", False))),
    refuses(WORDED, "to come again, noted as agreeing", replied(("请进一步论证后另行报批。", True)), "写有"),
    refuses(WORDED, "that it is a reply, noted as agreeing", replied(("批复。", True)), "没有内容，却记录为同意"),
    refuses(WORDED, "nothing, noted as agreeing", replied(("。", True)), "没有内容，却记录为同意"),
    refuses(
        WORDED,
        "the congress was against it",
        {"congress_reports": [UNANSWERED | {"reply": "表决未获通过。", "agreed": True}]},
        "人大讨论决定的结果写有“未获通过”",
    ),
    holds(STANDS, "agreed to at once", replied(("同意。", True))),
    holds(STANDS, "against it", replied(("不同意。", False))),
    holds(STANDS, "for it, then against it", replied(("同意。", True), ("不同意。", False))),
    refuses(STANDS, "against it, then for it", replied(("不同意。", False), ("同意。", True)), "“不同意”", "没有写明"),
    refuses(STANDS, "no reason in words", replied(("不同意。", False), ("同意。", True), anew="无"), "没有写明"),
    refuses(STANDS, "noted as agreeing at first", replied(("不同意。", True), ("同意。", True)), "又记录为同意"),
    refuses(STANDS, "the congress", voted(False, True), "人大讨论决定的结果（2022年10月18日）没有同意"),
    excuses(
        STANDS,
        "said why",
        replied(("不同意。", False), ("同意。", True), anew="补充资金来源后再次请示。"),
        "（2022年10月24日）没有同意：“不同意”",
        "补充资金来源后再次请示",
    ),
    holds(
        STANDS,
        "sent back and changed between",
        decided_anew(
            party_reports=[
                REPLIED | {"reply": "不同意。", "agreed": False, "on": date(2022, 10, 20)},
                REPLIED | {"reply": "同意。", "agreed": True, "on": date(2022, 10, 25), "reply_on": date(2022, 10, 26)},
            ]
        ),
    ),
    refuses(REQUEST, "a reply without its day", {"party_reports.0.reply_on": None}, "批复日期"),
    refuses(REQUEST, "the congress is against it", voted(False), "人大讨论决定的结果"),
    holds(REQUEST, "signed on the day of the reply", signed()),
    refuses(REQUEST, "signed before the reply", signed(date(2022, 10, 23)), "晚于签订日期（2022年10月23日）"),
    refuses(REQUEST, "signed, and not agreed", signed() | {"party_reports.0.agreed": False}, "没有同意"),
    refuses(
        REQUEST,
        "archived before the reply",
        {"publication": None, "execution": None, "archive.on": date(2022, 10, 23)},
        "晚于归档日期",
    ),
    refuses(
        REQUEST,
        "tasks assigned before the reply",
        {"publication": None, "archive": None, "execution": {"assignments": [{"on": date(2022, 10, 23)}]}},
        "晚于分解任务日期",
    ),
    holds(REQUEST, "answered on the day of publication", {"party_reports.0.reply_on": date(2022, 10, 27)}),
    refuses(
        REQUEST,
        "answered one day later",
        {"party_reports.0.reply_on": date(2022, 10, 28)},
        "批复日期（2022年10月28日）晚于公布",
    ),
    holds(REQUEST, "answered on the day of the request", {"party_reports.0.reply_on": date(2022, 10, 20)}),
    refuses(
        REQUEST, "answered one day before the request", {"party_reports.0.reply_on": date(2022, 10, 19)}, "早于请示"
    ),
    holds("house.channels", "the channels of the notice"),
    refuses(
        "house.channels",
        "fewer than those of the notice",
        {"publication.channels": ["website"]},
        "没有使用的途径：乡、村公开栏",
    ),
    holds("house.channels", "no notice, as it is not public", {"notice": None, "publication.channels": ["website"]}),
    holds(CHANNELS, "two channels"),
    holds(CHANNELS, "one channel", {"publication.channels": ["board"]}),
    refuses(CHANNELS, "no channel", {"publication.channels": []}, "没有公布途径"),
    refuses(CHANNELS, "not published", {"publication": None}, "没有公布的记录"),
    holds(EXPLAINED, "nobody beyond those concerned cares"),
    holds(EXPLAINED, "explained and interpreted", WIDE),
    *(
        refuses(EXPLAINED, f"declared {trait}, not said so again", {"drafts.1.traits": [trait]}, "宣传解读")
        for trait in ("wide_concern", "technical")
    ),
    holds(
        EXPLAINED,
        "declared, explained and interpreted",
        WIDE | {"publication.wide_concern": False, "drafts.1.traits": ["technical"]},
    ),
    holds(EXPLAINED, "declared to be risky alone", {"drafts.1.traits": ["risk"]}),
    refuses(
        EXPLAINED, "not explained", WIDE | {"publication.explanation": " "}, "没有说明公众意见、专家论证意见的采纳情况"
    ),
    refuses(EXPLAINED, "not interpreted", WIDE | {"publication.interpretation": " "}, "宣传解读"),
    holds(FIGURES, "nothing explained"),
    holds(FIGURES, "no figures", told("意见均已研究处理。")),
    holds(FIGURES, "those of the record", told("共收到意见2条，采纳1条。")),
    refuses(FIGURES, "one more than came", told("共收到意见3条，采纳1条。"), "“共收到意见3条”，记录为1条、2条"),
    refuses(FIGURES, "two that differ", told("收到意见2条，采纳2条，不采纳3条。"), "“采纳2条”", "“不采纳3条”"),
    holds(FIGURES, "not published", {"publication": None}),
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
        ARCHIVED,
        "archived one day before publication",
        {"archive.on": date(2022, 10, 26)},
        "2022年10月26日",
        "2022年10月27日",
    ),
    refuses(ARCHIVED, "not archived", {"archive": None}, "尚未归档"),
]
