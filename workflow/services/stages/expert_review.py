"""Expert review: the panel, opinions, feedback (713 arts. 19 and 20, 337 arts. 19 to 22)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from workflow.domain import facts
from workflow.domain.adoption import overstated_of_experts
from workflow.domain.changedsince import argued_already
from workflow.domain.facts import Paragraphs, Part
from workflow.domain.recusal import numbered, uncalled, unexplained
from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod
from workflow.domain.text import Text
from workflow.models.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, not_ahead, records, why_anew
from workflow.services.stages.expert_panel import ExpertInput, fresh, seat, sitting, under_way


class ConveneAct(Act):
    """A panel as entered."""

    method: ReviewMethod
    questions: Paragraphs = ""
    disputed: bool = False
    materials: Paragraphs = ""
    materials_on: dt.date | None = None
    experts: tuple[ExpertInput, ...] = ()
    not_called: Paragraphs = ""
    again: Paragraphs = ""


@records("expert_review.convene", ConveneAct)
def convene(taking: Taking, act: ConveneAct) -> Recorded:
    """Record how the review is held, by which experts, and what they were given."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput(
            {"experts": Text("请先保存决策草案，再组织专家论证。", "Save a draft before convening the experts.")}
        )
    if act.materials_on:
        not_ahead(act.materials_on, taking.today, "materials_on")
    experts = _seated(taking, act)
    row = ExpertReview(
        decision_id=taking.decision.id,
        method=act.method,
        version=draft.version,
        questions=act.questions,
        disputed=act.disputed,
        materials=act.materials,
        materials_on=act.materials_on,
        not_called=act.not_called,
        again=act.again if argued_already(taking.dossier) else "",
        experts=experts,
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"experts": str(len(act.experts)), "method": act.method}
    # experts are no officials: who they are is evidence, not an entry
    return Recorded(details, (Proof("panel", facts.ExpertReview.model_validate(row), private=True),))


def _seated(taking: Taking, act: ConveneAct) -> list[Expert]:
    """The panel as called. Raises BadInput with the problem of each row, and of the draw."""
    experts: list[Expert] = []
    problems = _lots_thrown_away(taking, act)
    for place, each in enumerate(act.experts):
        try:
            came = seat(taking, act, place + 1, each, f"experts-{place}")
            fresh(experts, came, f"experts-{place}")
        except BadInput as bad:
            problems |= bad.problems
        else:
            experts.append(came)
    if problems:
        raise BadInput(problems)
    return experts


def _lots_thrown_away(taking: Taking, act: ConveneAct) -> dict[str, Text]:
    """The problem of a draw that is not followed: who was drawn is called, or it is said why not (713 art. 20)."""
    missing = uncalled(taking.dossier, {each.pool_number for each in act.experts})
    silent = unexplained(missing, act.not_called)
    if not silent:
        return {}
    said = Text(
        "抽中的专家{who}没有列入名单：请列入，不选聘的说明理由。",
        "Experts {who} were drawn and are not on the list: add them, or say why they are not called.",
    )
    if len(missing) > 1:
        said = Text(
            "抽中的专家{who}没有列入名单：请列入，不选聘的写明编号，逐一说明理由。",
            "Experts {who} were drawn and are not on the list: add them, or say of each, by the number, why not.",
        )
    return {"not_called": said.fmt(who=numbered(silent))}


_SAID = ("legality", "necessity", "feasibility", "soundness", "risk", "conclusion")
"""What an opinion says; that it was signed meanwhile takes nothing back."""


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
    anew: Paragraphs = ""


@records("expert_review.opine", OpineAct)
def opine(taking: Taking, act: OpineAct) -> Recorded:
    """Record an expert's written opinion; a later one supersedes it."""
    expert = sitting(taking, act.expert, "expert")
    why_anew(
        act.anew,
        needed=any(getattr(each, name) != getattr(act, name) for each in expert.opinions[-1:] for name in _SAID),
    )
    row = taking.put(
        ExpertOpinion, expert_id=expert.id, **act.model_dump(exclude={"on", "expert"}), **taking.stamp(act)
    )
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


def _heard(review: ExpertReview, number: int) -> Expert:
    """The expert of that number who gave an opinion, replaced since or not: each is told what became of it."""
    for expert in review.experts:
        if expert.number == number and (expert.opinion or expert.replaced is None):
            return expert
    raise BadInput({"feedbacks": Text("请选择参加论证的专家。", "Choose an expert of the panel.")})


@records("expert_review.conclude", ExpertResultAct)
def conclude(taking: Taking, act: ExpertResultAct) -> Recorded:
    """Record the feedback to each expert and conclude the review.

    Raises BadInput at `summary` where somebody was drawn after the panel was called and takes no part, or it says of all experts what not
    all of them said.
    """
    review = under_way(taking)
    missing = uncalled(taking.dossier, {each.pool_number for each in review.experts})
    if silent := unexplained(missing, review.not_called):
        said = Text(
            "抽中的专家{who}没有参加论证：先办理更换，或者重新组织论证并写明抽中未选聘的理由。",
            "Experts {who} were drawn and take no part: replace somebody by them, or call the panel anew and say why not.",
        )
        raise BadInput({"summary": said.fmt(who=numbered(silent))})
    if wrong := overstated_of_experts(act.summary, taking.dossier):
        raise BadInput({"summary": wrong})
    for each in act.feedbacks:
        expert = _heard(review, each.expert)
        taking.put(
            ExpertFeedback, expert_id=expert.id, disposition=each.disposition, reason=each.reason, **taking.stamp(act)
        )
    taking.put(ExpertResult, review_id=review.id, summary=act.summary, **taking.stamp(act))
    answers = Counter(each.disposition for each in act.feedbacks)
    details = {
        "experts": str(sum(1 for expert in review.experts if expert.replaced is None)),
        "opinions": str(sum(1 for expert in review.experts if expert.opinion)),
        "adopted": str(answers[Disposition.ADOPTED]),
        "partly": str(answers[Disposition.PARTLY]),
        "rejected": str(answers[Disposition.REJECTED]),
    }
    return Recorded(details, (Proof("expert_result", act, private=True),))
