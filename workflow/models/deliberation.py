"""Deliberation: the meeting, who was entitled and present, what each said and how each voted, what was decided."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Position, Vote
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact, FactRow


class Meeting(DecisionFact, Base):
    """The meeting that deliberates a draft version."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("item >= 1", name="item"),)

    version: Mapped[int]
    kind: Mapped[str] = mapped_column(comment="a word of the profile's vocabulary meeting_kinds")
    number: Mapped[str]
    place: Mapped[str]
    chair: Mapped[str]
    item: Mapped[int] = mapped_column(default=1)
    agenda: Mapped[str]

    members: Mapped[list[Member]] = relationship(order_by="Member.number")
    guests: Mapped[list[Guest]] = relationship(order_by="Guest.number")
    resolution: Mapped[Resolution | None] = relationship()
    corrections: Mapped[list[Correction]] = relationship(order_by="Correction.id")


class Member(Keyed, Base):
    """Someone entitled to attend, as they stood at the meeting."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    post: Mapped[str]
    chief: Mapped[bool]

    attendances: Mapped[list[Attendance]] = relationship(order_by="Attendance.id")
    statement: Mapped[Statement | None] = relationship()
    ballot: Mapped[Ballot | None] = relationship()
    confirmations: Mapped[list[Confirmation]] = relationship(order_by="Confirmation.id")

    @property
    def present(self) -> bool | None:
        """Whether present, as last recorded; None before."""
        return self.attendances[-1].present if self.attendances else None

    @property
    def attendance_records(self) -> list[Attendance]:
        """All records of the attendance."""
        return self.attendances

    @property
    def absence_reason(self) -> str:
        """Why absent, as last recorded."""
        return self.attendances[-1].absence_reason if self.attendances else ""

    @property
    def recusal(self) -> str:
        """Why recused from this item, as last recorded."""
        return self.attendances[-1].recusal if self.attendances else ""

    @property
    def view(self) -> str:
        """What an absent member wrote, as last recorded."""
        return self.attendances[-1].view if self.attendances else ""

    @property
    def confirmation(self) -> Confirmation | None:
        """The last confirmation of the record; earlier ones are of the record before an erratum."""
        return self.confirmations[-1] if self.confirmations else None

    @property
    def vote(self) -> str | None:
        """How the member voted."""
        return self.ballot.vote if self.ballot else None

    @property
    def dissent(self) -> str:
        """The dissent in the member's own words."""
        return self.ballot.dissent if self.ballot else ""


class Guest(Keyed, Base):
    """Someone who sat in, perhaps in the place of an absent member."""

    __tablename__ = "guest"
    __table_args__ = (UniqueConstraint("meeting_id", "number"), CheckConstraint("name <> ''", name="named"))

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str]
    post: Mapped[str]
    stands_in_for: Mapped[str]


class OfMember(FactRow):
    """A fact about one member."""

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)


class Attendance(OfMember, Base):
    """Present, or absent with the reason. Only who came can be recused, only who did not has written a view."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("present OR absence_reason <> ''", name="reason"),
        CheckConstraint("present OR recusal = ''", name="recusal"),
        CheckConstraint("view = '' OR NOT present", name="view"),
    )

    present: Mapped[bool]
    absence_reason: Mapped[str]
    recusal: Mapped[str] = mapped_column(default="")
    view: Mapped[str] = mapped_column(default="")
    anew: Mapped[str] = mapped_column(default="", comment="why it takes back what an earlier record said")


class Statement(OfMember, Base):
    """What a member said. One each; the order is that of the meeting."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("member_id"),
        UniqueConstraint("meeting_id", "speaking_order"),
        CheckConstraint(one_of("position", Position), name="position"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"))
    order: Mapped[int] = mapped_column("speaking_order")
    position: Mapped[str]
    words: Mapped[str]


class Ballot(OfMember, Base):
    """A member's vote, with the dissent where it is against."""

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("member_id"),
        CheckConstraint(one_of("vote", Vote), name="vote"),
        CheckConstraint("vote <> 'against' OR dissent <> ''", name="dissent"),
    )

    vote: Mapped[str]
    dissent: Mapped[str]


class Confirmation(OfMember, Base):
    """A member confirms the record as it stood under a digest, once as it was closed and anew after an erratum."""

    __tablename__ = "confirmation"
    __table_args__ = (UniqueConstraint("member_id", "digest"),)

    digest: Mapped[str] = mapped_column(comment="SHA-256 of the record, in hex")
    own: Mapped[bool] = mapped_column(comment="by the member's own account")


class Correction(FactRow, Base):
    """An erratum to the record of a meeting; the record itself stays as it is."""

    __tablename__ = "correction"
    __table_args__ = (CheckConstraint("passage <> '' AND text <> '' AND reason <> ''", name="whole"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"), index=True)
    passage: Mapped[str]
    text: Mapped[str]
    reason: Mapped[str]


class Resolution(FactRow, Base):
    """The decision taken in the meeting."""

    __tablename__ = "resolution"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"))
    outcome: Mapped[str] = mapped_column(comment="a word of the profile's vocabulary outcomes")
    text: Mapped[str]
    majority_reason: Mapped[str]
    minutes: Mapped[str]
