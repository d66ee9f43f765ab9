"""What comes before the meeting: the materials handed in, sent back, put on an agenda; what the Party committee said.

713 art. 29, 337 art. 29.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import MeetingMaterial


class MeetingSubmission(Fact):
    """A draft version handed in for deliberation with its materials (713 art. 29, 337 art. 29)."""

    version: int
    materials: tuple[MeetingMaterial, ...] = ()
    note: Paragraphs = ""
    submitted_by: Line = ""


class MeetingReturn(Fact):
    """The office sends back what cannot be deliberated yet, with the reason (337 art. 29)."""

    reason: Paragraphs
    returned_by: Line = ""


class AgendaEntry(Fact):
    """The matter on the agenda of a meeting to come; `on` is the day of the notice of the meeting."""

    meets: dt.date
    time: Line = ""
    kind: Line
    number: Line = ""
    place: Line = ""
    chair: Line = ""
    item: int = Field(default=1, ge=1)
    materials_on: dt.date | None = None


class PartyDiscussion(Fact):
    """What a meeting of the Party committee said of the matter before the organ decides.

    `anew`: why what was recorded of the same meeting before was not right.
    """

    meeting: Line
    agreed: bool
    text: Paragraphs = ""
    anew: Paragraphs = ""
