"""The register of document numbers: agency codes, where series begin, numbers given and voided. Nothing is ever deleted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.numbers import DocumentNumber
from workflow.domain.terms import NumberUse
from workflow.models.base import Base, one_of
from workflow.models.decisions import Decision
from workflow.models.facts import FactRow

_SERIES = "year BETWEEN 1949 AND 9999"


class NumberCode(FactRow, Base):
    """An agency code (机关代字)."""

    __tablename__ = "number_code"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint(one_of("use", NumberUse), name="use"),
        CheckConstraint("code <> ''", name="named"),
    )

    code: Mapped[str]
    use: Mapped[str]
    since: Mapped[date] = mapped_column(comment="papers of that day or later may have it")

    closing: Mapped[NumberCodeClosing | None] = relationship()
    starts: Mapped[list[SeriesStart]] = relationship(order_by="SeriesStart.year")
    numbers: Mapped[list[GivenNumber]] = relationship(
        order_by="(GivenNumber.year, GivenNumber.serial)", back_populates="code"
    )


class NumberCodeClosing(FactRow, Base):
    """The last day of papers that get a number of the code."""

    __tablename__ = "number_code_closing"
    __table_args__ = (UniqueConstraint("code_id"), CheckConstraint("reason <> ''", name="said"))

    code_id: Mapped[int] = mapped_column(ForeignKey("number_code.id", ondelete="RESTRICT"))
    reason: Mapped[str]


class SeriesStart(FactRow, Base):
    """The first number given by the program in a year."""

    __tablename__ = "series_start"
    __table_args__ = (
        UniqueConstraint("code_id", "year"),
        CheckConstraint("first BETWEEN 1 AND 99999", name="first"),
        CheckConstraint(_SERIES, name="year"),
    )

    code_id: Mapped[int] = mapped_column(ForeignKey("number_code.id", ondelete="RESTRICT"))
    year: Mapped[int]
    first: Mapped[int]


class GivenNumber(FactRow, Base):
    """A number given to a paper; its day is that of the paper (成文日期)."""

    __tablename__ = "given_number"
    __table_args__ = (
        UniqueConstraint("code_id", "year", "serial"),
        CheckConstraint("serial BETWEEN 1 AND 99999", name="serial"),
        CheckConstraint(_SERIES, name="year"),
        CheckConstraint("title <> ''", name="titled"),
        CheckConstraint("paper = '' OR decision_id IS NOT NULL", name="of_matter"),
    )

    code_id: Mapped[int] = mapped_column(ForeignKey("number_code.id", ondelete="RESTRICT"))
    year: Mapped[int]
    serial: Mapped[int]
    title: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision.id", ondelete="RESTRICT"), index=True, comment="the decision whose paper bears it"
    )
    paper: Mapped[str] = mapped_column(comment="key of the paper among those of the decision; empty: not said")

    code: Mapped[NumberCode] = relationship(back_populates="numbers")
    decision: Mapped[Decision | None] = relationship(viewonly=True)
    voiding: Mapped[NumberVoiding | None] = relationship()

    @property
    def matter(self) -> str:
        """The number of the decision; empty for a paper of none."""
        return self.decision.number if self.decision else str(self.decision_id or "")

    @property
    def printed(self) -> str:
        """The number as papers bear it."""
        return str(DocumentNumber(self.code.code, self.year, self.serial))


class NumberVoiding(FactRow, Base):
    """A number that was given and not used."""

    __tablename__ = "number_voiding"
    __table_args__ = (UniqueConstraint("number_id"), CheckConstraint("reason <> ''", name="said"))

    number_id: Mapped[int] = mapped_column(ForeignKey("given_number.id", ondelete="RESTRICT"))
    reason: Mapped[str]
