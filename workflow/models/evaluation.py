"""Evaluation after the decision: rounds, reports, what was made of them."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import EvaluationAdvice
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact, FactRow


class Evaluation(DecisionFact, Base):
    """One evaluation."""

    __tablename__ = "evaluation"

    grounds: Mapped[list[str]] = mapped_column(JSON)
    evaluator: Mapped[str]
    third_party: Mapped[bool]
    independent: Mapped[bool]
    scope: Mapped[str]

    report: Mapped[EvaluationReport | None] = relationship()
    use: Mapped[EvaluationUse | None] = relationship()


class EvaluationReport(FactRow, Base):
    """The report of an evaluation."""

    __tablename__ = "evaluation_report"
    __table_args__ = (
        UniqueConstraint("evaluation_id"),
        CheckConstraint(one_of("advice", EvaluationAdvice), name="advice"),
    )

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="RESTRICT"))
    public: Mapped[str]
    participants: Mapped[str]
    text: Mapped[str]
    advice: Mapped[str]


class EvaluationUse(FactRow, Base):
    """What the organ made of the result."""

    __tablename__ = "evaluation_use"
    __table_args__ = (
        UniqueConstraint("evaluation_id"),
        CheckConstraint(one_of("consequence", EvaluationAdvice), name="consequence"),
    )

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="RESTRICT"))
    consequence: Mapped[str]
    text: Mapped[str]
    decided_by: Mapped[str]
