"""Risk assessment: rounds, reports, findings (713 arts. 22 to 24, 337 arts. 23 to 25)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.terms import RiskMethod
from workflow.domain.text import Text
from workflow.models.risk_assessment import RiskAssessment, RiskFinding, RiskPoint, RiskReport
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class RiskStartAct(Act):
    """The beginning of an assessment as entered."""

    methods: tuple[RiskMethod, ...] = ()
    assessor: Line
    third_party: bool = False


@records("risk_assessment.start", RiskStartAct)
def start(taking: Taking, act: RiskStartAct) -> Recorded:
    """Begin a round of assessment of the newest draft version."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput(
            {"assessor": Text("请先保存决策草案，再开展风险评估。", "Save a draft before assessing its risk.")}
        )
    row = RiskAssessment(
        decision_id=taking.decision.id, version=draft.version, **act.model_dump(exclude={"on"}), **taking.stamp(act)
    )
    taking.session.add(row)
    return Recorded({"method": ";".join(act.methods)}, (Proof("risk_assessment", act),))


class RiskReportAct(Act):
    """A risk report as entered."""

    departments: Paragraphs = ""
    level: Line
    text: Paragraphs = ""
    points: tuple[facts.RiskPoint, ...] = ()


@records("risk_assessment.report", RiskReportAct)
def report(taking: Taking, act: RiskReportAct) -> Recorded:
    """Record the report of the round that is under way."""
    row = RiskReport(
        assessment_id=taking.decision.risk_assessments[-1].id,
        departments=act.departments,
        level=taking.vocabulary("risk_levels", act.level, "level"),
        text=act.text,
        points=[RiskPoint(**point.model_dump()) for point in act.points],
        **taking.stamp(act),
    )
    taking.session.add(row)
    fact = facts.RiskReport.model_validate(row)
    return Recorded({"level": act.level, "points": str(len(act.points))}, (Proof("risk_report", fact),))


class RiskFindingAct(Act):
    """The organ's finding as entered."""

    controllable: bool
    reason: Paragraphs


@records("risk_assessment.find", RiskFindingAct)
def find(taking: Taking, act: RiskFindingAct) -> Recorded:
    """Record the chief's finding; an uncontrollable risk sends the draft back for change."""
    round_ = taking.decision.risk_assessments[-1]
    row = RiskFinding(
        assessment_id=round_.id,
        controllable=act.controllable,
        decided_by=taking.who,
        reason=act.reason,
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {
        "controllable": "yes" if act.controllable else "no",
        "level": round_.report.level if round_.report else "",
    }
    proof = Proof("risk_finding", facts.RiskFinding.model_validate(row))
    return Recorded(details, (proof,), outcome="controllable" if act.controllable else "uncontrollable")
