"""Files: each kept once under the digest of its content, and named wherever it belongs to something."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from workflow.models.base import Base, Keyed


class StoredFile(Base):
    """A file kept under the digest of its content."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size >= 0", name="size"), CheckConstraint("length(digest) = 64", name="digest"))

    digest: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 in hex")
    size: Mapped[int] = mapped_column(comment="bytes")
    media_type: Mapped[str]
    created_at: Mapped[datetime]


class NamedFile(Keyed):
    """A file under the name it came with; of what it is a file, the table says."""

    name: Mapped[str]

    @declared_attr
    def digest(cls) -> Mapped[str]:
        """The digest of its content."""
        return mapped_column(ForeignKey("stored_file.digest", ondelete="RESTRICT"), index=True)

    @declared_attr
    def file(cls) -> Mapped[StoredFile]:
        """What is kept of it."""
        return relationship(lazy="joined")

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return self.file.size

    @property
    def media_type(self) -> str:
        """What the content was found to be."""
        return self.file.media_type
