"""Drafting: versions of the draft with their files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base
from workflow.models.facts import DecisionFact
from workflow.models.files import NamedFile


class Draft(DecisionFact, Base):
    """One version of the draft decision."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("decision_id", "version"), CheckConstraint("version >= 1", name="version"))

    version: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    note: Mapped[str]
    change: Mapped[str]
    bases: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    traits: Mapped[list[str]] = mapped_column(JSON, default=list, comment="what the matter touches")
    skips: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, comment="stages that do not apply, each with its ground and who decided so"
    )
    omissions: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, comment="stages the yearly catalogue plans that are left out, each with its reason"
    )
    why_dropped: Mapped[str] = mapped_column(
        default="", comment="why it no longer touches what an earlier version declared"
    )
    beyond: Mapped[bool | None] = mapped_column(comment="after adoption in principle: beyond what the meeting decided")
    earlier: Mapped[list[str]] = mapped_column(
        JSON, default=list, comment="numbers of matters that came to nothing of which a draft had the same text"
    )
    differs: Mapped[str] = mapped_column(default="", comment="in what it differs from them")
    author: Mapped[str]
    author_id: Mapped[str]

    files: Mapped[list[Attachment]] = relationship(order_by="Attachment.id", back_populates="draft")


class Attachment(NamedFile, Base):
    """A file attached to a draft version under the name it came with."""

    __tablename__ = "attachment"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"), index=True)

    draft: Mapped[Draft] = relationship(back_populates="files")
