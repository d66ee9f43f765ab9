"""Risk assessment: rounds, reports with their risk points, findings on controllability."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base, Keyed
from workflow.models.facts import DecisionFact, FactRow


class RiskAssessment(DecisionFact, Base):
    """One round of assessment of one draft version."""

    __tablename__ = "risk_assessment"

    version: Mapped[int]
    procedure: Mapped[str] = mapped_column(comment="a word of the profile, where it knows more than one")
    methods: Mapped[list[str]] = mapped_column(JSON)
    assessor: Mapped[str]
    third_party: Mapped[bool]
    again: Mapped[str] = mapped_column(default="", comment="why a text that was assessed already is assessed once more")

    reused: Mapped[RiskReuse | None] = relationship()
    report: Mapped[RiskReport | None] = relationship()
    finding: Mapped[RiskFinding | None] = relationship()
    follows: Mapped[list[RiskFollow]] = relationship(order_by="RiskFollow.id")

    @property
    def follow(self) -> RiskFollow | None:
        """How the conclusion was acted on, as last recorded."""
        return self.follows[-1] if self.follows else None


class RiskReuse(Keyed, Base):
    """An assessment made before that takes the place of a new one."""

    __tablename__ = "risk_reuse"
    __table_args__ = (UniqueConstraint("assessment_id"), CheckConstraint("title <> ''", name="titled"))

    assessment_id: Mapped[int] = mapped_column(ForeignKey("risk_assessment.id", ondelete="RESTRICT"))
    title: Mapped[str]
    scope: Mapped[str] = mapped_column(comment="the matter it is of, and how far it went")
    made: Mapped[date]
    provision: Mapped[str]
    number: Mapped[str]
    covers: Mapped[str] = mapped_column(comment="why it is an assessment of the risk of this version")


class RiskReport(FactRow, Base):
    """The written report of a round."""

    __tablename__ = "risk_report"
    __table_args__ = (UniqueConstraint("assessment_id"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("risk_assessment.id", ondelete="RESTRICT"))
    departments: Mapped[str]
    heard: Mapped[list[dict[str, Any]]] = mapped_column(JSON, comment="the departments heard, each with what it said")
    level: Mapped[str]
    text: Mapped[str]

    points: Mapped[list[RiskPoint]] = relationship(order_by="RiskPoint.id")


class RiskPoint(Keyed, Base):
    """One risk with its measure and response plan."""

    __tablename__ = "risk_point"
    __table_args__ = (
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact"),
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("risk_report.id", ondelete="RESTRICT"), index=True)
    description: Mapped[str]
    likelihood: Mapped[int]
    impact: Mapped[int]
    measure: Mapped[str]
    response: Mapped[str]


class RiskFinding(FactRow, Base):
    """The organ's finding whether the risk is controllable."""

    __tablename__ = "risk_finding"
    __table_args__ = (UniqueConstraint("assessment_id"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("risk_assessment.id", ondelete="RESTRICT"))
    controllable: Mapped[bool]
    decided_by: Mapped[str]
    reason: Mapped[str]


class RiskFollow(FactRow, Base):
    """How the unit acted on the conclusion of a round."""

    __tablename__ = "risk_follow"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("risk_assessment.id", ondelete="RESTRICT"), index=True)
    actions: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str]
