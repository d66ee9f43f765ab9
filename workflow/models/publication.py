"""Report to the Party committee, publication, archive."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import PartyReportKind
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact


class PartyReport(DecisionFact, Base):
    """The request or report to the Party committee."""

    __tablename__ = "party_report"
    __table_args__ = (CheckConstraint(one_of("kind", PartyReportKind), name="kind"),)

    kind: Mapped[str]
    number: Mapped[str]
    text: Mapped[str]
    reply: Mapped[str]
    reply_on: Mapped[date | None]


class Publication(DecisionFact, Base):
    """The decision as published."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str] = mapped_column(comment="发文字号")
    title: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(JSON)
    wide_concern: Mapped[bool]
    explanation: Mapped[str]
    interpretation: Mapped[str]


class Archive(DecisionFact, Base):
    """The dossier as handed to the archive."""

    __tablename__ = "archive"
    __table_args__ = (UniqueConstraint("decision_id"),)

    retention: Mapped[str] = mapped_column(comment="a word of the profile's vocabulary retention")
    received_by: Mapped[str]

    items: Mapped[list[ArchiveItem]] = relationship(order_by="ArchiveItem.number")


class ArchiveItem(Keyed, Base):
    """One line of the in-file list."""

    __tablename__ = "archive_item"
    __table_args__ = (UniqueConstraint("archive_id", "number"),)

    archive_id: Mapped[int] = mapped_column(ForeignKey("archive.id", ondelete="RESTRICT"))
    number: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    responsible: Mapped[str]
    on: Mapped[date | None] = mapped_column("made_on")
    pages: Mapped[int | None]
    note: Mapped[str]
