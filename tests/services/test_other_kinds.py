"""What holds a major decision back holds other kinds back where they carry the same risk: no stage is only gone through."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import Walk, way_of
from workflow.domain.terms import CompetitionItem
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.steps import Refused


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def before(walk: Walk, kind: str, step: str) -> None:
    """Take the lawful way of a kind up to, not including, a step."""
    for each, role, day in way_of(kind):
        if each == step:
            return
        walk.take(each, role, day, **({"kinds": [kind]} if each == "initiation.propose" else {}))
    raise AssertionError(step)


def refused(walk: Walk, step: str, role: str, day: int, /, **changes: object) -> list[str]:
    """By which rules a step is not taken."""
    with pytest.raises(Refused) as refusal:
        walk.take(step, role, day, **changes)
    return sorted(each.rule_id for each in refusal.value.findings if each.stops)


def test_an_empty_assessment_of_an_investment_project_is_none(walk: Walk) -> None:
    before(walk, "investment_project", "risk_assessment.report")
    empty = {"text": "", "points": [], "heard": [], "departments": ""}
    assert refused(walk, "risk_assessment.report", "staff", 20, **empty) == [
        "house.kinds.risk_departments",
        "house.kinds.risk_points",
        "house.kinds.risk_report",
    ]


def test_an_investment_project_that_is_found_uncontrollable_goes_no_further(walk: Walk) -> None:
    before(walk, "investment_project", "risk_assessment.find")
    walk.take("risk_assessment.find", "chief", 21, controllable=False, reason="资金链断裂风险无法排除。")
    assert refused(walk, "legality_review.submit", "unit_lead", 45, materials=["draft", "bases"]) == [
        "house.kinds.risk_controllable"
    ]
    assert refused(walk, "risk_assessment.start", "staff", 45) == ["house.kinds.risk_changed"]


@pytest.mark.parametrize("kind", ["policy_document", "investment_project"])
def test_what_touches_operators_is_put_through_fair_competition_review_whatever_its_kind(walk: Walk, kind: str) -> None:
    walk.start = dt.date(2025, 3, 3)
    for step, role, day in way_of(kind):
        if step == "legality_review.submit":
            break
        kinds = {"kinds": [kind]} if step == "initiation.propose" else {}
        traits = {"traits": ["operators"]} if step == "drafting.save" else {}
        walk.take(step, role, day, **kinds, **traits)
    sent = "legality_review.submit", "unit_lead", 45
    assert refused(walk, *sent, materials=["draft", "bases"]) == ["cn-783.18"]
    checks = [{"item": item, "touched": False} for item in CompetitionItem]
    assert "cn-783.8" in refused(walk, "fair_competition.examine", "staff", 44, checks=checks[:-1])
    walk.take("fair_competition.examine", "staff", 44)
    walk.take("fair_competition.conclude", "unit_lead", 44)
    walk.take(*sent, materials=["draft", "bases"])


def test_a_contract_is_not_signed_a_second_time_for_ten_times_the_amount(walk: Walk) -> None:
    for step, role, day in way_of("contract"):
        walk.take(step, role, day, **({"kinds": ["contract"]} if step == "initiation.propose" else {}))
    walk.take("publication.sign", "staff", 63, term="")
    with pytest.raises(BadInput) as told:
        walk.take("publication.sign", "staff", 64, amount="人民币120万元")
    assert set(told.value.problems) == {"anew"}
    walk.take("publication.sign", "staff", 64, term="2022年10月至2023年9月")  # what was left open
    walk.take(
        "publication.sign", "staff", 65, amount="人民币12.6万元", term="2022年10月至2023年9月", anew="原件为12.6万元。"
    )
    assert walk.decision_id
    signing = load(walk.session, walk.decision_id).signing
    assert signing
    assert (signing.amount, signing.anew) == ("人民币12.6万元", "原件为12.6万元。")
