"""713 arts. 22 to 24, 337 arts. 23 to 25."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.domain.dossiers import TODAY, WORDS
from tests.domain.rule_cases.case import excuses, holds, left_out, refuses

DEPARTMENTS, POINTS = "cn-713.23.departments", "cn-713.23.points"
REPORT = "cn-713.23.report cq-337.24"
HELD = "cn-713.22 cq-337.23 house.risk_assessment"
CONTROLLABLE = "cn-713.24 cq-337.25"
SCOPED = "house.reuse_scoped"
TOMORROW = TODAY + timedelta(days=1)
REUSED, FOLLOWED = "cn-713.22.2", "cq-337.25.followed"
ROUND = "risk_assessments.0"
OTHER = {
    "title": "环境影响评价",
    "scope": "道路施工，施工期。",
    "made": date(2022, 8, 8),
    "provision": "《中华人民共和国环境影响评价法》",
    "covers": "评价的是同一条道路的施工，线路没有改动。",
}
FOLLOW = {"on": date(2022, 9, 1), "actions": ["measures"], "text": "便道已经修好。"}


def reused(**change: object) -> dict[str, object]:
    """The round uses an assessment made before."""
    return {f"{ROUND}.reused": OTHER | change}


def reused_again(made: date) -> dict[str, object]:
    """Version 1 was found not controllable; for version 2 an assessment made on that day is used."""
    first, second = twice()["risk_assessments"]
    again = second | {"on": date(2022, 9, 20), "reused": OTHER | {"made": made}}
    return {"risk_assessments": [first | {"finding": first["finding"] | {"on": date(2022, 9, 9)}}, again]}


def at_risk(follow: dict[str, object] | None) -> dict[str, object]:
    """A matter that declares risk, with what was done on the conclusion."""
    return {"drafts.1.traits": ["risk"], f"{ROUND}.follow": follow}


def twice() -> dict[str, Any]:
    """Version 1 was found not controllable, then another text controllable."""
    first = WORDS["risk_assessments"][0]
    refused = first | {"finding": first["finding"] | {"controllable": False}}
    return {"risk_assessments": [refused, first | {"version": 2}]}


FITS = "house.level_fits"


def graded(level: str, *grades: tuple[int, int]) -> dict[str, object]:
    """A report of that level, with points of that likelihood and impact."""
    point = WORDS["risk_assessments"][0]["report"]["points"][0]
    points = [point | {"likelihood": likelihood, "impact": impact} for likelihood, impact in grades]
    return {f"{ROUND}.report.level": level, f"{ROUND}.report.points": points}


ASSESSED = "cn-713.22.draft cq-337.23.draft"
FIRST = "drafts.0.on"

CASES = [
    holds(ASSESSED, "begun on the day of the draft", {FIRST: date(2022, 8, 8)}),
    refuses(ASSESSED, "begun one day earlier", {FIRST: date(2022, 8, 9)}, "早于草案第1版（2022年8月9日）"),
    holds(ASSESSED, "of a version it does not name", {f"{ROUND}.version": None}),
    refuses(ASSESSED, "before any draft", {f"{ROUND}.version": None, FIRST: date(2022, 8, 9)}, "早于草案第1版"),
    refuses(ASSESSED, "of a version that is not there", {f"{ROUND}.version": 7}, "没有所评估的草案第7版"),
    refuses(ASSESSED, "no draft at all", {"drafts": []}, "没有可供评估的决策草案"),
    holds(ASSESSED, "made before, under other provisions", {FIRST: date(2022, 8, 9)} | {f"{ROUND}.reused": OTHER}),
    holds(DEPARTMENTS, "departments named"),
    holds(DEPARTMENTS, "no report yet", {f"{ROUND}.report": None}),
    refuses(DEPARTMENTS, "none named", {f"{ROUND}.report.departments": " "}, "没有听取有关部门意见的记录"),
    holds(
        DEPARTMENTS,
        "named one by one",
        {f"{ROUND}.report.departments": "", f"{ROUND}.report.heard": [{"unit": "派出所", "view": "同意。"}]},
    ),
    holds(POINTS, "a measure and a response plan"),
    holds(POINTS, "no report yet", {f"{ROUND}.report": None}),
    refuses(POINTS, "no point", {f"{ROUND}.report.points": []}, "没有明确风险点"),
    refuses(POINTS, "no measure", {f"{ROUND}.report.points.0.measure": ""}, "第1个风险点没有写明防范措施"),
    refuses(POINTS, "no response plan", {f"{ROUND}.report.points.0.response": " "}, "第1个风险点没有写明"),
    refuses(POINTS, "no description", {f"{ROUND}.report.points.0.description": " "}, "第1个风险点没有写明"),
    holds(FITS, "no report yet", {f"{ROUND}.report": None}),
    holds(FITS, "low, as all points are", graded("low", (4, 5), (5, 4))),
    holds(FITS, "a point at the top, and more than low", graded("medium", (5, 5))),
    refuses(FITS, "low beside the top", graded("low", (2, 2), (5, 5), (5, 5)), "第2、3个风险点", "评为极高"),
    holds(REPORT, "written"),
    refuses(REPORT, "no report", {f"{ROUND}.report": None}, "没有书面风险评估报告"),
    refuses(REPORT, "no assessment", {"risk_assessments": []}, "没有书面风险评估报告"),
    refuses(REPORT, "nothing written", {f"{ROUND}.report.text": " "}, "没有说明风险情形、依据和理由"),
    refuses(REPORT, "a level of its own", {f"{ROUND}.report.level": "tiny"}, "风险等级“tiny”不在本级规定"),
    holds(HELD, "found before submission"),
    holds(HELD, "found on the day of submission", {f"{ROUND}.finding.on": date(2022, 9, 27)}),
    refuses(HELD, "found one day later", {f"{ROUND}.finding.on": date(2022, 9, 28)}, "2022年9月28日", "2022年9月27日"),
    refuses(HELD, "reported, not found", {f"{ROUND}.finding": None}, "风险评估尚未办结"),
    refuses(HELD, "never held", {"risk_assessments": []}, "风险评估尚未办结"),
    excuses(
        "cn-713.22 cq-337.23",
        "not risk, with the ground",
        {"risk_assessments": []} | left_out("risk_assessment", "不属于此类事项。"),
        "风险评估尚未办结",
    ),
    refuses(
        "cn-713.22 cq-337.23",
        "declared risk all the same",
        {"risk_assessments": []} | left_out("risk_assessment", "时间不够。", "risk"),
        "风险评估尚未办结",
    ),
    refuses(
        "house.risk_assessment",
        "the house asks always",
        {"risk_assessments": []} | left_out("risk_assessment", "不属于此类事项。"),
        "风险评估尚未办结",
    ),
    holds(REUSED, "assessed anew"),
    holds(REUSED, "made on the very day", reused()),
    refuses(REUSED, "made a day later", reused(made=date(2022, 8, 9)), "2022年8月9日", "2022年8月8日"),
    refuses(REUSED, "under no provision", reused(provision=" "), "没有载明：开展评估的依据"),
    refuses(REUSED, "it is not said why it fits", reused(covers="略"), "为何涵盖草案第1版的有关风险"),
    refuses(REUSED, "of no content", reused() | {f"{ROUND}.report.text": "无"}, "没有写明已有评估所评估的事项"),
    holds(REUSED, "made after the risk was found uncontrollable", reused_again(date(2022, 9, 10))),
    refuses(REUSED, "made before that", reused_again(date(1999, 5, 1)), "1999年5月1日", "不晚于认定风险不可控之日"),
    refuses(REUSED, "made on a day still to come", reused(made=TOMORROW) | {f"{ROUND}.on": TOMORROW}, "还没有到"),
    holds(REUSED, "made today", reused(made=TODAY) | {f"{ROUND}.on": TODAY}),
    holds(SCOPED, "assessed anew"),
    holds(SCOPED, "it is said", reused()),
    refuses(SCOPED, "of no matter", reused(scope="无"), "没有写明已有评估的事项和范围"),
    refuses(SCOPED, "on no day", reused(made=None), "没有写明已有评估的完成日期"),
    refuses(REUSED, "by nobody", reused() | {f"{ROUND}.assessor": ""}, "没有载明：评估单位"),
    holds(FOLLOWED, "no risk declared"),
    holds(FOLLOWED, "measures taken", at_risk(FOLLOW)),
    holds(FOLLOWED, "the draft adjusted", at_risk(FOLLOW | {"actions": ["adjusted"]})),
    holds(FOLLOWED, "not assessed: another rule judges that", {"drafts.1.traits": ["risk"], "risk_assessments": []}),
    refuses(FOLLOWED, "nothing done", at_risk(None), "没有根据评估结论"),
    refuses(FOLLOWED, "nothing chosen", at_risk(FOLLOW | {"actions": []}), "没有根据评估结论"),
    refuses(FOLLOWED, "nothing said", at_risk(FOLLOW | {"text": " "}), "没有根据评估结论"),
    holds(CONTROLLABLE, "found controllable"),
    holds(
        CONTROLLABLE,
        "left out: another rule judges that",
        {"risk_assessments": []} | left_out("risk_assessment", "无不利影响。"),
    ),
    holds(CONTROLLABLE, "changed, and found controllable", twice() | {"drafts.1.body": "第一条　整修十条村道。"}),
    refuses(CONTROLLABLE, "back to what was found uncontrollable", twice(), "与已认定风险不可控的第1版相同"),
    refuses(
        CONTROLLABLE,
        "back to it with another basis",
        twice() | {"drafts.1.bases": [{"title": "公路安全保护条例"}]},
        "第1版相同",
    ),
    refuses(CONTROLLABLE, "found not controllable", {f"{ROUND}.finding.controllable": False}, "已认定风险不可控"),
    refuses(CONTROLLABLE, "not found", {f"{ROUND}.finding": None}, "没有风险可控性的认定"),
]
