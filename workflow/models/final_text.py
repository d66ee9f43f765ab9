"""The check of the final text after adoption in principle."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import FinalFinding
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact


class FinalCheck(DecisionFact, Base):
    """What the legality reviewer found of a changed draft version, signed."""

    __tablename__ = "final_check"
    __table_args__ = (
        UniqueConstraint("decision_id", "version"),
        CheckConstraint(one_of("finding", FinalFinding), name="finding"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("changes <> ''", name="changes"),
        CheckConstraint("finding = 'kept_to' OR reason <> ''", name="reason"),
        CheckConstraint("reviewer_id <> ''", name="reviewer"),
    )

    version: Mapped[int]
    digest: Mapped[str] = mapped_column(comment="SHA-256 in hex of the version as it was checked")
    changes: Mapped[str]
    finding: Mapped[str]
    reason: Mapped[str]
    not_anew: Mapped[str] = mapped_column(default="", comment="why what was done with another text is not done again")
    reviewer: Mapped[str]
    reviewer_id: Mapped[str]
