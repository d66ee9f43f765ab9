"""Two rulebooks side by side, and what a move changes for one dossier."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.dossiers import TODAY, having, lawful, rulebook, setting
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.differing import (
    Change,
    asked_otherwise,
    differences,
    law_since,
    missing_before,
    moved,
    newer,
)
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Instrument, Profile
from workflow.domain.reading import refusing_rule
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
    shelf, old = library(), library().rulebook("cq-township-2020.1")
    assert newer(shelf, old, date(2024, 7, 31)) is None
    later = newer(shelf, old, date(2024, 8, 1))
    assert later is not None
    assert later.label == "cq-township-2024.1"
    assert newer(shelf, later, date(2024, 8, 1)) is None


@pytest.mark.parametrize("kinds", ["policy_document", "major_decision+policy_document", "contract"])
def test_a_move_leaves_the_matter_what_it_is(kinds: str) -> None:
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


IN_FORCE = date(2024, 8, 1)
OPERATORS = {"drafts.1.traits": ["operators"]}


def asked_since(step: str, change: dict[str, object], today: date = IN_FORCE, kinds: str = "") -> list[str]:
    book = library().rulebook(f"cq-township-2020.1{kinds}")
    return [each.id for each in law_since(library(), book, step, having(change), today)]


@pytest.mark.parametrize("step", ["legality_review.submit", "deliberation.convene"])
def test_what_became_law_binds_a_matter_that_stays_on_older_rules(step: str) -> None:
    """783 art. 18: what was not reviewed is not issued, whichever version of the township's rules is pinned."""
    assert asked_since(step, OPERATORS) == ["cn-783.18"]
    assert asked_since(step, OPERATORS, date(2024, 7, 31)) == [], "not law yet"
    assert asked_since(step, {"drafts.1.traits": []}) == [], "touches no operator"
    assert asked_since(step, OPERATORS, kinds=":contract") == [], "783 binds documents and measures of policy"
    assert asked_since(step, OPERATORS, kinds=":policy_document") == ["cn-783.18"]
    assert law_since(library(), library().rulebook("cq-township-2024.1"), step, having(OPERATORS), IN_FORCE) == ()


def test_house_rules_that_came_since_wait_for_the_move() -> None:
    book = library().rulebook("cq-township-2024.1")
    assert "house.reexamined" in {rule.id for rule in book.rules_for("fair_competition.examine")}
    asked = asked_since("fair_competition.examine", OPERATORS)
    assert "cn-783.8" in asked
    assert not [each for each in asked if each.startswith("house.")]


def test_it_is_missed_before_the_step_with_its_own_article() -> None:
    book = library().rulebook("cq-township-2020.1")
    found = missing_before(library(), book, "deliberation.convene", having(OPERATORS), setting(IN_FORCE))
    (one,) = [each for each in found if each.rule_id == "cn-783.18"]
    assert one.stops
    assert "公平竞争审查尚无结论" in one.detail.zh
    assert one.articles[0].zh.startswith("《公平竞争审查条例》")


def test_the_trail_reads_a_refusal_by_law_that_came_since() -> None:
    old, new = (library().rulebook(f"cq-township-{version}") for version in ("2020.1", "2024.1"))
    said = refusing_rule("cn-783.18", old)
    assert said == refusing_rule("cn-783.18", new)
    assert said.articles[0].en == "Regulations on Fair Competition Review arts. 13 and 18"


def test_what_newer_rules_ask_of_stages_behind_the_matter_is_told_until_it_is_mended() -> None:
    old, new = (library().rulebook(f"cq-township-{version}") for version in ("2020.1", "2024.1"))

    def told(book: Rulebook, change: dict[str, object], today: date) -> tuple[bool, list[str]] | None:
        found = asked_otherwise(library(), book, having({"archive": None} | change), today, WorkingCalendar())
        return (found.moved, [each.rule_id for each in found.comes]) if found else None

    move = {"on": "2024-08-01", "before": old.label, "after": new.label, "reason": "新条例施行。"}
    assert told(old, OPERATORS, date(2024, 7, 31)) is None
    assert told(new, OPERATORS, IN_FORCE) is None, "begun under the rules in force"
    assert told(old, OPERATORS, IN_FORCE) == (False, ["cn-783.18"])
    filed = {"on": "2022-11-15", "retention": "30", "received_by": "档案员", "items": []}
    assert told(old, OPERATORS | {"archive": filed}, IN_FORCE) is None
    assert told(new, OPERATORS | {"moves": [move]}, IN_FORCE) == (True, ["cn-783.18"])
    assert told(new, {"drafts.1.traits": [], "moves": [move]}, IN_FORCE) == (True, [])
