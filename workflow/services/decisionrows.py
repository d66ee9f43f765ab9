"""Reading decisions with everything their dossiers need, in as few statements as there are kinds of facts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, exists, literal_column, select, union_all
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.orm.attributes import set_committed_value

from workflow.models.decisions import Decision, DecisionUnit
from workflow.models.deliberation import Meeting, Member
from workflow.models.drafting import Draft
from workflow.models.evaluation import Evaluation
from workflow.models.execution import Assignment, Suggestion
from workflow.models.expert_review import Expert, ExpertReview
from workflow.models.fair_competition import CompetitionReview
from workflow.models.hearings import Hearing, HearingParticipant, HearingRoll
from workflow.models.legality_review import LegalityReview, ReviewConclusion, ReviewSupplement
from workflow.models.numbers import GivenNumber
from workflow.models.participation import Notice, Opinion
from workflow.models.preparation import Comparison, Consultation, Research
from workflow.models.publication import Archive, ArchiveSupplement
from workflow.models.risk_assessment import RiskAssessment, RiskReport
from workflow.services.unit import Session, unit_of

_Path = tuple[QueryableAttribute[Any], ...]

_PATHS: tuple[_Path, ...] = (
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
    (Decision.non_disclosures,),
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
    (Decision.meetings, Meeting.members, Member.confirmations),
    (Decision.meetings, Meeting.guests),
    (Decision.meetings, Meeting.resolution),
    (Decision.meetings, Meeting.corrections),
    (Decision.final_checks,),
    (Decision.party_reports,),
    (Decision.signings,),
    (Decision.filings,),
    (Decision.congress_reports,),
    (Decision.reconsiderations,),
    (Decision.publications,),
    (Decision.withholdings,),
    (Decision.archives, Archive.items),
    (Decision.archive_supplements, ArchiveSupplement.items),
    (Decision.handovers,),
    (Decision.assignments, Assignment.tasks),
    (Decision.execution_reports,),
    (Decision.problem_reports,),
    (Decision.adjustment_checks,),
    (Decision.execution_orders,),
    (Decision.suggestions, Suggestion.answers),
    (Decision.execution_results,),
    (Decision.evaluations, Evaluation.report),
    (Decision.evaluations, Evaluation.use),
    (Decision.undertaking,),
)

_ALL = frozenset(path[0].key for path in _PATHS)
_NOT_OF_DOSSIER = (Decision, DecisionUnit, GivenNumber)
# a database takes only so many values in one statement
_AT_ONCE = 1000


class NoDecision(LookupError):
    """There is no such decision."""


def by_number(session: Session, number: str) -> int:
    """The id of the decision of that number. Raises NoDecision."""
    found = session.scalar(select(Decision.id).where(Decision.number == number))
    if found is None:
        raise NoDecision(number)
    return found


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
    _read(session, rows, _PATHS, _filled(session, rows))
    return rows


def _read(session: Session, rows: list[Decision], paths: Sequence[_Path], filled: Collection[str]) -> None:
    loaded: dict[_Path, list[Any]] = {(): list(rows)}
    for path in paths:
        for end in range(1, len(path) + 1):
            if path[:end] not in loaded:
                parents, attribute = loaded[path[: end - 1]], path[end - 1]
                empty = end == 1 and path[0].key not in filled
                loaded[path[:end]] = _load(
                    session, parents, attribute, [] if empty else _to_ask(session, parents, attribute)
                )


def _to_ask(session: Session, parents: list[Any], attribute: QueryableAttribute[Any]) -> list[Any]:
    """Those of `parents` that may have something there: to a row this unit of work added belongs only what it added too."""
    unit = unit_of(session)
    if attribute.property.mapper.class_ in unit.changed:
        return parents
    return [parent for parent in parents if not unit.has_added(parent)]


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


def _load(session: Session, parents: list[Any], attribute: QueryableAttribute[Any], asked: list[Any]) -> list[Any]:
    """Read one relationship of the parents `asked`, a thousand at once, and return what it leads to; the others have none.

    Loader options do the same at three times the cost, since each statement carries all of them.
    """
    relation = attribute.property
    children: list[Any] = []
    for start in range(0, len(asked), _AT_ONCE):
        keys = [parent.id for parent in asked[start : start + _AT_ONCE]]
        if len(keys) == 1:
            children += session.scalars(_statement(attribute, many=False), {"parent": keys[0]})
        else:
            children += session.scalars(_statement(attribute, many=True), {"parents": keys})
    (remote,) = relation.remote_side
    by_parent: dict[int, list[Any]] = {}
    for child in children:
        by_parent.setdefault(getattr(child, remote.key), []).append(child)
    for parent in parents:
        own = by_parent.get(parent.id, [])
        set_committed_value(parent, attribute.key, own if relation.uselist else next(iter(own), None))
    return children


@cache
def _statement(attribute: QueryableAttribute[Any], *, many: bool) -> Select[Any]:
    """The statement that reads a relationship of one parent, or of many at once."""
    relation = attribute.property
    (remote,) = relation.remote_side
    of = remote.in_(bindparam("parents", expanding=True)) if many else remote == bindparam("parent")
    read = select(relation.mapper.class_).where(of).order_by(*relation.order_by or ())
    return read.execution_options(populate_existing=True)


@cache
def _kinds() -> dict[type[Any], frozenset[str]]:
    """The relationships of a decision in which rows of a class are found."""
    found: dict[type[Any], set[str]] = {}
    for path in _PATHS:
        for attribute in path:
            found.setdefault(attribute.property.mapper.class_, set()).add(path[0].key)
    return {kind: frozenset(keys) for kind, keys in found.items()}


def hold_facts(kinds: Collection[type[Any]]) -> bool:
    """Whether rows of some of these kinds are known to be part of a dossier."""
    return not _kinds().keys().isdisjoint(kinds)


def leading_to(kinds: Collection[type[Any]]) -> frozenset[str]:
    """The relationships of a decision that may lead to rows of `kinds`, apart from its own row.

    A kind that none is known to lead to may stand behind any of them; the undertaking units, which are named where the matter
    is started, and the register of document numbers are part of no dossier.
    """
    known = _kinds()
    return frozenset[str]().union(*(known.get(kind, _ALL) for kind in kinds if kind not in _NOT_OF_DOSSIER))


def read_again(session: Session, row: Decision, names: frozenset[str]) -> None:
    """Read the relationships `names` of a decision afresh."""
    _read(session, [row], _paths(names), names)


@cache
def _paths(names: frozenset[str]) -> tuple[_Path, ...]:
    return tuple(path for path in _PATHS if path[0].key in names)
