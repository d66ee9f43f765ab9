"""Every rule, as its own instrument writes it and as it holds in the township: where it is met and where it is not."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.domain.dossiers import TODAY, lawful, rulebook, setting
from tests.domain.rule_cases import CASES
from tests.domain.rule_cases.case import Case
from workflow.domain.checking import Finding, check_dossier, findings_of
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import EffectiveRule, Kind, Profile, Rulebook

EACH = [pytest.param(rule, case, id=f"{rule}: {case.name}") for case in CASES for rule in case.rules]
OWN_RULES = {
    **{rule.id: rule for instrument in library().instruments.values() for rule in instrument.rules},
    **{rule.id: rule for rule in (rulebook().profile.house.rules if rulebook().profile.house else ())},
}


@cache
def alone() -> dict[str, EffectiveRule]:
    """Each rule as if its instrument were the only one."""
    township = rulebook()
    found = {}
    for layer in township.profile.layers:
        profile = Profile.model_validate(
            township.profile.model_dump() | {"layers": [layer.model_dump()], "house": None}
        )
        book = Rulebook(profile, township.procedure, (library().instruments[layer.instrument],))
        found |= {rule.id: rule for rule in book.rules}
    # house rules stand above some instrument or other
    house = {rule.concern: rule for rule in (township.profile.house.rules if township.profile.house else ())}
    found |= {rule.id: rule for rule in township.rules if rule.rule.concern in house}
    return found


def judged(rule: EffectiveRule, case: Case) -> list[Finding]:
    return findings_of([rule], case.dossier, setting(case.today))


@pytest.mark.parametrize(("rule_id", "case"), EACH)
def test_the_rule_as_written(rule_id: str, case: Case) -> None:
    found = judged(alone()[rule_id], case)
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


@pytest.mark.parametrize(("rule_id", "case"), EACH)
def test_the_rule_as_it_holds_in_the_township(rule_id: str, case: Case) -> None:
    ruling = next(each for each in rulebook().rules if rule_id in {one.rule_id for one in each.citations})
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
    met = Counter(rule for case in CASES if not case.says for rule in case.rules)
    refused = Counter(rule for case in CASES if case.says and not case.excused for rule in case.rules)
    written = set(OWN_RULES)
    cited = {citation.rule_id for rule in rulebook().rules for citation in rule.citations}
    assert cited == written, "a rule of an instrument that the township does not cite"
    assert written - set(met) == set(), "no case in which it is met"
    assert written - set(refused) == set(), "no case in which it refuses"
    assert (set(met) | set(refused)) - written == set(), "a case of no rule"


def test_every_limit_has_its_reason_tried() -> None:
    """Whatever may be departed from with a reason has a case with the reason given."""
    departed = {"limit", "when", "unless"}
    limits = {
        rule.id for rule in OWN_RULES.values() if departed.intersection(rule.params) or rule.kind is Kind.NEEDS_REASON
    }
    assert limits == {rule for case in CASES if case.excused for rule in case.rules}


def test_the_lawful_dossier_is_lawful() -> None:
    assert check_dossier(rulebook(), lawful(), setting(TODAY)) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if case.says and not case.excused])
def test_a_refusing_case_is_told_by_the_check_of_the_whole_dossier(case: Case) -> None:
    found = check_dossier(rulebook(), case.dossier, setting(case.today))
    assert found
