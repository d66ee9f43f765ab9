"""Whether a matter is kept from the public while it is drafted."""

from __future__ import annotations

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
