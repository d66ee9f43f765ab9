"""Which stages may be left out, and which a matter goes without."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having, lawful, rulebook, setting
from tests.domain.rule_cases.case import left_out as declared
from workflow.domain.applicability import left_out, optional_stages, traits_of
from workflow.domain.checking import check_dossier
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Profile
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import OptionalStage, Trait


def national() -> Rulebook:
    """The township without house rules of its own."""
    profile = Profile.model_validate(rulebook().profile.model_dump() | {"house": None})
    return Rulebook(profile, rulebook().procedure, rulebook().instruments)


def test_the_township_leaves_out_participation_alone_and_only_by_law() -> None:
    assert optional_stages(rulebook()) == {OptionalStage.PARTICIPATION}
    assert optional_stages(national()) == set(OptionalStage)


def test_a_ground_is_needed_and_the_declaration_to_fit() -> None:
    assert left_out(rulebook(), lawful()) == frozenset()
    secret = having(declared("participation", "依法不予公开。", "not_public"))
    assert left_out(rulebook(), secret) == {OptionalStage.PARTICIPATION}
    assert left_out(rulebook(), having(declared("participation", "依法不予公开。"))) == frozenset()


def test_experts_are_left_out_only_where_the_matter_is_not_technical() -> None:
    plain = having(declared("expert_review", "不属于专业性、技术性较强的事项。"))
    assert left_out(national(), plain) == {OptionalStage.EXPERT_REVIEW}
    assert left_out(rulebook(), plain) == frozenset()
    technical = having(declared("expert_review", "不属于专业性、技术性较强的事项。", "technical"))
    assert left_out(national(), technical) == frozenset()


@pytest.mark.parametrize("kinds", ["policy_document", "contract", "investment_project", "administrative_act"])
def test_only_a_major_decision_goes_on_as_an_exploratory_reform(kinds: str) -> None:
    """The exception to what is found unlawful is one for major decisions (713 art. 25(2), 337 art. 26(2))."""
    book = library().rulebook(f"cq-township-2020.1:{kinds}")
    both = library().rulebook(f"cq-township-2020.1:{kinds}+major_decision")
    assert list(book.labels["conclusions"]) == ["lawful", "amend", "unlawful"]
    assert Trait.REFORM not in traits_of(book, Dossier(title="新事项"))
    for found in (both, rulebook()):
        assert "exploratory" in found.labels["conclusions"]
        assert Trait.REFORM in traits_of(found, Dossier(title="新事项"))
    went_on = having({"reviews.0.conclusion.conclusion": "exploratory", "reviews.0.conclusion.risk": "没有依据。"})
    said = [each.detail.zh for each in check_dossier(book, went_on, setting(book=book))]
    assert any("不在本级规定的结论之内" in each for each in said)
