"""Initiation (713 arts. 3(2), 10 and 11, 337 arts. 4, 12 and 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, says_why_not_major
from workflow.domain.terms import Exclusion, Source
from workflow.domain.text import Text, joined

PROPOSAL_FIELDS = {
    "problem": Text("拟解决的主要问题", "main problem to solve"),
    "basis": Text("建议理由和依据", "reasons and basis"),
    "plan": Text("解决问题的初步方案", "preliminary plan"),
    "necessity": Text("必要性", "necessity"),
    "feasibility": Text("可行性", "feasibility"),
}

_HEADING = re.compile("必要性?|可行性?|主要问题|问题|初步方案|方案")
"""What is asked for: that it is so, or there, says nothing of it."""
_FOR = Text("适用的建议来源", "For proposals of")


class ProposalParams(Params):
    """Which fields a proposal from which sources must argue."""

    sources: tuple[Source, ...] = Field(min_length=1)
    fields: tuple[Literal["problem", "basis", "plan", "necessity", "feasibility"], ...] = Field(min_length=1)

    def numbers(self, convention: Convention) -> Numbers:
        """The sources and what they must state."""
        return (
            (_FOR, joined([each.label for each in self.sources])),
            (Text("应当写明", "To be stated"), joined([PROPOSAL_FIELDS[each] for each in self.fields])),
        )


@guard(ProposalParams, own_fact=True)
def proposal_argued(dossier: Dossier, params: ProposalParams, setting: Setting) -> Iterator[Gap]:
    """The proposal argues what its source must argue (713 art. 10(2), 337 art. 12(5))."""
    proposal = dossier.proposal
    if proposal is None:
        yield Gap(Text("没有决策事项建议。", "There is no proposal."))
    elif proposal.source in params.sources:
        missing = [
            PROPOSAL_FIELDS[name]
            for name in params.fields
            if not says_something(_HEADING.sub("", getattr(proposal, name)))
        ]
        if missing:
            yield Gap(Text("建议未写明：{what}。", "The proposal does not state: {what}.").fmt(what=joined(missing)))


class ExclusionParams(Params):
    """Which matters the procedure does not cover."""

    excluded: tuple[Exclusion, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """Whoever leaves out more matters is stricter."""
        return (len(set(self.excluded) - {Exclusion.NONE}),)

    def numbers(self, convention: Convention) -> Numbers:
        """The matters left out."""
        return ((Text("不适用的事项", "Matters not covered"), joined([each.label for each in self.excluded])),)


@guard(ExclusionParams)
def matter_covered(dossier: Dossier, params: ExclusionParams, setting: Setting) -> Iterator[Gap]:
    """The procedure covers the matter: no other procedure is prescribed and it is not left out (713 art. 3(2), 337 art. 4)."""
    proposal = dossier.proposal
    if proposal is None or proposal.exclusion not in set(params.excluded) - {Exclusion.NONE}:
        return
    rule = proposal.governed_by.strip()
    yield Gap(
        Text(
            "该事项属于“{what}”，不适用重大行政决策程序，{instead}。",
            "The matter is “{what}”: the procedure of major decisions does not apply; {instead}.",
        ).fmt(
            what=proposal.exclusion.label,
            instead=Text("应当依照{rule}办理", "it is governed by {rule}").fmt(rule=rule)
            if rule
            else Text("应当依照有关规定办理", "it is governed by the rules made for it"),
        )
    )


class KindParams(Params):
    """`major`: the kind the procedure of major decisions is for; `excluded`: which matters that procedure leaves out."""

    major: str
    excluded: tuple[Exclusion, ...] = ()

    def strictness(self) -> tuple[int, ...]:
        """Whoever takes fewer exclusions for a reason is stricter."""
        return (-len(self.excluded),)

    def numbers(self, convention: Convention) -> Numbers:
        """What is reason enough."""
        enough = joined([each.label for each in self.excluded])
        return ((Text("不另说明理由的", "No further reason for"), enough),) if self.excluded else ()


@guard(KindParams, own_fact=True)
def not_major_argued(dossier: Dossier, params: KindParams, setting: Setting) -> Iterator[Gap]:
    """What is proposed as another kind only is by its category a matter of 713 art. 3(1): it is said why it is none.

    A matter that the procedure does not cover is told so (713 art. 3(2), 337 art. 4).
    """
    proposal = dossier.proposal
    if proposal is None or not proposal.kinds or params.major in proposal.kinds:
        return
    if proposal.exclusion not in params.excluded and not says_why_not_major(proposal.not_major_decision):
        said = Text(
            "事项类别为“{category}”，没有说明不作为重大行政决策办理的理由。",
            "Its category is “{category}”, and it is not said why it is no major decision.",
        )
        yield Gap(said.fmt(category=proposal.category.label))


@guard(own_fact=True)
def earlier_told_apart(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What bears the name of matters that were not decided, or not carried out, or says the same as what came to nothing,
    says in what it differs from them: the proposal, and the first draft."""
    for told, what in (
        (dossier.proposal, Text("同名或者内容相同", "It bears the name, or has the words, of")),
        (dossier.drafts[0] if dossier.drafts else None, Text("草案内容相同", "The draft has the text of")),
    ):
        if told and told.earlier and not says_something(told.differs):
            said = Text(
                "与此前的事项（{numbers}）{what}，没有说明有何不同。",
                "{what} earlier matters ({numbers}), and it is not said in what it differs.",
            )
            yield Gap(said.fmt(numbers=joined([Text(each, each) for each in told.earlier]), what=what))


