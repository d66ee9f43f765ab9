"""Preparing the draft: research, units consulted, options and costs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import UnitReply
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact
from workflow.models.files import NamedFile


class Research(DecisionFact, Base):
    """A research report."""

    __tablename__ = "research"

    title: Mapped[str]
    researchers: Mapped[str]
    text: Mapped[str]

    files: Mapped[list[ResearchFile]] = relationship(order_by="ResearchFile.id")


class ResearchFile(NamedFile, Base):
    """A file of a research report under the name it came with."""

    __tablename__ = "research_file"

    research_id: Mapped[int] = mapped_column(ForeignKey("research.id", ondelete="RESTRICT"), index=True)


class Consultation(DecisionFact, Base):
    """A record of the units consulted; the newest counts."""

    __tablename__ = "consultation"

    version: Mapped[int]
    anew: Mapped[str] = mapped_column(comment="why it takes back what an earlier record said")

    units: Mapped[list[ConsultedUnit]] = relationship(order_by="ConsultedUnit.id")
    dispute: Mapped[Dispute | None] = relationship()


class ConsultedUnit(Keyed, Base):
    """A unit consulted, by its name: it need not be one of the organ's own."""

    __tablename__ = "consulted_unit"
    __table_args__ = (
        CheckConstraint(one_of("answered", UnitReply), name="answered"),
        CheckConstraint("answered = 'none' OR replied_on IS NOT NULL", name="replied"),
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    unit: Mapped[str]
    sent_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    answered: Mapped[str]
    text: Mapped[str]
    dealt_with: Mapped[str]
    settled: Mapped[bool]


class Dispute(Keyed, Base):
    """What no agreement was reached on."""

    __tablename__ = "dispute"
    __table_args__ = (UniqueConstraint("consultation_id"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"))
    issue: Mapped[str]
    units_said: Mapped[str]
    own_view: Mapped[str]
    reasoning: Mapped[str]


class Comparison(DecisionFact, Base):
    """Options, costs and benefits; the newest record counts."""

    __tablename__ = "comparison"

    preferred: Mapped[int | None]
    preferred_reason: Mapped[str]

    options: Mapped[list[DraftOption]] = relationship(order_by="DraftOption.number")
    analysis: Mapped[CostBenefit | None] = relationship()


class DraftOption(Keyed, Base):
    """One of the options."""

    __tablename__ = "draft_option"
    __table_args__ = (UniqueConstraint("comparison_id", "number"), CheckConstraint("number >= 1", name="number"))

    comparison_id: Mapped[int] = mapped_column(ForeignKey("comparison.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    content: Mapped[str]
    merits: Mapped[str]
    drawbacks: Mapped[str]


class CostBenefit(Keyed, Base):
    """The analysis of costs and benefits."""

    __tablename__ = "cost_benefit"
    __table_args__ = (UniqueConstraint("comparison_id"),)

    comparison_id: Mapped[int] = mapped_column(ForeignKey("comparison.id", ondelete="RESTRICT"))
    costs: Mapped[str]
    economic: Mapped[str]
    social: Mapped[str]
    environmental: Mapped[str]
    quantified: Mapped[str]
    unquantified: Mapped[str]
