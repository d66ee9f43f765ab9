"""What comes before a meeting: materials handed in, sent back, the Party committee's discussion, the agenda."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base
from workflow.models.facts import DecisionFact


class MeetingSubmission(DecisionFact, Base):
    """A draft version handed in for deliberation with a list of materials."""

    __tablename__ = "meeting_submission"

    version: Mapped[int]
    materials: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str]
    submitted_by: Mapped[str]


class MeetingReturn(DecisionFact, Base):
    """What the office sent back to the unit, and why."""

    __tablename__ = "meeting_return"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    reason: Mapped[str]
    returned_by: Mapped[str]


class PartyDiscussion(DecisionFact, Base):
    """What a meeting of the Party committee said before the organ decides."""

    __tablename__ = "party_discussion"

    meeting: Mapped[str]
    agreed: Mapped[bool]
    text: Mapped[str]
    anew: Mapped[str] = mapped_column(default="", comment="why it takes back what an earlier record said")


class AgendaEntry(DecisionFact, Base):
    """The matter on the agenda of a meeting to come."""

    __tablename__ = "agenda_entry"
    __table_args__ = (CheckConstraint("item >= 1", name="item"),)

    meets: Mapped[date] = mapped_column(index=True)
    time: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(comment="a word of the profile's vocabulary meeting_kinds")
    number: Mapped[str]
    place: Mapped[str]
    chair: Mapped[str]
    item: Mapped[int]
    materials_on: Mapped[date | None]
