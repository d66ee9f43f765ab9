"""Two rulebooks side by side, and what a move changes for one dossier."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import TODAY, having, lawful, rulebook
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.differing import Change, differences, moved, newer
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Instrument, Profile
from workflow.domain.rulebook import Rulebook


def changed(**params: object) -> Rulebook:
    """The township with another period for opinions in Order 337."""
    book = rulebook()
    written = next(each for each in book.instruments if each.id == "cq-337").model_dump()
    rules = [
        rule | {"params": rule["params"] | params} if rule["id"] == "cq-337.17.period" else rule
        for rule in written["rules"]
    ]
    other = Instrument.model_validate(written | {"rules": rules})
    return Rulebook(
        book.profile, book.procedure, tuple(other if each.id == "cq-337" else each for each in book.instruments)
    )


def without(concern: str) -> Rulebook:
    """The township without the house rule of a concern."""
    written = rulebook().profile.model_dump()
    rules = [rule for rule in written["house"]["rules"] if rule["concern"] != concern]
    profile = Profile.model_validate(written | {"house": written["house"] | {"rules": rules}})
    return Rulebook(profile, rulebook().procedure, rulebook().instruments)


def one(before: Rulebook, after: Rulebook) -> tuple[Change, str]:
    (found,) = [each for each in differences(before, after) if each.change is not Change.SAME]
    rule = found.after or found.before
    assert rule
    assert found.stage == rule.stage
    return found.change, rule.id


def test_a_rulebook_does_not_differ_from_itself() -> None:
    found = differences(rulebook(), rulebook())
    assert len(found) == len(rulebook().rules)
    assert {each.change for each in found} == {Change.SAME}


@pytest.mark.parametrize(("days", "change"), [(31, Change.STRICTER), (29, Change.LOOSER)])
def test_more_days_are_stricter(days: int, change: Change) -> None:
    assert one(rulebook(), changed(days=days)) == (change, "cq-337.17.period")


def test_what_is_added_and_what_is_dropped() -> None:
    less = without("reviewer_not_drafter")
    assert one(rulebook(), less) == (Change.REMOVED, "house.reviewer")
    assert one(less, rulebook()) == (Change.ADDED, "house.reviewer")
    # the law still asks, under a condition
    assert one(rulebook(), without("expert_review_held")) == (Change.LOOSER, "cq-337.19.held")


def test_what_a_move_changes_for_a_dossier() -> None:
    calendar = WorkingCalendar()
    assert moved(lawful(), rulebook(), rulebook(), TODAY, calendar) == moved(
        lawful(), rulebook(), without("request_answered"), TODAY, calendar
    )
    stricter = changed(days=40)
    found = moved(lawful(), rulebook(), stricter, TODAY, calendar)
    assert [each.rule_id for each in found.comes] == ["cq-337.17.period"]
    assert found.goes == ()
    back = moved(lawful(), stricter, rulebook(), TODAY, calendar)
    assert [each.rule_id for each in back.goes] == ["cq-337.17.period"]
    assert back.comes == ()
    reasoned = having({"notice.shortened_reason": "汛期将至。"})
    assert [each.excused for each in moved(reasoned, rulebook(), stricter, TODAY, calendar).comes] == [True]


def test_a_decision_moves_only_to_a_younger_version_in_force() -> None:
    from datetime import date

    shelf, old = library(), library().rulebook("cq-township-2020.1")
    assert newer(shelf, old, date(2024, 7, 31)) is None
    later = newer(shelf, old, date(2024, 8, 1))
    assert later is not None
    assert later.label == "cq-township-2024.1"
    assert newer(shelf, later, date(2024, 8, 1)) is None


@pytest.mark.parametrize("kinds", ["policy_document", "major_decision+policy_document", "contract"])
def test_a_move_leaves_the_matter_what_it_is(kinds: str) -> None:
    from datetime import date

    old = library().rulebook(f"cq-township-2020.1:{kinds}")
    later = newer(library(), old, date(2024, 8, 1))
    assert later is not None
    assert later.label == f"cq-township-2024.1:{kinds}"
    assert later.procedure.id == old.procedure.id


def test_the_township_is_bound_to_fair_competition_review_from_the_day_it_is_law() -> None:
    """Regulations in force on 2024-08-01: a matter begun before is held to them once it moves to the rules of that day."""
    found = differences(library().rulebook("cq-township-2020.1"), library().rulebook("cq-township-2024.1"))
    added = {each.after.id for each in found if each.change is Change.ADDED and each.after}
    assert {rule for rule in added if rule.startswith("cn-783.")} >= {"cn-783.8", "cn-783.16", "cn-783.18"}
    assert not [rule.id for rule in library().rulebook("cq-township-2020.1").rules if rule.id.startswith("cn-783")]
