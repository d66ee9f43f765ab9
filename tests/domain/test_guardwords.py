"""The guards in words: every one, in both languages, with a rule that can be copied."""

from __future__ import annotations

import tomllib

import pytest

from workflow.domain.guarding import GUARDS
from workflow.domain.guardwords import PARAMS, GuardWords, guards_in_words
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Rule
from workflow.domain.procedure import Procedure

FOUND = guards_in_words(library())
STEPS: Procedure = library().procedures["major-decision"]


def chinese(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def test_every_guard_is_there_and_every_parameter_means_something() -> None:
    assert {each.name for each in FOUND} == set(GUARDS)
    assert {param.name for each in FOUND for param in each.params} == set(PARAMS), "no word is left over"


@pytest.mark.parametrize("guard", [pytest.param(each, id=each.name) for each in FOUND])
def test_a_guard_says_what_it_looks_at_and_the_rule_to_copy_can_be_read(guard: GuardWords) -> None:
    assert chinese(guard.says.zh)
    assert guard.says.en
    for param in guard.params:
        assert chinese(param.meaning.zh)
        assert not chinese(param.meaning.en)
        assert param.values.zh
        assert (param.default is None) == GUARDS[guard.name].params.model_fields[param.name].is_required()
    filled = guard.sample.replace('zh = "", en = ""', 'zh = "应当。", en = "It must."')
    rule = Rule.model_validate(tomllib.loads(filled)["house"]["rules"][0])
    assert rule.guard == guard.name
    GUARDS[guard.name].params.model_validate(rule.params)
    procedures = library().procedures.values()
    assert all(any(step in each.step_by_id for each in procedures) for step in rule.steps)
    assert any(rule.stage == stage.key for each in procedures for stage in each.stages)


def test_what_may_be_written_for_a_parameter() -> None:
    words = {(each.name, param.name): param for each in FOUND for param in each.params}
    assert words["comment_period_met", "days"].values.en == "a whole number, at least 1"
    assert words["public_share_met", "percent"].values.en == "a whole number, at least 1 and at most 100"
    assert words["comment_period_met", "limit"].values.zh == '任选其一："soft"、"hard"'
    assert words["comment_period_met", "shorten"].values.zh == "true 或者 false"
    assert '"symposium"（座谈会）' in words["material_sent_before", "ways"].values.zh
    default = words["expert_number_met", "limit"].default
    assert default is not None
    assert default.zh == '"hard"'
