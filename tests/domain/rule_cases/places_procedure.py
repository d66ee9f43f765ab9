"""What other places ask of a matter beside its hearings: terms, experts, review, silence, orders, evaluation."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import Case, excuses, holds, left_out, refuses
from tests.domain.rule_cases.evaluation import evaluated
from tests.domain.rule_cases.execution import running
from tests.domain.rule_cases.hearings import declared
from tests.domain.rule_cases.places import CZ, EXPERTS, GD, HLJ, SH, at

HEB, JN, ZJ = "heb-county-2020.1", "jn-district-2024.1", "zj-county-2019.1"
ROUND, MEMBER = "reviews.0", "meetings.0.members.1"
CONCLUDED = f"{ROUND}.conclusion.on"


# ---------------------------------------------------------------- Heilongjiang
def panel(number: int, *conclusions: str, reason: str = "", disposition: str = "rejected") -> dict[str, Any]:
    """So many experts, who conclude so, each told that the opinion was not adopted."""
    told = {"on": "2022-08-18", "disposition": disposition, "reason": reason}
    opinion = EXPERTS[0]["opinion"]
    return {
        "expert_review.experts": [
            EXPERTS[0]
            | {"number": place, "name": f"专家{place}", "pool_number": f"E-{place}", "feedback": told}
            | ({"opinion": opinion | {"conclusion": conclusions[place - 1]}} if conclusions else {})
            for place in range(1, number + 1)
        ]
    }


def complex_(number: int) -> dict[str, Any]:
    """A complex matter argued by so many experts."""
    return declared("complex", **panel(number))


def asked(supplied: str) -> dict[str, Any]:
    """A supplement asked for on Thursday 29 September 2022 and supplied on that day; the opinion on 31 October."""
    supply = {"on": supplied, "text": "已补充。"}
    return {f"{ROUND}.supplements": [{"on": "2022-09-29", "request": "补充资金来源。", "supply": supply}]}


def advised(*responses: dict[str, Any]) -> dict[str, Any]:
    """The opinion gave advice, and so the unit answered."""
    return {f"{ROUND}.conclusion.advice": "第一条宜写明期限。", f"{ROUND}.responses": list(responses)}


LONGEST, SUPPLEMENT, FOLLOWED = "hlj-4.32.longest", "hlj-4.32.supplement", "hlj-4.32.followed"
ANSWERED = {"on": "2022-10-13", "not_followed": "期限。", "reason": "年度计划已经写明。"}
EXTENDED = {
    f"{ROUND}.extensions": [{"on": "2022-10-20", "working_days": 15, "reason": "案情复杂。", "granted_by": "李明"}]
}
HEILONGJIANG = [
    holds("hlj-4.12", "three months to the day", {"drafts.0.on": date(2022, 10, 15)}),
    refuses("hlj-4.12", "three months and a day", {"drafts.0.on": date(2022, 10, 16)}, "超过3个月", "2022年10月15日"),
    holds("hlj-4.12", "not started", {"initiation": None}),
    holds("hlj-4.22.complex", "not complex, two experts"),
    holds("hlj-4.22.complex", "complex, five", complex_(5)),
    refuses("hlj-4.22.complex", "complex, four", complex_(4), "4名", "少于5名"),
    holds("hlj-4.22.majority", "most support it and are followed"),
    holds("hlj-4.22.majority", "nobody has given an opinion", {"expert_review.experts": []}),
    holds("hlj-4.22.majority", "no majority", panel(2, "oppose", "support")),
    holds(
        "hlj-4.22.majority",
        "not followed, and it says why",
        panel(3, "oppose", "oppose", "support", reason="超出预算。"),
    ),
    refuses(
        "hlj-4.22.majority", "not followed", panel(3, "oppose", "oppose", "support"), "不赞成", "专家1", "没有说明理由"
    ),
    # accepted on Wednesday 28 September; working day 15 is Monday 24 October, 30 is Monday 14 November
    holds(LONGEST, "working day 15", {CONCLUDED: date(2022, 10, 24)}),
    refuses(LONGEST, "working day 16", {CONCLUDED: date(2022, 10, 25)}, "超过15个工作日，超出1个"),
    holds(LONGEST, "extended in time, working day 30", EXTENDED | {CONCLUDED: date(2022, 11, 14)}),
    refuses(LONGEST, "extended, working day 31", EXTENDED | {CONCLUDED: date(2022, 11, 15)}, "超过30个工作日"),
    holds(SUPPLEMENT, "nothing was asked for"),
    holds(SUPPLEMENT, "working day 5", asked("2022-10-11")),
    refuses(SUPPLEMENT, "working day 6", asked("2022-10-12"), "为6个工作日", "超过5个"),
    holds(
        "hlj-4.32.time",
        "the time of a supplement is not counted",
        asked("2022-10-11") | {CONCLUDED: date(2022, 10, 19)},
    ),
    refuses("hlj-4.32.time", "one day less", asked("2022-10-11") | {CONCLUDED: date(2022, 10, 18)}, "为6个工作日"),
    excuses(
        "hlj-4.32.time",
        "with the reason",
        {CONCLUDED: date(2022, 10, 8), f"{ROUND}.conclusion.short_time_reason": "汛期抢修。"},
        "已说明理由",
    ),
    holds(FOLLOWED, "no advice"),
    holds(FOLLOWED, "explained", advised(ANSWERED)),
    refuses(FOLLOWED, "not explained", advised(), "第1次合法性审查意见的处理情况"),
    refuses(FOLLOWED, "without the reason", advised(ANSWERED | {"reason": ""}), "没有说明理由"),
]

# ------------------------------------- silence is consent, in Heilongjiang and Zhejiang
SILENT = {f"{MEMBER}.statement": None}
LAST = "hlj-4.38.last zj-337.17.last"
SILENCE = [
    holds("hlj-4.38.silence zj-337.17", "all have spoken"),
    excuses("hlj-4.38.silence zj-337.17", "one silent, recorded in favour", SILENT, "没有发表意见，视为同意：赵强"),
    excuses(
        "hlj-4.38.silence zj-337.17", "one silent, no vote yet", SILENT | {f"{MEMBER}.vote": None}, "视为同意：赵强"
    ),
    refuses(
        "hlj-4.38.silence zj-337.17",
        "one silent, recorded against",
        SILENT | {f"{MEMBER}.vote": "against", f"{MEMBER}.dissent": "造价过高。"},
        "记录为反对或者弃权：赵强",
    ),
    refuses(
        "hlj-4.38.silence zj-337.17", "the chief silent", {"meetings.0.members.0.statement": None}, "没有发表意见：李明"
    ),
    refuses(
        "hlj-4.38.silence zj-337.17",
        "the chief away",
        {
            f"meetings.0.members.0.{key}": value
            for key, value in {"present": False, "statement": None, "vote": None}.items()
        },
        "行政首长没有到会",
    ),
    holds(LAST, "all have spoken, the chief last"),
    holds(LAST, "one silent", SILENT),
    refuses(LAST, "one spoke after the chief", {f"{MEMBER}.statement.order": 5}, "行政首长先于赵强发言"),
]

# --------------------------------------------------------------------- Shanghai
OPPOSED = panel(2, "oppose", "oppose", reason="已研究。")


def ordered(kind: str, meeting: str) -> dict[str, Any]:
    """The lawful dossier in execution with one order that a meeting deliberated."""
    usual = {"on": "2022-11-10", "kind": kind, "reason": "路基塌方。", "change": "改线。", "measures": "设便道。"}
    return running(orders=[usual | {"meeting": meeting}])


def without_experts(decided_by: str) -> dict[str, Any]:
    """No expert review, and the draft says why and who decided so."""
    change = left_out("expert_review", "不属于专业性、技术性较强的事项。")
    change["drafts.1.skips"] = [change["drafts.1.skips"][0] | {"decided_by": decided_by}]  # type: ignore[index]
    return {"expert_review": None} | change


SHANGHAI = [
    holds("sh-35.11", "the day is set"),
    refuses("sh-35.11", "no day", {"initiation.due": None}, "没有明确完成时限"),
    refuses("sh-35.11", "no unit", {"initiation.units": []}, "没有明确决策承办单位"),
    holds("sh-35.27", "experts support it and the risk is controllable"),
    holds("sh-35.27", "one of two opposes", panel(2, "oppose", "support")),
    holds("sh-35.27", "nothing was argued or assessed", {"expert_review": None, "risk_assessments": []}),
    refuses("sh-35.27", "both oppose: a note", OPPOSED, "多数专家论证意见为不赞成", "可以提请终止"),
    refuses(
        "sh-35.27", "not controllable: a note", {"risk_assessments.0.finding.controllable": False}, "认定风险不可控"
    ),
    holds("sh-35.34", "every stage was held"),
    holds("sh-35.34", "left out with a statement", without_experts("周文")),
    refuses("sh-35.34", "left out without who decided", without_experts(" "), "没有说明", "专家论证"),
    refuses("sh-35.34", "left out without a word", {"risk_assessments": []}, "风险评估"),
    holds("sh-35.43.meeting", "no order"),
    holds("sh-35.43.meeting", "suspended by the chief alone", ordered("suspend", "")),
    *(
        holds("sh-35.43.meeting", f"{kind}, by a meeting", ordered(kind, "区政府第12次常务会议"))
        for kind in ("minor", "major")
    ),
    *(
        refuses("sh-35.43.meeting", f"{kind}, by no meeting", ordered(kind, " "), "经哪次会议讨论")
        for kind in ("minor", "major", "terminate")
    ),
    holds("sh-35.43.body", "no order"),
    holds("sh-35.43.body", "no meeting is named", ordered("minor", "")),
    holds("sh-35.43.body", "suspended by the chief alone", ordered("suspend", "")),
    *(holds("sh-35.43.body", name, ordered("minor", name)) for name in ("区政府第12次常务会议", "政府2022年全体会议")),
    *(
        refuses(
            "sh-35.43.body",
            f"{kind}, by the Party alone",
            ordered(kind, "区委常委会第12次会议"),
            "不是可以讨论决定的会议",
        )
        for kind in ("minor", "major", "terminate")
    ),
]

# ------------------------------------------------------------------------ Hebei
UNSAID = "公众意见、专家论证意见的采纳情况"
HEBEI = [
    holds("heb-12.32", "explained", {"publication.explanation": "采纳1条，不采纳1条；专家意见均采纳。"}),
    holds("heb-12.32", "nobody was heard", {"participation": None, "expert_review": None}),
    holds("heb-12.32", "not published yet", {"publication": None}),
    refuses("heb-12.32", "not explained, though nobody cares", {"publication.wide_concern": False}, UNSAID),
    refuses(
        "heb-12.32",
        "of wide concern, and not interpreted",
        {"publication.wide_concern": True, "publication.explanation": "采纳1条。"},
        "宣传解读",
    ),
]

# ------------------------------------------------------- Cangzhou, Jinan, Zhejiang
RESTARTED = "cz-2025-4.19.time"
CANGZHOU = [
    holds(RESTARTED, "working day 7 after the supplement", asked("2022-09-30") | {CONCLUDED: date(2022, 10, 15)}),
    holds(RESTARTED, "no supplement"),
    refuses(
        RESTARTED, "working day 6 after the supplement", asked("2022-10-09") | {CONCLUDED: date(2022, 10, 17)}, "为6个"
    ),
    excuses(
        RESTARTED,
        "with the reason",
        {CONCLUDED: date(2022, 10, 8), f"{ROUND}.conclusion.short_time_reason": "汛期抢修。"},
        "已说明理由",
    ),
]


def by(who: str) -> dict[str, Any]:
    """The lawful dossier carried out and evaluated by this unit itself."""
    return running() | evaluated(evaluator=who, third_party=False)


def both(rule: str, unit: str) -> list[Case]:
    """Who may evaluate: the unit named, or a third party."""
    return [
        holds(rule, "no evaluation"),
        holds(rule, "the unit", by(unit)),
        holds(rule, "a third party", evaluated()),
        refuses(rule, "another: a note", by("县审计局"), "县审计局不是决策"),
    ]


EITHER = {"expert_review.method": "written"}
RISK, HEARD = "zj-337.7.risk", "zj-337.7.participation"
ZHEJIANG = [
    holds("zj-337.13.meeting", "a meeting"),
    holds("zj-337.13.meeting", "no experts", {"expert_review": None}),
    refuses("zj-337.13.meeting", "in writing: a note", EITHER, "书面咨询，不是论证会"),
    holds(HEARD, "touches neither", {"participation": None}),
    holds(HEARD, "of wide concern, and heard", declared("wide_concern")),
    refuses(HEARD, "of wide concern, and not heard", declared("wide_concern", participation=None), "公众参与尚未办结"),
    excuses(
        HEARD,
        "touches interests and is not public by law",
        {"participation": None} | left_out("participation", "涉及国家秘密。", "interests", "not_public"),
        "公众参与尚未办结",
    ),
    holds(RISK, "not disputed", {"risk_assessments": []}),
    holds(RISK, "disputed, and assessed", declared("disputed")),
    refuses(RISK, "disputed, and not assessed", declared("disputed", "risk", risk_assessments=[]), "风险评估尚未办结"),
    excuses(
        RISK,
        "disputed, and no harm",
        {"risk_assessments": []} | left_out("risk_assessment", "不会造成不利影响。", "disputed"),
        "风险评估尚未办结",
    ),
]


# -------------------------------------------------------------------- Guangdong
def requested(answered: str | None, reason: str = "意见分歧不大。") -> dict[str, Any]:
    """The second opinion asks for a hearing; opinions were solicited until Wednesday 31 August."""
    answer = {"on": answered, "disposition": "rejected", "reason": reason} if answered else None
    return {"opinions": [WORDS["opinions"][0], WORDS["opinions"][1] | {"asks_hearing": True, "answer": answer}]}


GUANGDONG = [
    holds("gd-303.14", "nobody asked for one"),
    # Monday 12 September was a holiday
    holds("gd-303.14", "working day 10", requested("2022-09-15")),
    refuses("gd-303.14", "working day 11: a note", requested("2022-09-16"), "第2条意见", "第11个工作日", "超过10个"),
    refuses("gd-303.14", "no answer", requested(None), "没有答复"),
    refuses("gd-303.14", "refused without a reason", requested("2022-09-05", " "), "没有说明理由"),
]

CASES = [
    *at(HLJ, *HEILONGJIANG, *SILENCE),
    *at(SH, *SHANGHAI),
    *at(HEB, *HEBEI),
    *at(CZ, *CANGZHOU, *both("cz-2025-4.25.executor", "乡村建设办公室")),
    *at(JN, *both("jn-287.16.unit", "财政所")),
    *at(ZJ, *ZHEJIANG),
    *at(GD, *GUANGDONG),
]
