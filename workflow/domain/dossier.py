"""The dossier: all facts of one decision, as the rules see them.

The same type is read from the database, from a file of `shenjue check`, and written by the web's export.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from pydantic import Field

from workflow.domain.facts import (
    AgendaEntry,
    Archive,
    ArchiveSupplement,
    Comparison,
    CompetitionReview,
    CongressReport,
    Consultation,
    Draft,
    EarlierRound,
    Evaluation,
    Execution,
    ExpertDraw,
    ExpertReview,
    Explanation,
    Filing,
    FinalCheck,
    Handover,
    Hearing,
    Initiation,
    LegalityReview,
    Line,
    Meeting,
    MeetingReturn,
    MeetingSubmission,
    NonDisclosure,
    Notice,
    Opinion,
    OpinionsHeard,
    Part,
    ParticipationResult,
    PartyDiscussion,
    PartyReport,
    Proposal,
    Publication,
    PublicationAmendment,
    Reconsideration,
    Refusal,
    Reply,
    Research,
    RiskAssessment,
    RulebookMove,
    Seat,
    Signing,
    Skip,
    Study,
    Successor,
    Withholding,
)
from workflow.domain.madeknown import made_known, sent_back_on
from workflow.domain.substance import says_something
from workflow.domain.terms import CongressForm, OptionalStage, PlannedStage, PublishChannel, Reconsidered, Trait


class Plan(Part):
    """What a catalogue promised: the day it was published, the day by which the decision is due, the stages planned."""

    listed: dt.date
    due: dt.date
    stages: tuple[PlannedStage, ...] = ()


class PlanChange(Part):
    """An adjustment of the catalogue by which it plans stages of an item no longer: when it was published, and why.

    `removed`: the item is on the list no longer.
    """

    on: dt.date
    dropped: tuple[PlannedStage, ...]
    removed: bool = False
    reason: str = ""


class Dossier(Part):
    """All facts of one decision. A part that has not happened is left out."""

    title: Line
    organ: Line = ""
    state: str = Field(
        default="",
        description="how far the decision has come: a main state of the procedure; empty: as far as the facts go",
    )
    seats: tuple[Seat, ...] = ()
    plan: Plan | None = None
    plan_changes: tuple[PlanChange, ...] = ()
    proposal: Proposal | None = None
    study: Study | None = None
    initiation: Initiation | None = None
    refusal: Refusal | None = None
    moves: tuple[RulebookMove, ...] = ()
    reply: Reply | None = None
    research: tuple[Research, ...] = ()
    drafts: tuple[Draft, ...] = ()
    consultation: Consultation | None = None
    comparison: Comparison | None = None
    notice: Notice | None = None
    non_disclosures: tuple[NonDisclosure, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    participation: ParticipationResult | None = None
    earlier_rounds: tuple[EarlierRound, ...] = ()
    heard: tuple[OpinionsHeard, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    expert_draws: tuple[ExpertDraw, ...] = ()
    expert_review: ExpertReview | None = None
    earlier_expert_reviews: tuple[ExpertReview, ...] = ()
    risk_assessments: tuple[RiskAssessment, ...] = ()
    competition_reviews: tuple[CompetitionReview, ...] = ()
    reviews: tuple[LegalityReview, ...] = ()
    meeting_submissions: tuple[MeetingSubmission, ...] = ()
    meeting_returns: tuple[MeetingReturn, ...] = ()
    party_discussions: tuple[PartyDiscussion, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    final_checks: tuple[FinalCheck, ...] = ()
    party_reports: tuple[PartyReport, ...] = ()
    signing: Signing | None = None
    filing: Filing | None = None
    congress_reports: tuple[CongressReport, ...] = ()
    reconsiderations: tuple[Reconsideration, ...] = ()
    publication: Publication | None = None
    publication_amendments: tuple[PublicationAmendment, ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    archive: Archive | None = None
    archive_supplements: tuple[ArchiveSupplement, ...] = ()
    handovers: tuple[Handover, ...] = ()
    execution: Execution | None = None
    successor: Successor | None = None
    evaluations: tuple[Evaluation, ...] = ()

    @property
    def draft(self) -> Draft | None:
        """The newest version of the draft."""
        return self.drafts[-1] if self.drafts else None

    @property
    def traits(self) -> frozenset[Trait]:
        """What the matter touches, as declared with the newest draft."""
        return frozenset(self.draft.traits) if self.draft else frozenset()

    @property
    def touched(self) -> frozenset[Trait]:
        """What the matter touches as declared, and what the record shows it to touch whatever the newest draft declares.

        A draft found to restrict competition touched operators; a unit that still disagrees is one whose duties it touches.
        """
        units = self.consultation.units if self.consultation else ()
        shown = {
            Trait.OPERATORS: any(each.restricts for each in self.competition_reviews),
            Trait.OTHER_UNITS: any(each.in_dispute for each in units),
        }
        return self.traits.union(trait for trait, there in shown.items() if there)

    def skip(self, stage: OptionalStage) -> Skip | None:
        """Why a stage does not apply, as the newest draft says; None where it does not say, or asks and was not heard."""
        skips = self.draft.skips if self.draft else ()
        found = next((each for each in skips if each.stage is stage and says_something(each.ground)), None)
        if found is None or not found.asks:
            return found
        decided = self.non_disclosure
        if decided is None or not decided.agreed:
            return None
        return found.model_copy(update={"decided_by": decided.decided_by, "decided_on": decided.on})

    @property
    def withholding_asked(self) -> Skip | None:
        """What the newest draft asks to keep from the public; None where it asks nothing."""
        return next((each for each in self.draft.skips if each.asks), None) if self.draft else None

    @property
    def non_disclosure(self) -> NonDisclosure | None:
        """What was decided on that; None as long as it is not decided. Only the newest decision counts."""
        asked, newest = self.withholding_asked, self.non_disclosures[-1:]
        return next((each for each in newest if asked and each.answers(asked)), None)

    @property
    def withholding(self) -> Withholding | None:
        """The decision by which the matter is kept from the public now; None where there is none, or it was lifted."""
        return next((each for each in self.withholdings[-1:] if not each.lifted), None)

    @property
    def disclosure(self) -> Withholding | None:
        """The decision that what was kept from the public may be made public, if that is the newest word on it."""
        return next((each for each in self.withholdings[-1:] if each.lifted), None)

    @property
    def kept_back(self) -> NonDisclosure | None:
        """What was agreed to while drafting, as long as nothing is decided on the decision itself: it is to be withheld.

        A draft that no longer asks for it does not undo what was decided, nor does a refusal of something else; whoever
        decided it does, by deciding otherwise on the same.
        """
        decided = self.non_disclosures if not self.withholdings else ()
        standing = [
            each
            for place, each in enumerate(decided, start=1)
            if each.agreed and not any(later.undoes(each) for later in decided[place:])
        ]
        return standing[-1] if standing else None

    @property
    def hearing(self) -> Hearing | None:
        """The newest hearing that was not called off."""
        return next((each for each in reversed(self.hearings) if each.cancellation is None), None)

    def called_off_before(self, hearing: Hearing | None) -> tuple[Hearing, ...]:
        """The hearings called off one after the other right before one; None: at the end of them all."""
        found: list[Hearing] = []
        for each in self.hearings:
            if each is hearing:
                break
            found = [*found, each] if each.cancellation else []
        return tuple(found)

    @property
    def expert_reviews(self) -> tuple[ExpertReview, ...]:
        """Every expert review, the newest last."""
        return (*self.earlier_expert_reviews, *([self.expert_review] if self.expert_review else []))

    @property
    def risk(self) -> RiskAssessment | None:
        """The newest round of risk assessment."""
        return self.risk_assessments[-1] if self.risk_assessments else None

    @property
    def competition(self) -> CompetitionReview | None:
        """The newest round of fair competition review."""
        return self.competition_reviews[-1] if self.competition_reviews else None

    @property
    def review(self) -> LegalityReview | None:
        """The newest round of legality review."""
        return self.reviews[-1] if self.reviews else None

    @property
    def meeting(self) -> Meeting | None:
        """The newest meeting."""
        return self.meetings[-1] if self.meetings else None

    @property
    def party_report(self) -> PartyReport | None:
        """The newest request or report to the Party committee."""
        return self.party_reports[-1] if self.party_reports else None

    @property
    def party_refusal(self) -> PartyReport | None:
        """The reply of the Party committee that does not agree, as long as no later one agrees."""
        return _standing_refusal(self.party_reports)

    @property
    def congress_report(self) -> CongressReport | None:
        """How the people's congress was turned to the last time."""
        return self.congress_reports[-1] if self.congress_reports else None

    @property
    def congress_refusal(self) -> CongressReport | None:
        """The decision of the people's congress against the matter, as long as no later one is for it."""
        return _standing_refusal([each for each in self.congress_reports if each.form is CongressForm.DECIDED])

    def refused_by(self, day: dt.date) -> bool:
        """Whether by a day the Party committee or the people's congress had answered against it, and not for it since."""
        party = [each for each in self.party_reports if (each.reply_on or each.on) <= day]
        decided = [each for each in self.congress_reports if each.form is CongressForm.DECIDED and each.on <= day]
        return bool(_standing_refusal(party) or _standing_refusal(decided))

    @property
    def to_reconsider(self) -> bool:
        """Whether an answer against it stands of which nothing has been made yet."""
        party, congress = self.party_refusal, self.congress_refusal
        days = [party.reply_on or party.on] if party else []
        days += [congress.on] if congress else []
        done = self.reconsiderations[-1].on if self.reconsiderations else dt.date.min
        return any(day > done for day in days)

    @property
    def sent_back(self) -> Reconsideration | None:
        """What sent a decision back to be changed after it was taken, as long as no meeting has decided since."""
        newest = self.reconsiderations[-1] if self.reconsiderations else None
        if newest is None or newest.way is not Reconsidered.CHANGE:
            return None
        decided = self.closed_meeting.resolution if self.closed_meeting else None
        return None if decided and decided.on > newest.on else newest

    @property
    def party_now(self) -> tuple[PartyReport, ...]:
        """How the Party committee was turned to with the decision as it stands, oldest first: what was reported before it
        was sent back to be changed told of another decision, whatever a meeting decided since."""
        return tuple(each for each in self.party_reports if each.on > self._changed_on)

    @property
    def congress_now(self) -> tuple[CongressReport, ...]:
        """How the people's congress was turned to with the decision as it stands, oldest first."""
        return tuple(each for each in self.congress_reports if each.on > self._changed_on)

    @property
    def reported_now(self) -> tuple[PartyReport | None, CongressReport | None]:
        """How both were last turned to with the decision as it stands."""
        party, congress = self.party_now, self.congress_now
        return (party[-1] if party else None), (congress[-1] if congress else None)

    @property
    def congress_asked(self) -> CongressReport | None:
        """How the people's congress was last asked to decide the matter as it stands; a mere report since takes that not back."""
        return next((each for each in reversed(self.congress_now) if each.form is CongressForm.DECIDED), None)

    @property
    def congress_awaited(self) -> CongressReport | None:
        """What the people's congress was asked to decide and has not answered: that it agrees, or does not, is an answer."""
        asked = self.congress_asked
        if asked is None or says_something(asked.reply) or (asked.reply.strip() and asked.agreed is not None):
            return None
        return asked

    @property
    def _changed_on(self) -> dt.date:
        """When the decision was last sent back to be changed."""
        return sent_back_on(self.reconsiderations)

    @property
    def published_in(self) -> frozenset[PublishChannel]:
        """Where the decision was published, then and since."""
        known = (self.publication, *self.publication_amendments)
        return frozenset(channel for each in known if each for channel in each.channels)

    @property
    def made_known(self) -> Publication | Withholding | None:
        """What made the decision as it stands known first: its publication, or the decision to withhold it."""
        return made_known(self.publication, self.withholdings, self.reconsiderations)

    @property
    def evaluation(self) -> Evaluation | None:
        """The newest evaluation."""
        return self.evaluations[-1] if self.evaluations else None

    @property
    def closed_meeting(self) -> Meeting | None:
        """The newest meeting that came to a decision."""
        return next((each for each in reversed(self.meetings) if each.resolution), None)


_Answered = TypeVar("_Answered", PartyReport, CongressReport)


def _standing_refusal(reports: Sequence[_Answered]) -> _Answered | None:
    """The last answer against it that no later answer for it follows."""
    answers = [each for each in reports if each.agreed is not None]
    return answers[-1] if answers and not answers[-1].agreed else None
