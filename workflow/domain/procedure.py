"""Stages, tracks, states and steps of one kind of matter, as a procedure file writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workflow.domain.terms import Role, Source, Trait
from workflow.domain.text import Text


class LawPart(BaseModel):
    """A piece of a law file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(LawPart):
    """A text as it stands in a law file."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The words as a `Text`."""
        return Text(self.zh, self.en)


class Stage(LawPart):
    """A stage of the procedure, in the order of the rail."""

    key: str
    name: Words
    when: tuple[Trait, ...] = Field(
        default=(), description="it is a stage of a matter that touches one of these only; empty: of every matter"
    )


class State(LawPart):
    """A state of a track."""

    key: str
    name: Words
    stage: str
    final: bool = False
    ended: bool = Field(default=False, description="final, and the matter came to nothing: what follows is not held")


class Track(LawPart):
    """A track of states: the main one, or a drafting stage that runs beside the others."""

    key: str
    initial: str
    states: tuple[State, ...] = Field(min_length=1)


class Move(LawPart):
    """One arrow of a step. `when` is the outcome that takes it; an empty target stays where it is."""

    source: tuple[str, ...] = Field(min_length=1)
    target: str = ""
    when: str = ""


# for which decisions a role may take a step: any, or those its own unit proposed, undertakes, leads, or carries out
Reach = Literal["any", "proposing", "undertaking", "lead", "executing"]


class Step(LawPart):
    """Something a person does to a decision."""

    id: str
    stage: str
    name: Words
    track: str = "main"
    moves: tuple[Move, ...] = Field(min_length=1)
    during: tuple[str, ...] = ()
    roles: Mapping[Role, Reach] = Field(default_factory=dict)
    public: bool = False
    shared: bool = Field(default=False, description="several people may do it at the same time: no stale form")
    password: bool = False
    optional: bool = Field(default=False, description="may be taken but need not: no work waiting on a desk")
    sources: tuple[Source, ...] = Field(
        default=(), description="it is a step of a matter proposed by one of these only; empty: of every matter"
    )
    when: tuple[Trait, ...] = Field(
        default=(), description="it is a step of a matter that touches one of these only; empty: of every matter"
    )
    longer: tuple[str, ...] = Field(
        default=(),
        description="where the matter is also of a kind with a longer procedure: the main states of that from which it is taken",
    )


class Procedure(LawPart):
    """Stages, tracks and steps of one kind of matter."""

    kind: str = Field(pattern="^procedure$")
    id: str
    name: Words
    stages: tuple[Stage, ...] = Field(min_length=1)
    tracks: tuple[Track, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """The steps by their id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def track_by_key(self) -> dict[str, Track]:
        """The tracks by their key."""
        return {track.key: track for track in self.tracks}

    def with_steps_of(self, other: Procedure) -> Procedure:
        """This procedure with what another one has beside it: a matter of two kinds takes a shared step once.

        The main track is this one's, so it has to be the longer one (`together` sees to it). Of the other come the stages
        and side tracks this one lacks, and those of its steps that can be taken in the states there are, or in those they name of
        a longer one.
        """
        tracks = [each for each in other.tracks if each.key not in self.track_by_key]
        known = {track.key: {state.key for state in track.states} for track in (*self.tracks, *tracks)}
        steps = [
            _on_the_longer(step, known["main"])
            for step in other.steps
            if step.id not in self.step_by_id
            and all({*move.source, move.target} - {""} <= known.get(step.track, set()) for move in step.moves)
            and set(step.during) <= known["main"]
        ]
        # made anew: a copy would keep what was looked up in the one it was made of
        return Procedure(
            kind=self.kind,
            id=self.id,
            name=self.name,
            stages=_in_order(self.stages, other.stages),
            tracks=(*self.tracks, *tracks),
            steps=(*self.steps, *steps),
        )

    def states(self, main: str, sides: Mapping[str, str]) -> dict[str, str]:
        """The state of every track: a side track that `sides` does not name has not left its first."""
        return {track.key: sides.get(track.key, track.initial) for track in self.tracks} | {"main": main}

    def state_name(self, track: str, key: str) -> Text:
        """What a state is called; an unknown key is its own name."""
        for state in self.track_by_key[track].states:
            if state.key == key:
                return state.name.text
        return Text(key, key)


def together(procedures: Sequence[Procedure]) -> Procedure:
    """The procedure of a matter of several kinds, in whatever order they are given: every step that any of them demands.

    The one with the longest main track leads: the first of several as long.
    """
    lead, *others = sorted(procedures, key=lambda each: -len(each.track_by_key["main"].states))
    for other in others:
        lead = lead.with_steps_of(other)
    return lead


def _on_the_longer(step: Step, states: set[str]) -> Step:
    """The step as it is taken on a longer main track: from the states of that which it names."""
    there = tuple(state for state in step.longer if state in states)
    return step.model_copy(update={"moves": (Move(source=there),)}) if there else step


def _in_order(own: tuple[Stage, ...], other: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages of the one, and those of the other it lacks behind whatever goes before them there."""
    found = list(own)
    for place, stage in enumerate(other):
        if stage.key not in {each.key for each in found}:
            before = {each.key for each in other[:place]}
            found.insert(max((at for at, each in enumerate(found, 1) if each.key in before), default=0), stage)
    return tuple(found)
