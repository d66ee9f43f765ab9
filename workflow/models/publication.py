"""Report to the Party committee and the congress, publication, archive."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import CongressForm, PartyReportKind, Reconsidered
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact


class PartyReport(DecisionFact, Base):
    """The request or report to the Party committee."""

    __tablename__ = "party_report"
    __table_args__ = (CheckConstraint(one_of("kind", PartyReportKind), name="kind"),)

    kind: Mapped[str]
    number: Mapped[str]
    approved_by: Mapped[str] = mapped_column(default="", comment="签发人")
    text: Mapped[str]
    reply: Mapped[str]
    reply_on: Mapped[date | None]
    agreed: Mapped[bool | None]
    anew: Mapped[str] = mapped_column(default="", comment="why it takes back what an earlier record said")


class CongressReport(DecisionFact, Base):
    """The matter before the people's congress or its standing committee."""

    __tablename__ = "congress_report"
    __table_args__ = (CheckConstraint(one_of("form", CongressForm), name="form"),)

    form: Mapped[str]
    recipient: Mapped[str]
    number: Mapped[str]
    text: Mapped[str]
    reply: Mapped[str]
    agreed: Mapped[bool | None]
    anew: Mapped[str] = mapped_column(default="", comment="why it takes back what an earlier record said")


class Reconsideration(DecisionFact, Base):
    """What became of a decision that the Party committee or the people's congress did not agree to."""

    __tablename__ = "reconsideration"
    __table_args__ = (
        CheckConstraint(one_of("way", Reconsidered), name="way"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    way: Mapped[str]
    reason: Mapped[str]
    version: Mapped[int] = mapped_column(comment="of the draft it stood at")
    decided_by: Mapped[str]


class Publication(DecisionFact, Base):
    """The decision as published."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str] = mapped_column(comment="发文字号")
    title: Mapped[str]
    retitled: Mapped[str] = mapped_column(default="", comment="why the title is not that of the draft decided on")
    formed_on: Mapped[date | None]
    addressed_to: Mapped[str] = mapped_column(default="", comment="主送机关")
    copied_to: Mapped[str] = mapped_column(default="", comment="抄送机关")
    printed_by: Mapped[str] = mapped_column(default="", comment="印发机关")
    printed_on: Mapped[date | None] = mapped_column(comment="印发日期")
    publish_by: Mapped[date | None] = mapped_column(
        comment="frozen when it was published, with the calendar it counts by"
    )
    calendar: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(JSON)
    wide_concern: Mapped[bool]
    explanation: Mapped[str]
    interpretation: Mapped[str]


class PublicationAmendment(DecisionFact, Base):
    """What was put right in, or added to, the decision as published; what was published first stays."""

    __tablename__ = "publication_amendment"
    __table_args__ = (CheckConstraint("correction = '' OR reason <> ''", name="reason"),)

    correction: Mapped[str] = mapped_column(comment="what was wrong as published, and what is right")
    reason: Mapped[str]
    approved_by: Mapped[str] = mapped_column(comment="who approved the correction")
    channels: Mapped[list[str]] = mapped_column(JSON, comment="where it was published since")
    interpretation: Mapped[str] = mapped_column(comment="how it was explained to the public since")


class Archive(DecisionFact, Base):
    """The dossier as handed to the archive."""

    __tablename__ = "archive"
    __table_args__ = (UniqueConstraint("decision_id"),)

    retention: Mapped[str] = mapped_column(comment="a word of the profile's vocabulary retention")
    received_by: Mapped[str]
    unconfirmed: Mapped[str] = mapped_column(
        default="", comment="why the record of the meeting is not confirmed by all"
    )

    items: Mapped[list[ArchiveItem]] = relationship(order_by="ArchiveItem.number")


class _Line(Keyed):
    """What one line of a list says."""

    number: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    responsible: Mapped[str]
    on: Mapped[date | None] = mapped_column("made_on")
    pages: Mapped[int | None]
    note: Mapped[str]


class ArchiveItem(_Line, Base):
    """One line of the in-file list."""

    __tablename__ = "archive_item"
    __table_args__ = (UniqueConstraint("archive_id", "number"),)

    archive_id: Mapped[int] = mapped_column(ForeignKey("archive.id", ondelete="RESTRICT"))


class Handover(DecisionFact, Base):
    """A package of the dossier, handed over to whoever keeps it."""

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("length(package) = 64", name="package"),
        CheckConstraint("recipient <> ''", name="recipient"),
    )

    recipient: Mapped[str]
    received_by: Mapped[str]
    handed_by: Mapped[str]
    package: Mapped[str] = mapped_column(comment="SHA-256 of the package, in hex")
    as_of: Mapped[int] = mapped_column(comment="the entry of the log up to which it holds the record")
    note: Mapped[str]


class ArchiveSupplement(DecisionFact, Base):
    """A further list, added to a dossier that is archived."""

    __tablename__ = "archive_supplement"

    received_by: Mapped[str]

    items: Mapped[list[SupplementItem]] = relationship(order_by="SupplementItem.number")


class SupplementItem(_Line, Base):
    """One line of a further list."""

    __tablename__ = "supplement_item"
    __table_args__ = (UniqueConstraint("supplement_id", "number"),)

    supplement_id: Mapped[int] = mapped_column(ForeignKey("archive_supplement.id", ondelete="RESTRICT"))
