"""Every step from every state of its track: exactly the arrows of the procedure file, and nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.dossiers import rulebook
from workflow.domain.machine import WrongState, path_to, possible
from workflow.domain.procedure import Procedure, Step

pytestmark = pytest.mark.trial("T2")

# read apart from our own loader: the file itself is the yardstick
WRITTEN: dict[str, Any] = tomllib.loads(
    (files("workflow") / "law" / "procedures" / "major-decision.toml").read_text(encoding="utf-8")
)
STATES = {track["key"]: [state["key"] for state in track["states"]] for track in WRITTEN["tracks"]}
OUTCOMES = ("", *sorted({move["when"] for step in WRITTEN["steps"] for move in step["moves"] if "when" in move}))
ASKED = [
    pytest.param(step, state, outcome, id=f"{step['id']} from {state}" + (f" with {outcome}" if outcome else ""))
    for step in WRITTEN["steps"]
    for state in STATES[step.get("track", "main")]
    for outcome in ("", *sorted({move.get("when", "") for move in step["moves"]} - {""}), "nonsense")
]


@pytest.mark.parametrize(("step", "state", "outcome"), ASKED)
def test_each_step_from_each_state(step: dict[str, Any], state: str, outcome: str) -> None:
    machines, asked = rulebook().machines, rulebook().step(step["id"])
    arrows = [
        move for move in step["moves"] if state in move["source"] and ("when" not in move or move["when"] == outcome)
    ]
    if not arrows:
        with pytest.raises(WrongState) as refused:
            machines.next_state(asked, state, outcome)
        assert (refused.value.step_id, refused.value.state) == (step["id"], state)
    else:
        assert machines.next_state(asked, state, outcome) == (arrows[0].get("target") or state)


def test_the_outcome_picks_the_way() -> None:
    decide, machines = rulebook().step("deliberation.decide"), rulebook().machines
    led = ("adopted", "in_principle", "postponed", "redraft", "rejected")
    ways = {outcome: machines.next_state(decide, "in_session", outcome) for outcome in led}
    assert ways == {
        "adopted": "decided",
        "in_principle": "amending",
        "postponed": "reviewed",
        "redraft": "drafting",
        "rejected": "rejected",
    }
    find = rulebook().step("risk_assessment.find")
    assert machines.next_state(find, "reported", "uncontrollable") == "uncontrollable"


def test_every_effect_of_a_vocabulary_is_an_outcome_of_its_step() -> None:
    """Otherwise a conclusion or a decision could be chosen that leads nowhere."""
    for vocabulary, step_id in (("conclusions", "legality_review.conclude"), ("outcomes", "deliberation.decide")):
        led = {move.when for move in rulebook().step(step_id).moves}
        assert set(rulebook().effects[vocabulary].values()) <= led


@given(
    st.sampled_from(STATES["main"]), st.lists(st.sampled_from(WRITTEN["steps"]), max_size=40), st.sampled_from(OUTCOMES)
)
def test_no_walk_leaves_the_states_or_a_final_one(start: str, steps: list[dict[str, Any]], outcome: str) -> None:
    procedure, state = rulebook().procedure, start
    final = {each.key for each in procedure.track_by_key["main"].states if each.final}
    for each in steps:
        step = rulebook().step(each["id"])
        if step.track != "main":
            continue
        try:
            after = rulebook().machines.next_state(step, state, outcome)
        except WrongState:
            continue
        assert state not in final or after == state
        assert after in STATES["main"]
        state = after


@pytest.mark.parametrize("step", WRITTEN["steps"], ids=lambda step: step["id"])
def test_possible_says_what_can_be_begun(step: dict[str, Any]) -> None:
    asked, track = rulebook().step(step["id"]), step.get("track", "main")
    for main in STATES["main"]:
        for state in STATES[track]:
            states = {key: STATES[key][0] for key in STATES} | {"main": main, track: state}
            here = states[track]
            wanted = any(here in move["source"] for move in step["moves"])
            if "during" in step:
                wanted = wanted and states["main"] in step["during"]
            assert possible(asked, states) == wanted


def test_a_drafting_stage_rests_once_the_draft_is_submitted() -> None:
    states = {"main": "submitted", "participation": "open", "expert_review": "pending", "risk_assessment": "pending"}
    assert not possible(rulebook().step("participation.conclude"), states)
    assert possible(rulebook().step("participation.conclude"), states | {"main": "drafting"})


def test_the_way_to_a_state() -> None:
    procedure = rulebook().procedure
    assert path_to(procedure, "new") == ()
    assert path_to(procedure, "nowhere") == ()
    assert path_to(procedure, "declined") == ("initiation.propose", "initiation.study", "initiation.decline")
    assert path_to(procedure, "archived")[-3:] == (
        "publication.report_party",
        "publication.publish",
        "publication.archive",
    )


def _leads_on(step: Step, state: str) -> bool:
    """Whether a step of the main track leads from a state to another; one that stays may be taken from a final one."""
    return step.track == "main" and any(state in move.source and move.target for move in step.moves)


def test_every_state_of_the_main_track_can_be_reached_and_left_unless_final() -> None:
    procedure: Procedure = rulebook().procedure
    for state in procedure.track_by_key["main"].states:
        if state.key != "new":
            assert path_to(procedure, state.key)
        leaving = [step for step in procedure.steps if _leads_on(step, state.key)]
        assert bool(leaving) != state.final
