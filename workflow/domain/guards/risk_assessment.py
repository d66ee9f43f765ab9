"""Risk assessment (713 arts. 22 to 24, 337 arts. 23 to 25).

What a level of risk means and which procedure a small risk may take is said by no article of Orders 713 and 337: other
places say it, so it stands in the vocabularies of a profile and in the parameters of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import restates
from workflow.domain.facts import HIGHEST, RiskAssessment
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.drafting import StageParams, version_at_hand
from workflow.domain.substance import tells
from workflow.domain.terms import ExpertConclusion, OptionalStage, RiskConsequence
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def departments_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The departments concerned were heard (713 art. 23(2))."""
    report = dossier.risk.report if dossier.risk else None
    if report and not (report.departments.strip() or any(each.unit.strip() for each in report.heard)):
        yield Gap(Text("没有听取有关部门意见的记录。", "It is not recorded which departments were heard."))


@guard(own_fact=True)
def risk_points_met(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The report names risk points, and for each a measure and a response plan (713 art. 23(2))."""
    report = dossier.risk.report if dossier.risk else None
    if report is None:
        return
    if not report.points:
        yield Gap(Text("报告没有明确风险点。", "The report names no risk point."))
    for place, point in enumerate(report.points, start=1):
        if not (tells(point.description) and tells(point.measure) and tells(point.response)):
            yield Gap(
                Text(
                    "第{place}个风险点没有写明防范措施、处置预案或者风险情形。",
                    "Risk point {place} lacks its description, a preventive measure or a response plan.",
                ).fmt(place=place)
            )


@guard(own_fact=True)
def risk_report_written(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """There is a written report with circumstances, basis and reasons, and a level the profile knows (337 art. 24)."""
    risk = dossier.risk
    if risk is None or risk.report is None:
        yield Gap(Text("没有书面风险评估报告。", "There is no written risk assessment report."))
        return
    if not tells(risk.report.text):
        yield Gap(
            Text("报告没有说明风险情形、依据和理由。", "The report does not state circumstances, basis and reasons.")
        )
    if risk.report.level not in setting.effects.get("risk_levels", {}):
        yield Gap(
            Text("风险等级“{level}”不在本级规定的等级之内。", "The profile knows no risk level “{level}”.").fmt(
                level=risk.report.level
            )
        )


@guard()
def level_fits_points(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The lowest level does not stand beside a point that is at the top in likelihood and impact (a house rule)."""
    report = dossier.risk.report if dossier.risk else None
    levels = setting.effects.get("risk_levels", {})
    if report is None or report.level != next(iter(levels), None):
        return
    top = [
        Text(str(n), str(n)) for n, point in enumerate(report.points, 1) if point.likelihood == point.impact == HIGHEST
    ]
    if top:
        yield Gap(
            Text(
                "第{which}个风险点的可能性和影响都评为极高，而风险等级定为最低一级。",
                "Risk point {which} is very high in likelihood and impact, and the level found is the lowest.",
            ).fmt(which=joined(top))
        )


class AssessmentParams(StageParams):
    """When an assessment is asked for; `same_version`: of the very version that goes on, so that a change asks for it anew."""

    same_version: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Whoever wants the newest version assessed asks more."""
        return *super().strictness(), int(self.same_version)

    def numbers(self, convention: Convention) -> Numbers:
        """The condition, and which version it is about."""
        version = (Text("评估的版本", "Version assessed"), Text("送审的同一版本", "the very one submitted"))
        return *super().numbers(convention), *((version,) if self.same_version else ())


@guard(AssessmentParams)
def risk_assessment_held(dossier: Dossier, params: AssessmentParams, setting: Setting) -> Iterator[Gap]:
    """Risk assessment is concluded before the draft goes to legality review (713 art. 22(1), 337 art. 23)."""
    risk = dossier.risk
    if risk is None or risk.report is None or risk.finding is None:
        yield params.not_concluded(dossier, OptionalStage.RISK_ASSESSMENT, setting)
    elif dossier.review and risk.finding.on > dossier.review.submission.on:
        yield Gap(
            Text(
                "风险评估于{done}办结，晚于送审日期{sent}。",
                "Risk assessment was concluded on {done}, after submission on {sent}.",
            ).fmt(done=risk.finding.on, sent=dossier.review.submission.on)
        )
    version = version_at_hand(dossier, setting)
    if params.same_version and risk and version and risk.version != version:
        yield Gap(
            Text(
                "评估的是草案第{assessed}版，送审的是第{version}版，尚未重新评估。",
                "Version {assessed} was assessed; version {version} is submitted and has not been assessed again.",
            ).fmt(assessed=risk.version or "—", version=version)
        )


@guard()
def risk_controllable(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The organ found the risk controllable before it decides (713 art. 24, 337 art. 25).

    A draft that comes back to what was found uncontrollable is not made controllable by the finding on another text.
    """
    finding = dossier.risk.finding if dossier.risk else None
    if dossier.risk is None:
        return  # what was not assessed has no result; whether it had to be assessed is another rule's question
    if finding is None:
        yield Gap(Text("没有风险可控性的认定。", "There is no finding whether the risk is controllable."))
    elif not finding.controllable:
        yield Gap(Text("已认定风险不可控。", "The risk was found not controllable."))
    elif (version := version_at_hand(dossier, setting)) and not setting.record:
        found = [each for each in dossier.risk_assessments if each.finding and not each.finding.controllable]
        if same := next((each for each in found if restates(dossier, each.version, version)), None):
            yield Gap(
                Text(
                    "草案第{version}版的内容与已认定风险不可控的第{found}版相同。",
                    "Version {version} says the same as version {found}, whose risk was found not controllable.",
                ).fmt(version=version, found=same.version or "—")
            )


@guard()
def conclusion_followed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """How the unit acted on the conclusion of the assessment is on record (337 art. 25)."""
    risk = dossier.risk
    if risk and risk.report and not _followed(risk):
        yield Gap(
            Text(
                "没有根据评估结论调整草案或者采取防范、降低风险措施的记录。",
                "It is not recorded how the draft was adjusted, or which measures were taken, on the conclusion.",
            )
        )


def _followed(risk: RiskAssessment) -> bool:
    return risk.follow is not None and bool(risk.follow.actions and tells(risk.follow.text))


class LevelParams(Params):
    """Which effects of a level have a consequence: a level whose effect is not named has none."""

    consequences: tuple[RiskConsequence, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More consequences are stricter."""
        return (len(self.consequences),)

    def numbers(self, convention: Convention) -> Numbers:
        """The consequences."""
        return ((Text("等级后果", "Consequences"), joined([each.label for each in self.consequences])),)


@guard(LevelParams)
def level_heeded(dossier: Dossier, params: LevelParams, setting: Setting) -> Iterator[Gap]:
    """What the profile says a level means is done before the draft goes on; how the level came about is not asked."""
    risk = dossier.risk
    report = risk.report if risk else None
    if risk is None or report is None:
        return
    effect = setting.effect("risk_levels", report.level)
    if effect not in params.consequences:
        return
    level = setting.labels["risk_levels"][report.level]
    if effect == RiskConsequence.PREVENT and not _followed(risk):
        yield Gap(
            Text("评估为{level}，没有落实防范措施的记录。", "Assessed as {level}: no measure taken is on record.").fmt(
                level=level
            )
        )
    if effect == RiskConsequence.RECONSIDER:
        yield Gap(
            Text(
                "评估为{level}，应当不予实施，或者调整草案后重新评估。",
                "Assessed as {level}: not to be carried out, or to be changed and assessed again.",
            ).fmt(level=level)
        )


class EndingParams(Params):
    """What lets the undertaking unit ask that the procedure end: the experts' view, a risk that cannot be controlled."""

    triggers: tuple[Literal["experts", "risk"], ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More triggers are stricter."""
        return (len(set(self.triggers)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The triggers."""
        return (
            (Text("可以提请终止的情形", "May be ended where"), joined([_TRIGGERS[each] for each in self.triggers])),
        )


_TRIGGERS = {
    "experts": Text("多数专家论证意见为不赞成", "most experts oppose it"),
    "risk": Text("认定风险不可控", "the risk was found not controllable"),
}


@guard(EndingParams)
def ending_considered(dossier: Dossier, params: EndingParams, setting: Setting) -> Iterator[Gap]:
    """Where argumentation or assessment speaks against going on, ending the procedure is thought of (for example 上海市 art. 27)."""
    sitting = dossier.expert_review.sitting if dossier.expert_review else ()
    given = [each.opinion.conclusion for each in sitting if each.opinion]
    finding = dossier.risk.finding if dossier.risk else None
    there = {
        "experts": 2 * given.count(ExpertConclusion.OPPOSE) > len(given),
        "risk": finding is not None and not finding.controllable,
    }
    found = [_TRIGGERS[each] for each in params.triggers if there[each]]
    if found:
        yield Gap(Text("{what}，可以提请终止决策程序。", "{what}: the procedure may be ended.").fmt(what=joined(found)))


class SimpleParams(Params):
    """Which levels the simple procedure is open to, as keys of the profile's vocabulary."""

    levels: tuple[str, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer levels are stricter."""
        return (-len(self.levels),)

    def numbers(self, convention: Convention) -> Numbers:
        """The levels."""
        return ((Text("适用简易程序的等级", "Levels open to it"), joined([Text(each, each) for each in self.levels])),)


@guard(SimpleParams, own_fact=True)
def simple_procedure_open(dossier: Dossier, params: SimpleParams, setting: Setting) -> Iterator[Gap]:
    """The simple procedure was taken for a small risk only."""
    risk = dossier.risk
    if risk is None or risk.report is None or setting.effect("risk_procedures", risk.procedure) != "simple":
        return
    if risk.report.level not in params.levels:
        labels = setting.labels.get("risk_levels", {})
        yield Gap(
            Text("评估为{level}，不适用简易程序。", "Assessed as {level}: the simple procedure is not open to it.").fmt(
                level=labels.get(risk.report.level, risk.report.level)
            )
        )
