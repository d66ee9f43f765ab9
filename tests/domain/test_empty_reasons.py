"""What a reason left blank does, words that give none do: wherever a rule asks for a reason, and wherever one excuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.domain.rule_cases import CASES
from tests.domain.rule_cases.case import Case
from tests.domain.test_rules import alone, judged
from workflow.domain.terms import WithholdGround

REASONS = {
    *(
        "reason",
        "not_major",
        "measures",
        "meeting",
        "change",
        "ground",
        "majority_reason",
        "absence_reason",
        "retitled",
        "departure",
    ),
    *("short_time_reason", "shortened_reason", "late_reason", "unconfirmed", "reasoning"),
    *("again", "why_dropped", "not_anew", "anew", "against_study", "late_review", "not_back"),
}

HASTENED = ("short_time_reason", "shortened_reason")


def emptied(value: Any, words: str, blank: bool, key: str = "") -> Any:
    """`value` with `words` in the place of each reason; `blank`: of those that say nothing at all."""
    if isinstance(value, dict):
        return {each: emptied(found, words, blank, each) for each, found in value.items()}
    if isinstance(value, list | tuple):
        return [emptied(each, words, blank, key) for each in value]
    if isinstance(value, str) and value not in set(WithholdGround) and key.rpartition(".")[2] in REASONS:
        return words if bool(value.strip()) != blank else value
    return value


def changed(blank: bool) -> list[Any]:
    """The cases with a reason that is blank, or given and accepted as an excuse, and no reason in its place."""
    found = []
    for case in CASES:
        asked = bool(case.says) and not case.excused if blank else case.excused
        change = emptied(dict(case.change), "无", blank)
        if asked and change != dict(case.change):
            found.append(pytest.param(replace(case, change=change), id=case.name))
    return found


@pytest.mark.parametrize("case", changed(blank=True))
def test_what_a_blank_reason_does_empty_words_do(case: Case) -> None:
    for rule in case.rules:
        text = "".join(each.detail.zh for each in judged(alone(rule), case))
        assert all(says in text for says in case.says), text


@pytest.mark.parametrize("case", changed(blank=False))
def test_empty_words_excuse_nothing(case: Case) -> None:
    for rule in case.rules:
        found = judged(alone(rule), case)
        assert found
        assert not any(each.excused for each in found)


@pytest.mark.parametrize("case", [case for case in CASES if case.excused], ids=lambda case: case.name)
def test_a_reason_that_is_terse_is_one(case: Case) -> None:
    # haste is no reason for haste
    words = "汛期将至" if any(each in str(case.change) for each in HASTENED) else "时间紧"
    terse = replace(case, change=emptied(dict(case.change), words, blank=False))
    for rule in case.rules:
        found = judged(alone(rule), terse)
        assert found
        assert all(each.excused for each in found)
