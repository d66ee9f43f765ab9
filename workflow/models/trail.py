"""The log: entries as bytes, the head that orders them, and the evidence each entry commits to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Keyed


class LogHead(Base):
    """Where the log of an organ stands. One row for each organ; taking the next number locks it."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"), primary_key=True)
    origin: Mapped[str]
    clock: Mapped[str] = mapped_column(comment="what the entries say of the clock: demo, unsynced, ntp")
    size: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(comment="the latest time of an entry since a clock was set back")


class Entry(Base):
    """One entry. `body` is what was hashed and what counts; the other columns only help to find it."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_obj", "organ_id", "obj", "seq"),
        Index("ix_entry_act", "organ_id", "act", "seq"),
        Index("ix_entry_decision", "decision_id", "seq"),
        Index("ix_entry_person", "organ_id", "person", "seq"),
        UniqueConstraint("request"),
    )

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(comment="canonical bytes, as hashed")
    leaf: Mapped[bytes] = mapped_column(comment="RFC 9162 leaf hash of the body")
    at: Mapped[datetime]
    act: Mapped[str]
    result: Mapped[str]
    obj: Mapped[str]
    person: Mapped[str]
    unit: Mapped[str]
    effective: Mapped[date | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id", ondelete="RESTRICT"))
    request: Mapped[str | None] = mapped_column(comment="the request it answers; sent again, that gets the same answer")


class Evidence(Base):
    """What was recorded with an entry, as submitted. The entry holds only the salted commitment to it."""

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(["organ_id", "seq"], ["entry.organ_id", "entry.seq"], ondelete="RESTRICT"),
        Index("ix_evidence_thread", "decision_id", "kind", "thread", "seq"),
    )

    organ_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True, comment="what it is, for example notice")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id", ondelete="RESTRICT"))
    thread: Mapped[str] = mapped_column(comment="which one of its kind: the number of an opinion, of an expert")
    salt: Mapped[bytes]
    body: Mapped[bytes] = mapped_column(comment="canonical JSON of the fact")


class Checkpoint(Base):
    """A signed statement of how long the log was and of its root, under every hash; what was signed is never changed."""

    __tablename__ = "checkpoint"
    told = False

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file: Mapped[str] = mapped_column(comment="the signed notes, one for each hash")
    issued_at: Mapped[datetime]


class Cosignature(Keyed, Base):
    """What a witness answered to a checkpoint: that the log only grew. Trusted by whoever knows the witness's key."""

    __tablename__ = "cosignature"
    told = False
    __table_args__ = (
        ForeignKeyConstraint(["organ_id", "size"], ["checkpoint.organ_id", "checkpoint.size"], ondelete="RESTRICT"),
        UniqueConstraint("organ_id", "size", "witness"),
    )

    organ_id: Mapped[int]
    size: Mapped[int]
    witness: Mapped[str]
    lines: Mapped[str] = mapped_column(comment="the lines of signature, one for each hash")
    at: Mapped[datetime] = mapped_column(comment="when the witness signed, by its own clock")


class TimeStamp(Keyed, Base):
    """What a time stamping authority answered to a checkpoint (RFC 3161): that its text was there by then."""

    __tablename__ = "time_stamp"
    told = False
    __table_args__ = (
        ForeignKeyConstraint(["organ_id", "size"], ["checkpoint.organ_id", "checkpoint.size"], ondelete="RESTRICT"),
        UniqueConstraint("organ_id", "size", "authority"),
    )

    organ_id: Mapped[int]
    size: Mapped[int]
    authority: Mapped[str]
    answer: Mapped[bytes] = mapped_column(comment="the answer as it came (.tsr)")
    stamped_by: Mapped[datetime] = mapped_column(comment="by when, by its clock and as exact as it says that is")
