"""Legality review: submission, clocks, counsel, the signed opinion (713 arts. 25 to 28, 337 arts. 26 to 28)."""

from __future__ import annotations

import datetime as dt

from workflow.domain import facts
from workflow.domain.calendar import CalendarUnknown
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.legality_review import TimeParams, complete_on
from workflow.domain.terms import CounselKind, Material
from workflow.domain.text import Text
from workflow.models.legality_review import (
    CounselOpinion,
    LegalityReview,
    ReviewAcceptance,
    ReviewConclusion,
    ReviewFinding,
    ReviewReturn,
    ReviewSupplement,
    ReviewSupply,
)
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class SubmissionAct(Act):
    """A submission as entered."""

    materials: tuple[Material, ...] = ()
    preliminary: Paragraphs = ""
    preliminary_by: Line = ""


@records("legality_review.submit", SubmissionAct)
def submit(taking: Taking, act: SubmissionAct) -> Recorded:
    """Bind a new round of review to the newest draft version."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput({"materials": Text("请先保存决策草案，再送审。", "Save a draft before submitting it.")})
    row = LegalityReview(
        decision_id=taking.decision.id,
        round=len(taking.dossier.reviews) + 1,
        version=draft.version,
        submitted_by=taking.who,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    fact = facts.Submission.model_validate(row)
    return Recorded({"version": str(row.version), "round": str(row.round)}, (Proof("submission", fact),))


class PlainAct(Act):
    """A step of which only the day is entered."""


def guaranteed_until(taking: Taking, start: dt.date) -> dt.date | None:
    """The last of the working days the rulebook guarantees from `start`; None if no rule guarantees any.

    Raises BadInput when the calendar of a year is not known.
    """
    for rule in taking.rulebook.rules_for("legality_review.conclude"):
        if isinstance(rule.params, TimeParams):
            try:
                return taking.calendar.add_working_days(start, rule.params.working_days)
            except CalendarUnknown as unknown:
                raise BadInput({"on": unknown.text}) from unknown
    return None


@records("legality_review.accept", PlainAct)
def accept(taking: Taking, act: PlainAct) -> Recorded:
    """Take the materials on; the guaranteed time is computed and frozen with its calendar."""
    until = guaranteed_until(taking, act.on)
    row = ReviewAcceptance(
        review_id=taking.decision.reviews[-1].id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        guaranteed_until=until,
        calendar=taking.calendar.version,
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"guaranteed_until": until.isoformat() if until else "", "calendar": taking.calendar.version}
    return Recorded(details, (Proof("acceptance", facts.Acceptance.model_validate(row)),))


class ReasonAct(Act):
    """A reason as entered."""

    reason: Paragraphs


@records("legality_review.return", ReasonAct)
def return_(taking: Taking, act: ReasonAct) -> Recorded:
    """Send the materials back to the unit."""
    review = taking.decision.reviews[-1]
    row = ReviewReturn(review_id=review.id, reason=act.reason, **taking.stamp(act))
    taking.session.add(row)
    proof = Proof("return", facts.ReturnOfMaterials.model_validate(row))
    return Recorded({"round": str(review.round)}, (proof,))


class SupplementAct(Act):
    """A request for supplements as entered."""

    request: Paragraphs


@records("legality_review.request_supplement", SupplementAct)
def request_supplement(taking: Taking, act: SupplementAct) -> Recorded:
    """Ask the unit for supplements."""
    review = taking.decision.reviews[-1]
    taking.session.add(ReviewSupplement(review_id=review.id, request=act.request, **taking.stamp(act)))
    return Recorded({"round": str(review.round)}, (Proof("supplement", act),))


class SupplyAct(Act):
    """What was supplied, as entered."""

    text: Paragraphs


@records("legality_review.supply", SupplyAct)
def supply(taking: Taking, act: SupplyAct) -> Recorded:
    """Supply what was asked for; the guaranteed time starts anew with complete materials."""
    review = taking.decision.reviews[-1]
    row = ReviewSupply(
        supplement_id=review.supplements[-1].id,
        text=act.text,
        guaranteed_until=guaranteed_until(taking, act.on),
        calendar=taking.calendar.version,
        **taking.stamp(act),
    )
    taking.session.add(row)
    return Recorded({"round": str(review.round)}, (Proof("supply", facts.Supply.model_validate(row)),))


class CounselAct(Act):
    """Counsel's opinion as entered."""

    kind: CounselKind
    name: Line
    text: Paragraphs


@records("legality_review.counsel", CounselAct)
def counsel(taking: Taking, act: CounselAct) -> Recorded:
    """Record the opinion of legal counsel or a public-service lawyer."""
    row = CounselOpinion(
        review_id=taking.decision.reviews[-1].id, **act.model_dump(exclude={"on"}), **taking.stamp(act)
    )
    taking.session.add(row)
    return Recorded({"kind": act.kind}, (Proof("counsel", facts.CounselOpinion.model_validate(row), private=True),))


class ConclusionAct(Act):
    """The written opinion as entered."""

    number: Line = ""
    findings: tuple[facts.AspectFinding, ...] = ()
    conclusion: Line
    text: Paragraphs = ""
    advice: Paragraphs = ""
    risk: Paragraphs = ""
    short_time_reason: Paragraphs = ""


@records("legality_review.conclude", ConclusionAct)
def conclude(taking: Taking, act: ConclusionAct) -> Recorded:
    """Record the opinion; its conclusion decides where the draft goes, as the profile's vocabulary says."""
    key = taking.vocabulary("conclusions", act.conclusion, "conclusion")
    review = taking.decision.reviews[-1]
    known = taking.dossier.reviews[-1]
    try:
        days = taking.calendar.working_days_between(complete_on(known), act.on)
    except CalendarUnknown as unknown:
        raise BadInput({"on": unknown.text}) from unknown
    row = ReviewConclusion(
        review_id=review.id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        working_days=days,
        findings=[ReviewFinding(**finding.model_dump()) for finding in act.findings],
        **act.model_dump(exclude={"on", "findings"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {
        "conclusion": key,
        "working_days": str(max(days, 0)),
        "version": str(review.version),
        "round": str(review.round),
    }
    proof = Proof("review_opinion", facts.Conclusion.model_validate(row))
    return Recorded(details, (proof,), outcome=taking.setting.effect("conclusions", key))
