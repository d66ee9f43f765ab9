"""Fair competition review: rounds with the unit's own opinion, and the conclusion of each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import CompetitionConclusion
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact, FactRow


class CompetitionReview(DecisionFact, Base):
    """One round of review of one draft version, with the unit's own opinion."""

    __tablename__ = "competition_review"
    __table_args__ = (CheckConstraint(one_of("conclusion", CompetitionConclusion), name="conclusion"),)

    version: Mapped[int]
    examined_by: Mapped[str]
    checks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, comment="the findings, item by item")
    views: Mapped[list[dict[str, Any]]] = mapped_column(JSON, comment="who was heard, and what was said")
    conclusion: Mapped[str]
    text: Mapped[str]
    exception: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), comment="the exception relied on")

    opinion: Mapped[CompetitionOpinion | None] = relationship()


class CompetitionOpinion(FactRow, Base):
    """The conclusion of a round."""

    __tablename__ = "competition_opinion"
    __table_args__ = (
        UniqueConstraint("review_id"),
        CheckConstraint(one_of("conclusion", CompetitionConclusion), name="conclusion"),
    )

    review_id: Mapped[int] = mapped_column(ForeignKey("competition_review.id", ondelete="RESTRICT"))
    reviewer: Mapped[str]
    regulator: Mapped[bool]
    number: Mapped[str]
    conclusion: Mapped[str]
    text: Mapped[str]
