"""Reading a decision as a dossier: the one way from tables to the facts the rules see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from workflow.domain import facts
from workflow.domain.dossier import Dossier, Plan, PlanChange
from workflow.domain.facts import Part
from workflow.domain.lawfiles import library
from workflow.domain.madeknown import Issued
from workflow.models.decisions import Decision
from workflow.models.participation import Notice
from workflow.services.bodies import register
from workflow.services.catalogue import plan_changes, plan_of
from workflow.services.decisionrows import decision_row, hanging, leading_to
from workflow.services.unit import Session

_P = TypeVar("_P", bound=Part)
Grown = Mapping[str, list[Any]]
"""Relationship of a decision → the rows that were added to it, oldest first."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A part of the dossier: its name, the relationships of the decision it is made of, and how.

    `grows`: it is made of one relationship, row by row, so that of rows added last there is no more to be made than these;
    `each`: all of them belong to it, and not the newest alone.
    """

    part: str
    of: frozenset[str]
    make: Callable[[Decision], Any]
    grows: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A part that does not hang on the decision: its name, the relationships on which it depends what is asked, and how it
    is asked for a dossier of which these are made."""

    part: str
    of: frozenset[str]
    ask: Callable[[Session, Dossier], object]


def _all(kind: type[_P], rows: Sequence[object]) -> tuple[_P, ...]:
    return tuple(kind.model_validate(row) for row in rows)


def _newest(kind: type[_P], rows: Sequence[object]) -> _P | None:
    """Where a fact was superseded, the newest counts."""
    return kind.model_validate(rows[-1]) if rows else None


def _each(part: str, relation: str, kind: type[Part]) -> _Made:
    return _Made(part, frozenset({relation}), lambda row: _all(kind, getattr(row, relation)), grows=True, each=True)


def _last(part: str, relation: str, kind: type[Part]) -> _Made:
    return _Made(part, frozenset({relation}), lambda row: _newest(kind, getattr(row, relation)), grows=True)


def _current(row: Decision) -> Notice | None:
    """The notice of the newest round; None after a round was opened again and before its own notice."""
    return next((each for each in reversed(row.notices) if each.reopening is None), None)


def _notice(row: Decision) -> facts.Notice | None:
    notice = _current(row)
    return facts.Notice.model_validate(notice) if notice else None


def _opinions(row: Decision) -> tuple[facts.Opinion, ...]:
    notice = _current(row)
    return _all(facts.Opinion, notice.opinions if notice else ())


def _participation(row: Decision) -> facts.ParticipationResult | None:
    notice = _current(row)
    return facts.ParticipationResult.model_validate(notice.result) if notice and notice.result else None


def _earlier(row: Decision) -> tuple[facts.EarlierRound, ...]:
    return tuple(
        facts.EarlierRound(
            notice=facts.Notice.model_validate(each),
            opinions=_all(facts.Opinion, each.opinions),
            result=facts.ParticipationResult.model_validate(each.result),
            reopening=facts.Reopening.model_validate(each.reopening),
        )
        for each in row.notices
        if each.reopening
    )


def _earlier_experts(row: Decision) -> tuple[facts.ExpertReview, ...]:
    return _all(facts.ExpertReview, row.expert_reviews[:-1])


def _heard(row: Decision) -> tuple[facts.OpinionsHeard, ...]:
    return tuple({each.number: each for each in _all(facts.OpinionsHeard, row.heard)}.values())


def _plan(session: Session, dossier: Dossier) -> Plan | None:
    """What the yearly catalogue, as it is published now, plans for the matter."""
    key = dossier.proposal.catalogue_item if dossier.proposal else ""
    return plan_of(session, key) if key else None


def _plan_changes(session: Session, dossier: Dossier) -> tuple[PlanChange, ...]:
    """What the yearly catalogue planned for the matter and plans no longer."""
    key = dossier.proposal.catalogue_item if dossier.proposal else ""
    return plan_changes(session, key) if key else ()


