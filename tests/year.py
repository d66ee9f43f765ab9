"""A year of several decisions, walked through the one door; what the report must say of it is written down by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from tests.helpers import PASSWORD
from tests.walk import WAY, Walk
from workflow.domain.actor import Actor
from workflow.services.steps import NotAllowed, Refused, Stale
from workflow.services.unit import Session

YEAR_BEGIN = dt.datetime(2021, 1, 4, 1, 0, tzinfo=dt.UTC)
"""When the log begins."""
YEAR_END = dt.datetime(2022, 12, 20, 2, 0, tzinfo=dt.UTC)
"""The real time of a test that looks back at the year."""


@dataclass
class Year:
    """The decisions of the year by what became of them."""

    archived: Walk
    published: Walk
    declined: Walk
    left_over: Walk
    before: Walk
    rejected: Walk


def walk(session: Session, actors: dict[str, Actor], start: dt.date) -> Walk:
    found = Walk(session, actors, start)
    found.password = PASSWORD
    return found


def go(walk: Walk, after: str, until: str, later: int = 0) -> None:
    """Go the lawful way from behind `after` up to and including `until`, `later` days later than usual."""
    names = [name for name, _, _ in WAY]
    for name, role, day in WAY[names.index(after) + 1 : names.index(until) + 1]:
        walk.take(name, role, day + later)


def walk_year(session: Session, actors: dict[str, Actor]) -> Year:
    """2022 with what was left over of 2021; see the comments for what is out of the ordinary."""
    before = walk(session, actors, dt.date(2021, 3, 1))  # over before the year begins
    before.take("initiation.propose", "staff", 0)
    before.take("initiation.study", "unit_lead", 2)
    before.take("initiation.decline", "chief", 3)

    left_over = walk(session, actors, dt.date(2021, 12, 20))
    left_over.take("initiation.propose", "staff", 0, title="清泉乡国土空间规划", category="plan")
    left_over.take("initiation.study", "unit_lead", 20)

    archived = walk(session, actors, dt.date(2022, 3, 1)).through("publication.archive")

    declined = walk(session, actors, dt.date(2022, 4, 1))
    declined.take("initiation.propose", "staff", 0, title="修建乡文化广场", category="other")
    declined.take("initiation.amend", "staff", 1, title="修建乡文化小广场", category="project", basis="群众来信。")
    declined.take("initiation.study", "unit_lead", 3)
    with pytest.raises(NotAllowed):
        declined.take("initiation.decline", "staff", 4)
    declined.take("initiation.decline", "chief", 5)

    rejected = walk(session, actors, dt.date(2022, 4, 10)).before("deliberation.decide")
    rejected.take("deliberation.decide", "recorder", 62, outcome="rejected", text="不予通过。", **votes("against"))
    return Year(archived, _published(session, actors), declined, left_over, before, rejected)


def votes(first: str, second: str = "against", third: str = "against") -> dict[str, object]:
    dissent = {"for": "", "abstain": "", "against": "资金没有着落，建议缓行。"}
    ballots = [
        {"number": number, "vote": vote, "dissent": dissent[vote]}
        for number, vote in enumerate((first, second, third), 1)
    ]
    return {"ballots": ballots}


def _published(session: Session, actors: dict[str, Actor]) -> Walk:
    """Everything that can go wrong does, and is put right: the decision is published and not yet archived."""
    found = walk(session, actors, dt.date(2022, 6, 1))
    found.take("initiation.propose", "staff", 0, title="清泉乡农村人居环境整治办法", category="policy")
    go(found, "initiation.propose", "drafting.save")
    found.take("participation.open", "staff", 11)
    with pytest.raises(Refused):
        found.take("legality_review.submit", "unit_lead", 12)  # nothing has been done yet
    experts = [
        {"name": name, "field": "环境工程", "unit": "县生态环境局", "no_interest": True} for name in ("周平", "吴静")
    ]
    found.take("expert_review.convene", "staff", 12, experts=experts)
    for number in (1, 2):
        found.take("expert_review.opine", "staff", 14, expert=number)
    found.take(
        "expert_review.opine", "staff", 15, expert=2, conclusion="with_changes", anew="原件为修改后可行。"
    )  # supersedes the second
    feedbacks = [
        {"expert": 1, "disposition": "adopted", "reason": "已吸收。"},
        {"expert": 2, "disposition": "partly", "reason": "部分吸收。"},
    ]
    found.take("expert_review.conclude", "staff", 16, feedbacks=feedbacks)
    found.take("risk_assessment.start", "staff", 16)
    found.take("risk_assessment.report", "staff", 20, level="high")
    found.take("risk_assessment.find", "chief", 21, controllable=False, reason="措施不足。")
    found.take("drafting.save", "staff", 22, body="一、总体要求。\n二、分步实施。", change="改为分步实施。")
    found.take("risk_assessment.start", "staff", 23)
    found.take("risk_assessment.report", "staff", 24, level="medium")
    found.take("risk_assessment.find", "chief", 25)
    for text in ("建议每组设一处垃圾点。", "建议取消收费。", "建议每组设一处垃圾收集点。", "反对。"):
        found.take("participation.receive", "staff", 26, text=text)
    found.take("participation.answer", "staff", 43, number=1, disposition="partly", reason="先行试点。")
    found.take("participation.answer", "staff", 44, number=1, revision=1, disposition="adopted", reason="予以采纳。")
    found.take("participation.answer", "staff", 44, number=2, disposition="rejected", reason="收费有依据。")
    found.take("participation.answer", "staff", 44, number=3, disposition="adopted", reason="同一号。", duplicate_of=1)
    found.take("participation.answer", "staff", 44, number=4, disposition="partly", reason="先修主管道。")
    found.take("participation.conclude", "staff", 45, summary="共收到意见4条。")
    found.take("legality_review.submit", "unit_lead", 46)
    found.take("legality_review.return", "legal_reviewer", 47)
    found.take("legality_review.submit", "unit_lead", 48)
    found.take("legality_review.accept", "legal_reviewer", 48)
    found.take("legality_review.request_supplement", "legal_reviewer", 49)
    found.take("legality_review.supply", "unit_lead", 50)
    found.take("legality_review.counsel", "legal_reviewer", 51)
    found.take("legality_review.conclude", "legal_reviewer", 65, conclusion="amend", advice="删去第二条。")
    found.take("drafting.save", "staff", 66, body="一、总体要求。\n二、分期实施。", change="按审查意见修改。")
    found.take("legality_review.submit", "unit_lead", 67)
    found.take("legality_review.accept", "legal_reviewer", 68)
    found.take("legality_review.counsel", "legal_reviewer", 69)
    with pytest.raises(Refused):
        found.take("legality_review.conclude", "legal_reviewer", 70)  # the time guaranteed is not over
    found.take("legality_review.conclude", "legal_reviewer", 82)
    go(found, "legality_review.conclude", "deliberation.speak:1", 22)
    outcome = {"outcome": "adopted", "majority_reason": "事关防汛，不能再等。", **votes("for", "against", "against")}
    found.take("deliberation.decide", "recorder", 84, **outcome)
    with pytest.raises(Stale):
        found.take("publication.publish", "office", 85, number="清泉府发〔2022〕9号")
    found.take("publication.report_party", "office", 85)
    late = found.at
    found.at = lambda day: late(day + dt.timedelta(days=9))  # entered nine days after it happened
    found.take("publication.publish", "office", 90, number="清泉府发〔2022〕9号")
    found.at = late
    return found
