"""Whether a matter is kept from the public while it is drafted, and its decision."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import WithholdGround
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact


class NonDisclosure(DecisionFact, Base):
    """What was decided on the request of a version of the draft."""

    __tablename__ = "non_disclosure"
    __table_args__ = (
        CheckConstraint(one_of("ground", WithholdGround), name="ground"),
        CheckConstraint("decided_by <> ''", name="decided_by"),
        CheckConstraint("agreed OR opinion <> ''", name="opinion"),
    )

    version: Mapped[int] = mapped_column(comment="draft version that asks for it")
    agreed: Mapped[bool]
    ground: Mapped[str]
    citation: Mapped[str] = mapped_column(comment="law or administrative regulation it rests on")
    scope: Mapped[str]
    opinion: Mapped[str]
    decided_by: Mapped[str]
    decided_by_id: Mapped[str]


class Withholding(DecisionFact, Base):
    """The decision not to make the decision public, or to do so no longer."""

    __tablename__ = "withholding"
    __table_args__ = (
        CheckConstraint(one_of("ground", WithholdGround), name="ground"),
        CheckConstraint("review_on > happened_on", name="review"),
        CheckConstraint("lifted = (ground IS NULL) AND lifted = (review_on IS NULL)", name="lifted"),
    )

    lifted: Mapped[bool] = mapped_column(default=False, comment="it may be made public from now on")
    ground: Mapped[str | None]
    reason: Mapped[str]
    citation: Mapped[str] = mapped_column(comment="law or administrative regulation it rests on")
    scope: Mapped[str]
    decided_by: Mapped[str]
    decided_by_id: Mapped[str]
    review_on: Mapped[date | None]
    late_review: Mapped[str] = mapped_column(default="", comment="why it is looked at again late")