def _seats(session: Session, dossier: Dossier) -> tuple[facts.Seat, ...]:
    """Who belongs to the bodies of the organ, from day to day, as the register has it; from the start of the matter on."""
    return register(session) if dossier.initiation else ()


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
    issued = Issued(
        publishes="publication.publish" in library().rulebook(newest.rulebook).procedure.step_by_id,
        publication=_newest(facts.Publication, newest.publications),
        withholdings=_all(facts.Withholding, newest.withholdings),
        reconsiderations=_all(facts.Reconsideration, newest.reconsiderations),
        archive=_newest(facts.Archive, newest.archives),
    )
    return issued.succeeding(newest.number)


CATALOGUE = "catalogue"
"""What the yearly catalogue plans: others say it, and may say something else tomorrow."""
REGISTER = "register"
"""Who sits in the bodies of the organ, which others say too."""

_MADE = (
    _last("proposal", "proposals", facts.Proposal),
    _last("study", "studies", facts.Study),
    _last("initiation", "initiations", facts.Initiation),
    _last("refusal", "refusals", facts.Refusal),
    _each("moves", "moves", facts.RulebookMove),
    _last("reply", "replies", facts.Reply),
    _each("research", "research", facts.Research),
    _each("drafts", "drafts", facts.Draft),
    _last("consultation", "consultations", facts.Consultation),
    _last("comparison", "comparisons", facts.Comparison),
    _Made("notice", frozenset({"notices"}), _notice),
    _Made("opinions", frozenset({"notices"}), _opinions),
    _Made("participation", frozenset({"notices"}), _participation),
    _Made("earlier_rounds", frozenset({"notices"}), _earlier),
    _each("non_disclosures", "non_disclosures", facts.NonDisclosure),
    _Made("heard", frozenset({"heard"}), _heard),
    _each("explanations", "explanations", facts.Explanation),
    _each("hearings", "hearings", facts.Hearing),
    _each("expert_draws", "expert_draws", facts.ExpertDraw),
    _last("expert_review", "expert_reviews", facts.ExpertReview),
    _Made("earlier_expert_reviews", frozenset({"expert_reviews"}), _earlier_experts),
    _each("risk_assessments", "risk_assessments", facts.RiskAssessment),
    _each("competition_reviews", "competition_reviews", facts.CompetitionReview),
    _each("reviews", "reviews", facts.LegalityReview),
    _each("meeting_submissions", "meeting_submissions", facts.MeetingSubmission),
    _each("meeting_returns", "meeting_returns", facts.MeetingReturn),
    _each("party_discussions", "party_discussions", facts.PartyDiscussion),
    _each("agenda", "agenda", facts.AgendaEntry),
    _each("meetings", "meetings", facts.Meeting),
    _each("final_checks", "final_checks", facts.FinalCheck),
    _last("signing", "signings", facts.Signing),
    _last("filing", "filings", facts.Filing),
    _each("party_reports", "party_reports", facts.PartyReport),
    _each("congress_reports", "congress_reports", facts.CongressReport),
    _each("reconsiderations", "reconsiderations", facts.Reconsideration),
    _last("publication", "publications", facts.Publication),
    _each("publication_amendments", "publication_amendments", facts.PublicationAmendment),
    _each("withholdings", "withholdings", facts.Withholding),
    _last("archive", "archives", facts.Archive),
    _each("archive_supplements", "archive_supplements", facts.ArchiveSupplement),
    _each("handovers", "handovers", facts.Handover),
    _Made("successor", frozenset({"successors"}), _successor),
    _each("evaluations", "evaluations", facts.Evaluation),
)


_OF_EXECUTION = (
    _each("assignments", "assignments", facts.Assignment),
    _each("reports", "execution_reports", facts.ExecutionReport),
    _each("problems", "problem_reports", facts.ProblemReport),
    _each("checks", "adjustment_checks", facts.AdjustmentCheck),
    _each("orders", "execution_orders", facts.ExecutionOrder),
    _each("suggestions", "suggestions", facts.Suggestion),
    _last("result", "execution_results", facts.ExecutionResult),
)

