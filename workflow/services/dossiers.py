"""Reading a decision as a dossier: the one way from tables to the facts the rules see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.orm.attributes import set_committed_value

from workflow.domain import facts
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Part
from workflow.models.decisions import Decision
from workflow.models.deliberation import Meeting, Member
from workflow.models.drafting import Draft
from workflow.models.expert_review import Expert, ExpertReview
from workflow.models.legality_review import LegalityReview, ReviewConclusion, ReviewSupplement
from workflow.models.participation import Opinion
from workflow.models.publication import Archive
from workflow.models.risk_assessment import RiskAssessment, RiskReport
from workflow.services.unit import Session

_PATHS: tuple[tuple[QueryableAttribute[Any], ...], ...] = (
    (Decision.proposals,),
    (Decision.studies,),
    (Decision.initiations,),
    (Decision.refusals,),
    (Decision.moves,),
    (Decision.drafts, Draft.files),
    (Decision.notices,),
    (Decision.opinions, Opinion.answers),
    (Decision.participation_results,),
    (Decision.expert_reviews, ExpertReview.experts, Expert.opinions),
    (Decision.expert_reviews, ExpertReview.experts, Expert.feedbacks),
    (Decision.expert_reviews, ExpertReview.result),
    (Decision.risk_assessments, RiskAssessment.report, RiskReport.points),
    (Decision.risk_assessments, RiskAssessment.finding),
    (Decision.reviews, LegalityReview.acceptance),
    (Decision.reviews, LegalityReview.returned),
    (Decision.reviews, LegalityReview.supplements, ReviewSupplement.supply),
    (Decision.reviews, LegalityReview.extensions),
    (Decision.reviews, LegalityReview.counsel),
    (Decision.reviews, LegalityReview.conclusion, ReviewConclusion.findings),
    (Decision.reviews, LegalityReview.responses),
    (Decision.meetings, Meeting.members, Member.attendances),
    (Decision.meetings, Meeting.members, Member.statement),
    (Decision.meetings, Meeting.members, Member.ballot),
    (Decision.meetings, Meeting.resolution),
    (Decision.party_reports,),
    (Decision.signings,),
    (Decision.filings,),
    (Decision.publications,),
    (Decision.archives, Archive.items),
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
    for path in _PATHS:
        for end in range(1, len(path) + 1):
            if path[:end] not in loaded:
                loaded[path[:end]] = _load(session, loaded[path[: end - 1]], path[end - 1])
    return rows


def _load(session: Session, parents: list[Any], attribute: QueryableAttribute[Any]) -> list[Any]:
    """Read one relationship of all `parents` with a statement for each thousand, and return what it leads to.

    Loader options do the same at three times the cost, since each statement carries all of them.
    """
    relation = attribute.property
    statement, remote = _statement(attribute)
    children: list[Any] = []
    for start in range(0, len(parents), _AT_ONCE):
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
    return Dossier(
        title=row.title,
        organ=row.organ.name_zh,
        state=row.state,
        proposal=_newest(facts.Proposal, row.proposals),
        study=_newest(facts.Study, row.studies),
        initiation=_newest(facts.Initiation, row.initiations),
        refusal=_newest(facts.Refusal, row.refusals),
        moves=_all(facts.RulebookMove, row.moves),
        drafts=_all(facts.Draft, row.drafts),
        notice=_newest(facts.Notice, row.notices),
        opinions=_all(facts.Opinion, row.opinions),
        participation=_newest(facts.ParticipationResult, row.participation_results),
        expert_review=_newest(facts.ExpertReview, row.expert_reviews),
        risk_assessments=_all(facts.RiskAssessment, row.risk_assessments),
        reviews=tuple(_review(review) for review in row.reviews),
        meetings=_all(facts.Meeting, row.meetings),
        signing=_newest(facts.Signing, row.signings),
        filing=_newest(facts.Filing, row.filings),
        party_report=_newest(facts.PartyReport, row.party_reports),
        publication=_newest(facts.Publication, row.publications),
        archive=_newest(facts.Archive, row.archives),
    )


def load(session: Session, decision_id: int) -> Dossier:
    """The dossier of a decision. Raises NoDecision."""
    return dossier_of(decision_row(session, decision_id))


def _all(kind: type[_P], rows: Sequence[object]) -> tuple[_P, ...]:
    return tuple(kind.model_validate(row) for row in rows)


def _newest(kind: type[_P], rows: Sequence[object]) -> _P | None:
    return kind.model_validate(rows[-1]) if rows else None


def _review(row: LegalityReview) -> facts.LegalityReview:
    return facts.LegalityReview.model_validate(row)
