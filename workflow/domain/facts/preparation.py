"""Preparing the draft: research, units consulted, options and costs (713 arts. 12 and 13, 337 arts. 14 and 19)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.facts.drafting import FileRef
from workflow.domain.terms import UnitReply


class Research(Fact):
    """A research report the draft rests on (713 art. 12(1), 337 art. 14)."""

    title: Line
    researchers: Line = ""
    text: Paragraphs = ""
    files: tuple[FileRef, ...] = ()


class ConsultedUnit(Part):
    """One unit consulted: when it was written to, what it replied and when, and what was done with it."""

    unit: Line
    sent_on: dt.date | None = None
    replied_on: dt.date | None = None
    answered: UnitReply = UnitReply.NONE
    text: Paragraphs = ""
    dealt_with: Paragraphs = ""
    settled: bool = False

    @property
    def in_dispute(self) -> bool:
        """Whether it disagrees and no agreement was reached with it."""
        return self.answered is UnitReply.DISAGREES and not self.settled


class Dispute(Part):
    """What goes up to the organ where no agreement was reached (713 art. 13)."""

    issue: Paragraphs = ""
    units_said: Paragraphs = ""
    own_view: Paragraphs = ""
    reasoning: Paragraphs = ""


class Consultation(Fact):
    """The units whose duties the matter touches were consulted; a later record takes the place of the one before.

    `anew`: why it takes back what an earlier record said.
    """

    version: int
    units: tuple[ConsultedUnit, ...] = ()
    dispute: Dispute | None = None
    anew: Paragraphs = ""


class Option(Part):
    """One of several ways to decide the matter."""

    number: int = Field(ge=1)
    name: Line
    content: Paragraphs = ""
    merits: Paragraphs = ""
    drawbacks: Paragraphs = ""


class CostBenefit(Part):
    """Costs and benefits; what can be put in figures, and why the rest cannot (713 art. 12(3), 337 art. 19)."""

    costs: Paragraphs = ""
    economic: Paragraphs = ""
    social: Paragraphs = ""
    environmental: Paragraphs = ""
    quantified: Paragraphs = ""
    unquantified: Paragraphs = ""


class Comparison(Fact):
    """Options compared with the preferred one, and costs and benefits; a later record takes the place of the one before."""

    options: tuple[Option, ...] = ()
    preferred: int | None = None
    preferred_reason: Paragraphs = ""
    analysis: CostBenefit | None = None
