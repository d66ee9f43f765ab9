"""Decisions taken before the system was used: each with the versions it was corrected to, its files, its withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Category
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import FactRow
from workflow.models.files import NamedFile


class PastDecision(Keyed, Base):
    """A past decision of the register: what of its record is never corrected."""

    __tablename__ = "past_decision"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str] = mapped_column(comment="its number in the register, for example 2021-W007")

    versions: Mapped[list[PastVersion]] = relationship(order_by="PastVersion.version", back_populates="decision")
    withdrawal: Mapped[PastWithdrawal | None] = relationship()


class PastVersion(FactRow, Base):
    """A past decision as recorded or corrected; the newest version counts."""

    __tablename__ = "past_version"
    __table_args__ = (
        UniqueConstraint("decision_id", "version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("title <> ''", name="titled"),
        CheckConstraint(one_of("category", Category), name="category"),
        CheckConstraint("participation_from <= participation", name="days"),
        CheckConstraint("version = 1 OR reason <> ''", name="reason"),
    )

    decision_id: Mapped[int] = mapped_column(ForeignKey("past_decision.id", ondelete="RESTRICT"), index=True)
    version: Mapped[int]
    title: Mapped[str]
    category: Mapped[str | None]
    unit: Mapped[str] = mapped_column(comment="as it was called then")
    meeting: Mapped[str]
    document: Mapped[str] = mapped_column(comment="the number it was issued under")
    published: Mapped[date | None]
    published_where: Mapped[str]
    participation_from: Mapped[date | None]
    participation: Mapped[date | None] = mapped_column(comment="the last day on which opinions were taken")
    expert_review: Mapped[date | None]
    risk_assessment: Mapped[date | None]
    legality_review: Mapped[date | None]
    deliberation: Mapped[date | None]
    remark: Mapped[str]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, comment="what the rules said when it was recorded")
    reason: Mapped[str] = mapped_column(comment="why it is corrected")

    decision: Mapped[PastDecision] = relationship(back_populates="versions")
    files: Mapped[list[PastFile]] = relationship(order_by="PastFile.id")

    @property
    def number(self) -> str:
        """The number in the register."""
        return self.decision.number


class PastFile(NamedFile, Base):
    """A file of a past decision under the name it came with."""

    __tablename__ = "past_file"

    version_id: Mapped[int] = mapped_column(ForeignKey("past_version.id", ondelete="RESTRICT"), index=True)


class PastWithdrawal(FactRow, Base):
    """The record of a past decision was withdrawn."""

    __tablename__ = "past_withdrawal"
    __table_args__ = (UniqueConstraint("decision_id"), CheckConstraint("reason <> ''", name="reason"))

    decision_id: Mapped[int] = mapped_column(ForeignKey("past_decision.id", ondelete="RESTRICT"))
    reason: Mapped[str]
