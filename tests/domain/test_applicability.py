"""Which stages may be left out, and which a matter goes without."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful, rulebook
from tests.domain.rule_cases.case import left_out as declared
from workflow.domain.applicability import left_out, optional_stages
from workflow.domain.lawparts import Profile
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import OptionalStage


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
