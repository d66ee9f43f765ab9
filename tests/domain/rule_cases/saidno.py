"""Words that say no, marked as a yes (house rule 76)."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import holds, refuses

STUDY, EXPERTS, OPINION = "house.study_worded", "house.experts_worded", "house.opinion_worded"
PARTY, STATEMENTS, RESOLUTION = "house.party_worded", "house.statements_worded", "house.resolution_worded"
EXPERT, REVIEW, MEETING = "expert_review.experts.0.opinion", "reviews.0.conclusion", "meetings.0"
SECOND = f"{MEETING}.members.1.statement"
DECIDED, MINUTES, OUTCOME = (f"{MEETING}.resolution.{each}" for each in ("text", "minutes", "outcome"))


def said(agreed: bool, text: str) -> dict[str, Any]:
    """What the Party committee said before the meeting."""
    return {"party_discussions": [{"on": "2022-10-15", "meeting": "党委会议", "agreed": agreed, "text": text}]}


def corrected(passage: str, text: str) -> dict[str, Any]:
    """The decision is to do it; an erratum puts other words in place of some of it."""
    erratum = {"on": "2022-10-19", "passage": passage, "text": text, "reason": "漏字。"}
    return {DECIDED: "会议同意实施。", f"{MEETING}.corrections": [erratum]}


CASES = [
    holds(STUDY, "a need, and why"),
    holds(STUDY, "found needless, and noted so", {"study.necessary": False, "study.opinion": "没有必要。"}),
    refuses(STUDY, "needless by its words", {"study.opinion": "没有必要，建议不予启动。"}, "却记录为有必要"),
    holds(EXPERTS, "nothing against it"),
    holds(
        EXPERTS,
        "opposed, and noted so",
        {f"{EXPERT}.conclusion": "oppose", f"{EXPERT}.feasibility": "水源不足，不可行。"},
    ),
    refuses(
        EXPERTS,
        "not feasible, and supported",
        {f"{EXPERT}.conclusion": "support", f"{EXPERT}.feasibility": "水源不足，不可行。"},
        "结论却记录为“赞成”",
    ),
    holds(OPINION, "lawful"),
    holds(OPINION, "what was found wanting was put right", {f"{REVIEW}.text": "第三条不符合水法，已按意见修改。"}),
    refuses(OPINION, "unlawful by its words", {f"{REVIEW}.text": "超越法定权限，不合法。"}, "结论却为可以提交讨论"),
    refuses(
        OPINION,
        "one aspect by its words",
        {f"{REVIEW}.findings.0.text": "不符合上位法规定。"},
        "却认定为符合：是否符合法定权限",
    ),
    holds(PARTY, "agreed", said(True, "同意提交。")),
    holds(PARTY, "against, and noted so", said(False, "不同意提交。")),
    refuses(PARTY, "against by its words", said(True, "不同意提交，暂缓。"), "写有“不同意”，却记录为同意"),
    holds(STATEMENTS, "agreed"),
    holds(STATEMENTS, "others object", {f"{SECOND}.words": "同意。有村民不同意占地，要做好工作。"}),
    holds(STATEMENTS, "objects, and noted so", {f"{SECOND}.words": "不同意。", f"{SECOND}.position": "disagree"}),
    refuses(STATEMENTS, "objects", {f"{SECOND}.words": "我不同意该方案，资金没有落实。"}, "却记录为“同意”"),
    holds(RESOLUTION, "adopted"),
    holds(RESOLUTION, "one part is put off", {DECIDED: "同意实施管网工程。收费问题暂缓，另行研究。"}),
    holds(RESOLUTION, "not adopted, and noted so", {OUTCOME: "rejected", DECIDED: "会议决定不予通过。"}),
    holds(RESOLUTION, "an erratum leaves it a yes", corrected("同意实施", "原则同意实施")),
    holds(RESOLUTION, "no meeting", {"meetings": []}),
    refuses(RESOLUTION, "not adopted by its words", {DECIDED: "会议决定不予通过。"}, "会议决定写明", "“通过”"),
    refuses(RESOLUTION, "put off by the minutes", {MINUTES: "会议讨论后决定暂缓，待资金落实后再议。"}, "会议纪要写明"),
    refuses(RESOLUTION, "an erratum makes it a no", corrected("同意实施", "不同意实施"), "会议决定写明"),
]
