"""The work ledger: its entries, each with the versions it was corrected to, their evidence, and what was withdrawn."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import WorkKind
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import FactRow
from workflow.models.files import NamedFile
from workflow.models.people import Unit


class WorkEntry(Keyed, Base):
    """An entry of the work ledger: what of it is never corrected."""

    __tablename__ = "work_entry"
    __table_args__ = (UniqueConstraint("number"), CheckConstraint(one_of("kind", WorkKind), name="kind"))

    number: Mapped[str] = mapped_column(comment="its number in the ledger, for example 2022-T007")
    kind: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), comment="whose work it is")

    unit: Mapped[Unit] = relationship()
    versions: Mapped[list[WorkVersion]] = relationship(order_by="WorkVersion.version", back_populates="entry")
    withdrawal: Mapped[WorkWithdrawal | None] = relationship()


class WorkVersion(FactRow, Base):
    """An entry as recorded or corrected; the newest version counts."""

    __tablename__ = "work_version"
    __table_args__ = (
        UniqueConstraint("entry_id", "version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("title <> ''", name="titled"),
        CheckConstraint("began < happened_on", name="days"),
        CheckConstraint("version = 1 OR reason <> ''", name="reason"),
        CheckConstraint("passed <= sat", name="exam"),
        CheckConstraint("changed <= reviewed", name="review"),
        CheckConstraint("simple + general <= cases", name="enforcement"),
        CheckConstraint("verified <= received AND handled <= received AND answered <= received", name="complaint"),
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("work_entry.id", ondelete="RESTRICT"), index=True)
    version: Mapped[int]
    began: Mapped[date | None] = mapped_column(comment="the first day, of what lasted several")
    title: Mapped[str]
    text: Mapped[str]
    participants: Mapped[str]
    no_files: Mapped[str] = mapped_column(comment="why there is no evidence")
    reason: Mapped[str] = mapped_column(comment="why it is corrected")
    sessions: Mapped[int | None]
    people: Mapped[int | None]
    sat: Mapped[int | None]
    passed: Mapped[int | None]
    materials: Mapped[int | None]
    meetings: Mapped[int | None]
    reports: Mapped[int | None]
    made: Mapped[int | None]
    repealed: Mapped[int | None]
    reviewed: Mapped[int | None]
    changed: Mapped[int | None]
    inspections: Mapped[int | None]
    cases: Mapped[int | None]
    simple: Mapped[int | None]
    general: Mapped[int | None]
    coercions: Mapped[int | None]
    fines: Mapped[int | None]
    published: Mapped[int | None]
    received: Mapped[int | None]
    verified: Mapped[int | None]
    handled: Mapped[int | None]
    answered: Mapped[int | None]

    entry: Mapped[WorkEntry] = relationship(back_populates="versions")
    files: Mapped[list[WorkFile]] = relationship(order_by="WorkFile.id")

    @property
    def number(self) -> str:
        """The number of the entry."""
        return self.entry.number

    @property
    def kind(self) -> str:
        """What the entry tells of."""
        return self.entry.kind

    @property
    def unit(self) -> str:
        """Whose work it is."""
        return self.entry.unit.name


class WorkFile(NamedFile, Base):
    """A piece of evidence under the name it came with."""

    __tablename__ = "work_file"

    version_id: Mapped[int] = mapped_column(ForeignKey("work_version.id", ondelete="RESTRICT"), index=True)


class WorkWithdrawal(FactRow, Base):
    """An entry was withdrawn."""

    __tablename__ = "work_withdrawal"
    __table_args__ = (UniqueConstraint("entry_id"), CheckConstraint("reason <> ''", name="reason"))

    entry_id: Mapped[int] = mapped_column(ForeignKey("work_entry.id", ondelete="RESTRICT"))
    reason: Mapped[str]
