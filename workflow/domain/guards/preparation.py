"""Preparing the draft: units consulted, options, costs and benefits (713 arts. 12 and 13, 337 arts. 14 and 19)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import UnitReply
from workflow.domain.text import Text, joined

_DISPUTE = {
    "issue": Text("争议的主要问题", "the main issue"),
    "units_said": Text("有关单位的意见", "the views of the units"),
    "own_view": Text("承办单位的意见", "the view of the undertaking unit"),
    "reasoning": Text("理由和依据", "its reasons and basis"),
}
_BENEFITS = ("economic", "social", "environmental")


@guard(own_fact=True)
def research_reported(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A research report on record says what was found, in words or as a file (713 art. 12(1), 337 art. 14)."""
    for report in dossier.research:
        if not tells(report.text) and not report.files:
            yield Gap(
                Text(
                    "调研报告“{title}”没有主要内容，也没有附件。",
                    "The research report “{title}” has neither findings nor a file.",
                ).fmt(title=report.title)
            )


@guard()
def units_consulted(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The units whose duties the matter touches were consulted, each in writing or otherwise on a day (713 art. 13).

    What was done with a view other than plain consent stands on record. How long a silent unit is waited for, no article says.
    """
    consultation = dossier.consultation
    units = [each for each in consultation.units if each.unit.strip()] if consultation else []
    if not units:
        yield Gap(Text("没有与有关单位协商的记录。", "No consultation of the units concerned is recorded."))
        return
    unsent = [each.unit for each in units if each.sent_on is None]
    if unsent:
        yield _named("没有向{units}征求意见的日期。", "The day on which {units} was consulted is not recorded.", unsent)
    replied = {UnitReply.WITH_CHANGES, UnitReply.DISAGREES}
    left = [each.unit for each in units if each.answered in replied and not each.dealt_with.strip()]
    if left:
        yield _named(
            "没有记录{units}的意见如何协调处理。", "What was done with the view of {units} is not recorded.", left
        )


def _named(zh: str, en: str, units: list[str]) -> Gap:
    return Gap(Text(zh, en).fmt(units=joined([Text(unit, unit) for unit in units])))


@guard()
def dispute_explained(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where no agreement was reached, issue, views, own view, reasons and basis go up to the organ (713 art. 13)."""
    consultation = dossier.consultation
    units = [each.unit for each in consultation.units if each.in_dispute] if consultation else []
    if not consultation or not units:
        return
    dispute = consultation.dispute
    told = {key for key in _DISPUTE if dispute and getattr(dispute, key).strip()}
    if dispute and not says_something(dispute.reasoning):
        told.discard("reasoning")  # a unit may well have said no more than “同意”; why one differs says more
    missing = [label for key, label in _DISPUTE.items() if key not in told]
    if missing:
        yield Gap(
            Text(
                "与{units}不能取得一致意见，争议情况未写明：{what}。",
                "No agreement was reached with {units}; what is told of the dispute leaves out {what}.",
            ).fmt(units=joined([Text(unit, unit) for unit in units]), what=joined(missing))
        )


class OptionParams(Params):
    """How many options are compared at least."""

    least: int = Field(default=2, ge=2)

    def strictness(self) -> tuple[int, ...]:
        """More options are stricter."""
        return (self.least,)

    def numbers(self, convention: Convention) -> Numbers:
        """The number of options."""
        return ((Text("方案数", "Options"), Text(f"{self.least}个以上", f"at least {self.least}")),)


@guard(OptionParams)
def options_compared(dossier: Dossier, params: OptionParams, setting: Setting) -> Iterator[Gap]:
    """Several options were drawn up and one is preferred (713 art. 12(4), 337 art. 14)."""
    comparison = dossier.comparison
    found = len(comparison.options) if comparison else 0
    if comparison is None or found < params.least:
        yield Gap(
            Text(
                "记录的备选方案有{found}个，可以提出{least}个以上方案进行比较。",
                "{found} options are on record; {least} or more may be drawn up and compared.",
            ).fmt(found=found, least=params.least)
        )
    elif comparison.preferred not in {each.number for each in comparison.options}:
        yield Gap(Text("没有写明推荐方案。", "It is not said which option is preferred."))


class CostParams(Params):
    """Whether what can be put in figures has to be."""

    quantify: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Figures are stricter than words."""
        return (int(self.quantify),)

    def numbers(self, convention: Convention) -> Numbers:
        """Whether figures are asked for."""
        words = (
            Text("可以量化的应当量化", "In figures where possible") if self.quantify else Text("不作要求", "Not asked")
        )
        return ((Text("量化", "Figures"), words),)


@guard(CostParams)
def costs_weighed(dossier: Dossier, params: CostParams, setting: Setting) -> Iterator[Gap]:
    """Costs and benefits were analysed, in figures where that is possible (713 art. 12(3), 337 art. 19)."""
    analysis = dossier.comparison.analysis if dossier.comparison else None
    if analysis is None:
        yield Gap(Text("没有成本效益分析。", "There is no analysis of costs and benefits."))
        return
    missing = []
    if not analysis.costs.strip():
        missing.append(Text("成本", "the costs"))
    if not any(getattr(analysis, key).strip() for key in _BENEFITS):
        missing.append(Text("效益", "the benefits"))
    if params.quantify and not analysis.quantified.strip() and not analysis.unquantified.strip():
        missing.append(
            Text("量化结果或者不能量化的说明", "the result in figures, or what cannot be put in figures and why")
        )
    if missing:
        yield Gap(Text("成本效益分析未写明：{what}。", "The analysis leaves out {what}.").fmt(what=joined(missing)))
