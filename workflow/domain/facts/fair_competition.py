"""Fair competition review of the draft, a round at a time (783 arts. 8 to 18)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import CompetitionConclusion, CompetitionItem, CompetitionParty, ExceptionGround


class CompetitionCheck(Part):
    """What the unit found on one item: whether the draft touches it, and how (783 arts. 8 to 11)."""

    item: CompetitionItem
    touched: bool
    text: Paragraphs = ""


class CompetitionView(Part):
    """What an interested party said of the effect on competition (783 art. 16)."""

    party: CompetitionParty
    name: Line = ""
    view: Paragraphs


class CompetitionException(Part):
    """Why a draft that may restrict competition may be issued all the same, and until when (783 art. 12)."""

    ground: ExceptionGround
    necessity: Paragraphs = ""
    alternative: Paragraphs = ""
    until: dt.date | None = None
    condition: Paragraphs = ""


class CompetitionOpinion(Fact):
    """The conclusion of the review: by whom, which, and why (783 arts. 14 and 17).

    `regulator`: it was given by the department in charge of market regulation.
    """

    reviewer: Line
    regulator: bool = False
    number: Line = ""
    conclusion: CompetitionConclusion
    text: Paragraphs = ""


class CompetitionReview(Fact):
    """One round of review of one version of the draft, beginning with the unit's own opinion (783 arts. 13 and 14)."""

    version: int | None = None
    examined_by: Line = ""
    checks: tuple[CompetitionCheck, ...] = ()
    views: tuple[CompetitionView, ...] = ()
    conclusion: CompetitionConclusion
    text: Paragraphs = ""
    exception: CompetitionException | None = None
    opinion: CompetitionOpinion | None = None

    @property
    def restricts(self) -> bool:
        """Whether it was found, in the end or so far, that the draft restricts competition, lawfully or not."""
        found = self.opinion.conclusion if self.opinion else self.conclusion
        return found is not CompetitionConclusion.COMPLIES
