"""A rule that came into force after its profile speaks of the steps taken since, and is cited apart until then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.dossiers import having, lawful, rulebook, setting
from tests.domain.rule_cases.fair_competition import FIRST, REVIEW
from workflow.domain.applicability import concerned
from workflow.domain.checking import asked_today, check_dossier, outstanding
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import GUARDS
from workflow.domain.guards.fair_competition import ReviewedParams
from workflow.domain.rulebook import Profile, Rulebook

OPERATORS = {"drafts.1.traits": ["operators"], "competition_reviews": [REVIEW | {"on": date(2022, 9, 14)}]}
LATER = {each.id for each in rulebook().rules if each.later}


def ids(dossier: Dossier, today: date) -> set[str]:
    return {each.rule_id for each in check_dossier(rulebook(), dossier, setting(today))}


def test_a_matter_of_2022_checked_today_is_judged_by_the_law_of_2022() -> None:
    bare = having(
        OPERATORS | {"competition_reviews": [REVIEW | {"on": date(2022, 9, 14), "checks": [], "opinion": None}]}
    )
    assert "cn-783.18" in LATER
    assert ids(bare, date(2025, 12, 1)).isdisjoint(LATER)


def test_a_state_without_facts_is_dated_by_the_last_fact_there_is() -> None:
    claimed = having(OPERATORS | {"meetings": [], "reviews": [], "competition_reviews": [], "party_report": None})
    assert ids(claimed, date(2025, 12, 1)).isdisjoint(LATER)


@pytest.mark.parametrize(("day", "asked"), [(FIRST - timedelta(days=1), False), (FIRST, True)])
def test_a_step_about_to_be_taken_is_asked_by_the_law_of_the_day(day: date, asked: bool) -> None:
    waiting = having({"drafts.1.traits": ["operators"], "reviews": [], "meetings": [], "state": "drafting"})
    found = {each.rule_id for each in outstanding(rulebook(), "legality_review.submit", waiting, setting(day))}
    assert ("cn-783.18" in found) is asked
    shown = {each.id for each in asked_today(rulebook(), "legality_review.submit", waiting, setting(day))}
    assert ("cn-783.18" in shown) is asked


def test_a_step_taken_again_is_asked_by_the_law_of_today() -> None:
    returned = having({"drafts.1.traits": ["operators"], "meetings": [], "state": "drafting"})
    found = {each.rule_id for each in outstanding(rulebook(), "legality_review.submit", returned, setting(FIRST))}
    assert "cn-783.18" in found


def test_a_later_rule_is_not_merged_with_an_earlier_one_of_its_concern() -> None:
    township = rulebook()
    house = township.profile.house.model_dump() if township.profile.house else {}
    later = house["rules"][0] | {"id": "house.later", "since": FIRST, "params": {}}
    profile = Profile.model_validate(
        township.profile.model_dump() | {"house": house | {"rules": [*house["rules"], later]}}
    )
    rules = Rulebook(profile, township.procedure, township.instruments).rules
    found = [(each.id, each.later) for each in rules if each.rule.concern == "participation_held"]
    assert sorted(found) == [("house.later", FIRST), ("house.participation", None)]


def test_the_regulator_is_asked_for_by_a_parameter_alone() -> None:
    reviewed = having(OPERATORS)
    ask = GUARDS["competition_reviewed"].check
    assert list(ask(reviewed, ReviewedParams(), setting())) == []
    (gap,) = ask(reviewed, ReviewedParams(regulator=True), setting())
    assert "没有市场监督管理部门的审查结论" in gap.detail.zh
    opinion = REVIEW["opinion"] | {"regulator": True}
    by_regulator = having(OPERATORS | {"competition_reviews": [REVIEW | {"opinion": opinion}]})
    assert list(ask(by_regulator, ReviewedParams(regulator=True), setting())) == []


def test_a_stage_belongs_to_the_matters_that_touch_it_or_have_begun_it() -> None:
    procedure = rulebook().procedure
    pending = procedure.states("drafting", {})
    assert "fair_competition" not in concerned(procedure, pending, lawful())
    assert concerned(procedure, pending, having(OPERATORS)) == {stage.key for stage in procedure.stages}
    begun = procedure.states("drafting", {"fair_competition": "examined"})
    assert "fair_competition" in concerned(procedure, begun, lawful())
