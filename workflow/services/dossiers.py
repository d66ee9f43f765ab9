"""Reading a decision as a dossier: the one way from tables to the facts the rules see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import object_session

from workflow.domain import facts
from workflow.domain.dossier import Dossier, Plan, PlanChange
from workflow.domain.facts import Part
from workflow.domain.lawfiles import library
from workflow.domain.madeknown import Issued
from workflow.models.decisions import Decision
from workflow.models.participation import Notice
from workflow.services.bodies import register
from workflow.services.catalogue import plan_changes, plan_of
from workflow.services.decisionrows import decision_row
from workflow.services.unit import Session

_P = TypeVar("_P", bound=Part)


@dataclass(frozen=True, slots=True)
class _Made:
    """A part of the dossier: its name, the relationships of the decision it is made of, and how."""

    part: str
    of: frozenset[str]
    make: Callable[[Decision], object]


def _all(kind: type[_P], rows: Sequence[object]) -> tuple[_P, ...]:
    return tuple(kind.model_validate(row) for row in rows)


def _newest(kind: type[_P], rows: Sequence[object]) -> _P | None:
    """Where a fact was superseded, the newest counts."""
    return kind.model_validate(rows[-1]) if rows else None


def _each(part: str, relation: str, kind: type[Part]) -> _Made:
    return _Made(part, frozenset({relation}), lambda row: _all(kind, getattr(row, relation)))


def _last(part: str, relation: str, kind: type[Part]) -> _Made:
    return _Made(part, frozenset({relation}), lambda row: _newest(kind, getattr(row, relation)))


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


def _plan(row: Decision) -> Plan | None:
    """What the yearly catalogue, as it is published now, plans for the matter."""
    key, session = row.proposals[-1].catalogue_item if row.proposals else "", object_session(row)
    return plan_of(session, key) if key and session else None


def _plan_changes(row: Decision) -> tuple[PlanChange, ...]:
    """What the yearly catalogue planned for the matter and plans no longer."""
    key, session = row.proposals[-1].catalogue_item if row.proposals else "", object_session(row)
    return plan_changes(session, key) if key and session else ()


def _seats(row: Decision) -> tuple[facts.Seat, ...]:
    """Who belongs to the bodies of the organ, from day to day, as the register has it; from the start of the matter on."""
    session = object_session(row)
    return register(session) if row.initiations and session else ()


def _execution(row: Decision) -> facts.Execution | None:
    """Everything there is of the execution; None before anything is."""
    found = facts.Execution(
        assignments=_all(facts.Assignment, row.assignments),
        reports=_all(facts.ExecutionReport, row.execution_reports),
        problems=_all(facts.ProblemReport, row.problem_reports),
        checks=_all(facts.AdjustmentCheck, row.adjustment_checks),
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
    issued = Issued(
        publishes="publication.publish" in library().rulebook(newest.rulebook).procedure.step_by_id,
        publication=_newest(facts.Publication, newest.publications),
        withholdings=_all(facts.Withholding, newest.withholdings),
        reconsiderations=_all(facts.Reconsideration, newest.reconsiderations),
        archive=_newest(facts.Archive, newest.archives),
    )
    return issued.succeeding(newest.number)


_MADE = (
    _last("proposal", "proposals", facts.Proposal),
    _Made("plan", frozenset({"proposals"}), _plan),
    _Made("plan_changes", frozenset({"proposals"}), _plan_changes),
    _Made("seats", frozenset({"initiations"}), _seats),
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
    _each("withholdings", "withholdings", facts.Withholding),
    _last("archive", "archives", facts.Archive),
    _each("archive_supplements", "archive_supplements", facts.ArchiveSupplement),
    _each("handovers", "handovers", facts.Handover),
    _Made(
        "execution",
        frozenset(
            {
                "assignments",
                "execution_reports",
                "problem_reports",
                "adjustment_checks",
                "execution_orders",
                "suggestions",
                "execution_results",
            }
        ),
        _execution,
    ),
    _Made("successor", frozenset({"successors"}), _successor),
    _each("evaluations", "evaluations", facts.Evaluation),
)


def dossier_of(row: Decision) -> Dossier:
    """The dossier of a decision read by `decision_row`."""
    made = {made.part: made.make(row) for made in _MADE}
    return Dossier(title=row.title, organ=row.organ.name_zh, state=row.state, **made)


def renewed(dossier: Dossier, row: Decision, names: Collection[str]) -> Dossier:
    """The dossier as its decision stands, with those parts made anew that come of the relationships `names`, read again."""
    anew = {made.part: made.make(row) for made in _MADE if not made.of.isdisjoint(names)}
    return dossier.model_copy(update={"title": row.title, "state": row.state} | anew)


def load(session: Session, decision_id: int) -> Dossier:
    """The dossier of a decision. Raises NoDecision."""
    return dossier_of(decision_row(session, decision_id))
