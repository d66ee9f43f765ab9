"""Legality review: submission, clocks, counsel, the signed opinion (713 arts. 25 to 28, 337 arts. 26 to 28)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field
from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.calendar import CalendarUnknown
from workflow.domain.changedsince import on_other_texts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.review_time import running
from workflow.domain.reviewtime import comes_up, days_left, guaranteed
from workflow.domain.substance import says_none, says_something
from workflow.domain.terms import CounselKind, Material, Role
from workflow.domain.text import Text
from workflow.domain.wording import quoted
from workflow.models.legality_review import (
    CounselOpinion,
    LegalityReview,
    OpinionResponse,
    ReviewAcceptance,
    ReviewConclusion,
    ReviewExtension,
    ReviewReturn,
    ReviewSupplement,
    ReviewSupply,
)
from workflow.models.people import Person, PersonRole, Unit
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.stages.listed import only_what_there_is
from workflow.services.stages.numbered import numbered


def _reviewing_unit(taking: Taking) -> str:
    """The unit of those who review, where they are all of one: the letter goes to it."""
    chosen = (
        select(Unit.name)
        .select_from(Person)
        .outerjoin(Unit, Person.unit_id == Unit.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == Role.LEGAL_REVIEWER.value, PersonRole.ended_at.is_(None), Person.active.is_(True))
    )
    names = set(taking.session.scalars(chosen))
    return (names.pop() or "") if len(names) == 1 else ""


class SubmissionAct(Act):
    """A submission as entered."""

    materials: tuple[Material, ...] = ()
    preliminary: Paragraphs = ""
    preliminary_by: Line = ""
    not_anew: Paragraphs = ""


@records("legality_review.submit", SubmissionAct)
def submit(taking: Taking, act: SubmissionAct) -> Recorded:
    """Bind a new round of review to the newest draft version."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput({"materials": Text("请先保存草案，再送审。", "Save a draft before submitting it.")})
    if Material.PRELIMINARY in act.materials and not act.preliminary:
        text = Text(
            "清单已勾选“{material}”，请在此填写；没有的不勾选。",
            "“{material}” is ticked: enter it here, or do not tick it.",
        )
        raise BadInput({"preliminary": text.fmt(material=Material.PRELIMINARY.label)})
    only_what_there_is(taking, act.materials)
    row = taking.put(
        LegalityReview,
        decision_id=taking.decision.id,
        round=len(taking.dossier.reviews) + 1,
        version=draft.version,
        submitted_by=taking.who,
        submitted_by_id=taking.who_id,
        sent_to=_reviewing_unit(taking),
        not_anew=act.not_anew if on_other_texts(taking.dossier, draft.version) else "",
        **act.model_dump(exclude={"on", "not_anew"}),
        **taking.stamp(act),
    )
    fact = facts.Submission.model_validate(row)
    return Recorded({"version": str(row.version), "round": str(row.round)}, (Proof("submission", fact),))


class PlainAct(Act):
    """A step of which only the day is entered."""


def guaranteed_until(taking: Taking, start: dt.date, review: facts.LegalityReview | None = None) -> dt.date | None:
    """The last of the working days the rulebook guarantees from `start`; None if no rule guarantees any.

    `review`: the round that goes on with a supplement; where the time stood still until then, only the rest has to run.
    Raises BadInput when the calendar of a year is not known.
    """
    time = guaranteed(taking.rulebook.rules_for("legality_review.conclude"))
    if time is None:
        return None
    try:
        days = days_left(review, time, taking.calendar, start) if review else time.working_days
        return taking.calendar.add_working_days(start, days)
    except CalendarUnknown as unknown:
        raise BadInput({"on": unknown.text}) from unknown


@records("legality_review.accept", PlainAct)
def accept(taking: Taking, act: PlainAct) -> Recorded:
    """Take the materials on; the guaranteed time is computed and frozen with its calendar."""
    # a time guaranteed does not begin before the materials were entered as complete, whatever day is claimed
    until = guaranteed_until(taking, max(act.on, taking.today))
    row = taking.put(
        ReviewAcceptance,
        review_id=taking.row.reviews[-1].id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        unit=taking.who_of,
        guaranteed_until=until,
        calendar=taking.calendar.version,
        **taking.stamp(act),
    )
    details = {"guaranteed_until": until.isoformat() if until else "", "calendar": taking.calendar.version}
    return Recorded(details, (Proof("acceptance", facts.Acceptance.model_validate(row)),))


class ReasonAct(Act):
    """A reason as entered."""

    reason: Reason


@records("legality_review.return", ReasonAct)
def return_(taking: Taking, act: ReasonAct) -> Recorded:
    """Send the materials back to the unit."""
    review = taking.row.reviews[-1]
    row = taking.put(ReviewReturn, review_id=review.id, reason=act.reason, unit=taking.who_of, **taking.stamp(act))
    proof = Proof("return", facts.ReturnOfMaterials.model_validate(row))
    return Recorded({"round": str(review.round)}, (proof,))


class SupplementAct(Act):
    """A request for supplements as entered."""

    request: Paragraphs


@records("legality_review.request_supplement", SupplementAct)
def request_supplement(taking: Taking, act: SupplementAct) -> Recorded:
    """Ask the unit for supplements."""
    review = taking.row.reviews[-1]
    taking.put(ReviewSupplement, review_id=review.id, request=act.request, **taking.stamp(act))
    return Recorded({"round": str(review.round)}, (Proof("supplement", act),))


