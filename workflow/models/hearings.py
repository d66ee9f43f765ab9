"""Hearings: notice, registrations and who registered, participants, material, postponements, record, report."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import DeliveryWay, HearingView, ParticipantKind
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact, FactRow


class Hearing(DecisionFact, Base):
    """A hearing as announced."""

    __tablename__ = "hearing"
    __table_args__ = (
        CheckConstraint("register_until <= day", name="order"),
        CheckConstraint("places >= 1", name="places"),
        CheckConstraint(
            "seats_for >= 0 AND seats_against >= 0 AND seats_neutral >= 0 AND seats_invited >= 0", name="seats"
        ),
    )

    version: Mapped[int] = mapped_column(comment="draft version published with the notice")
    title: Mapped[str]
    organiser: Mapped[str]
    day: Mapped[date]
    time: Mapped[str]
    place: Mapped[str]
    register_until: Mapped[date]
    places: Mapped[int | None] = mapped_column(comment="none: all who register take part")
    selection: Mapped[str]
    seats: Mapped[str]
    seats_for: Mapped[int | None] = mapped_column(comment="places announced for a side; none: no number given")
    seats_against: Mapped[int | None]
    seats_neutral: Mapped[int | None]
    seats_invited: Mapped[int | None]
    contact: Mapped[str]
    again: Mapped[str] = mapped_column(default="", comment="why a text that was heard already is heard once more")

    registrations: Mapped[list[HearingRegistration]] = relationship(order_by="HearingRegistration.number")
    roll: Mapped[HearingRoll | None] = relationship()
    postponements: Mapped[list[HearingPostponement]] = relationship(order_by="HearingPostponement.id")
    cancellation: Mapped[HearingCancellation | None] = relationship()
    sitting: Mapped[HearingSitting | None] = relationship()
    report: Mapped[HearingReport | None] = relationship()


class HearingRegistration(FactRow, Base):
    """Somebody registered to take part."""

    __tablename__ = "hearing_registration"
    __table_args__ = (
        UniqueConstraint("hearing_id", "number"),
        UniqueConstraint("receipt_sha256"),
        CheckConstraint(one_of("view", HearingView), name="view"),
    )

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"))
    number: Mapped[int]
    view: Mapped[str]
    summary: Mapped[str]
    receipt_sha256: Mapped[str] = mapped_column(comment="digest of the code handed out as a receipt")

    registrant: Mapped[HearingRegistrant | None] = relationship()


class HearingRegistrant(Keyed, Base):
    """Who registered: personal data, kept apart from everything that is published or logged."""

    __tablename__ = "hearing_registrant"
    __table_args__ = (UniqueConstraint("registration_id"),)

    registration_id: Mapped[int] = mapped_column(ForeignKey("hearing_registration.id", ondelete="RESTRICT"))
    name: Mapped[str]
    contact: Mapped[str]
    unit: Mapped[str] = mapped_column(comment="unit, or village of residence")
    background: Mapped[str]
    salt: Mapped[bytes] = mapped_column(comment="opens the commitment in the entry; empty once it was erased")
    created_at: Mapped[datetime]


class HearingRoll(FactRow, Base):
    """The list of participants, published once."""

    __tablename__ = "hearing_roll"
    __table_args__ = (UniqueConstraint("hearing_id"),)

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"))
    choosing: Mapped[str]
    departure: Mapped[str] = mapped_column(comment="why the places are shared otherwise than announced")
    not_back: Mapped[str] = mapped_column(comment="why a side of a hearing called off is not on the list")

    participants: Mapped[list[HearingParticipant]] = relationship(order_by="HearingParticipant.number")


class HearingParticipant(Keyed, Base):
    """A participant on the list."""

    __tablename__ = "hearing_participant"
    __table_args__ = (
        UniqueConstraint("roll_id", "number"),
        CheckConstraint(one_of("kind", ParticipantKind), name="kind"),
        CheckConstraint(one_of("view", HearingView), name="view"),
    )

    roll_id: Mapped[int] = mapped_column(ForeignKey("hearing_roll.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str]
    kind: Mapped[str]
    view: Mapped[str]
    registration: Mapped[int | None] = mapped_column(comment="number of the registration; none: invited")

    delivery: Mapped[HearingDelivery | None] = relationship()
    appearance: Mapped[HearingAppearance | None] = relationship()


class HearingDelivery(FactRow, Base):
    """The material reached a participant."""

    __tablename__ = "hearing_delivery"
    __table_args__ = (
        UniqueConstraint("participant_id"),
        CheckConstraint(one_of("way", DeliveryWay), name="way"),
    )

    participant_id: Mapped[int] = mapped_column(ForeignKey("hearing_participant.id", ondelete="RESTRICT"))
    way: Mapped[str]


class HearingPostponement(FactRow, Base):
    """The hearing was put off."""

    __tablename__ = "hearing_postponement"

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"), index=True)
    day: Mapped[date]
    time: Mapped[str]
    place: Mapped[str]
    reason: Mapped[str]


class HearingCancellation(FactRow, Base):
    """The hearing was called off."""

    __tablename__ = "hearing_cancellation"
    __table_args__ = (UniqueConstraint("hearing_id"),)

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"))
    reason: Mapped[str]


class HearingSitting(FactRow, Base):
    """The hearing as it was held."""

    __tablename__ = "hearing_sitting"
    __table_args__ = (UniqueConstraint("hearing_id"),)

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"))
    held_openly: Mapped[bool]
    host: Mapped[str]
    host_post: Mapped[str]
    host_independent: Mapped[bool]
    recorder: Mapped[str]
    presented_by: Mapped[str]
    presentation: Mapped[str]
    debate: Mapped[str]
    explained: Mapped[str]
    handling: Mapped[str]
    officials_signed: Mapped[bool]


class HearingAppearance(FactRow, Base):
    """What a participant did at the hearing."""

    __tablename__ = "hearing_appearance"
    __table_args__ = (UniqueConstraint("participant_id"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("hearing_participant.id", ondelete="RESTRICT"))
    present: Mapped[bool]
    absence_reason: Mapped[str]
    statement: Mapped[str]
    record_signed: Mapped[bool]
    declined: Mapped[str]


class HearingReport(FactRow, Base):
    """The report on the hearing."""

    __tablename__ = "hearing_report"
    __table_args__ = (UniqueConstraint("hearing_id"),)

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id", ondelete="RESTRICT"))
    overview: Mapped[str]
    matter: Mapped[str]
    selection: Mapped[str]
    views: Mapped[str]
    support: Mapped[str]
    disputes: Mapped[str]
    advice: Mapped[str]
    late_reason: Mapped[str]
