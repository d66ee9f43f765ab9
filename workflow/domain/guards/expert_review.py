"""Expert review (713 arts. 19 and 20, 337 arts. 19 to 22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import ExpertFeedback
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.drafting import StageParams
from workflow.domain.substance import answers, tells
from workflow.domain.terms import Disposition, OptionalStage, ReviewMethod
from workflow.domain.text import Text, joined

ASPECTS = {
    "legality": Text("合法性", "legality"),
    "necessity": Text("必要性", "necessity"),
    "feasibility": Text("可行性", "feasibility"),
    "soundness": Text("科学性", "soundness"),
    "risk": Text("风险可控性", "controllability of risk"),
}


@guard(own_fact=True)
def experts_named(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The experts are named (713 art. 19(1), 337 art. 19)."""
    review = dossier.expert_review
    if review is None or not review.sitting or not all(expert.name.strip() for expert in review.sitting):
        yield Gap(Text("没有确定参加论证的专家。", "No expert is named."))


@guard(own_fact=True)
def experts_without_interest(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """No expert has a direct interest in the matter; each declared so (713 art. 20, 337 art. 20)."""
    experts = dossier.expert_review.sitting if dossier.expert_review else ()
    names = [Text(expert.name, expert.name) for expert in experts if not expert.no_interest]
    if names:
        yield Gap(
            Text(
                "下列专家没有声明与决策事项无直接利害关系：{names}。",
                "These experts have not declared that they have no direct interest: {names}.",
            ).fmt(names=joined(names)),
            private=True,
        )


@guard()
def opinions_signed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each expert gave a written opinion under signature or seal (713 art. 19(2), 337 art. 22)."""
    experts = dossier.expert_review.sitting if dossier.expert_review else ()
    for silent, text in (
        ([each for each in experts if each.opinion is None], Text("尚未提出书面意见", "have given no written opinion")),
        (
            [each for each in experts if each.opinion and not each.opinion.signed],
            Text("书面意见没有署名或者盖章", "have not signed their opinion"),
        ),
    ):
        if silent:
            names = joined([Text(each.name, each.name) for each in silent])
            yield Gap(Text("专家{names}{what}。", "Experts {names} {what}.").fmt(names=names, what=text), private=True)


class AspectParams(Params):
    """What an expert's opinion must speak to."""

    aspects: tuple[Literal["legality", "necessity", "feasibility", "soundness", "risk"], ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More aspects are stricter."""
        return (len(self.aspects),)

    def numbers(self, convention: Convention) -> Numbers:
        """The aspects."""
        return ((Text("论证方面", "Aspects to argue"), joined([ASPECTS[each] for each in self.aspects])),)


@guard(AspectParams)
def opinions_cover(dossier: Dossier, params: AspectParams, setting: Setting) -> Iterator[Gap]:
    """The opinions speak to each aspect the rule names (713 art. 19(1), 337 art. 19)."""
    opinions = [
        each.opinion for each in (dossier.expert_review.sitting if dossier.expert_review else ()) if each.opinion
    ]
    silent = [
        ASPECTS[aspect]
        for aspect in params.aspects
        if opinions and not any(tells(getattr(opinion, aspect)) for opinion in opinions)
    ]
    if silent:
        yield Gap(Text("专家意见都没有论证：{what}。", "No expert speaks to: {what}.").fmt(what=joined(silent)))


def _told(feedback: ExpertFeedback | None) -> bool:
    return feedback is not None and answers(feedback.disposition, feedback.reason)


@guard(own_fact=True)
def feedback_given(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each expert was told what was done with the opinion and why (337 art. 22)."""
    experts = dossier.expert_review.experts if dossier.expert_review else ()
    waiting = [each for each in experts if each.opinion and not _told(each.feedback)]
    if waiting:
        names = joined([Text(each.name, each.name) for each in waiting])
        yield Gap(
            Text(
                "没有向专家{names}反馈意见的研究处理情况和理由。",
                "Experts {names} were not told what was done with their opinion and why.",
            ).fmt(names=names),
            private=True,
        )


@guard(own_fact=True)
def experts_majority_answered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where the view of more than half of the experts is not adopted, it is said why (for example 黑龙江省 arts. 22 to 27)."""
    given = [each for each in (dossier.expert_review.sitting if dossier.expert_review else ()) if each.opinion]
    counted = Counter(each.opinion.conclusion for each in given if each.opinion)
    view, count = counted.most_common(1)[0] if counted else (None, 0)
    if view is None or 2 * count <= len(given):
        return
    unsaid = [
        each.name
        for each in given
        if each.opinion
        and each.opinion.conclusion is view
        and each.feedback
        and each.feedback.disposition is Disposition.REJECTED
        and not _told(each.feedback)
    ]
    if unsaid:
        yield Gap(
            Text(
                "多数专家的意见为“{view}”，没有采纳{names}的意见，没有说明理由。",
                "Most experts say “{view}”; the opinion of {names} is not adopted, and no reason is given.",
            ).fmt(view=view.label, names=joined([Text(name, name) for name in unsaid])),
            private=True,
        )


class MethodParams(Params):
    """In which forms experts are heard."""

    methods: tuple[ReviewMethod, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer forms are stricter."""
        return (-len(set(self.methods)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The forms."""
        return ((Text("论证方式", "Form"), joined([each.label for each in self.methods])),)


@guard(MethodParams, own_fact=True)
def experts_heard_by(dossier: Dossier, params: MethodParams, setting: Setting) -> Iterator[Gap]:
    """Experts are heard in one of the forms a place names (for example 浙江省 art. 13)."""
    review = dossier.expert_review
    if review and review.method not in params.methods:
        yield Gap(
            Text("专家论证采用{used}，不是{asked}。", "Experts are heard by {used}, not by {asked}.").fmt(
                used=review.method.label, asked=joined([each.label for each in params.methods])
            )
        )


@guard(StageParams)
def expert_review_held(dossier: Dossier, params: StageParams, setting: Setting) -> Iterator[Gap]:
    """Expert review is concluded before the draft goes to legality review (713 art. 19, 337 art. 19)."""
    review = dossier.expert_review
    if review is None or review.result is None:
        yield params.not_concluded(dossier, OptionalStage.EXPERT_REVIEW, setting)
    elif dossier.review and review.result.on > dossier.review.submission.on:
        yield Gap(
            Text(
                "专家论证于{done}办结，晚于送审日期{sent}。",
                "Expert review was concluded on {done}, after submission on {sent}.",
            ).fmt(done=review.result.on, sent=dossier.review.submission.on)
        )
