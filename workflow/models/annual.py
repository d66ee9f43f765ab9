"""The yearly report: its text in versions, and what became of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base
from workflow.models.facts import FactRow


class AnnualText(FactRow, Base):
    """A version of the text."""

    __tablename__ = "annual_text"
    __table_args__ = (
        UniqueConstraint("year", "version"),
        CheckConstraint("year BETWEEN 2000 AND 9998", name="year"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("size >= 0", name="size"),
    )

    year: Mapped[int]
    version: Mapped[int]
    until: Mapped[date] = mapped_column(comment="last day counted")
    size: Mapped[int] = mapped_column(comment="of how many entries of the log its figures are; 0: of all there are")
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class AnnualSubmission(FactRow, Base):
    """A version was handed to the next level up."""

    __tablename__ = "annual_submission"
    __table_args__ = (
        UniqueConstraint("year", "version"),
        ForeignKeyConstraint(["year", "version"], ["annual_text.year", "annual_text.version"], ondelete="RESTRICT"),
        CheckConstraint("size > 0", name="size"),
    )

    year: Mapped[int]
    version: Mapped[int]
    addressee: Mapped[str]
    copied_to: Mapped[str] = mapped_column(default="", comment="抄送机关")
    approved_by: Mapped[str] = mapped_column(comment="the chief who signed it")
    document: Mapped[str]
    sums: Mapped[str] = mapped_column(default="", comment="why sums in the text do not add up, where some do not")
    reason: Mapped[str] = mapped_column(default="", comment="why it replaces what was handed up before")
    size: Mapped[int] = mapped_column(comment="of how many entries of the log its figures are")
    root: Mapped[str] = mapped_column(comment="root of the log of that size")


class AnnualPublication(FactRow, Base):
    """What was handed upward was published."""

    __tablename__ = "annual_publication"
    __table_args__ = (
        UniqueConstraint("year", "version"),
        ForeignKeyConstraint(
            ["year", "version"], ["annual_submission.year", "annual_submission.version"], ondelete="RESTRICT"
        ),
    )

    year: Mapped[int]
    version: Mapped[int]
    channels: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str]
