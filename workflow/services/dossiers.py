"""Reading a decision as a dossier: the one way from tables to the facts the rules see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, exists, literal_column, select, union_all
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.orm.attributes import set_committed_value

from workflow.domain import facts
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Part
from workflow.domain.lawfiles import library
from workflow.models.decisions import Decision
from workflow.models.deliberation import Meeting, Member
from workflow.models.drafting import Draft
from workflow.models.evaluation import Evaluation
from workflow.models.execution import Assignment, Suggestion
from workflow.models.expert_review import Expert, ExpertReview
from workflow.models.fair_competition import CompetitionReview
from workflow.models.hearings import Hearing, HearingParticipant, HearingRoll
from workflow.models.legality_review import LegalityReview, ReviewConclusion, ReviewSupplement
from workflow.models.participation import Notice, Opinion
from workflow.models.preparation import Comparison, Consultation, Research
from workflow.models.publication import Archive, ArchiveSupplement
from workflow.models.risk_assessment import RiskAssessment, RiskReport
from workflow.services.unit import Session

_PATHS: tuple[tuple[QueryableAttribute[Any], ...], ...] = (
    # first, since reading a decision again forgets what was read of it before
    (Decision.successors, Decision.publications),
    (Decision.proposals,),
    (Decision.studies,),
    (Decision.initiations,),
    (Decision.refusals,),
    (Decision.moves,),
    (Decision.replies,),
    (Decision.research, Research.files),
    (Decision.drafts, Draft.files),
    (Decision.consultations, Consultation.units),
    (Decision.consultations, Consultation.dispute),
    (Decision.comparisons, Comparison.options),
    (Decision.comparisons, Comparison.analysis),
    (Decision.notices, Notice.opinions, Opinion.answers),
    (Decision.notices, Notice.result),
    (Decision.notices, Notice.reopening),
    (Decision.heard,),
    (Decision.explanations,),
    (Decision.hearings, Hearing.registrations),
    (Decision.hearings, Hearing.roll, HearingRoll.participants, HearingParticipant.delivery),
    (Decision.hearings, Hearing.roll, HearingRoll.participants, HearingParticipant.appearance),
    (Decision.hearings, Hearing.postponements),
    (Decision.hearings, Hearing.cancellation),
    (Decision.hearings, Hearing.sitting),
    (Decision.hearings, Hearing.report),
    (Decision.expert_draws,),
    (Decision.expert_reviews, ExpertReview.records),
    (Decision.expert_reviews, ExpertReview.experts, Expert.replaced),
    (Decision.expert_reviews, ExpertReview.experts, Expert.opinions),
    (Decision.expert_reviews, ExpertReview.experts, Expert.feedbacks),
    (Decision.expert_reviews, ExpertReview.result),
    (Decision.risk_assessments, RiskAssessment.reused),
    (Decision.risk_assessments, RiskAssessment.report, RiskReport.points),
    (Decision.risk_assessments, RiskAssessment.finding),
    (Decision.risk_assessments, RiskAssessment.follows),
    (Decision.competition_reviews, CompetitionReview.opinion),
    (Decision.reviews, LegalityReview.acceptance),
    (Decision.reviews, LegalityReview.returned),
    (Decision.reviews, LegalityReview.supplements, ReviewSupplement.supply),
    (Decision.reviews, LegalityReview.extensions),
    (Decision.reviews, LegalityReview.counsel),
    (Decision.reviews, LegalityReview.conclusion, ReviewConclusion.findings),
    (Decision.reviews, LegalityReview.responses),
    (Decision.meeting_submissions,),
    (Decision.meeting_returns,),
    (Decision.party_discussions,),
    (Decision.agenda,),
    (Decision.meetings, Meeting.members, Member.attendances),
    (Decision.meetings, Meeting.members, Member.statement),
    (Decision.meetings, Meeting.members, Member.ballot),
    (Decision.meetings, Meeting.members, Member.confirmation),
    (Decision.meetings, Meeting.guests),
    (Decision.meetings, Meeting.resolution),
    (Decision.meetings, Meeting.corrections),
    (Decision.party_reports,),
    (Decision.signings,),
    (Decision.filings,),
    (Decision.congress_reports,),
    (Decision.publications,),
    (Decision.withholdings,),
    (Decision.archives, Archive.items),
    (Decision.archive_supplements, ArchiveSupplement.items),
    (Decision.assignments, Assignment.tasks),
    (Decision.execution_reports,),
    (Decision.problem_reports,),
    (Decision.execution_orders,),
    (Decision.suggestions, Suggestion.answers),
    (Decision.execution_results,),
    (Decision.evaluations, Evaluation.report),
    (Decision.evaluations, Evaluation.use),
    (Decision.undertaking,),
)

_P = TypeVar("_P", bound=Part)
# a database takes only so many values in one statement
_AT_ONCE = 1000


class NoDecision(LookupError):
    """There is no such decision."""


def decision_row(session: Session, decision_id: int) -> Decision:
    """The decision with everything its dossier needs, read afresh. Raises NoDecision."""
    rows = decision_rows(session, [decision_id])
    if not rows:
        raise NoDecision(str(decision_id))
    return rows[0]


def decision_rows(session: Session, ids: Sequence[int]) -> list[Decision]:
    """The decisions of `ids` that there are, in the order of ids, each with everything its dossier needs."""
    found = select(Decision).where(Decision.id.in_(ids)).order_by(Decision.id)
    rows = list(session.scalars(found.execution_options(populate_existing=True)))
    loaded: dict[tuple[QueryableAttribute[Any], ...], list[Any]] = {(): rows}
    filled = _filled(session, rows)
    for path in _PATHS:
        for end in range(1, len(path) + 1):
            if path[:end] not in loaded:
                empty = end == 1 and path[0].key not in filled
                loaded[path[:end]] = _load(session, loaded[path[: end - 1]], path[end - 1], empty=empty)
    return rows


def _filled(session: Session, rows: list[Decision]) -> set[str]:
    """The relationships in which any of the decisions has a row: most have few, and one question is cheaper than fifty."""
    found: set[str] = set()
    for start in range(0, len(rows), _AT_ONCE // 10):
        keys = [row.id for row in rows[start : start + _AT_ONCE // 10]]
        found.update(session.scalars(_which_filled(), {"parents": keys}))
    return found


@cache
def _which_filled() -> CompoundSelect[Any]:
    """The statement that names the relationships of some decisions that lead to anything."""
    of_parents: BindParameter[Any] = bindparam("parents", expanding=True)
    return union_all(
        *(
            select(literal_column(f"'{first.key}'")).where(exists().where(remote.in_(of_parents)))
            for first in dict.fromkeys(path[0] for path in _PATHS)
            for remote in first.property.remote_side
        )
    )


def _load(session: Session, parents: list[Any], attribute: QueryableAttribute[Any], *, empty: bool) -> list[Any]:
    """Read one relationship of all `parents` with a statement for each thousand, and return what it leads to.

    Loader options do the same at three times the cost, since each statement carries all of them. What is known to be
    `empty` is not asked for.
    """
    relation = attribute.property
    statement, remote = _statement(attribute)
    children: list[Any] = []
    for start in range(0, 0 if empty else len(parents), _AT_ONCE):
        keys = [parent.id for parent in parents[start : start + _AT_ONCE]]
        children += session.scalars(statement, {"parents": keys}, execution_options={"populate_existing": True})
    by_parent: dict[int, list[Any]] = {}
    for child in children:
        by_parent.setdefault(getattr(child, remote), []).append(child)
    for parent in parents:
        own = by_parent.get(parent.id, [])
        set_committed_value(parent, attribute.key, own if relation.uselist else next(iter(own), None))
    return children


@cache
def _statement(attribute: QueryableAttribute[Any]) -> tuple[Select[Any], str]:
    """The statement that reads a relationship of some parents, and the attribute that leads back to them."""
    relation = attribute.property
    (remote,) = relation.remote_side
    of_parents = remote.in_(bindparam("parents", expanding=True))
    return select(relation.mapper.class_).where(of_parents).order_by(*relation.order_by or ()), remote.key


def dossier_of(row: Decision) -> Dossier:
    """The dossier of a decision read by `decision_row`. Where a fact was superseded, the newest counts."""
    *_, notice = (None, *(each for each in row.notices if each.reopening is None))
    return Dossier(
        title=row.title,
        organ=row.organ.name_zh,
        state=row.state,
        proposal=_newest(facts.Proposal, row.proposals),
        study=_newest(facts.Study, row.studies),
        initiation=_newest(facts.Initiation, row.initiations),
        refusal=_newest(facts.Refusal, row.refusals),
        moves=_all(facts.RulebookMove, row.moves),
        reply=_newest(facts.Reply, row.replies),
        research=_all(facts.Research, row.research),
        drafts=_all(facts.Draft, row.drafts),
        consultation=_newest(facts.Consultation, row.consultations),
        comparison=_newest(facts.Comparison, row.comparisons),
        notice=facts.Notice.model_validate(notice) if notice else None,
        opinions=_all(facts.Opinion, notice.opinions if notice else ()),
        participation=facts.ParticipationResult.model_validate(notice.result) if notice and notice.result else None,
        earlier_rounds=tuple(_round(each) for each in row.notices if each.reopening),
        heard=tuple({each.number: each for each in _all(facts.OpinionsHeard, row.heard)}.values()),
        explanations=_all(facts.Explanation, row.explanations),
        hearings=_all(facts.Hearing, row.hearings),
        expert_draws=_all(facts.ExpertDraw, row.expert_draws),
        expert_review=_newest(facts.ExpertReview, row.expert_reviews),
        risk_assessments=_all(facts.RiskAssessment, row.risk_assessments),
        competition_reviews=_all(facts.CompetitionReview, row.competition_reviews),
        reviews=tuple(_review(review) for review in row.reviews),
        meeting_submissions=_all(facts.MeetingSubmission, row.meeting_submissions),
        meeting_returns=_all(facts.MeetingReturn, row.meeting_returns),
        party_discussions=_all(facts.PartyDiscussion, row.party_discussions),
        agenda=_all(facts.AgendaEntry, row.agenda),
        meetings=_all(facts.Meeting, row.meetings),
        signing=_newest(facts.Signing, row.signings),
        filing=_newest(facts.Filing, row.filings),
        party_report=_newest(facts.PartyReport, row.party_reports),
        congress_report=_newest(facts.CongressReport, row.congress_reports),
        publication=_newest(facts.Publication, row.publications),
        withholding=_newest(facts.Withholding, row.withholdings),
        archive=_newest(facts.Archive, row.archives),
        archive_supplements=_all(facts.ArchiveSupplement, row.archive_supplements),
        execution=_execution(row),
        successor=_successor(row),
        evaluations=_all(facts.Evaluation, row.evaluations),
    )


def load(session: Session, decision_id: int) -> Dossier:
    """The dossier of a decision. Raises NoDecision."""
    return dossier_of(decision_row(session, decision_id))


def _all(kind: type[_P], rows: Sequence[object]) -> tuple[_P, ...]:
    return tuple(kind.model_validate(row) for row in rows)


def _newest(kind: type[_P], rows: Sequence[object]) -> _P | None:
    return kind.model_validate(rows[-1]) if rows else None


def _round(row: Notice) -> facts.EarlierRound:
    return facts.EarlierRound(
        notice=facts.Notice.model_validate(row),
        opinions=_all(facts.Opinion, row.opinions),
        result=facts.ParticipationResult.model_validate(row.result),
        reopening=facts.Reopening.model_validate(row.reopening),
    )


def _review(row: LegalityReview) -> facts.LegalityReview:
    return facts.LegalityReview.model_validate(row)


def _execution(row: Decision) -> facts.Execution | None:
    """Everything there is of the execution; None before anything is."""
    found = facts.Execution(
        assignments=_all(facts.Assignment, row.assignments),
        reports=_all(facts.ExecutionReport, row.execution_reports),
        problems=_all(facts.ProblemReport, row.problem_reports),
        orders=_all(facts.ExecutionOrder, row.execution_orders),
        suggestions=_all(facts.Suggestion, row.suggestions),
        result=_newest(facts.ExecutionResult, row.execution_results),
    )
    return found if found != facts.Execution() else None


def came_to_nothing(row: Decision) -> bool:
    """Whether a decision has ended without a result: not started, ended by its review, not adopted."""
    states = library().rulebook(row.rulebook).procedure.track_by_key["main"].states
    return any(state.ended for state in states if state.key == row.state)


def successor_of(row: Decision) -> Decision | None:
    """The decision that adjusts this one in substance: one at a time, unless it came to nothing (713 art. 37)."""
    return next((each for each in reversed(row.successors) if not came_to_nothing(each)), None)


def _successor(row: Decision) -> facts.Successor | None:
    """The newest decision that adjusts this one in substance."""
    if not row.successors:
        return None
    newest = row.successors[-1]
    published = newest.publications[-1].on if newest.publications else None
    return facts.Successor(number=newest.number, published_on=published)
