"""Public participation, round by round: the notice, opinions and their senders, answers, the published result."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Disposition, ReplyWay
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact, FactRow


class Notice(DecisionFact, Base):
    """The public notice soliciting opinions; with it begins a round."""

    __tablename__ = "notice"
    __table_args__ = (CheckConstraint("ends >= starts", name="order"),)

    version: Mapped[int] = mapped_column(comment="draft version it publishes")
    title: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(JSON)
    ways: Mapped[list[str]] = mapped_column(JSON)
    contact: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    shortened_reason: Mapped[str]

    amendments: Mapped[list[NoticeAmendment]] = relationship(order_by="NoticeAmendment.id")
    opinions: Mapped[list[Opinion]] = relationship(order_by="Opinion.number")
    result: Mapped[ParticipationResult | None] = relationship()
    reopening: Mapped[ParticipationReopening | None] = relationship()


class NoticeAmendment(FactRow, Base):
    """A notice put right or extended while it runs; the last one holds."""

    __tablename__ = "notice_amendment"
    __table_args__ = (CheckConstraint("contact <> ''", name="contact"), CheckConstraint("reason <> ''", name="reason"))

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="RESTRICT"), index=True)
    contact: Mapped[str] = mapped_column(comment="where to turn from then on")
    ends: Mapped[date] = mapped_column(comment="last day of the period from then on")
    reason: Mapped[str]


class Opinion(FactRow, Base):
    """An opinion from the public, on one notice. Numbers go on from round to round."""

    __tablename__ = "opinion"
    __table_args__ = (
        UniqueConstraint("notice_id", "number"),
        UniqueConstraint("receipt_sha256"),
        CheckConstraint(one_of("channel", ReplyWay), name="channel"),
    )

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="RESTRICT"))
    number: Mapped[int]
    channel: Mapped[str]
    text: Mapped[str]
    asks_hearing: Mapped[bool] = mapped_column(default=False, comment="whether it asks for a hearing")
    receipt_sha256: Mapped[str] = mapped_column(comment="digest of the code the sender can look the answer up with")

    sender: Mapped[OpinionSender | None] = relationship(back_populates="opinion")
    answers: Mapped[list[OpinionAnswer]] = relationship(order_by="OpinionAnswer.revision")

    @property
    def answer(self) -> OpinionAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None


class OpinionSender(Keyed, Base):
    """Who sent an opinion, as far as they said: personal data, kept apart from everything that is published or logged."""

    __tablename__ = "opinion_sender"
    __table_args__ = (UniqueConstraint("opinion_id"),)

    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id", ondelete="RESTRICT"))
    name: Mapped[str]
    contact: Mapped[str]
    salt: Mapped[bytes] = mapped_column(comment="opens the commitment in the entry; empty once it was erased")
    created_at: Mapped[datetime]

    opinion: Mapped[Opinion] = relationship(back_populates="sender")


class OpinionAnswer(FactRow, Base):
    """What became of an opinion. A second answer is a new revision; two of one revision cannot be."""

    __tablename__ = "opinion_answer"
    __table_args__ = (
        UniqueConstraint("opinion_id", "revision"),
        CheckConstraint(one_of("disposition", Disposition), name="disposition"),
    )

    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id", ondelete="RESTRICT"))
    revision: Mapped[int]
    disposition: Mapped[str]
    reason: Mapped[str]
    topic: Mapped[str] = mapped_column(comment="the class it was sorted into")
    duplicate_of: Mapped[int | None] = mapped_column(comment="number of the opinion it repeats")
    hidden: Mapped[list[list[int]]] = mapped_column(
        JSON, default=list, comment="passages of the opinion that are not published, from place to place"
    )


class ParticipationResult(FactRow, Base):
    """The published result of a round."""

    __tablename__ = "participation_result"
    __table_args__ = (UniqueConstraint("notice_id"),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="RESTRICT"))
    summary: Mapped[str]
    report_published: Mapped[bool]


class ParticipationReopening(FactRow, Base):
    """The decision to solicit opinions anew on a later version of the draft; it ends the round of the notice."""

    __tablename__ = "participation_reopening"
    __table_args__ = (UniqueConstraint("notice_id"),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="RESTRICT"))
    version: Mapped[int] = mapped_column(comment="draft version on which opinions are solicited anew")
    reason: Mapped[str]
