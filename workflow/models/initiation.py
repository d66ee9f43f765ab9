"""Initiation: proposals, their study, the decision to start or not."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import Category, Exclusion, ReplyMeans, Source
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact


class Proposal(DecisionFact, Base):
    """A version of the proposal; the newest counts."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(one_of("category", Category), name="category"),
        CheckConstraint(one_of("source", Source), name="source"),
        CheckConstraint(one_of("exclusion", Exclusion), name="exclusion"),
    )

    title: Mapped[str]
    category: Mapped[str]
    source: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(JSON)
    unit: Mapped[str]
    proposer: Mapped[str]
    motion: Mapped[str] = mapped_column(comment="number of the motion of deputies or members")
    problem: Mapped[str]
    basis: Mapped[str]
    plan: Mapped[str]
    necessity: Mapped[str]
    feasibility: Mapped[str]
    predecessor: Mapped[str] = mapped_column(comment="number of the decision it adjusts in substance")
    exclusion: Mapped[str] = mapped_column(comment="why the procedure does not apply to the matter")
    governed_by: Mapped[str]
    catalogue_item: Mapped[str] = mapped_column(comment="item of the yearly catalogue it carries out, by its code")
    departure: Mapped[str] = mapped_column(comment="why the title is not that of the item")
    not_major_decision: Mapped[str] = mapped_column(comment="why it is proposed as another kind only")
    earlier: Mapped[list[str]] = mapped_column(JSON, comment="numbers of earlier matters of the same name or text")
    differs: Mapped[str] = mapped_column(comment="in what it differs from them")

    @property
    def argued(self) -> tuple[str, ...]:
        """What is proposed and why, in its words."""
        return self.problem, self.basis, self.plan, self.necessity, self.feasibility


class Study(DecisionFact, Base):
    """The study of a proposal."""

    __tablename__ = "study"

    unit: Mapped[str]
    necessary: Mapped[bool]
    opinion: Mapped[str]


class Initiation(DecisionFact, Base):
    """The decision to start the procedure."""

    __tablename__ = "initiation"

    approved_by: Mapped[str]
    deputy: Mapped[str]
    deputy_on: Mapped[date | None]
    units: Mapped[list[str]] = mapped_column(JSON, comment="names as they stood")
    lead_unit: Mapped[str]
    due: Mapped[date | None]
    departure: Mapped[str] = mapped_column(comment="why others than the unit the yearly catalogue names undertake it")
    against_study: Mapped[str] = mapped_column(comment="why it is started though its study found no need")


class RulebookMove(DecisionFact, Base):
    """A running decision went over to a newer version of its rules."""

    __tablename__ = "rulebook_move"
    __table_args__ = (CheckConstraint("before <> after", name="moved"),)

    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]


class Refusal(DecisionFact, Base):
    """The decision not to start, or to go no further."""

    __tablename__ = "refusal"

    approved_by: Mapped[str]
    reason: Mapped[str]


class Reply(DecisionFact, Base):
    """What the proposer was told."""

    __tablename__ = "reply"
    __table_args__ = (CheckConstraint(one_of("means", ReplyMeans), name="means"),)

    means: Mapped[str]
    text: Mapped[str]
