"""Legality review (713 arts. 25 to 28, 337 arts. 26 to 28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Acceptance, AdjustmentCheck, Conclusion, FinalCheck
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.recusal import argued
from workflow.domain.substance import says_something, tells, unfinished
from workflow.domain.terms import Aspect, Material, MeetingMaterial, Trait
from workflow.domain.text import Text, joined
from workflow.domain.unseen import same_name, same_person


class MaterialParams(Params):
    """Which materials have to be handed in."""

    materials: tuple[Material, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More materials are stricter."""
        return (len(self.materials),)

    def numbers(self, convention: Convention) -> Numbers:
        """The materials."""
        return ((Text("送审材料", "Materials"), joined([each.label for each in self.materials])),)


def held(dossier: Dossier, material: Material | MeetingMaterial) -> bool:
    """Whether the procedure was followed of which a material tells; the others are there with the draft or apart."""
    of = {
        Material.OPINIONS.value: dossier.notice or dossier.participation or dossier.heard,
        Material.EXPERTS.value: dossier.expert_review,
        Material.RISK.value: dossier.risk,
        Material.HEARING.value: any(each.sitting for each in dossier.hearings),
        Material.COMPETITION.value: dossier.competition_reviews,
    }
    return bool(of.get(material.value, True))


@guard(MaterialParams, own_fact=True)
def materials_complete(dossier: Dossier, params: MaterialParams, setting: Setting) -> Iterator[Gap]:
    """The materials the rule lists are handed in (713 art. 26(1), 337 art. 27(1)).

    Opinions, expert opinions and the risk report are asked for where the public and experts were heard and the risk was
    assessed (337 art. 27(1)(2) to (4)).
    """
    review = dossier.review
    if review is None:
        yield Gap(Text("尚未送请合法性审查。", "The draft has not been submitted for legality review."))
        return
    handed_in = review.submission.materials
    missing = [each.label for each in params.materials if each not in handed_in and held(dossier, each)]
    version = review.submission.version
    if version not in {draft.version for draft in dossier.drafts}:
        yield Gap(
            Text("卷宗中没有第{version}版草案。", "There is no version {version} of the draft.").fmt(version=version)
        )
    if missing:
        yield Gap(Text("送审材料缺少：{what}。", "The materials lack: {what}.").fmt(what=joined(missing)))


