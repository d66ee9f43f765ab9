"""What other kinds of matter end with."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from workflow.models.base import Base
from workflow.models.facts import DecisionFact


class Signing(DecisionFact, Base):
    """A contract as it was signed; the newest counts."""

    __tablename__ = "signing"

    number: Mapped[str]
    counterparty: Mapped[str]
    amount: Mapped[str]
    term: Mapped[str]
    anew: Mapped[str]


class Filing(DecisionFact, Base):
    """A policy document filed with the organ above; the newest counts."""

    __tablename__ = "filing"

    to: Mapped[str]
    number: Mapped[str]
    note: Mapped[str]
