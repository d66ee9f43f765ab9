"""Every rule, as its own instrument writes it and as it holds in the township: where it is met and where it is not."""

from __future__ import annotations

from functools import cache

import pytest

from tests.domain.dossiers import LABEL, TODAY, lawful, rulebook, setting
from tests.domain.rule_cases import CASES
from tests.domain.rule_cases.case import Case
from workflow.domain.checking import Finding, check_dossier, findings_of
from workflow.domain.guarding import GUARDS
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Kind, Rule
from workflow.domain.rulebook import Citation, EffectiveRule
from workflow.domain.text import Text

SOURCES = [
    *((Text(f"《{each.name.zh}》", each.name.en), each.rules) for each in library().instruments.values()),
    *(
        (Text(f"《{profile.house.name.zh}》", profile.house.name.en), profile.house.rules)
        for profile in library().profiles.values()
        if profile.house
    ),
]
OWN_RULES = {rule.id: rule for _, rules in SOURCES for rule in rules}
TOWNSHIP = [
    library().rulebook(f"{label}:{kind.key}")
    for label in (LABEL, "cq-township-2024.1")
    for kind in rulebook().profile.kinds
]


def likeness(rule: Rule) -> tuple[object, ...]:
    """What two rules have in common that a case of the one is a case of the other."""
    return rule.guard, GUARDS[rule.guard].params.model_validate(rule.params), rule.when


LIKE = {
    likeness(rule): [rule_id for rule_id, other in OWN_RULES.items() if likeness(other) == likeness(rule)]
    for rule in OWN_RULES.values()
}


def cases_of(rule: Rule) -> list[Case]:
    """The cases that name the rule, or else those of the rules that demand exactly the like."""
    named = [case for case in CASES if rule.id in case.rules]
    return named or [case for case in CASES if set(LIKE[likeness(rule)]).intersection(case.rules)]


EACH = [
    pytest.param(rule.id, case, id=f"{rule.id}: {case.name}") for rule in OWN_RULES.values() for case in cases_of(rule)
]
HERE = [
    pytest.param(rule, case, id=f"{rule}: {case.name}")
    for case in CASES
    for rule in case.rules
    if any(rule in {one.rule_id for one in each.citations} for book in TOWNSHIP for each in book.rules)
]


@cache
def alone(rule_id: str) -> EffectiveRule:
    """A rule as if there were no other."""
    source, rule = next((source, rule) for source, rules in SOURCES for rule in rules if rule.id == rule_id)
    citation = Citation(rule.id, source, rule.article.text, Text("", ""))
    guard = GUARDS[rule.guard]
    return EffectiveRule(rule, guard, guard.params.model_validate(rule.params), (citation,))


def judged(rule: EffectiveRule, case: Case) -> list[Finding]:
    return findings_of([rule], case.dossier, setting(case.today, library().rulebook(case.profile)))


@pytest.mark.parametrize(("rule_id", "case"), EACH)
def test_the_rule_as_written(rule_id: str, case: Case) -> None:
    found = judged(alone(rule_id), case)
    assert bool(found) == bool(case.says), [each.detail.zh for each in found]
    text = "".join(each.detail.zh for each in found)
    for words in case.says:
        assert words in text
    for each in found:
        assert each.rule_id == rule_id
        assert each.excused == case.excused
        assert OWN_RULES[rule_id].article.zh in each.articles[0].zh
        assert OWN_RULES[rule_id].article.en in each.articles[0].en
        assert each.detail.zh
        assert each.detail.en


@pytest.mark.parametrize(("rule_id", "case"), HERE)
def test_the_rule_as_it_holds_in_the_township(rule_id: str, case: Case) -> None:
    ruling = next(
        each for book in TOWNSHIP for each in book.rules if rule_id in {one.rule_id for one in each.citations}
    )
    found = judged(ruling, case)
    if case.says:
        assert found, "what one instrument refuses, the stack refuses"
        # what one instrument excuses, a stricter one may refuse
        assert all(each.excused == case.excused for each in found) or (case.excused and ruling.id not in case.rules)
    elif ruling.id == rule_id:
        assert not found
    for each in found:
        assert OWN_RULES[rule_id].article.zh in "".join(article.zh for article in each.articles)


def test_every_rule_has_both_kinds_of_case() -> None:
    """Walks the law files: a rule that is added without its cases fails here."""
    for rule in OWN_RULES.values():
        cases = cases_of(rule)
        assert any(not case.says for case in cases), f"{rule.id}: no case in which it is met"
        assert any(case.says and not case.excused for case in cases), f"{rule.id}: no case in which it refuses"
    assert {rule for case in CASES for rule in case.rules} <= set(OWN_RULES), "a case of no rule"


def test_every_rule_of_the_township_is_cited() -> None:
    """What an instrument of the township demands is cited, whichever rule rules."""
    for label in (LABEL, "cq-township-2024.1"):
        profile = library().profiles[label]
        books = [library().rulebook(f"{label}:{kind.key}") for kind in profile.kinds]
        cited = {one.rule_id for book in books for rule in book.rules for one in rule.citations}
        written = {rule.id for book in books[:1] for each in book.instruments for rule in each.rules}
        assert written | {rule.id for rule in (profile.house.rules if profile.house else ())} == cited


def test_every_limit_has_its_reason_tried() -> None:
    """Whatever may be departed from with a reason has a case with the reason given."""
    departed = {"limit", "when", "unless"}
    for rule in OWN_RULES.values():
        tried = any(case.excused for case in cases_of(rule))
        asked = departed.intersection(rule.params) or rule.kind is Kind.NEEDS_REASON
        # who is silent is shown as agreeing
        asked = asked or (rule.guard == "all_have_spoken" and rule.params)
        assert tried == bool(asked), rule.id


def test_the_lawful_dossier_is_lawful() -> None:
    assert check_dossier(rulebook(), lawful(), setting(TODAY)) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if case.says and not case.excused])
def test_a_refusing_case_is_told_by_the_check_of_the_whole_dossier(case: Case) -> None:
    shelf = TOWNSHIP if case.profile == LABEL else [library().rulebook(case.profile)]
    books = [book for book in shelf if set(case.rules) & {one.rule_id for rule in book.rules for one in rule.citations}]
    assert check_dossier(books[0], case.dossier, setting(case.today, books[0]))
