"""What the yearly catalogue plans: the house rule on its stages."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import excuses, holds, left_out, refuses
from tests.domain.rule_cases.hearings import held

PLANNED, DAY = "house.planned", "house.planned_day"
STARTED, DUE, WHY = "initiation.on", "initiation.due", "initiation.departure"


def plan(*stages: str) -> dict[str, Any]:
    """The matter carries out an item of the catalogue that plans these stages."""
    return {"plan": {"listed": "2022-01-20", "due": "2022-12-31", "stages": stages}}


def omitted(stage: str, reason: str) -> dict[str, Any]:
    """The newest draft says why a stage is left out."""
    return {"drafts.1.omissions": [{"stage": stage, "reason": reason}]}


def adjusted(*stages: str, **more: Any) -> dict[str, Any]:
    """The catalogue was adjusted while the matter ran: these stages are planned no longer."""
    return {"plan_changes": [{"on": "2022-08-01", "dropped": stages, "reason": "各方没有分歧。"} | more]}


CASES = [
    excuses(PLANNED, "dropped while it ran", plan() | adjusted("hearing"), "原列明本事项履行听证", "2022年8月1日"),
    excuses(PLANNED, "off the list", {"plan": None} | adjusted("hearing", removed=True), "各方没有分歧"),
    refuses(PLANNED, "dropped, and nobody said why", plan() | adjusted("hearing", reason="无"), "没有写明理由"),
    holds(PLANNED, "dropped before it was proposed", plan() | adjusted("hearing", on="2022-06-30")),
    holds(PLANNED, "dropped, and held all the same", plan() | adjusted("hearing") | held()),
    holds(PLANNED, "dropped and planned anew", plan("participation") | adjusted("participation")),
    holds(PLANNED, "no item of the catalogue"),
    holds(PLANNED, "an item of which no stage is known", plan()),
    holds(PLANNED, "what was planned was done", plan("participation", "expert_review", "risk_assessment")),
    holds(PLANNED, "what comes after is not missed", plan("legality_review", "deliberation") | {"meetings": []}),
    holds(PLANNED, "the hearing was held and reported", plan("hearing") | held()),
    refuses(PLANNED, "a hearing planned, none announced", plan("hearing"), "也没有说明不履行的理由：听证。"),
    refuses(PLANNED, "two at once", plan("hearing", "fair_competition"), "理由：听证、公平竞争审查。"),
    refuses(PLANNED, "called for tenders, no competition review", plan("fair_competition"), "公平竞争审查"),
    refuses(PLANNED, "a reason of blanks", plan("hearing") | omitted("hearing", " "), "不履行的理由：听证。"),
    refuses(PLANNED, "a reason for something else", plan("hearing") | omitted("fair_competition", "不涉及。"), "听证"),
    excuses(PLANNED, "a reason on record", plan("hearing") | omitted("hearing", "各方没有分歧。"), "各方没有分歧"),
    refuses(PLANNED, "no experts", plan("expert_review") | {"expert_review": None}, "专家论证"),
    excuses(
        PLANNED,
        "experts left out with a ground",
        plan("expert_review") | {"expert_review": None} | left_out("expert_review", "不涉及专业技术问题。"),
        "不涉及专业技术问题",
    ),
    refuses(PLANNED, "no finding on risk", plan("risk_assessment") | {"risk_assessments.0.finding": None}, "风险评估"),
    refuses(PLANNED, "no result of participation", plan("participation") | {"participation": None}, "公众参与"),
    holds(DAY, "no item of the catalogue", {DUE: "2023-01-01"}),
    holds(DAY, "on the planned day", plan() | {DUE: "2022-12-31"}),
    holds(DAY, "before it", plan() | {DUE: "2022-12-30"}),
    holds(DAY, "no day set, started before it", plan() | {DUE: None}),
    holds(DAY, "not started", plan() | {"initiation": None}),
    holds(DAY, "started before it was listed", plan() | {DUE: "2023-01-01", "plan.listed": "2022-07-16"}),
    refuses(DAY, "one day later", plan() | {DUE: "2023-01-01"}, "2022年12月31日", "2023年1月1日", "没有说明理由"),
    refuses(
        DAY, "listed on the day it was started", plan() | {DUE: "2023-01-01", "plan.listed": "2022-07-15"}, "没有说明"
    ),
    refuses(DAY, "no day set, started after it", plan() | {DUE: None, "plan.due": "2022-07-14"}, "2022年7月15日"),
    refuses(DAY, "a reason of blanks", plan() | {DUE: "2023-01-01", WHY: " "}, "没有说明理由"),
    excuses(DAY, "a reason on record", plan() | {DUE: "2023-01-01", WHY: "等待县级资金计划。"}, "等待县级资金计划"),
]
