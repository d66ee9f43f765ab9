"""Opinions heard in other ways than by notice, and explanations to the public."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import ExplainingWay, HearingWay
from workflow.models.base import Base, one_of
from workflow.models.facts import DecisionFact


class OpinionsHeard(DecisionFact, Base):
    """One occasion on which opinions were heard. A corrected record is a new revision of its number."""

    __tablename__ = "opinions_heard"
    __table_args__ = (
        UniqueConstraint("decision_id", "number", "revision"),
        CheckConstraint(one_of("way", HearingWay), name="way"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("people >= 0", name="people"),
    )

    number: Mapped[int]
    revision: Mapped[int]
    way: Mapped[str]
    version: Mapped[int | None] = mapped_column(comment="draft version that was put forward")
    place: Mapped[str]
    audience: Mapped[list[str]] = mapped_column(JSON)
    whom: Mapped[str]
    people: Mapped[int | None]
    material_on: Mapped[date | None]
    views: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    anew: Mapped[str] = mapped_column(comment="why it takes back what an earlier record said")


class Explanation(DecisionFact, Base):
    """A question of the matter, explained to the public."""

    __tablename__ = "explanation"
    __table_args__ = (CheckConstraint(one_of("way", ExplainingWay), name="way"),)

    way: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