_PARTS = (*_MADE, *_OF_EXECUTION)
_ALL = frozenset[str]().union(*(made.of for made in _PARTS))

_ASKED = (
    _Asked("plan", frozenset({"proposals", CATALOGUE}), _plan),
    _Asked("plan_changes", frozenset({"proposals", CATALOGUE}), _plan_changes),
    _Asked("seats", frozenset({"initiations", REGISTER}), _seats),
)


def dossier_of(session: Session, row: Decision) -> Dossier:
    """The dossier of a decision read by `decision_row`."""
    return _filled(session, Dossier(title=row.title, organ=row.organ.name_zh, state=row.state), row, _ALL)


@cache
def _growing() -> dict[type[Any], str]:
    """Class of rows → the one relationship they are found in, where each new row is its last and only parts that grow come
    of it."""
    fixed = frozenset[str]().union(*(made.of for made in _PARTS if not made.grows))
    found = {}
    for name in _ALL - fixed:
        relation = getattr(Decision, name).property
        if [each.name for each in relation.order_by] == ["id"] and leading_to({relation.mapper.class_}) == {name}:
            found[relation.mapper.class_] = name
    return found


def touched(changed: Collection[type[Any]], put: Mapping[type[Any], list[Any]]) -> tuple[frozenset[str], Grown]:
    """What was written of a decision: the relationships that have to be read again, and what was added to others.

    `changed`: the kinds of rows that were written; `put`: the rows of those among them that were put down one by one.
    """
    known = {kind: name for kind, name in _growing().items() if kind in put}
    names = leading_to([kind for kind in changed if kind not in known])
    grown = {name: put[kind] for kind, name in known.items() if name not in names}
    return names, grown


def renewed(
    session: Session, dossier: Dossier, decision_id: int, names: frozenset[str], grown: Grown = MappingProxyType({})
) -> Dossier:
    """The dossier with those parts made anew that come of `names`, relationships of its decision which are read again and
    what others say, and of the rows that were added to others."""
    if not names and not grown:
        return dossier
    row = hanging(session, decision_id, names)
    row.__dict__.update(grown)
    return _filled(session, dossier, row, names.union(grown), frozenset(grown))


def _filled(
    session: Session, dossier: Dossier, row: Decision, names: frozenset[str], grown: frozenset[str] = frozenset()
) -> Dossier:
    """The dossier with the parts that come of `names`; an execution of which there is nothing is None."""
    parts, of_execution, others = _of(names)
    made = {part.part: _made(part, row, dossier, grown) for part in parts}
    if of_execution:
        before = dossier.execution or facts.Execution()
        execution = before.model_copy(update={part.part: _made(part, row, before, grown) for part in of_execution})
        made["execution"] = execution if execution != facts.Execution() else None
    dossier = dossier.model_copy(update=made)
    asked = {each.part: each.ask(session, dossier) for each in others}
    return dossier.model_copy(update=asked) if asked else dossier


@cache
def _of(names: frozenset[str]) -> tuple[list[_Made], list[_Made], list[_Asked]]:
    """The parts that come of `names`: of the dossier, of its execution, and what is asked."""
    parts, of_execution = ([made for made in kind if not made.of.isdisjoint(names)] for kind in (_MADE, _OF_EXECUTION))
    return parts, of_execution, [each for each in _ASKED if not each.of.isdisjoint(names)]


def _made(made: _Made, row: Decision, before: Part | Dossier, grown: frozenset[str]) -> Any:
    found = made.make(row)
    return (*getattr(before, made.part), *found) if made.each and not made.of.isdisjoint(grown) else found


def load(session: Session, decision_id: int) -> Dossier:
    """The dossier of a decision. Raises NoDecision."""
    return dossier_of(session, decision_row(session, decision_id))
