"""Who belongs to which body of the organ, from day to day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Keyed


class BodyMember(Keyed, Base):
    """A seat: someone is a member of a body from a day on, and until another. Nothing but the end is ever added."""

    __tablename__ = "body_member"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("until IS NULL OR until >= since", name="until"),
    )

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"))
    body: Mapped[str] = mapped_column(index=True, comment="a word of the profile's vocabulary meeting_kinds")
    name: Mapped[str]
    post: Mapped[str]
    chief: Mapped[bool] = mapped_column(comment="the chief executive of the organ, or who acts as such")
    since: Mapped[date]
    why: Mapped[str] = mapped_column(comment="what seats the member: the document of appointment, the election")
    until: Mapped[date | None] = mapped_column(comment="the last day as a member")
    left_why: Mapped[str] = mapped_column(default="", comment="why the seat ended")
    left_entered: Mapped[datetime | None] = mapped_column("left_entered_at", comment="when the end was entered")
    entered: Mapped[datetime] = mapped_column("entered_at")
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
