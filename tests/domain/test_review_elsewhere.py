"""Legality review as other places rule it: guards with their parameters, and profiles with their conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.domain.dossiers import WORDS, having, rulebook, setting
from tests.domain.elsewhere import HEILONGJIANG, SHANGHAI, profile
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.guarding import GUARDS
from workflow.domain.guards.review_time import MostParams, TimeParams, running
from workflow.domain.lawfiles import LawFilesError
from workflow.domain.machine import WrongState
from workflow.domain.reviewtime import comes_up, days_left, review_clock
from workflow.domain.rulebook import Rulebook

ROUND = "reviews.0"
ON, SUPPLEMENTS = f"{ROUND}.conclusion.on", f"{ROUND}.supplements"

# accepted on 28 September 2022; working days from there: 29, 30 September, 8, 9 (both made up), 10, 11, 12, 13, 14, 17 …
ASKED = [{"on": "2022-09-30", "request": "补充依据。", "supply": {"on": "2022-10-10", "text": "已补充。"}}]


def missed(guard: str, params: Mapping[str, Any], change: Mapping[str, Any], book: Rulebook | None = None) -> list[str]:
    """What a guard with these parameters misses in the lawful dossier with `change`."""
    found = GUARDS[guard]
    gaps = found.check(having(change), found.params.model_validate(params), setting(book=book))
    return [gap.detail.zh for gap in gaps if not gap.excused]


# -- how the time runs -----------------------------------------------------------------------------------------------

STOPS = {"working_days": 7, "limit": "soft", "supplement": "resume"}


@pytest.mark.parametrize(
    ("on", "used"),
    [("2022-09-30", 2), ("2022-10-08", 2), ("2022-10-10", 2), ("2022-10-11", 3), ("2022-10-14", 6), ("2022-10-17", 7)],
)
def test_the_day_of_the_request_counts_and_that_of_the_supply_does_not(on, used):
    clock = running(having({SUPPLEMENTS: ASKED}).review, "resume")
    day = having({ON: on}).review.conclusion.on
    assert clock.used(WorkingCalendar(), day) == used
    assert clock.last_day(WorkingCalendar(), 7).isoformat() == "2022-10-17"


@pytest.mark.parametrize(("on", "said"), [("2022-10-17", ""), ("2022-10-14", "扣除补充材料的时间为6个工作日")])
def test_time_that_stood_still_goes_on(on, said):
    found = missed("review_time_given", STOPS, {SUPPLEMENTS: ASKED, ON: on})
    assert [said in each for each in found] == ([True] if said else [])
    assert all("2022年10月17日" in each for each in found)


@pytest.mark.parametrize(("on", "gaps"), [("2022-10-19", 0), ("2022-10-18", 1)])
def test_time_that_starts_anew_takes_longer(on, gaps):
    """Seven working days after 10 October, where the time that stood still needs five more."""
    restarts = STOPS | {"supplement": "restart"}
    assert len(missed("review_time_given", restarts, {SUPPLEMENTS: ASKED, ON: on})) == gaps


def test_a_request_after_the_time_is_over_takes_nothing_away():
    late = [{"on": "2022-10-13", "request": "补充。", "supply": {"on": "2022-10-20", "text": "已补充。"}}]
    clock = running(having({SUPPLEMENTS: late}).review, "resume")
    assert clock.last_day(WorkingCalendar(), 7).isoformat() == "2022-10-12"
    assert missed("review_time_given", STOPS, {SUPPLEMENTS: late, ON: "2022-10-21"}) == []


def test_requests_that_overlap_stop_the_time_once():
    twice = [
        {"on": "2022-09-30", "request": "一", "supply": {"on": "2022-10-10", "text": "已补充。"}},
        {"on": "2022-10-08", "request": "二", "supply": {"on": "2022-10-11", "text": "已补充。"}},
    ]
    clock = running(having({SUPPLEMENTS: twice}).review, "resume")
    assert [(begin.isoformat(), end.isoformat()) for begin, end in clock.pauses] == [("2022-09-30", "2022-10-11")]


def test_while_the_supplement_is_awaited_the_time_stands_still():
    dossier = having({SUPPLEMENTS: [ASKED[0] | {"supply": None}], f"{ROUND}.conclusion": None})
    clock = running(dossier.review, "resume")
    assert clock.used(WorkingCalendar(), having({ON: "2022-10-20"}).review.conclusion.on) == 2
    assert clock.last_day(WorkingCalendar(), 7) is None
    assert clock.last_day(WorkingCalendar(), 2).isoformat() == "2022-09-30"


def test_what_is_left_when_the_supplement_comes():
    review, day = having({SUPPLEMENTS: [ASKED[0] | {"supply": None}]}).review, having({ON: "2022-10-10"}).review
    stops, restarts = (TimeParams(working_days=7, limit="soft", supplement=each) for each in ("resume", "restart"))
    assert days_left(review, stops, WorkingCalendar(), day.conclusion.on) == 5
    assert days_left(review, restarts, WorkingCalendar(), day.conclusion.on) == 7


def test_what_a_rule_says_of_supplements_goes_before_silence():
    """Order 713 is silent: a local rule of as many days that lets the time stand still rules over it."""
    silent, stops, restarts = (
        TimeParams(working_days=7, limit="soft", supplement=each) for each in (None, "resume", "restart")
    )
    assert silent.strictness() < stops.strictness() < restarts.strictness()
    assert (silent.after, MostParams(working_days=15).after) == ("restart", "resume")
    told = [[label.zh for label, _ in each.numbers(setting().convention)] for each in (silent, stops, restarts)]
    assert told == [["审查时间"], ["审查时间", "补充材料"], ["审查时间", "补充材料"]]


# -- the longest time ------------------------------------------------------------------------------------------------

MOST = {"working_days": 15, "extension": 15}
GRANTED = f"{ROUND}.extensions"


def granted(*days: tuple[str, int]) -> dict[str, Any]:
    """Extensions granted, by day."""
    said = {"reason": "情况复杂。", "granted_by": "李明（乡长）"}
    return {GRANTED: [{"on": on, "working_days": more} | said for on, more in days]}


@pytest.mark.parametrize(
    ("on", "change", "says"),
    [
        ("2022-10-24", {}, ""),
        ("2022-10-25", {}, "为16个工作日，超过15个工作日，超出1个"),
        ("2022-10-26", granted(("2022-10-24", 2)), ""),
        ("2022-10-27", granted(("2022-10-24", 2)), "为18个工作日，超过17个工作日"),
        ("2022-10-26", granted(("2022-10-25", 2)), "为17个工作日，超过15个工作日"),  # granted when it was over
        ("2022-10-26", granted(("2022-10-20", 1), ("2022-10-25", 1)), ""),
        ("2022-10-12", granted(("2022-10-11", 16)), "共延长16个工作日，超过可以延长的15个工作日"),
        ("2022-10-27", {SUPPLEMENTS: ASKED}, ""),  # three working days of the supplement are not counted
        ("2022-10-28", {SUPPLEMENTS: ASKED}, "扣除补充材料的时间为16个工作日"),
    ],
)
def test_the_longest_time_and_its_extension(on, change, says):
    found = missed("review_time_within", MOST, {ON: on, **change})
    assert [says in each for each in found] == ([True] if says else [])


def test_without_an_opinion_no_longest_time_is_missed():
    assert missed("review_time_within", MOST, {f"{ROUND}.conclusion": None}) == []
    assert missed("review_time_within", MOST, {"reviews": []}) == []
    said = [(label.zh, value.zh) for label, value in MostParams.model_validate(MOST).numbers(setting().convention)]
    assert said[:2] == [("最长审查时间", "不超过15个工作日"), ("延长", "最多延长15个工作日")]
    assert MostParams(working_days=15).strictness() > MostParams(working_days=15, extension=15).strictness()


@pytest.mark.parametrize(("supplied", "says"), [("2022-10-12", ""), ("2022-10-13", "为6个工作日，超过5个工作日")])
def test_what_was_asked_for_is_supplied_in_time(supplied, says):
    asked = [ASKED[0] | {"supply": {"on": supplied, "text": "已补充。"}}]
    found = missed("supplied_in_time", {"working_days": 5}, {SUPPLEMENTS: asked})
    assert [says in each for each in found] == ([True] if says else [])


# -- what was done with the opinion ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "change", "says"),
    [
        ({"after": "every"}, {}, "没有记载第1次合法性审查意见的处理情况"),
        ({"after": "advice"}, {}, ""),
        ({"after": "advice"}, {f"{ROUND}.conclusion.advice": "改。"}, "没有记载第1次合法性审查意见的处理情况"),
        ({"after": "changes"}, {f"{ROUND}.conclusion.advice": "改。"}, ""),
        # a newer version is no explanation
        ({"after": "advice"}, {f"{ROUND}.conclusion.advice": "改。", f"{ROUND}.submission.version": 1}, "没有记载"),
        ({"after": "every"}, {f"{ROUND}.responses": [{"on": "2022-10-13", "adjusted": "无需调整。"}]}, ""),
    ],
)
def test_an_explanation_is_wanted_after_advice_or_every_opinion(params, change, says):
    found = missed("opinion_followed", params, change)
    assert [says in each for each in found] == ([True] if says else [])


@pytest.mark.parametrize(
    ("conclusion", "after", "wanted"),
    [("amend", "unlawful", 0), ("amend", "redraft", 1), ("unlawful", "unlawful", 1), ("unlawful", "redraft", 0)],
)
def test_what_was_found_unlawful_and_what_is_to_be_amended_are_two_demands(conclusion, after, wanted):
    assert (
        len(missed("changed_after_opinion", {"after": after}, {f"{ROUND}.conclusion.conclusion": conclusion})) == wanted
    )


def test_papers_that_do_not_hold_the_whole_text_are_taken_at_their_version():
    """Two versions may look alike on paper; one that came again under its own number was not changed."""
    first = WORDS["reviews"][0]
    unlawful = first | {"conclusion": first["conclusion"] | {"conclusion": "unlawful"}}
    found = GUARDS["changed_after_opinion"]
    for version, wanted in ((1, 0), (2, 1)):
        submitted = first["submission"] | {"version": version}
        dossier = having({"reviews": [unlawful | {"submission": submitted}, first | {"round": 2}]})
        assert len(list(found.check(dossier, found.params(), replace(setting(), record=True)))) == wanted
        assert len(list(found.check(dossier, found.params(), setting()))) == 1


# -- conclusions of other places -------------------------------------------------------------------------------------

LEADS = {
    "proceed": "reviewed",
    "proceed_with_risk": "reviewed",
    "redraft": "drafting",
    "back": "drafting",
    "end": "review_ended",
}


@pytest.mark.parametrize("conclusions", [SHANGHAI, HEILONGJIANG], ids=["Shanghai", "Heilongjiang"])
def test_each_conclusion_leads_somewhere(tmp_path, conclusions):
    book = profile(tmp_path, conclusions)
    step = book.step("legality_review.conclude")
    for key, effect in book.effects["conclusions"].items():
        assert book.machines.next_state(step, "reviewing", effect) == LEADS[effect], key


def test_a_matter_that_ended_in_review_goes_no_further(tmp_path):
    book = profile(tmp_path, HEILONGJIANG)
    state = next(each for each in book.procedure.track_by_key["main"].states if each.key == "review_ended")
    assert (state.final, state.ended) == (True, True)
    for step in book.procedure.steps:
        if step.track == "main":
            with pytest.raises(WrongState):
                book.machines.next_state(step, "review_ended", "proceed")


FOUND = {
    "procedure": [{"aspect": "procedure", "conforms": False, "text": "未征求意见。"}],
    "content": [{"aspect": "content", "conforms": False, "text": "无依据。"}],
    "nothing": [{"aspect": "procedure", "conforms": True}, {"aspect": "content", "conforms": True}],
}


@pytest.mark.parametrize(
    ("conclusion", "found", "says"),
    [
        ("c0", "nothing", ""),
        ("c0", "content", "结论却为可以提交讨论"),
        ("c2", "content", ""),
        ("c3", "procedure", ""),
        ("c3", "content", "却没有认定为不符合"),
        ("c3", "nothing", "却没有认定为不符合"),
        ("c4", "content", ""),
        ("c4", "nothing", "各审查事项却都认定为符合"),
        ("lawful", "nothing", "不在本级规定的结论之内"),
    ],
)
def test_a_conclusion_follows_from_the_findings(tmp_path, conclusion, found, says):
    book = profile(tmp_path, HEILONGJIANG)
    change = {f"{ROUND}.conclusion.conclusion": conclusion, f"{ROUND}.conclusion.findings": FOUND[found]}
    told = missed("conclusion_follows", {}, change, book)
    assert [says in each for each in told] == ([True] if says else [])


@pytest.mark.parametrize(
    ("conclusion", "gap"), [("c0", False), ("c1", False), ("c2", True), ("c3", True), ("c4", True)]
)
def test_only_a_conclusion_that_lets_it_go_on_opens_the_meeting(tmp_path, conclusion, gap):
    book = profile(tmp_path, HEILONGJIANG)
    found = missed("review_passed_on_same_draft", {}, {f"{ROUND}.conclusion.conclusion": conclusion}, book)
    assert bool(found) is gap


def test_a_conclusion_that_leads_nowhere_is_complained_of(tmp_path):
    with pytest.raises(LawFilesError) as error:
        profile(tmp_path, (("合法", "proceed"), ("存疑", "ponder"), ("无", "")))
    there = "there is: back, end, proceed, proceed_with_risk, redraft, unlawful"
    assert {f"{each.file}: {each.key}: {each.said.en}" for each in error.value.problems} >= {
        "profiles/elsewhere-2021.1.toml: vocabularies.conclusions[c1].effect: "
        f"legality_review.conclude of major-decision has no outcome ponder; {there}",
        "profiles/elsewhere-2021.1.toml: vocabularies.conclusions[c2].effect: "
        f"legality_review.conclude of major-decision has no outcome (none); {there}",
    }


def test_an_extension_comes_up_only_where_the_rules_know_one(tmp_path):
    dossier, book = having({f"{ROUND}.conclusion": None}), profile(tmp_path, HEILONGJIANG)
    assert comes_up("legality_review.extend", dossier, book)
    assert not comes_up("legality_review.extend", dossier, rulebook())
    assert not comes_up("legality_review.respond", dossier, book)
    assert not comes_up("legality_review.respond", having({}), rulebook())
    assert comes_up("legality_review.respond", having({f"{ROUND}.conclusion.advice": "改。"}), rulebook())
    assert comes_up("legality_review.respond", having({f"{ROUND}.conclusion.conclusion": "amend"}), rulebook())
    clock = review_clock(dossier.review, book.rules_for("legality_review.conclude"), WorkingCalendar(), setting().today)
    assert clock.latest.isoformat() == "2022-10-24"


def test_what_the_unit_is_still_at_is_not_missed():
    """Sent back and not yet handed in again: the record of a matter on its way lacks nothing."""
    on_its_way = having({f"{ROUND}.conclusion.conclusion": "amend", "meetings": []})
    found = GUARDS["opinion_followed"]
    params = found.params.model_validate({"after": "changes", "shown_by": "adjustment"})
    assert list(found.check(on_its_way, params, replace(setting(), record=True))) == []
    assert len(list(found.check(on_its_way, params, setting()))) == 1
