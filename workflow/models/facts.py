"""What every table of facts has: the day it happened, the moment it was entered, and by whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workflow.models.base import Keyed


class FactRow(Keyed):
    """A fact: the day it happened as claimed, the moment it was entered, and by whom. Never changed, only superseded."""

    on: Mapped[date] = mapped_column("happened_on")
    entered: Mapped[datetime] = mapped_column("entered_at")

    @declared_attr
    def entered_by(cls) -> Mapped[int | None]:
        """The person who entered it; None for the public."""
        return mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class DecisionFact(FactRow):
    """A fact that belongs to a decision directly."""

    @declared_attr
    def decision_id(cls) -> Mapped[int]:
        """The decision it belongs to."""
        return mapped_column(ForeignKey("decision.id", ondelete="RESTRICT"), index=True)