@guard(own_fact=True)
def preliminary_given(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The undertaking unit gave its own legality opinion first (337 art. 27(1)(5))."""
    review = dossier.review
    if review and not (tells(review.submission.preliminary) and review.submission.preliminary_by.strip()):
        yield Gap(
            Text(
                "没有承办单位的合法性审查意见及审查人。", "The unit's own legality opinion, or who gave it, is missing."
            )
        )


@guard()
def counsel_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Legal counsel or public-service lawyers gave an opinion during the review (713 art. 28, 337 art. 27(2))."""
    review = dossier.review
    heard = [each for each in review.counsel if says_something(each.text)] if review else []
    if review is None or not heard:
        yield Gap(
            Text("没有法律顾问、公职律师的法律意见。", "There is no opinion of legal counsel or public-service lawyer.")
        )
    elif review.conclusion and min(each.on for each in heard) > review.conclusion.on:
        yield Gap(
            Text(
                "法律顾问、公职律师的意见晚于合法性审查意见书。", "Counsel's opinion is later than the review opinion."
            )
        )
    elif (last := max(each.on for each in heard)) < review.submission.on:
        yield Gap(
            Text(
                "法律顾问、公职律师的意见（{heard}）早于送审（{sent}），不是在本次审查过程中提出的。",
                "Counsel's opinion ({heard}) is earlier than the submission ({sent}): not given during this review.",
            ).fmt(heard=last, sent=review.submission.on)
        )


class FindingParams(Params):
    """What the review must find on."""

    aspects: tuple[Aspect, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More aspects are stricter."""
        return (len(self.aspects),)

    def numbers(self, convention: Convention) -> Numbers:
        """The aspects."""
        return ((Text("审查事项", "Aspects to review"), joined([each.label for each in self.aspects])),)


@guard(FindingParams, own_fact=True)
def aspects_found(dossier: Dossier, params: FindingParams, setting: Setting) -> Iterator[Gap]:
    """The written opinion finds on each aspect the rule lists (713 art. 27, 337 art. 26(1))."""
    conclusion = dossier.review.conclusion if dossier.review else None
    if conclusion is None:
        yield Gap(Text("没有书面合法性审查意见。", "There is no written review opinion."))
        return
    found = {finding.aspect for finding in conclusion.findings}
    missing = [aspect.label for aspect in params.aspects if aspect not in found]
    if missing:
        yield Gap(Text("审查意见没有审查：{what}。", "The opinion does not find on: {what}.").fmt(what=joined(missing)))
    if any(map(unfinished, (conclusion.text, *(finding.text for finding in conclusion.findings)))):
        yield Gap(
            Text(
                "审查意见尚未写完：只有开头，或者还有留空待填之处。",
                "The opinion is not finished: it only begins, or has places left to fill in.",
            )
        )


@guard(own_fact=True)
def conclusion_follows(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A draft found wanting is not passed as lawful; a risk with which it goes on is stated (713 art. 25(2)).

    What finds a draft unlawful, sends it back for its procedure, or ends the matter follows from a finding against it.
    """
    conclusion = dossier.review.conclusion if dossier.review else None
    if conclusion is None:
        return
    effect = setting.effect("conclusions", conclusion.conclusion)
    if not effect:
        yield Gap(
            Text("审查结论“{key}”不在本级规定的结论之内。", "The profile knows no conclusion “{key}”.").fmt(
                key=conclusion.conclusion
            )
        )
    wanting = [finding.aspect.label for finding in conclusion.findings if not finding.conforms]
    if effect == "proceed" and wanting:
        yield Gap(
            Text(
                "下列方面审查认为不符合，结论却为可以提交讨论：{what}。",
                "Found not to conform, yet passed as lawful: {what}.",
            ).fmt(what=joined(wanting))
        )
    if effect == "proceed_with_risk" and not says_something(conclusion.risk):
        yield Gap(
            Text("探索性改革决策事项没有明示法律风险。", "The legal risk of the exploratory reform is not stated.")
        )
    lacking = {finding.aspect for finding in conclusion.findings if not finding.conforms}
    if effect == "back" and conclusion.findings and Aspect.PROCEDURE not in lacking:
        yield Gap(
            Text(
                "结论要求补充履行程序，“是否履行相关法定程序”却没有认定为不符合。",
                "Sent back to complete the procedure, yet the procedure is not found wanting.",
            )
        )
    if effect == "unlawful" and conclusion.findings and not lacking:
        yield Gap(
            Text("结论为不合法，各审查事项却都认定为符合。", "Found unlawful, yet every aspect is found to conform.")
        )
    if effect == "end" and conclusion.findings and not lacking:
        yield Gap(
            Text(
                "结论为不提交讨论，各审查事项却都认定为符合。",
                "Not to be submitted at all, yet every aspect is found to conform.",
            )
        )


@guard(own_fact=True)
def reform_declared(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What goes on with its legal risk stated is declared an exploratory reform with its draft (713 art. 25(2)).

    Of a record that declares nothing at all nobody knows what was declared.
    """
    review = dossier.review
    if review is None or review.conclusion is None:
        return
    if setting.effect("conclusions", review.conclusion.conclusion) != "proceed_with_risk":
        return
    version = review.submission.version
    traits = next((draft.traits for draft in dossier.drafts if draft.version == version), ())
    if Trait.REFORM not in traits and (traits or not setting.record):
        yield Gap(
            Text("草案第{version}版没有标明属于{trait}。", "Version {version} is not declared to be: {trait}.").fmt(
                version=version, trait=Trait.REFORM.label
            )
        )


class ActParams(Params):
    """Which acts of the reviewer are looked at."""

    acts: tuple[Literal["review", "final_check", "adjustment_check"], ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More acts are stricter."""
        return (len(self.acts),)

    def numbers(self, convention: Convention) -> Numbers:
        """The acts."""
        return ((Text("所查办理事项", "Acts looked at"), joined([_ACTS[each] for each in self.acts])),)

    def signed(self, dossier: Dossier) -> list[Acceptance | Conclusion | FinalCheck | AdjustmentCheck]:
        """What of a matter was signed in these acts."""
        review, execution = dossier.review, dossier.execution
        reviewed = [each for each in (review.acceptance, review.conclusion) if each] if review else []
        done: dict[str, Sequence[Acceptance | Conclusion | FinalCheck | AdjustmentCheck]] = {
            "review": reviewed,
            "final_check": dossier.final_checks,
            "adjustment_check": execution.checks if execution else (),
        }
        return [each for act in self.acts for each in done[act]]


_ACTS = {
    "review": Text("合法性审查", "legality review"),
    "final_check": Text("核对定稿", "the check of the final text"),
    "adjustment_check": Text("审核拟作的一般调整", "the check of an adjustment in detail"),
}


@guard(ActParams, own_fact=True)
def reviewer_not_drafter(dossier: Dossier, params: ActParams, setting: Setting) -> Iterator[Gap]:
    """Whoever wrote any version of the draft, handed it in for the unit, gave the unit's own opinion on it, or argued on
    it as an expert, who is independent of it (713 arts. 19 and 25), neither reviews it nor checks its final text or an adjustment of it, whatever roles the person holds."""
    review = dossier.review
    if (
        "review" in params.acts
        and review
        and review.conclusion
        and same_name(review.submission.preliminary_by, review.conclusion.reviewer)
    ):
        yield Gap(
            Text(
                "{name}出具了承办单位的合法性审查（初审）意见，不得担任审查人。",
                "{name} gave the unit's own legality opinion and may not review it.",
            ).fmt(name=review.conclusion.reviewer)
        )
    signed = params.signed(dossier)
    for each in signed:
        if argued(dossier, each.reviewer):
            yield Gap(
                Text(
                    "{name}作为专家参加了本事项的论证，不得担任审查人。",
                    "{name} argued on the matter as an expert and may not review it.",
                ).fmt(name=each.reviewer)
            )
            return
    for sent in (each.submission for each in dossier.reviews):
        for each in signed:
            if same_person((sent.submitted_by_id, sent.submitted_by), (each.reviewer_id, each.reviewer)):
                yield Gap(
                    Text(
                        "{name}代表承办单位送审，不得担任审查人。",
                        "{name} handed it in for the unit and may not review it.",
                    ).fmt(name=each.reviewer)
                )
                return
    for draft in dossier.drafts:
        for each in signed:
            if same_person((draft.author_id, draft.author), (each.reviewer_id, each.reviewer)):
                yield Gap(
                    Text(
                        "{name}起草了草案第{version}版，不得担任审查人。",
                        "{name} wrote version {version} of the draft and may not review it.",
                    ).fmt(name=each.reviewer, version=draft.version)
                )
                return
