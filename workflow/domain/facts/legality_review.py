"""Rounds of legality review, each bound to one version of the draft (713 arts. 25 to 28, 337 arts. 26 to 28)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Aspect, CounselKind, Material


class Submission(Fact):
    """A draft version handed in for legality review with its materials (713 art. 26, 337 art. 27).

    `not_anew`: why the public, the experts or the assessors, who saw another text, are not asked anew.
    `sent_to`: the unit whose reviewers all reviewers were then; empty where there were several.
    """

    version: int
    materials: tuple[Material, ...] = ()
    preliminary: Paragraphs = ""
    preliminary_by: Line = ""
    not_anew: Paragraphs = ""
    submitted_by: Line = ""
    submitted_by_id: str = ""
    sent_to: Line = ""


class Acceptance(Fact):
    """The reviewer takes the materials on; the time guaranteed runs from here (713 art. 26(2)).

    `guaranteed_until` is frozen with the version of the calendar it was computed by. `unit`: that of the reviewer.
    """

    reviewer: Line
    reviewer_id: str = ""
    unit: Line = ""
    guaranteed_until: dt.date | None = None
    calendar: Line = ""


class ReturnOfMaterials(Fact):
    """Materials that do not meet the demands go back to the unit (713 art. 26). `unit`: that of the reviewer."""

    reason: Paragraphs
    unit: Line = ""


class Supply(Fact):
    """The unit's answer to a request for supplements; the time guaranteed starts anew or goes on with it."""

    text: Paragraphs
    guaranteed_until: dt.date | None = None
    calendar: Line = ""


class Supplement(Fact):
    """A request for supplements (713 art. 26, 337 art. 27(2))."""

    request: Paragraphs
    supply: Supply | None = None


class ReviewExtension(Fact):
    """More time for the review than the rules allow at most, with why and who granted it."""

    working_days: int = Field(ge=1)
    reason: Paragraphs
    granted_by: Line


class CounselOpinion(Fact):
    """The opinion of a legal counsel or public-service lawyer (713 art. 28)."""

    kind: CounselKind
    name: Line
    text: Paragraphs


class AspectFinding(Part):
    """Whether one aspect of the draft conforms to law, with the reviewer's words."""

    aspect: Aspect
    conforms: bool
    text: Paragraphs = ""


class Conclusion(Fact):
    """The written opinion of legality review (713 arts. 27 and 28, 337 art. 26).

    `conclusion` is a key of the profile's vocabulary; `working_days` run from complete materials to the opinion.
    `unit`: that of the reviewer.
    """

    number: Line = ""
    findings: tuple[AspectFinding, ...] = ()
    conclusion: Line
    text: Paragraphs = ""
    advice: Paragraphs = ""
    risk: Paragraphs = ""
    short_time_reason: Paragraphs = ""
    reviewer: Line = ""
    reviewer_id: str = ""
    unit: Line = ""
    working_days: int | None = None


class OpinionResponse(Fact):
    """What the unit did with the written opinion: what it adjusted, what it did not follow and why (713 art. 28)."""

    adjusted: Paragraphs = ""
    not_followed: Paragraphs = ""
    reason: Paragraphs = ""
    answered_by: Line = ""


class LegalityReview(Part):
    """One round of legality review, bound to one version of the draft."""

    round: int
    submission: Submission
    acceptance: Acceptance | None = None
    returned: ReturnOfMaterials | None = None
    supplements: tuple[Supplement, ...] = ()
    extensions: tuple[ReviewExtension, ...] = ()
    counsel: tuple[CounselOpinion, ...] = ()
    conclusion: Conclusion | None = None
    responses: tuple[OpinionResponse, ...] = ()

    @property
    def response(self) -> OpinionResponse | None:
        """How the opinion was handled, as it was said last."""
        return self.responses[-1] if self.responses else None

    @property
    def reviewing_unit(self) -> str:
        """The unit that reviewed, as far as the round has come; empty where no record names one."""
        done = (each.unit for each in (self.conclusion, self.acceptance, self.returned) if each)
        return next(filter(None, done), self.submission.sent_to)
