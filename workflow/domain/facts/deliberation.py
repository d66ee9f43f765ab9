"""The meeting: who came, what each said, how it voted, what was decided (713 art. 30, 337 art. 30)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Position, Vote
from workflow.domain.text import Text


class Statement(Fact):
    """What a member said, in the order of speaking (713 art. 30)."""

    order: int
    position: Position
    words: Paragraphs = ""


class Confirmation(Fact):
    """A member who was present confirms the record of the meeting as it stood under a digest.

    `own`: by the member's own account, else entered by the recorder.
    """

    digest: Line
    own: bool = False


class Attendance(Fact):
    """One record of a member's attendance; `anew` is why it says otherwise than the one before it.

    Absence reason, recusal and view are those of the member.
    """

    present: bool
    absence_reason: Line = ""
    recusal: Line = ""
    view: Paragraphs = ""
    anew: Paragraphs = ""

    @property
    def said(self) -> Text:
        """How a paper puts it, with the reason and with what an absent member wrote."""
        if self.present and not self.recusal.strip():
            return Text("到会", "present")
        if self.present:
            return Text(f"回避（{self.recusal}）", f"recused ({self.recusal})")
        view = " ".join(self.view.split())
        absent = Text(f"缺席（{self.absence_reason}）", f"absent ({self.absence_reason})")
        return Text(f"{absent.zh}，书面意见“{view}”", f"{absent.en}, wrote “{view}”") if view else absent


def _where_taken_back(records: tuple[Attendance, ...]) -> tuple[Attendance, ...]:
    """The records where one takes back another: else what a member has of the last one is all there is to say."""
    return records if any(each.anew for each in records) else ()


class Member(Part):
    """A member entitled to attend. `present` is None until attendance is recorded.

    `recusal` is why a member who came takes no part in this item; `view` is what an absent member wrote: it is shown and
    not counted. `attendance_records` are all records of the attendance, where one takes back another: the last one holds.
    """

    number: int
    name: Line
    post: Line = ""
    chief: bool = False
    present: bool | None = None
    absence_reason: Line = ""
    recusal: Line = ""
    view: Paragraphs = ""
    statement: Statement | None = None
    vote: Vote | None = None
    dissent: Paragraphs = ""
    confirmation: Confirmation | None = None
    attendance_records: Annotated[tuple[Attendance, ...], AfterValidator(_where_taken_back)] = ()

    @property
    def attendance_anew(self) -> tuple[tuple[Attendance, Attendance], ...]:
        """Each record that takes back another, after that one."""
        records = self.attendance_records
        return tuple((before, after) for before, after in pairwise(records) if after.anew)

    @property
    def takes_part(self) -> bool:
        """Whether the member came and is not recused: speaks, votes and counts."""
        return bool(self.present) and not self.recusal.strip()


class Guest(Part):
    """Someone who sits in: heard, but neither counted nor voting; `stands_in_for` an absent member, perhaps."""

    number: int
    name: Line
    unit: Line = ""
    post: Line = ""
    stands_in_for: Line = ""


class Resolution(Fact):
    """The decision taken, with the reason where it goes against the majority (713 art. 30)."""

    outcome: Line
    text: Paragraphs
    majority_reason: Paragraphs = ""
    minutes: Paragraphs = ""


class Correction(Fact):
    """An erratum: what the record says and what it is to say; both are kept."""

    passage: Paragraphs
    text: Paragraphs
    reason: Paragraphs


class Seat(Part):
    """A seat in a body that meets, as the organ keeps its register: from a day on and perhaps until another, and why.

    `entered_on` and `left_entered_on`: the days on which its beginning and its end were entered.
    """

    body: Line
    name: Line
    post: Line = ""
    since: dt.date
    why: Paragraphs = ""
    entered_on: dt.date | None = None
    until: dt.date | None = None
    left_why: Paragraphs = ""
    left_entered_on: dt.date | None = None

    def held(self, on: dt.date) -> bool:
        """Whether it was held on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Meeting(Fact):
    """The meeting that deliberates a draft version; `item` is the place of the matter on its agenda."""

    version: int
    kind: Line
    number: Line = ""
    place: Line = ""
    chair: Line = ""
    item: int = Field(default=1, ge=1)
    agenda: Paragraphs = ""
    members: tuple[Member, ...] = ()
    guests: tuple[Guest, ...] = ()
    resolution: Resolution | None = None
    corrections: tuple[Correction, ...] = ()
