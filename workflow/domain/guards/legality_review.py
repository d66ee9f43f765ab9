"""Legality review (713 arts. 25 to 28, 337 arts. 26 to 28)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import CalendarUnknown, Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview
from workflow.domain.guarding import LIMITS, Gap, Numbers, Params, Setting, guard
from workflow.domain.terms import Aspect, Material
from workflow.domain.text import Text, joined


class MaterialParams(Params):
    """Which materials have to be handed in."""

    materials: tuple[Material, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More materials are stricter."""
        return (len(self.materials),)

    def numbers(self, convention: Convention) -> Numbers:
        """The materials."""
        return ((Text("送审材料", "Materials"), joined([each.label for each in self.materials])),)


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
    held = {
        Material.OPINIONS: dossier.notice or dossier.participation,
        Material.EXPERTS: dossier.expert_review,
        Material.RISK: dossier.risk,
    }
    missing = [
        material.label
        for material in params.materials
        if material not in review.submission.materials and held.get(material, True)
    ]
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
    if review and not (review.submission.preliminary.strip() and review.submission.preliminary_by.strip()):
        yield Gap(
            Text(
                "没有承办单位的合法性审查意见及审查人。", "The unit's own legality opinion, or who gave it, is missing."
            )
        )


class TimeParams(Params):
    """A minimum in working days: `soft` is 一般不少于."""

    working_days: int = Field(ge=1)
    limit: Literal["soft", "hard"]

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter; at equal days the hard limit is."""
        return self.working_days, int(self.limit == "hard")

    def numbers(self, convention: Convention) -> Numbers:
        """The time guaranteed, in working days."""
        value = Text("{limit}{days}个工作日（调休计入）", "{limit} {days} working days (make-up days count)").fmt(
            limit=LIMITS[self.limit], days=self.working_days
        )
        return ((Text("审查时间", "Time for review"), value),)


def complete_on(review: LegalityReview) -> dt.date:
    """The day on which the reviewer had the complete materials: acceptance, or the last supplement supplied."""
    supplied = [each.supply.on for each in review.supplements if each.supply]
    accepted = [review.acceptance.on] if review.acceptance else []
    return max([review.submission.on, *accepted, *supplied])


def frozen_until(review: LegalityReview) -> dt.date | None:
    """The day the system computed and froze when the materials were complete; what a paper claims does not count."""
    supplies = [each.supply for each in review.supplements if each.supply]
    frozen = supplies[-1] if supplies else review.acceptance
    return frozen.guaranteed_until if frozen is not None and frozen.entered is not None else None


@guard(TimeParams, own_fact=True)
def review_time_given(dossier: Dossier, params: TimeParams, setting: Setting) -> Iterator[Gap]:
    """The reviewer had the working days guaranteed, or the opinion says why less was enough (713 art. 26(2))."""
    review = dossier.review
    if review is None or review.conclusion is None:
        return
    start = complete_on(review)
    try:
        days = setting.calendar.working_days_between(start, review.conclusion.on)
    except CalendarUnknown as unknown:
        yield Gap(unknown.text)
        return
    frozen = frozen_until(review)
    if days >= params.working_days or (frozen is not None and review.conclusion.on >= frozen):
        return
    try:
        until: object = setting.calendar.add_working_days(start, params.working_days)
    except CalendarUnknown as unknown:  # the days short of the limit are known, the day that fulfils it is not
        until = unknown.text
    excused = params.limit == "soft" and bool(review.conclusion.short_time_reason.strip())
    yield Gap(
        Text(
            "自材料齐备（{start}）至出具意见（{end}）为{days}个工作日，少于{limit}个工作日，短{short}个；"
            "满{limit}个工作日之日：{until}。{tail}",
            "From complete materials ({start}) to the opinion ({end}) there are {days} working days, {short} short of "
            "{limit}. Working day {limit}: {until}. {tail}",
        ).fmt(
            start=start,
            end=review.conclusion.on,
            days=days,
            limit=params.working_days,
            short=params.working_days - days,
            until=until,
            tail=Text("已说明理由。", "The reason is stated.")
            if excused
            else Text("没有说明理由。", "No reason is stated."),
        ),
        excused=excused,
    )


@guard()
def counsel_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Legal counsel or public-service lawyers gave an opinion during the review (713 art. 28, 337 art. 27(2))."""
    review = dossier.review
    heard = [each for each in review.counsel if each.text.strip()] if review else []
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


@guard(own_fact=True)
def conclusion_follows(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A draft found wanting is not passed as lawful; a risk with which it goes on is stated (713 art. 25(2))."""
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
    if effect == "proceed_with_risk" and not conclusion.risk.strip():
        yield Gap(
            Text("探索性改革决策事项没有明示法律风险。", "The legal risk of the exploratory reform is not stated.")
        )


@guard(own_fact=True)
def reviewer_not_drafter(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever wrote any version of the draft does not review it."""
    review = dossier.review
    signed = [each for each in ((review.acceptance, review.conclusion) if review else ()) if each]
    for draft in dossier.drafts:
        for each in signed:
            same_account = draft.author_id and draft.author_id == each.reviewer_id
            if same_account or (draft.author and draft.author == each.reviewer and not each.reviewer_id):
                yield Gap(
                    Text(
                        "{name}起草了草案第{version}版，不得担任审查人。",
                        "{name} wrote version {version} of the draft and may not review it.",
                    ).fmt(name=each.reviewer, version=draft.version)
                )
                return
