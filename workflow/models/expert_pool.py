"""The expert pool: who belongs to it, as described from when on, and what was noted of them. Nobody is ever deleted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Pool, PoolNoteKind
from workflow.models.base import Base, one_of
from workflow.models.facts import FactRow


def number_of(pool_id: int | None) -> str:
    """The number of an expert of the pool, as written in the trail; empty for an expert from outside it."""
    return "" if pool_id is None else f"E-{pool_id:04d}"


class PoolExpert(FactRow, Base):
    """An expert taken into the pool."""

    __tablename__ = "pool_expert"
    __table_args__ = (CheckConstraint(one_of("pool", Pool), name="pool"),)

    pool: Mapped[str]

    profiles: Mapped[list[PoolProfile]] = relationship(order_by="PoolProfile.id")
    notes: Mapped[list[PoolNote]] = relationship(order_by="PoolNote.id")

    @property
    def number(self) -> str:
        """The number in the pool."""
        return number_of(self.id)


class PoolProfile(FactRow, Base):
    """An expert as described; a later description supersedes it."""

    __tablename__ = "pool_profile"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("valid_until >= valid_from", name="term"),
    )

    expert_id: Mapped[int] = mapped_column(ForeignKey("pool_expert.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    field: Mapped[str]
    unit: Mapped[str]
    post: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class PoolNote(FactRow, Base):
    """An appraisal, a breach, or the removal of an expert."""

    __tablename__ = "pool_note"
    __table_args__ = (
        CheckConstraint(one_of("kind", PoolNoteKind), name="kind"),
        CheckConstraint("text <> ''", name="said"),
    )

    expert_id: Mapped[int] = mapped_column(ForeignKey("pool_expert.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
