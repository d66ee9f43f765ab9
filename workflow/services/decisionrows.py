"""Reading decisions with everything their dossiers need, in as few statements as there are kinds of facts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    exists,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import QueryableAttribute

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
from workflow.services.relations import AT_ONCE, Path, form_of, read_along, reading, rows
from workflow.services.unit import Session, connection_of, unit_of

_OWN: tuple[Path, ...] = (
    (Decision.organ,),
    (Decision.unit,),
    (Decision.lead_unit,),
    (Decision.undertaking, DecisionUnit.unit),
    (Decision.predecessor,),
)
"""What the decision's own row says, and who undertakes it."""

_PATHS: tuple[Path, ...] = (
    (Decision.successors, Decision.publications),
    (Decision.successors, Decision.withholdings),
    (Decision.successors, Decision.reconsiderations),
    (Decision.successors, Decision.archives),
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
    (Decision.notices, Notice.amendments),
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
    (Decision.publication_amendments,),
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
)
"""What hangs on a decision: its facts, and those of the ones that adjust it."""

_FACTS = tuple(path for path in _PATHS if path[0] is not Decision.successors)
_ALL = frozenset(path[0].key for path in _FACTS)
_NOT_OF_DOSSIER = (Decision, DecisionUnit, GivenNumber)


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
    found = decision_rows(session, [decision_id])
    if not found:
        raise NoDecision(str(decision_id))
    return found[0]


def decision_rows(session: Session, ids: Sequence[int]) -> list[Decision]:
    """The decisions of `ids` that there are, in the order of ids, each with everything its dossier needs."""
    connection = connection_of(session)
    found: list[Decision] = []
    for start in range(0, len(ids), AT_ONCE):
        found += rows(connection, Decision, _of_ids(), {"ids": ids[start : start + AT_ONCE]})
    read_along(connection, found, _OWN)
    _read(session, found, _PATHS, _filled(connection, found))
    return sorted(found, key=lambda row: row.id)


@cache
def _of_ids() -> Select[Any]:
    return reading(Decision).where(Decision.__table__.c.id.in_(bindparam("ids", expanding=True)))


def _read(session: Session, roots: Sequence[Decision], paths: Sequence[Path], filled: Collection[str]) -> None:
    """Read what hangs on decisions along `paths`; `filled`: the relationships of theirs that may lead to anything."""
    unit = unit_of(session)

    def may_have(row: Any, attribute: QueryableAttribute[Any]) -> bool:
        # to a row that the open unit of work added belongs only what it added too
        return attribute.property.mapper.class_ in unit.changed or not unit.has_added(row)

    empty = {path[0].key for path in paths}.difference(filled)
    for row in roots:
        row.__dict__.update({key: [] for key in empty})
    read_along(connection_of(session), roots, [path for path in paths if path[0].key in filled], may_have)


def _filled(connection: Connection, found: list[Decision]) -> set[str]:
    """The relationships in which any of the decisions has a row: most have few, and one question is cheaper than fifty."""
    filled: set[str] = set()
    for start in range(0, len(found), AT_ONCE // 10):
        keys = [row.id for row in found[start : start + AT_ONCE // 10]]
        filled.update(connection.scalars(_which_filled(), {"parents": keys}))
    return filled


@cache
def _which_filled() -> CompoundSelect[Any]:
    """The statement that names the relationships of some decisions that lead to anything."""
    of_parents: BindParameter[Any] = bindparam("parents", expanding=True)
    firsts = dict.fromkeys(path[0] for path in _PATHS)
    return union_all(
        *(
            select(literal_column(f"'{first.key}'")).where(exists().where(remote.in_(of_parents)))
            for first in firsts
            for remote in first.property.remote_side
        )
    )


@cache
def _kinds() -> dict[type[Any], frozenset[str]]:
    """The relationships of a decision in which rows of a class are found."""
    found: dict[type[Any], set[str]] = {}
    for path in _FACTS:
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


def hanging(session: Session, decision_id: int, names: frozenset[str]) -> Decision:
    """A decision of which no more is known than its id and what hangs on it in the relationships `names`."""
    row: Decision = form_of(Decision).of({"id": decision_id})
    _read(session, [row], _paths(names), names)
    return row


@cache
def _paths(names: frozenset[str]) -> tuple[Path, ...]:
    return tuple(path for path in _PATHS if path[0].key in names)
