"""The yearly report: its text in versions, and what became of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from workflow.models.base import Base, Keyed
from workflow.models.facts import FactRow


class AnnualReport(Keyed, Base):
    """The report of a year."""

    __tablename__ = "annual_report"
    __table_args__ = (UniqueConstraint("year"), CheckConstraint("year BETWEEN 2000 AND 9998", name="year"))

    year: Mapped[int]

    texts: Mapped[list[AnnualText]] = relationship(order_by="AnnualText.id")
    submissions: Mapped[list[AnnualSubmission]] = relationship(order_by="AnnualSubmission.id")
    publications: Mapped[list[AnnualPublication]] = relationship(order_by="AnnualPublication.id")


class OfReport(FactRow):
    """A fact that belongs to the report of a year."""

    @declared_attr
    def report_id(cls) -> Mapped[int]:
        """The report it belongs to."""
        return mapped_column(ForeignKey("annual_report.id", ondelete="RESTRICT"), index=True)


class AnnualText(OfReport, Base):
    """A version of the text."""

    __tablename__ = "annual_text"
    __table_args__ = (
        UniqueConstraint("report_id", "version"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("size >= 0", name="size"),
    )

    version: Mapped[int]
    until: Mapped[date] = mapped_column(comment="last day counted")
    size: Mapped[int] = mapped_column(comment="of how many entries of the log its figures are; 0: of all there are")
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    report: Mapped[AnnualReport] = relationship(viewonly=True)

    @property
    def year(self) -> int:
        """The year it is of."""
        return self.report.year


class AnnualSubmission(OfReport, Base):
    """A version was handed to the next level up."""

    __tablename__ = "annual_submission"
    __table_args__ = (UniqueConstraint("report_id", "version"), CheckConstraint("size > 0", name="size"))

    version: Mapped[int]
    addressee: Mapped[str]
    document: Mapped[str]
    size: Mapped[int] = mapped_column(comment="of how many entries of the log its figures are")
    root: Mapped[str] = mapped_column(comment="root of the log of that size")


class AnnualPublication(OfReport, Base):
    """What was handed upward was published."""

    __tablename__ = "annual_publication"
    __table_args__ = (UniqueConstraint("report_id", "version"), CheckConstraint("version > 0", name="version"))

    version: Mapped[int]
    channels: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str]