class SupplyAct(Act):
    """What was supplied, as entered."""

    text: Paragraphs


@records("legality_review.supply", SupplyAct)
def supply(taking: Taking, act: SupplyAct) -> Recorded:
    """Supply what was asked for; with complete materials the guaranteed time starts anew, or goes on."""
    review = taking.row.reviews[-1]
    row = taking.put(
        ReviewSupply,
        supplement_id=review.supplements[-1].id,
        text=act.text,
        guaranteed_until=guaranteed_until(taking, max(act.on, taking.today), taking.dossier.reviews[-1]),
        calendar=taking.calendar.version,
        **taking.stamp(act),
    )
    return Recorded({"round": str(review.round)}, (Proof("supply", facts.Supply.model_validate(row)),))


class ExtensionAct(Act):
    """An extension as entered."""

    working_days: int = Field(ge=1)
    reason: Reason
    granted_by: Line


@records("legality_review.extend", ExtensionAct)
def extend(taking: Taking, act: ExtensionAct) -> Recorded:
    """Record more time for the review, where the rules set a longest time that can be extended."""
    if not comes_up("legality_review.extend", taking.dossier, taking.rulebook):
        text = Text("现行规则没有规定可以延长的审查期限。", "The rules know no time for review that can be extended.")
        raise BadInput({"working_days": text})
    review = taking.row.reviews[-1]
    row = taking.put(ReviewExtension, review_id=review.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    proof = Proof("review_extension", facts.ReviewExtension.model_validate(row))
    return Recorded({"working_days": str(act.working_days), "round": str(review.round)}, (proof,))


class CounselAct(Act):
    """Counsel's opinion as entered."""

    kind: CounselKind
    name: Line
    text: Paragraphs


@records("legality_review.counsel", CounselAct)
def counsel(taking: Taking, act: CounselAct) -> Recorded:
    """Record the opinion of legal counsel or a public-service lawyer."""
    row = taking.put(
        CounselOpinion, review_id=taking.row.reviews[-1].id, **act.model_dump(exclude={"on"}), **taking.stamp(act)
    )
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
    effect = taking.setting.effect("conclusions", key)
    if effect in ("redraft", "back") and not act.advice and all(each.conforms for each in act.findings):
        text = Text(
            "结论要求修改或者补充，逐项意见却都是符合：请写明应当如何修改，或者更正逐项意见。",
            "The draft is sent back although every aspect conforms: say what to change, or correct the findings.",
        )
        raise BadInput({"advice": text})
    review = taking.row.reviews[-1]
    draft = next(each.title for each in taking.dossier.drafts if each.version == review.version)
    title = f"关于{quoted(draft)}的合法性审查意见书"
    number = numbered(taking, act.number, f"review-{review.round}", title, act.on)
    time = guaranteed(taking.rulebook.rules_for("legality_review.conclude"))
    clock = running(taking.dossier.reviews[-1], time.after if time else "restart", entered=True)
    try:
        days = clock.used(taking.calendar, act.on)
    except CalendarUnknown as unknown:
        raise BadInput({"on": unknown.text}) from unknown
    row = taking.put(
        ReviewConclusion,
        review_id=review.id,
        reviewer=taking.who,
        reviewer_id=taking.who_id,
        unit=taking.who_of,
        working_days=days,
        number=number,
        findings=[finding.model_dump() for finding in act.findings],
        **act.model_dump(exclude={"on", "number", "findings"}),
        **taking.stamp(act),
    )
    details = {
        "conclusion": key,
        "working_days": str(max(days, 0)),
        "version": str(review.version),
        "round": str(review.round),
    }
    proof = Proof("review_opinion", facts.Conclusion.model_validate(row))
    return Recorded(details, (proof,), outcome=effect)


class ResponseAct(Act):
    """What was done with the opinion, as entered."""

    adjusted: Paragraphs = ""
    not_followed: Paragraphs = ""
    reason: Paragraphs = ""


@records("legality_review.respond", ResponseAct)
def respond(taking: Taking, act: ResponseAct) -> Recorded:
    """Say what was adjusted and what was not followed; what is said later takes the place of what was said before."""
    if not comes_up("legality_review.respond", taking.dossier, taking.rulebook):
        text = Text("本次送审没有需要说明处理情况的审查意见。", "This round has no opinion that asks for an answer.")
        raise BadInput({"adjusted": text})
    if not says_something(act.adjusted) and says_none(act.not_followed):
        text = Text(
            "请写明作了哪些调整或者补充；没有采纳的在下一栏说明。",
            "Say what was adjusted, or below what was not followed.",
        )
        raise BadInput({"adjusted": text})
    if not says_none(act.not_followed) and not says_something(act.reason):
        text = Text(
            "请说明没有采纳的理由，写明依据或者具体情况。",
            "Say why it was not followed: on which basis or circumstances.",
        )
        raise BadInput({"reason": text})
    review = taking.row.reviews[-1]
    row = taking.put(
        OpinionResponse,
        review_id=review.id,
        answered_by=taking.who,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    proof = Proof("opinion_response", facts.OpinionResponse.model_validate(row))
    return Recorded({"round": str(review.round)}, (proof,))
