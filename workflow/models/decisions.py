"""The decision itself: where it stands, who undertakes it, which rulebook it is bound to."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, cast, func, literal_column, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship, validates

from workflow.domain.terms import Category, Source
from workflow.domain.unseen import worded
from workflow.models.base import Base, Keyed, one_of
from workflow.models.people import Organ, Unit

if TYPE_CHECKING:
    from workflow.models.agenda import AgendaEntry, MeetingReturn, MeetingSubmission, PartyDiscussion
    from workflow.models.deliberation import Meeting
    from workflow.models.drafting import Draft
    from workflow.models.evaluation import Evaluation
    from workflow.models.execution import (
        AdjustmentCheck,
        Assignment,
        ExecutionOrder,
        ExecutionReport,
        ExecutionResult,
        ProblemReport,
        Suggestion,
    )
    from workflow.models.expert_review import ExpertDraw, ExpertReview
    from workflow.models.fair_competition import CompetitionReview
    from workflow.models.final_text import FinalCheck
    from workflow.models.hearings import Hearing
    from workflow.models.initiation import Initiation, Proposal, Refusal, Reply, RulebookMove, Study
    from workflow.models.legality_review import LegalityReview
    from workflow.models.opinions_heard import Explanation, OpinionsHeard
    from workflow.models.other_kinds import Filing, Signing
    from workflow.models.participation import Notice
    from workflow.models.preparation import Comparison, Consultation, Research
    from workflow.models.publication import (
        Archive,
        ArchiveSupplement,
        CongressReport,
        Handover,
        PartyReport,
        Publication,
        PublicationAmendment,
        Reconsideration,
    )
    from workflow.models.risk_assessment import RiskAssessment
    from workflow.models.withholding import NonDisclosure, Withholding

# A CHECK, so that no path of the program can leave a decision in a state the procedure does not have.
MAIN_STATES = (
    *("proposed", "studied", "declined", "drafting", "submitted", "reviewing", "supplementing", "reviewed"),
    *("returned", "in_session", "amending", "decided", "rejected", "review_ended", "reported", "published"),
    *("withheld", "archived", "dropped", "stopped"),
)


def new_mark() -> str:
    """What tells a version from any other, also from one of the same number that was lost."""
    return secrets.token_hex(8)


def _numbers(joined: str | None) -> set[int]:
    return {int(number) for number in (joined or "").split()}


class Decision(Keyed, Base):
    """A major administrative decision. Its states are written by the one door only; `version` counts its changes."""

    __tablename__ = "decision"
    # a remark about the demonstration, not a fact of the matter; and what follows from the title
    untold = frozenset({"source_note", "name"})
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(one_of("state", MAIN_STATES), name="state"),
        CheckConstraint(one_of("category", Category), name="category"),
        CheckConstraint(one_of("source", Source), name="source"),
        CheckConstraint("title <> ''", name="titled"),
        CheckConstraint("version >= 1", name="version"),
        # whoever is past initiation has a lead unit
        CheckConstraint("state IN ('proposed', 'studied', 'declined') OR lead_unit_id IS NOT NULL", name="lead_unit"),
    )

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"), index=True)
    number: Mapped[str] = mapped_column(comment="the matter's number in the organ, for example 2022-007")
    title: Mapped[str]
    name: Mapped[str] = mapped_column(
        index=True, comment="the title as names are compared: its words and figures alone"
    )
    category: Mapped[str]
    source: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(JSON, comment="kinds of the profile, in its order")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), comment="who proposed it")
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    state: Mapped[str] = mapped_column(index=True)
    track_states: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict, comment="the state of each side track; one that is not named has not left its first"
    )
    version: Mapped[int] = mapped_column(default=1)
    mark: Mapped[str] = mapped_column(
        default=new_mark, comment="random, another one for each version: after a loss a number may be given again"
    )
    rulebook: Mapped[str] = mapped_column(comment="profile and version it is bound to")
    source_note: Mapped[str] = mapped_column(default="", comment="where a demonstration matter was taken from")
    predecessor_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision.id", ondelete="RESTRICT"), index=True, comment="the decision it adjusts in substance"
    )
    since: Mapped[date] = mapped_column(comment="the day on which it came into its main state, as claimed")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @validates("title")
    def _named(self, _field: str, title: str) -> str:
        self.name = worded(title)
        return title

    # only read: rows say by number what they belong to, and a flush has nothing to look for behind any of these
    organ: Mapped[Organ] = relationship(viewonly=True)
    unit: Mapped[Unit | None] = relationship(viewonly=True, foreign_keys=[unit_id])
    lead_unit: Mapped[Unit | None] = relationship(viewonly=True, foreign_keys=[lead_unit_id])
    predecessor: Mapped[Decision | None] = relationship(
        viewonly=True, remote_side="Decision.id", back_populates="successors"
    )
    successors: Mapped[list[Decision]] = relationship(
        viewonly=True, order_by="Decision.id", back_populates="predecessor"
    )
    undertaking: Mapped[list[DecisionUnit]] = relationship(viewonly=True, order_by="DecisionUnit.id")

    proposals: Mapped[list[Proposal]] = relationship(viewonly=True, order_by="Proposal.id")
    studies: Mapped[list[Study]] = relationship(viewonly=True, order_by="Study.id")
    initiations: Mapped[list[Initiation]] = relationship(viewonly=True, order_by="Initiation.id")
    refusals: Mapped[list[Refusal]] = relationship(viewonly=True, order_by="Refusal.id")
    moves: Mapped[list[RulebookMove]] = relationship(viewonly=True, order_by="RulebookMove.id")
    replies: Mapped[list[Reply]] = relationship(viewonly=True, order_by="Reply.id")
    research: Mapped[list[Research]] = relationship(viewonly=True, order_by="Research.id")
    drafts: Mapped[list[Draft]] = relationship(viewonly=True, order_by="Draft.version")
    consultations: Mapped[list[Consultation]] = relationship(viewonly=True, order_by="Consultation.id")
    comparisons: Mapped[list[Comparison]] = relationship(viewonly=True, order_by="Comparison.id")
    notices: Mapped[list[Notice]] = relationship(viewonly=True, order_by="Notice.id")
    non_disclosures: Mapped[list[NonDisclosure]] = relationship(viewonly=True, order_by="NonDisclosure.id")
    heard: Mapped[list[OpinionsHeard]] = relationship(viewonly=True, order_by="OpinionsHeard.id")
    explanations: Mapped[list[Explanation]] = relationship(viewonly=True, order_by="Explanation.id")
    hearings: Mapped[list[Hearing]] = relationship(viewonly=True, order_by="Hearing.id")
    expert_draws: Mapped[list[ExpertDraw]] = relationship(viewonly=True, order_by="ExpertDraw.id")
    expert_reviews: Mapped[list[ExpertReview]] = relationship(viewonly=True, order_by="ExpertReview.id")
    risk_assessments: Mapped[list[RiskAssessment]] = relationship(viewonly=True, order_by="RiskAssessment.id")
    competition_reviews: Mapped[list[CompetitionReview]] = relationship(viewonly=True, order_by="CompetitionReview.id")
    reviews: Mapped[list[LegalityReview]] = relationship(viewonly=True, order_by="LegalityReview.round")
    meeting_submissions: Mapped[list[MeetingSubmission]] = relationship(viewonly=True, order_by="MeetingSubmission.id")
    meeting_returns: Mapped[list[MeetingReturn]] = relationship(viewonly=True, order_by="MeetingReturn.id")
    party_discussions: Mapped[list[PartyDiscussion]] = relationship(viewonly=True, order_by="PartyDiscussion.id")
    agenda: Mapped[list[AgendaEntry]] = relationship(viewonly=True, order_by="AgendaEntry.id")
    meetings: Mapped[list[Meeting]] = relationship(viewonly=True, order_by="Meeting.id")
    final_checks: Mapped[list[FinalCheck]] = relationship(viewonly=True, order_by="FinalCheck.id")
    signings: Mapped[list[Signing]] = relationship(viewonly=True, order_by="Signing.id")
    filings: Mapped[list[Filing]] = relationship(viewonly=True, order_by="Filing.id")
    party_reports: Mapped[list[PartyReport]] = relationship(viewonly=True, order_by="PartyReport.id")
    congress_reports: Mapped[list[CongressReport]] = relationship(viewonly=True, order_by="CongressReport.id")
    reconsiderations: Mapped[list[Reconsideration]] = relationship(viewonly=True, order_by="Reconsideration.id")
    publications: Mapped[list[Publication]] = relationship(viewonly=True, order_by="Publication.id")
    publication_amendments: Mapped[list[PublicationAmendment]] = relationship(
        viewonly=True, order_by="PublicationAmendment.id"
    )
    withholdings: Mapped[list[Withholding]] = relationship(viewonly=True, order_by="Withholding.id")
    archives: Mapped[list[Archive]] = relationship(viewonly=True, order_by="Archive.id")
    archive_supplements: Mapped[list[ArchiveSupplement]] = relationship(viewonly=True, order_by="ArchiveSupplement.id")
    handovers: Mapped[list[Handover]] = relationship(viewonly=True, order_by="Handover.id")
    assignments: Mapped[list[Assignment]] = relationship(viewonly=True, order_by="Assignment.id")
    execution_reports: Mapped[list[ExecutionReport]] = relationship(viewonly=True, order_by="ExecutionReport.id")
    problem_reports: Mapped[list[ProblemReport]] = relationship(viewonly=True, order_by="ProblemReport.id")
    adjustment_checks: Mapped[list[AdjustmentCheck]] = relationship(viewonly=True, order_by="AdjustmentCheck.id")
    execution_orders: Mapped[list[ExecutionOrder]] = relationship(viewonly=True, order_by="ExecutionOrder.id")
    suggestions: Mapped[list[Suggestion]] = relationship(viewonly=True, order_by="Suggestion.number")
    execution_results: Mapped[list[ExecutionResult]] = relationship(viewonly=True, order_by="ExecutionResult.id")
    evaluations: Mapped[list[Evaluation]] = relationship(viewonly=True, order_by="Evaluation.id")

    if TYPE_CHECKING:
        undertaking_numbers: Mapped[str | None]
        executing_numbers: Mapped[str | None]

    @property
    def undertaking_ids(self) -> set[int]:
        """The units that undertake it."""
        return _numbers(self.undertaking_numbers)

    @property
    def executing_ids(self) -> set[int]:
        """The units that carry the decision out."""
        return _numbers(self.executing_numbers)


class DecisionUnit(Keyed, Base):
    """A unit that undertakes a decision (决策承办单位)."""

    __tablename__ = "decision_unit"
    __table_args__ = (UniqueConstraint("decision_id", "unit_id"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))

    unit: Mapped[Unit] = relationship()


_UNITS = DecisionUnit.__table__
# asked of every decision that is read: who may act on it
Decision.undertaking_numbers = column_property(
    select(func.aggregate_strings(cast(_UNITS.c.unit_id, String), literal_column("' '")))  # type: ignore[arg-type]
    .where(_UNITS.c.decision_id == Decision.__table__.c.id)
    .correlate_except(_UNITS)
    .scalar_subquery()
)
