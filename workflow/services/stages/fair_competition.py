"""Fair competition review: the unit's own review, and the conclusion (783 arts. 8 to 18)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import CompetitionCheck, CompetitionException, CompetitionView, Line
from workflow.domain.guards.fair_competition import unexplained
from workflow.domain.substance import says_something
from workflow.domain.terms import CompetitionConclusion, Trait
from workflow.domain.text import Text
from workflow.domain.wording import quoted
from workflow.models.fair_competition import CompetitionOpinion, CompetitionReview
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.stages.numbered import numbered


class ExamineAct(Act):
    """The unit's own review as entered."""

    checks: tuple[CompetitionCheck, ...] = ()
    views: tuple[CompetitionView, ...] = ()
    conclusion: CompetitionConclusion
    text: Reason = ""
    exception: CompetitionException | None = None


@records("fair_competition.examine", ExamineAct)
def examine(taking: Taking, act: ExamineAct) -> Recorded:
    """Record the unit's own review of the newest draft version; an earlier one stays on record."""
    draft = taking.dossier.draft
    if draft is None or Trait.OPERATORS not in taking.dossier.touched:
        raise BadInput(
            {
                "conclusion": Text(
                    "草案没有选择“{trait}”，不开展公平竞争审查。",
                    "The draft does not declare “{trait}”: there is no fair competition review.",
                ).fmt(trait=Trait.OPERATORS.label)
            }
        )
    _explained(act)
    row = taking.put(
        CompetitionReview,
        decision_id=taking.decision.id,
        version=draft.version,
        examined_by=taking.who,
        **act.model_dump(mode="json", exclude={"on"}),
        **taking.stamp(act),
    )
    details = {
        "version": str(draft.version),
        "touched": str(sum(check.touched for check in act.checks)),
        "conclusion": act.conclusion,
    }
    # operators may be people: who was heard is evidence, not an entry
    return Recorded(details, (Proof("competition_review", facts.CompetitionReview.model_validate(row), private=True),))


def _explained(act: ExamineAct) -> None:
    """What is touched is explained, also where it is found to comply; an exception ends after it begins."""
    explain = Text("涉及的，请说明情况。", "Explain what the draft touches.")
    problems = {
        f"checks-{place}-text": explain
        for place, check in enumerate(act.checks)
        if check.touched and not says_something(check.text)
    }
    if act.exception and act.exception.until and act.exception.until <= act.on:
        problems["until"] = Text("实施期限应当晚于初审日期。", "The exception ends after the day of the review.")
    if found := unexplained(act.conclusion, act.checks, act.text):
        problems["text"] = found
    if problems:
        raise BadInput(problems)


class CompetitionOpinionAct(Act):
    """The conclusion of the review as entered."""

    reviewer: Line
    regulator: bool = False
    number: Line = ""
    conclusion: CompetitionConclusion
    text: Reason = ""


@records("fair_competition.conclude", CompetitionOpinionAct)
def conclude(taking: Taking, act: CompetitionOpinionAct) -> Recorded:
    """Record the conclusion of the newest round; a draft that does not comply is to be changed."""
    review = taking.row.competition_reviews[-1]
    title = f"关于{quoted(taking.dossier.title)}的公平竞争审查意见"
    paper = f"competition_opinion-{len(taking.row.competition_reviews)}"
    row = taking.put(
        CompetitionOpinion,
        review_id=review.id,
        number=numbered(taking, act.number, paper, title, act.on),
        **act.model_dump(exclude={"on", "number"}),
        **taking.stamp(act),
    )
    details = {"version": str(review.version), "conclusion": act.conclusion}
    proof = Proof("competition_opinion", facts.CompetitionOpinion.model_validate(row))
    return Recorded(details, (proof,), outcome=act.conclusion)
