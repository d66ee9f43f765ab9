"""Announced holidays and make-up days, as the yearly notice of the State Council's General Office gives them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Keyed


class HolidayNotice(Keyed, Base):
    """A notice for a year, as entered. A later one for the same year supersedes it; both are kept."""

    __tablename__ = "holiday_notice"
    __table_args__ = (CheckConstraint("year BETWEEN 2004 AND 2200", name="year"),)

    year: Mapped[int] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(comment="发文字号 of the notice")
    rest_days: Mapped[list[str]] = mapped_column(JSON, comment="ISO dates off work")
    make_up_days: Mapped[list[str]] = mapped_column(JSON, comment="ISO dates of weekends worked")
    reason: Mapped[str] = mapped_column(comment="why a year that was known is changed")
    entered: Mapped[datetime] = mapped_column("entered_at")
    entered_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
