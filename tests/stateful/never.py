"""What must never be in the database, read from its rows alone: neither the rules nor the model are asked."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.models.decisions import Decision


def forbidden(decision: Decision) -> Iterator[str]:
    """What of a matter must not be (713 arts. 22, 24, 25, 29, 30 and 31; the house rules on stages and reviewers)."""
    for meeting in decision.meetings:
        before = [
            review.conclusion.conclusion
            for review in decision.reviews
            if review.version == meeting.version and review.conclusion and review.entered <= meeting.entered
        ]
        if before[-1:] != ["lawful"]:
            yield f"a meeting deliberated version {meeting.version}, of which the last review said {before[-1:]}"
        handed_in = [each.version for each in decision.meeting_submissions if each.entered <= meeting.entered]
        if handed_in[-1:] != [meeting.version]:
            yield f"a meeting deliberated version {meeting.version}, and the last handed in for it is {handed_in[-1:]}"
    for review in decision.reviews:
        # who reviewed one version may write the next, which is then reviewed by somebody else
        authors = {draft.author_id for draft in decision.drafts if draft.version <= review.version}
        signed = [each.reviewer_id for each in (review.acceptance, review.conclusion) if each]
        if authors & set(signed):
            yield f"round {review.round} was reviewed by somebody who drafted"
    if decision.publications:
        yield from _missing(decision)


def _missing(decision: Decision) -> Iterator[str]:
    """What a published decision must have behind it."""
    last = decision.meetings[-1].resolution if decision.meetings else None
    risk = decision.risk_assessments[-1].finding if decision.risk_assessments else None
    notice = decision.notices[-1] if decision.notices else None
    there = {
        "the result of participation": notice and notice.result,
        "the result of expert review": decision.expert_reviews and decision.expert_reviews[-1].result,
        "a controllable risk": risk and risk.controllable,
        "the decision of a meeting": last and last.outcome in ("adopted", "in_principle"),
        "a report to the Party committee": decision.party_reports,
        "an opinion answered": notice and all(opinion.answers for opinion in notice.opinions),
    }
    yield from (f"published without {what}" for what, found in there.items() if not found)
