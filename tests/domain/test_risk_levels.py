"""What only other places ask of risk assessment: parameters of guards that no rule of the township sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.dossiers import having, setting
from workflow.domain.calendar import Convention
from workflow.domain.guarding import GUARDS
from workflow.domain.guards.fair_competition import HearingParams, ReviewedParams
from workflow.domain.guards.risk_assessment import AssessmentParams, LevelParams, SimpleParams
from workflow.domain.text import Text

# a city whose levels have consequences from the middle up, and a province with a simple procedure for small risks
LEVELS = {"low": "proceed", "medium": "prevent", "upper": "prevent", "high": "reconsider"}
ELSEWHERE = replace(
    setting(),
    effects={"risk_levels": LEVELS, "risk_procedures": {"ordinary": "", "simple": "simple"}},
    labels={"risk_levels": {key: Text(f"{key}风险", key) for key in LEVELS}},
)
FOLLOW = {"on": date(2022, 9, 1), "actions": ["measures"], "text": "便道已经修好。"}


def gaps(guard: str, params: dict[str, Any], *, record: bool = False, **change: Any) -> list[str]:
    dossier = having({f"risk_assessments.0.{key.replace('__', '.')}": value for key, value in change.items()})
    asked = GUARDS[guard].params.model_validate(params)
    found = list(GUARDS[guard].check(dossier, asked, replace(ELSEWHERE, record=record)))
    assert all(each.detail.en for each in found)
    return [each.detail.zh for each in found]


ALL = {"consequences": ["prevent", "reconsider"]}


@pytest.mark.parametrize(
    ("level", "follow", "said"),
    [
        ("low", None, ""),
        ("medium", None, "评估为medium风险，没有落实防范措施的记录"),
        ("upper", None, "评估为upper风险，没有落实防范措施的记录"),
        ("medium", FOLLOW, ""),
        ("high", None, "应当不予实施，或者调整草案后重新评估"),
        ("high", FOLLOW, "应当不予实施，或者调整草案后重新评估"),
        ("unheard of", None, ""),
    ],
)
def test_a_level_means_what_the_profile_says(level: str, follow: dict[str, Any] | None, said: str) -> None:
    found = gaps("level_heeded", ALL, report__level=level, follow=follow)
    assert [said in each for each in found] == ([True] if said else [])


def test_a_level_without_consequence_in_the_rule_has_none() -> None:
    assert gaps("level_heeded", {"consequences": ["reconsider"]}, report__level="medium") == []
    assert gaps("level_heeded", ALL, report=None) == []


def test_in_the_township_no_level_has_a_consequence() -> None:
    params = LevelParams.model_validate(ALL)
    high = having({"risk_assessments.0.report.level": "high"})
    assert list(GUARDS["level_heeded"].check(high, params, setting())) == []


@pytest.mark.parametrize(
    ("procedure", "level", "refused"),
    [("simple", "low", False), ("simple", "medium", True), ("ordinary", "medium", False), ("", "high", False)],
)
def test_the_simple_procedure_is_for_small_risks(procedure: str, level: str, refused: bool) -> None:
    found = gaps("simple_procedure_open", {"levels": ["low"]}, procedure=procedure, report__level=level)
    assert [("不适用简易程序" in each) for each in found] == ([True] if refused else [])


def test_a_place_may_want_the_very_version_assessed() -> None:
    # the first version was assessed, the second one went on
    assert gaps("risk_assessment_held", {}) == []
    assert "评估的是草案第1版" in gaps("risk_assessment_held", {"same_version": True})[0]
    assert gaps("risk_assessment_held", {"same_version": True}, version=2) == []
    assert gaps("risk_assessment_held", {"same_version": True}, version=2, record=True) == []


def test_stricter_parameters_are_stricter_and_say_themselves() -> None:
    counted = Convention.FIRST_DAY_EXCLUDED
    for weak, strong in (
        (AssessmentParams(), AssessmentParams(same_version=True)),
        (LevelParams(consequences=("prevent",)), LevelParams(consequences=("prevent", "reconsider"))),
        (SimpleParams(levels=("low", "medium")), SimpleParams(levels=("low",))),
        (ReviewedParams(), ReviewedParams(regulator=True)),
        (HearingParams(parties=("public",), notice=True), HearingParams(parties=("public",))),
    ):
        assert weak.strictness() < strong.strictness()
        assert all(label.en and value.en for label, value in strong.numbers(counted))
    assert len(AssessmentParams(same_version=True).numbers(counted)) == 1
    assert len(ReviewedParams(regulator=True).numbers(counted)) == 1
    with pytest.raises(ValidationError):
        LevelParams(consequences=("forbid",))
