"""713 arts. 19 and 20, 337 arts. 19, 20 and 22."""

from __future__ import annotations

from datetime import date

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import excuses, holds, left_out, refuses

NAMED, INTEREST = "cn-713.19.experts cq-337.19.experts", "cn-713.20 cq-337.20"
SIGNED, FEEDBACK = "cn-713.19.signed cq-337.22.signed", "cq-337.22.feedback"
HELD = "cn-713.19 cq-337.19.held house.expert_review"
OTHER = {"drafts.1.body": "第一条　整修十条村道。"}
ONE, TWO = "expert_review.experts.0", "expert_review.experts.1"

ASPECTS = (("necessity", "必要性"), ("feasibility", "可行性"), ("soundness", "科学性"))
MORE = (("legality", "合法性"), ("risk", "风险可控性"))


def neither(aspect: str) -> dict[str, object]:
    """Neither expert speaks to `aspect`."""
    return {f"{ONE}.opinion.{aspect}": "", f"{TWO}.opinion.{aspect}": " "}


AGAIN = "house.reargued"


def argued_before(first: int, **newest: object) -> dict[str, object]:
    """Experts concluded on that version before those of the lawful dossier were convened anew."""
    earlier = WORDS["expert_review"] | {"version": first}
    return {"earlier_expert_reviews": [earlier]} | {f"expert_review.{key}": value for key, value in newest.items()}


CASES = [
    holds(AGAIN, "argued once"),
    holds(AGAIN, "another text", argued_before(1, version=2) | OTHER),
    refuses(AGAIN, "the same text, without a reason", argued_before(1), "第1版的内容已经办过专家论证"),
    refuses(AGAIN, "a reason that is none", argued_before(1, again="无。"), "再次办理的理由"),
    refuses(AGAIN, "that it is argued again", argued_before(1, again="需要再次论证。"), "再次办理的理由：没有写明"),
    excuses(AGAIN, "the same text, with the reason", argued_before(1, again="专家组缺少排水专业。"), "缺少排水专业"),
    holds(NAMED, "two experts"),
    holds(
        NAMED,
        "the law asks no number: one will do",
        {"expert_review.experts": [{"number": 1, "name": "陈工", "field": "道路", "unit": "学会"}]},
    ),
    refuses(NAMED, "none named", {"expert_review.experts": []}, "没有确定参加论证的专家"),
    refuses(NAMED, "no review", {"expert_review": None}, "没有确定参加论证的专家"),
    refuses(NAMED, "a name that is blank", {f"{TWO}.name": " "}, "没有确定参加论证的专家"),
    holds(INTEREST, "each declared"),
    refuses(INTEREST, "the second of two did not", {f"{TWO}.no_interest": False}, "孙工"),
    holds(SIGNED, "each signed"),
    refuses(SIGNED, "one not signed", {f"{TWO}.opinion.signed": False}, "专家孙工书面意见没有署名或者盖章"),
    refuses(SIGNED, "one gave none", {f"{ONE}.opinion": None}, "专家陈工尚未提出书面意见"),
    *(
        each
        for rules, aspects in (("cn-713.19.aspects cq-337.19", ASPECTS), ("cq-337.19", MORE))
        for aspect, label in aspects
        for each in (
            holds(rules, f"one of two speaks to {aspect}", {f"{TWO}.opinion.{aspect}": ""}),
            refuses(rules, f"neither speaks to {aspect}", neither(aspect), f"没有论证：{label}。"),
        )
    ),
    *(holds("cn-713.19.aspects", f"Order 713 does not ask for {aspect}", neither(aspect)) for aspect, _ in MORE),
    holds(FEEDBACK, "each told"),
    holds(FEEDBACK, "who gave no opinion is told nothing", {f"{TWO}.opinion": None, f"{TWO}.feedback": None}),
    refuses(FEEDBACK, "one not told", {f"{TWO}.feedback": None}, "没有向专家孙工反馈"),
    refuses(FEEDBACK, "told without a reason", {f"{ONE}.feedback.reason": " "}, "没有向专家陈工反馈"),
    holds(HELD, "concluded before submission"),
    holds(HELD, "concluded on the day of submission", {"expert_review.result.on": date(2022, 9, 27)}),
    refuses(
        HELD,
        "concluded one day later",
        {"expert_review.result.on": date(2022, 9, 28)},
        "2022年9月28日",
        "2022年9月27日",
    ),
    refuses(HELD, "not concluded", {"expert_review.result": None}, "专家论证尚未办结"),
    refuses(HELD, "never held", {"expert_review": None}, "专家论证尚未办结"),
    excuses(
        "cn-713.19 cq-337.19.held",
        "not technical, with the ground",
        {"expert_review": None} | left_out("expert_review", "不属于此类事项。"),
        "专家论证尚未办结",
    ),
    refuses(
        "cn-713.19 cq-337.19.held",
        "declared technical all the same",
        {"expert_review": None} | left_out("expert_review", "时间不够。", "technical"),
        "专家论证尚未办结",
    ),
    refuses(
        "house.expert_review",
        "the house asks always",
        {"expert_review": None} | left_out("expert_review", "不属于此类事项。"),
        "专家论证尚未办结",
    ),
]
