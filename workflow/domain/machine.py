"""The machine: one table of transitions per track, derived from the procedure, asked as a decision table.

This is the only module that knows `transitions`. The library is used without models and without callbacks: a state is
never written by it, so nothing can be half done when something fails. Its False is turned into an exception here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from transitions import EventData, Machine, MachineError

from workflow.domain.procedure import Move, Procedure, Step, Track
from workflow.domain.text import Text


class WrongState(Exception):
    """The step cannot be taken from the state the decision is in."""

    def __init__(self, step_id: str, state: str) -> None:
        self.step_id, self.state = step_id, state
        super().__init__(f"{step_id} cannot be taken from {state}")


class _Case:
    """What the library needs to be asked about a state: an object with the attribute `state`."""

    def __init__(self, state: str) -> None:
        self.state = state


def _taken_when(outcome: str) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        return bool(event.kwargs["outcome"] == outcome)

    return condition


def _machine(procedure: Procedure, track: str) -> Machine:
    machine = Machine(
        model=None,
        states=[state.key for state in procedure.track_by_key[track].states],
        initial=procedure.track_by_key[track].initial,
        auto_transitions=False,
        send_event=True,
    )
    for step in procedure.steps:
        for move in step.moves:
            if step.track == track:
                machine.add_transition(
                    step.id,
                    list(move.source),
                    move.target or None,
                    conditions=[_taken_when(move.when)] if move.when else [],
                )
    return machine


class Machines:
    """The tables of transitions of a procedure, one per track, built once."""

    def __init__(self, procedure: Procedure) -> None:
        self._tables = {track.key: _machine(procedure, track.key) for track in procedure.tracks}
        # a table answers the same the same way, and to remember it is forty times as fast
        self._answers: dict[tuple[str, str, str], str] = {}

    def next_state(self, step: Step, state: str, outcome: str = "") -> str:
        """Return the state `step` leads to from `state`.

        Raises WrongState if it cannot be taken from there with that outcome.
        """
        asked = step.id, state, outcome
        if asked not in self._answers:
            self._answers[asked] = self._asked(step, state, outcome)
        return self._answers[asked]

    def _asked(self, step: Step, state: str, outcome: str) -> str:
        case = _Case(state)
        try:
            taken = self._tables[step.track].events[step.id].trigger(case, outcome=outcome)
        except MachineError as error:
            raise WrongState(step.id, state) from error
        if not taken:
            raise WrongState(step.id, state)
        return case.state


def possible(step: Step, states: Mapping[str, str]) -> bool:
    """Whether `step` can be taken at all in the states of the tracks, whatever its outcome."""
    if step.during and states["main"] not in step.during:
        return False
    return any(states[step.track] in move.source for move in step.moves)


def knows(procedure: Procedure, states: Mapping[str, str]) -> bool:
    """Whether a procedure has every track and state named: whether a decision that stands there could go on under it."""
    tracks = {track.key: {state.key for state in track.states} for track in procedure.tracks}
    return all(state in tracks.get(track, ()) for track, state in states.items())


_TRACK, _STATE, _STAGE = Text("线", "track"), Text("状态", "state"), Text("阶段", "stage")
_NOT_ON = Text("线“{track}”没有状态“{state}”。", "the track {track} has no state {state}")
_NOTHING_TELLS = Text(
    "没有线“{track}”，无从知道该阶段是否已经开始。", "there is no track {track} that would tell whether it has begun"
)


def _no(what: Text, name: str) -> Text:
    return Text("没有{what}“{name}”。", "there is no {what} {name}").fmt(what=what, name=name)


def procedure_problems(procedure: Procedure) -> Iterator[tuple[str, Text]]:
    """What is wrong with stages, states and arrows: key and message of each. The library itself would accept it all."""
    stages = {stage.key for stage in procedure.stages}
    states = {track.key: {state.key for state in track.states} for track in procedure.tracks}
    if "main" not in states:
        yield "tracks", _no(_TRACK, "main")
        return
    for track in procedure.tracks:
        if track.initial not in states[track.key]:
            yield f"tracks.{track.key}.initial", _no(_STATE, track.initial)
        for state in track.states:
            if state.stage not in stages:
                yield f"tracks.{track.key}.states.{state.key}", _no(_STAGE, state.stage)
    for stage in procedure.stages:
        if stage.when and stage.key not in states:
            yield f"stages.{stage.key}.when", _NOTHING_TELLS.fmt(track=stage.key)
    for step in procedure.steps:
        yield from ((f"steps.{step.id}", message) for message in _step_problems(step, stages, states))
    for track in procedure.tracks:
        for unreached in sorted(states[track.key] - _reached(procedure, track)):
            yield f"tracks.{track.key}.states.{unreached}", Text("没有步骤到达该状态。", "no step leads here")
        if len(states[track.key]) != len(track.states):
            yield f"tracks.{track.key}.states", Text("有两个状态同名，请改名。", "two states have one key")
    if len({step.id for step in procedure.steps}) != len(procedure.steps):
        yield "steps", Text("有两个步骤的 id 相同，请改名。", "two steps have one id")


def _reached(procedure: Procedure, track: Track) -> set[str]:
    moves = [move for step in procedure.steps if step.track == track.key for move in step.moves if move.target]
    reached, before = {track.initial}, 0
    while len(reached) > before:
        before = len(reached)
        reached |= {move.target for move in moves if reached.intersection(move.source)}
    return reached


def _step_problems(step: Step, stages: set[str], states: dict[str, set[str]]) -> Iterator[Text]:
    if step.stage not in stages:
        yield _no(_STAGE, step.stage)
    if step.track not in states:
        yield _no(_TRACK, step.track)
        return
    for move in step.moves:
        for state in {*move.source, move.target} - {""} - states[step.track]:
            yield _NOT_ON.fmt(track=step.track, state=state)
    for state in set(step.during) - states["main"]:
        yield Text("主线没有状态“{state}”。", "the main track has no state {state}").fmt(state=state)
    if not step.roles and not step.public:
        yield Text("没有可以办理该步骤的角色，请在 roles 中写明。", "no role may take it: name one under roles")


def path_to(procedure: Procedure, state: str) -> tuple[str, ...]:
    """The steps of the main track on the shortest way from its initial state to `state`; empty if it is unknown."""
    start = procedure.track_by_key["main"].initial
    ways: dict[str, tuple[str, ...]] = {start: ()}
    queue = [start]
    while queue:
        here = queue.pop(0)
        for step, move in _arrows(procedure):
            if here in move.source and move.target and move.target not in ways:
                ways[move.target] = (*ways[here], step.id)
                queue.append(move.target)
    return ways.get(state, ())


def _arrows(procedure: Procedure) -> Iterator[tuple[Step, Move]]:
    return ((step, move) for step in procedure.steps if step.track == "main" for move in step.moves)
