"""Drafting (713 art. 12, 337 art. 14)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention, months_later
from workflow.domain.changedsince import no_longer
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import restates
from workflow.domain.facts import Skip
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import names_law, says_something, stated
from workflow.domain.terms import OptionalStage, Trait
from workflow.domain.text import Text, joined
from workflow.domain.withholding import ONLY_PART, of_the_whole


class StageParams(Params):
    """When a stage is asked for: always; only where `when` is declared; or always but where `unless` is declared."""

    when: Trait | None = None
    unless: Trait | None = None

    def strictness(self) -> tuple[int, ...]:
        """Whoever asks always is stricter than who asks under a condition."""
        return int(self.when is None), int(self.unless is None)

    def numbers(self, convention: Convention) -> Numbers:
        """The condition."""
        labels = (
            (self.when, Text("适用情形", "Applies where")),
            (self.unless, Text("不适用情形", "Does not apply where")),
        )
        return tuple((label, trait.label) for trait, label in labels if trait)

    def left_out(self, dossier: Dossier, stage: OptionalStage) -> bool:
        """Whether the matter lawfully goes without the stage, with the ground on record."""
        skip = dossier.skip(stage)
        optional = (self.when is not None and self.when not in dossier.traits) or (
            self.unless in dossier.traits and not only_part(skip)
        )
        return optional and skip is not None

    def not_concluded(self, dossier: Dossier, stage: OptionalStage, setting: Setting) -> Gap:
        """That the stage is not concluded, and where it may be left out, whether the ground is on record.

        Of what was decided long ago it is said that there is no record of it: nothing of it is under way.
        """
        optional = self.when is not None and self.when not in dossier.traits
        excused, skip = self.left_out(dossier, stage), dossier.skip(stage)
        if self.unless in dossier.traits and skip and only_part(skip) and not excused:
            return Gap(ONLY_PART.fmt(scope=skip.scope))
        if self.unless in dossier.traits and dossier.withholding_asked and not excused:
            said = Text(
                "{stage}尚未办结；草案提出依法不予公开，尚未审定同意。",
                "{stage} is not concluded; the draft asks to be kept from the public, and that is not agreed to.",
            )
            return Gap(said.fmt(stage=stage.label))
        if setting.record and dossier.closed_meeting:
            said = (
                Text(
                    "材料中没有{stage}办结的记录，也没有写明不适用的理由。",
                    "{stage}: no record that it was concluded, nor a ground why it does not apply.",
                )
                if optional and not excused
                else Text("材料中没有{stage}办结的记录。", "{stage}: no record that it was concluded.")
            )
            return Gap(said.fmt(stage=stage.label), excused=excused)
        said = (
            Text(
                "{stage}尚未办结，也没有写明不适用的理由。",
                "{stage} is not concluded, and no ground is given why it does not apply.",
            )
            if optional and not excused
            else Text("{stage}尚未办结。", "{stage} is not concluded.")
        )
        return Gap(said.fmt(stage=stage.label), excused=excused)


def only_part(skip: Skip | None) -> bool:
    """Whether what is said not to be public is a part of the matter. Papers may be silent on it."""
    return skip is not None and bool(skip.scope.strip()) and not of_the_whole(skip.scope)


def version_at_hand(dossier: Dossier, setting: Setting) -> int | None:
    """Which version goes on: the newest draft; in a record, the one that came before the meeting or went to review."""
    if setting.record and dossier.meeting and dossier.meeting.version is not None:
        return dossier.meeting.version
    if setting.record and dossier.review:
        return dossier.review.submission.version
    return dossier.draft.version if dossier.draft else None


@guard(own_fact=True)
def bases_listed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The draft lists the laws, regulations, rules and policies it rests on (713 art. 12(2), 337 art. 14)."""
    if dossier.draft is None:
        yield Gap(Text("没有草案。", "There is no draft."))
    elif not any(names_law(basis.title) for basis in dossier.draft.bases):
        yield Gap(
            Text(
                "草案第{version}版没有列出依据的法律、法规、规章和政策的名称。",
                "Version {version} names no law, regulation, rule or policy.",
            ).fmt(version=dossier.draft.version)
        )