class SourceParams(Params):
    """From which sources a condition holds."""

    sources: tuple[Source, ...] = Field(min_length=1)

    def numbers(self, convention: Convention) -> Numbers:
        """The sources."""
        return ((_FOR, joined([each.label for each in self.sources])),)

    def meets(self, dossier: Dossier) -> bool:
        """Whether the proposal is from one of the sources; where the source is not known, the demand stands."""
        return dossier.proposal is None or dossier.proposal.source in self.sources


@guard(SourceParams)
def proposal_studied(dossier: Dossier, params: SourceParams, setting: Setting) -> Iterator[Gap]:
    """The proposal was studied before the organ decided (713 art. 10, 337 art. 12(2) to (5)).

    Matters of the annual catalogue enter the procedure directly (337 art. 12(1)).
    """
    if not params.meets(dossier):
        return
    decision = dossier.initiation or dossier.refusal
    if dossier.study is None:
        yield Gap(Text("建议尚未研究论证。", "The proposal has not been studied."))
    elif decision and dossier.study.on > decision.on:
        yield Gap(
            Text(
                "研究论证日期（{study}）晚于决定日期（{decision}）。",
                "The study ({study}) is later than the decision ({decision}).",
            ).fmt(study=dossier.study.on, decision=decision.on)
        )


@guard(SourceParams)
def found_necessary(dossier: Dossier, params: SourceParams, setting: Setting) -> Iterator[Gap]:
    """The competent unit found the matter necessary (337 art. 12(4) and (5))."""
    if dossier.proposal and dossier.proposal.source in params.sources and dossier.study and not dossier.study.necessary:
        yield Gap(Text("研究论证意见认为没有必要。", "The study found the matter not necessary."))


@guard(SourceParams, own_fact=True)
def deputy_checked(dossier: Dossier, params: SourceParams, setting: Setting) -> Iterator[Gap]:
    """The deputy in charge checked the proposal before the chief signed (337 art. 12(3) to (5))."""
    initiation = dossier.initiation
    if dossier.proposal is None or dossier.proposal.source not in params.sources:
        return
    if initiation is None or not initiation.deputy.strip() or initiation.deputy_on is None:
        yield Gap(Text("没有分管负责人的审核记录。", "The check by the deputy in charge is not recorded."))
    elif initiation.deputy_on > initiation.on:
        yield Gap(
            Text(
                "分管负责人审核日期（{deputy}）晚于行政首长签发日期（{chief}）。",
                "The deputy's check ({deputy}) is later than the chief's signature ({chief}).",
            ).fmt(deputy=initiation.deputy_on, chief=initiation.on)
        )


@guard(SourceParams, own_fact=True)
def chief_signed(dossier: Dossier, params: SourceParams, setting: Setting) -> Iterator[Gap]:
    """The chief signed the initiation (337 art. 12(2) to (5)); a matter of the catalogue enters directly (12(1))."""
    if not params.meets(dossier):
        return
    if dossier.initiation is None or not dossier.initiation.approved_by.strip():
        yield Gap(Text("没有行政首长签发的记录。", "The chief's signature is not recorded."))


class UnitsParams(Params):
    """What is settled with the undertaking unit; `term`: also by when the matter is to be done."""

    term: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Asking for the day as well is stricter."""
        return (int(self.term),)

    def numbers(self, convention: Convention) -> Numbers:
        """What is to be settled beside the unit."""
        return ((Text("一并明确", "Settled with it"), Text("计划完成时间", "the day it is due")),) if self.term else ()


@guard(UnitsParams, own_fact=True)
def units_named(dossier: Dossier, params: UnitsParams, setting: Setting) -> Iterator[Gap]:
    """The undertaking unit is named, the lead where there are several (713 art. 11, 337 art. 13), and where a place asks
    for it the day by which it is to be done."""
    initiation = dossier.initiation
    if initiation is None or not initiation.units or not all(unit.strip() for unit in initiation.units):
        yield Gap(Text("没有明确决策承办单位。", "No undertaking unit is named."))
    elif len(initiation.units) > 1 and not initiation.lead_unit.strip():
        yield Gap(Text("承办单位有两个以上，没有明确牵头单位。", "There are several units but no lead unit."))
    elif initiation.lead_unit.strip() and initiation.lead_unit not in initiation.units:
        yield Gap(Text("牵头单位不在承办单位之列。", "The lead unit is not among the undertaking units."))
    if params.term and initiation is not None and initiation.due is None:
        yield Gap(Text("没有明确完成时限。", "No day is set by which it is to be done."))


@guard(own_fact=True)
def started_against_study(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What its study found no need for is started only with the reason why (337 art. 12)."""
    study, started = dossier.study, dossier.initiation
    if study and started and not study.necessary and not says_something(started.against_study):
        yield Gap(
            Text(
                "研究论证意见为“没有必要”，没有写明仍然启动的理由。",
                "The study found no need, and it is not said why the matter is started all the same.",
            )
        )
