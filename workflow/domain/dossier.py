"""The dossier: all facts of one decision, as the rules see them.

The same type is read from the database, from a file of `shenjue check`, and written by the web's export.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain.facts import (
    Archive,
    Comparison,
    Consultation,
    Draft,
    ExpertReview,
    Initiation,
    LegalityReview,
    Line,
    Meeting,
    Notice,
    Opinion,
    Part,
    ParticipationResult,
    PartyReport,
    Proposal,
    Publication,
    Refusal,
    Reply,
    Research,
    RiskAssessment,
    Skip,
    Study,
)
from workflow.domain.terms import OptionalStage, Trait


class Plan(Part):
    """What a catalogue promised: the day it was published and the day by which the decision is due."""

    listed: dt.date
    due: dt.date


class Dossier(Part):
    """All facts of one decision. A part that has not happened is left out."""

    title: Line
    organ: Line = ""
    state: str = Field(
        default="",
        description="how far the decision has come: a main state of the procedure; empty: as far as the facts go",
    )
    plan: Plan | None = None
    proposal: Proposal | None = None
    study: Study | None = None
    initiation: Initiation | None = None
    refusal: Refusal | None = None
    reply: Reply | None = None
    research: tuple[Research, ...] = ()
    drafts: tuple[Draft, ...] = ()
    consultation: Consultation | None = None
    comparison: Comparison | None = None
    notice: Notice | None = None
    opinions: tuple[Opinion, ...] = ()
    participation: ParticipationResult | None = None
    expert_review: ExpertReview | None = None
    risk_assessments: tuple[RiskAssessment, ...] = ()
    reviews: tuple[LegalityReview, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    party_report: PartyReport | None = None
    publication: Publication | None = None
    archive: Archive | None = None

    @property
    def draft(self) -> Draft | None:
        """The newest version of the draft."""
        return self.drafts[-1] if self.drafts else None

    @property
    def traits(self) -> frozenset[Trait]:
        """What the matter touches, as declared with the newest draft."""
        return frozenset(self.draft.traits) if self.draft else frozenset()

    def skip(self, stage: OptionalStage) -> Skip | None:
        """Why a stage does not apply, as the newest draft says; None where it does not say."""
        skips = self.draft.skips if self.draft else ()
        return next((each for each in skips if each.stage is stage and each.ground.strip()), None)

    @property
    def risk(self) -> RiskAssessment | None:
        """The newest round of risk assessment."""
        return self.risk_assessments[-1] if self.risk_assessments else None

    @property
    def review(self) -> LegalityReview | None:
        """The newest round of legality review."""
        return self.reviews[-1] if self.reviews else None

    @property
    def meeting(self) -> Meeting | None:
        """The newest meeting."""
        return self.meetings[-1] if self.meetings else None