class MonthsParams(Params):
    """Within how many months."""

    months: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer months are stricter."""
        return (-self.months,)

    def numbers(self, convention: Convention) -> Numbers:
        """The months."""
        value = Text("自启动之日起{n}个月内", "within {n} months of the start").fmt(n=self.months)
        return ((Text("起草期限", "Time to draft"), value),)


@guard(MonthsParams, own_fact=True)
def drafted_in_time(dossier: Dossier, params: MonthsParams, setting: Setting) -> Iterator[Gap]:
    """The first draft is there so many months after the procedure was started (for example 黑龙江省 art. 12)."""
    if dossier.initiation is None or not dossier.drafts:
        return
    start, made = dossier.initiation.on, dossier.drafts[0].on
    last = months_later(start, params.months)
    if made > last:
        yield Gap(
            Text(
                "决策于{start}启动，草案于{made}形成，超过{n}个月（期限至{last}）。",
                "The procedure was started on {start} and the draft made on {made}, more than {n} months later (until {last}).",
            ).fmt(start=start, made=made, n=params.months, last=last)
        )


class OmissionParams(Params):
    """Which stages are accounted for: held, or left out with a statement."""

    stages: tuple[OptionalStage, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More stages are stricter."""
        return (len(set(self.stages)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The stages."""
        return ((Text("须作说明的程序", "Stages accounted for"), joined([each.label for each in self.stages])),)


@guard(OmissionParams)
def omissions_stated(dossier: Dossier, params: OmissionParams, setting: Setting) -> Iterator[Gap]:
    """Of each stage that was not held the draft says why, and who decided so (for example 上海市 art. 34)."""
    held = {
        OptionalStage.PARTICIPATION: dossier.participation,
        OptionalStage.EXPERT_REVIEW: dossier.expert_review,
        OptionalStage.RISK_ASSESSMENT: dossier.risk,
    }
    silent = [
        stage.label
        for stage in params.stages
        if held[stage] is None and not ((skip := dossier.skip(stage)) and skip.decided_by.strip())
    ]
    if silent:
        yield Gap(
            Text(
                "没有说明未履行的程序及其理由、决定人：{what}。",
                "It is not said why, or who decided, to go without: {what}.",
            ).fmt(what=joined(silent))
        )


@guard(own_fact=True)
def dropped_traits_explained(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a version no longer declares what one before it declared the matter to touch, it says why."""
    draft, gone = dossier.draft, no_longer(dossier)
    if draft and gone:
        yield Gap(
            Text(
                "草案第{version}版不再载明此前载明的涉及情形（{what}），理由：{reason}。",
                "Version {version} no longer declares what was declared before ({what}). Why: {reason}.",
            ).fmt(version=draft.version, what=joined([each.label for each in gone]), reason=stated(draft.why_dropped)),
            excused=says_something(draft.why_dropped),
        )


@guard()
def draft_there_to_assess(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What a risk assessment assesses is a draft, which is there when it begins (713 art. 22(1), 337 art. 23).

    An assessment already made under other provisions, which takes the place of a new one, was not made of the draft.
    """
    made = [each for each in dossier.risk_assessments if each.reused is None]
    if not dossier.drafts:
        yield Gap(Text("没有可供评估的决策草案。", "There is no draft to assess."))
        return
    for risk in made:
        draft = next((each for each in dossier.drafts if each.version == risk.version), None)
        if risk.version is not None and draft is None:
            yield Gap(
                Text(
                    "卷宗中没有所评估的草案第{version}版。", "Version {version}, which was assessed, is not there."
                ).fmt(version=risk.version)
            )
        elif risk.on < (draft or dossier.drafts[0]).on:
            assessed = draft or dossier.drafts[0]
            yield Gap(
                Text(
                    "风险评估（{assessed}）早于草案第{version}版（{draft}）。",
                    "The assessment ({assessed}) is earlier than version {version} of the draft ({draft}).",
                ).fmt(assessed=risk.on, version=assessed.version, draft=assessed.on)
            )


@guard()
def changed_after_uncontrollable(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """After a finding of uncontrollable risk the draft was changed before it is assessed again (713 art. 24).

    A version that says the same is no change. Papers do not always hold the whole text: of them only the version counts.
    """
    rounds = dossier.risk_assessments
    newest = dossier.draft.version if dossier.draft else None
    for place, earlier in enumerate(rounds, start=1):
        if earlier.finding is None or earlier.finding.controllable:
            continue
        awaited = () if setting.record else (newest,)
        for version in [each.version for each in rounds[place:]] or awaited:
            if version is None or earlier.version is None or version <= earlier.version:
                yield Gap(
                    Text(
                        "草案第{version}版被认定风险不可控，尚未调整形成新版本。",
                        "Version {version} was found to carry uncontrollable risk and has not been changed since.",
                    ).fmt(version=earlier.version or "—")
                )
            elif not setting.record and restates(dossier, version, earlier.version):
                yield Gap(
                    Text(
                        "草案第{version}版被认定风险不可控，第{later}版的内容与其相同，没有调整。",
                        "Version {version} was found to carry uncontrollable risk; version {later} says the same.",
                    ).fmt(version=earlier.version, later=version)
                )
