"""The meeting: who came, what each said, how it voted, what was decided (713 art. 30, 337 art. 30)."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Position, Vote


class Statement(Fact):
    """What a member said, in the order of speaking (713 art. 30)."""

    order: int
    position: Position
    words: Paragraphs = ""


class Member(Part):
    """A member entitled to attend. `present` is None until attendance is recorded."""

    number: int
    name: Line
    post: Line = ""
    chief: bool = False
    present: bool | None = None
    absence_reason: Line = ""
    statement: Statement | None = None
    vote: Vote | None = None
    dissent: Paragraphs = ""


class Resolution(Fact):
    """The decision taken, with the reason where it goes against the majority (713 art. 30)."""

    outcome: Line
    text: Paragraphs
    majority_reason: Paragraphs = ""
    minutes: Paragraphs = ""


class Meeting(Fact):
    """The meeting that deliberates a draft version."""

    version: int
    kind: Line
    number: Line = ""
    place: Line = ""
    chair: Line = ""
    agenda: Paragraphs = ""
    members: tuple[Member, ...] = ()
    resolution: Resolution | None = None
