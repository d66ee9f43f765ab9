"""The yearly catalogue of decision matters: its items as added, changed and removed, and what became of each version."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from workflow.domain.terms import ItemChange
from workflow.models.base import Base, one_of
from workflow.models.facts import FactRow


class Catalogue(FactRow, Base):
    """The catalogue of a year."""

    __tablename__ = "catalogue"
    __table_args__ = (
        UniqueConstraint("year"),
        CheckConstraint("year BETWEEN 2000 AND 9998", name="year"),
    )

    year: Mapped[int]
    until: Mapped[date | None] = mapped_column(comment="day until which units may send proposals")
    call: Mapped[str]

    items: Mapped[list[CatalogueItem]] = relationship(order_by="CatalogueItem.id")
    adoptions: Mapped[list[CatalogueAdoption]] = relationship(order_by="CatalogueAdoption.id")
    consents: Mapped[list[CatalogueConsent]] = relationship(order_by="CatalogueConsent.id")
    publications: Mapped[list[CataloguePublication]] = relationship(order_by="CataloguePublication.id")


class OfCatalogue(FactRow):
    """A fact that belongs to the catalogue of a year."""

    @declared_attr
    def catalogue_id(cls) -> Mapped[int]:
        """The catalogue it belongs to."""
        return mapped_column(ForeignKey("catalogue.id", ondelete="RESTRICT"), index=True)


class CatalogueItem(OfCatalogue, Base):
    """An item as added, changed or removed; the newest of its number counts."""

    __tablename__ = "catalogue_item"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(one_of("change", ItemChange), name="change"),
        CheckConstraint("name <> ''", name="named"),
    )

    number: Mapped[int]
    change: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    basis: Mapped[str]
    stages: Mapped[list[str]] = mapped_column(JSON)
    due: Mapped[date]
    remark: Mapped[str]
    reason: Mapped[str]
    proposer: Mapped[str] = mapped_column(comment="the unit that sent it in; empty where the office put it in itself")


class CatalogueAdoption(OfCatalogue, Base):
    """A meeting adopted a version."""

    __tablename__ = "catalogue_adoption"
    __table_args__ = (UniqueConstraint("catalogue_id", "version"), CheckConstraint("version > 0", name="version"))

    version: Mapped[int] = mapped_column(comment="how many changes of items had been entered")
    kind: Mapped[str]
    meeting: Mapped[str]


class CatalogueConsent(OfCatalogue, Base):
    """The Party committee consented to a version."""

    __tablename__ = "catalogue_consent"
    __table_args__ = (UniqueConstraint("catalogue_id", "version"), CheckConstraint("version > 0", name="version"))

    version: Mapped[int]
    document: Mapped[str]


class CataloguePublication(OfCatalogue, Base):
    """A version was published."""

    __tablename__ = "catalogue_publication"
    __table_args__ = (UniqueConstraint("catalogue_id", "version"), CheckConstraint("version > 0", name="version"))

    version: Mapped[int]
    document: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(JSON)
