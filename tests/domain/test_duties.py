"""Which roles one person must not hold together: every set of roles, against the rule written out another way."""

from __future__ import annotations

from itertools import combinations

import pytest

from workflow.domain.duties import conflicts
from workflow.domain.terms import Role

ALL = list(Role)
SUBSETS = [subset for size in range(len(ALL) + 1) for subset in combinations(ALL, size)]


def lawful(subset: tuple[Role, ...]) -> bool:
    return len(subset) <= 1 or not {Role.ADMIN, Role.AUDITOR, Role.CHIEF} & set(subset)


def test_every_set_of_roles_is_judged_right():
    assert len(SUBSETS) == 2 ** len(ALL)
    wrong = [subset for subset in SUBSETS if (conflicts(subset) == []) != lawful(subset)]
    assert wrong == []


def test_each_pair_is_named_in_both_languages():
    found = conflicts([Role.ADMIN, Role.AUDITOR, Role.STAFF])
    assert len(found) == 3
    assert all(text.zh and text.en for text in found)
    assert any("系统管理员" in text.zh and "审计监督人员" in text.zh for text in found)


def test_plain_keys_are_understood_and_unknown_ones_refused():
    assert conflicts(["staff", "unit_lead"]) == []
    assert conflicts(["admin", "chief"]) != []
    with pytest.raises(ValueError, match="emperor"):
        conflicts(["emperor"])
