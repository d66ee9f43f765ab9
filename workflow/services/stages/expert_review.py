"""Expert review: the panel, opinions, feedback (713 arts. 19 and 20, 337 arts. 19 to 22)."""

from __future__ import annotations

from collections import Counter

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod
from workflow.domain.text import Text
from workflow.models.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class ExpertInput(Part):
    """An expert as entered."""

    name: Line
    field: Line
    unit: Line
    no_interest: bool = False


class ConveneAct(Act):
    """A panel as entered."""

    method: ReviewMethod
    questions: Paragraphs = ""
    experts: tuple[ExpertInput, ...] = ()


@records("expert_review.convene", ConveneAct)
def convene(taking: Taking, act: ConveneAct) -> Recorded:
    """Record how the review is held and by which experts."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput(
            {"experts": Text("请先保存决策草案，再组织专家论证。", "Save a draft before convening the experts.")}
        )
    row = ExpertReview(
        decision_id=taking.decision.id,
        method=act.method,
        version=draft.version,
        questions=act.questions,
        experts=[Expert(number=place, **each.model_dump()) for place, each in enumerate(act.experts, start=1)],
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"experts": str(len(act.experts)), "method": act.method}
    # experts are no officials: who they are is evidence, not an entry
    return Recorded(details, (Proof("panel", facts.ExpertReview.model_validate(row), private=True),))


class OpineAct(Act):
    """An expert's opinion as entered."""

    expert: int
    legality: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""
    soundness: Paragraphs = ""
    risk: Paragraphs = ""
    conclusion: ExpertConclusion
    signed: bool = False


def _expert(taking: Taking, number: int, field: str) -> Expert:
    for expert in taking.decision.expert_reviews[-1].experts:
        if expert.number == number:
            return expert
    raise BadInput({field: Text("请选择参加论证的专家。", "Choose an expert of the panel.")})


@records("expert_review.opine", OpineAct)
def opine(taking: Taking, act: OpineAct) -> Recorded:
    """Record an expert's written opinion; a later one supersedes it."""
    expert = _expert(taking, act.expert, "expert")
    row = ExpertOpinion(expert_id=expert.id, **act.model_dump(exclude={"on", "expert"}), **taking.stamp(act))
    taking.session.add(row)
    fact = facts.ExpertOpinion.model_validate(row)
    details = {"expert": str(act.expert), "conclusion": act.conclusion}
    return Recorded(details, (Proof("expert_opinion", fact, str(act.expert), private=True),))


class FeedbackInput(Part):
    """The feedback to one expert as entered."""

    expert: int
    disposition: Disposition
    reason: Paragraphs = ""


class ExpertResultAct(Act):
    """The conclusion of expert review as entered."""

    summary: Paragraphs
    feedbacks: tuple[FeedbackInput, ...] = ()


@records("expert_review.conclude", ExpertResultAct)
def conclude(taking: Taking, act: ExpertResultAct) -> Recorded:
    """Record the feedback to each expert and conclude the review."""
    review = taking.decision.expert_reviews[-1]
    for each in act.feedbacks:
        expert = _expert(taking, each.expert, "feedbacks")
        row = ExpertFeedback(expert_id=expert.id, disposition=each.disposition, reason=each.reason, **taking.stamp(act))
        taking.session.add(row)
    result = ExpertResult(review_id=review.id, summary=act.summary, **taking.stamp(act))
    taking.session.add(result)
    answers = Counter(each.disposition for each in act.feedbacks)
    details = {
        "experts": str(len(review.experts)),
        "opinions": str(sum(1 for expert in review.experts if expert.opinion)),
        "adopted": str(answers[Disposition.ADOPTED]),
        "partly": str(answers[Disposition.PARTLY]),
        "rejected": str(answers[Disposition.REJECTED]),
    }
    return Recorded(details, (Proof("expert_result", act, private=True),))
