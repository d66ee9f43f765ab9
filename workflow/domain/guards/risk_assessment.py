"""Risk assessment (713 arts. 22 to 24, 337 arts. 23 to 25)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.guards.drafting import StageParams
from workflow.domain.terms import OptionalStage
from workflow.domain.text import Text


@guard(own_fact=True)
def departments_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The departments concerned were heard (713 art. 23(2))."""
    report = dossier.risk.report if dossier.risk else None
    if report and not report.departments.strip():
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
        if not (point.description.strip() and point.measure.strip() and point.response.strip()):
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
    if not risk.report.text.strip():
        yield Gap(
            Text("报告没有说明风险情形、依据和理由。", "The report does not state circumstances, basis and reasons.")
        )
    if risk.report.level not in setting.effects.get("risk_levels", {}):
        yield Gap(
            Text("风险等级“{level}”不在本级规定的等级之内。", "The profile knows no risk level “{level}”.").fmt(
                level=risk.report.level
            )
        )


@guard(StageParams)
def risk_assessment_held(dossier: Dossier, params: StageParams, setting: Setting) -> Iterator[Gap]:
    """Risk assessment is concluded before the draft goes to legality review (713 art. 22(1), 337 art. 23)."""
    risk = dossier.risk
    if risk is None or risk.report is None or risk.finding is None:
        left_out = params.left_out(dossier, OptionalStage.RISK_ASSESSMENT)
        yield Gap(Text("风险评估尚未办结。", "Risk assessment is not concluded."), excused=left_out)
    elif dossier.review and risk.finding.on > dossier.review.submission.on:
        yield Gap(
            Text(
                "风险评估于{done}办结，晚于送审日期{sent}。",
                "Risk assessment was concluded on {done}, after submission on {sent}.",
            ).fmt(done=risk.finding.on, sent=dossier.review.submission.on)
        )


@guard()
def risk_controllable(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The organ found the risk controllable before it decides (713 art. 24, 337 art. 25)."""
    finding = dossier.risk.finding if dossier.risk else None
    if dossier.risk is None and dossier.skip(OptionalStage.RISK_ASSESSMENT):
        return  # whether it may be left out is another rule's question
    if finding is None:
        yield Gap(Text("没有风险可控性的认定。", "There is no finding whether the risk is controllable."))
    elif not finding.controllable:
        yield Gap(Text("已认定风险不可控。", "The risk was found not controllable."))
