"""Risk assessment: rounds, reports, findings (713 arts. 22 to 24, 337 arts. 23 to 25)."""

from __future__ import annotations

import datetime as dt

from workflow.domain import facts
from workflow.domain.changedsince import assessed_already
from workflow.domain.facts import DepartmentView, Line, Paragraphs
from workflow.domain.numbers import as_printed
from workflow.domain.terms import RiskAction, RiskMethod
from workflow.domain.text import Text
from workflow.models.risk_assessment import RiskAssessment, RiskFinding, RiskFollow, RiskReport
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records


class RiskStartAct(Act):
    """The beginning of an assessment as entered."""

    procedure: Line = ""
    methods: tuple[RiskMethod, ...] = ()
    assessor: Line
    third_party: bool = False
    again: Paragraphs = ""


@records("risk_assessment.start", RiskStartAct)
def start(taking: Taking, act: RiskStartAct) -> Recorded:
    """Begin a round of assessment of the newest draft version."""
    if act.procedure:
        taking.vocabulary("risk_procedures", act.procedure, "procedure")
    row = taking.put(
        RiskAssessment,
        decision_id=taking.decision.id,
        version=_version(taking),
        again=_again(taking, act.again),
        **act.model_dump(exclude={"on", "again"}),
        **taking.stamp(act),
    )
    proof = Proof("risk_assessment", facts.RiskAssessment.model_validate(row))
    return Recorded({"method": ";".join(act.methods)}, (proof,))


def _version(taking: Taking) -> int:
    if taking.dossier.draft is None:
        raise BadInput(
            {"assessor": Text("请先保存决策草案，再开展风险评估。", "Save a draft before assessing its risk.")}
        )
    return taking.dossier.draft.version


def _again(taking: Taking, reason: str) -> str:
    """Why the text is assessed again, where it was assessed already; else there is nothing to explain."""
    return reason if assessed_already(taking.dossier) else ""


class RiskReuseAct(Act):
    """An assessment already made, as entered."""

    title: Line
    scope: Paragraphs = ""
    assessor: Line
    made: dt.date
    provision: Line = ""
    number: Line = ""
    covers: Paragraphs = ""
    level: Line
    text: Paragraphs = ""
    again: Paragraphs = ""


@records("risk_assessment.reuse", RiskReuseAct)
def reuse(taking: Taking, act: RiskReuseAct) -> Recorded:
    """Let an assessment already made be the report of a round; the finding is still the chief's."""
    row = taking.put(
        RiskAssessment,
        decision_id=taking.decision.id,
        version=_version(taking),
        procedure="",
        methods=[],
        assessor=act.assessor,
        third_party=False,
        again=_again(taking, act.again),
        reused={
            "number": as_printed(act.number),
            **act.model_dump(include={"title", "scope", "made", "provision", "covers"}),
        },
        **taking.stamp(act),
    )
    begun = facts.RiskAssessment.model_validate(row)
    level = taking.vocabulary("risk_levels", act.level, "level")
    report = taking.put(
        RiskReport, assessment_id=row.id, departments="", heard=[], level=level, text=act.text, **taking.stamp(act)
    )
    reported = facts.RiskReport.model_validate(report)
    return Recorded({"level": act.level}, (Proof("risk_assessment", begun), Proof("risk_report", reported)))


class RiskReportAct(Act):
    """A risk report as entered."""

    departments: Paragraphs = ""
    heard: tuple[DepartmentView, ...] = ()
    level: Line
    text: Paragraphs = ""
    points: tuple[facts.RiskPoint, ...] = ()


@records("risk_assessment.report", RiskReportAct)
def report(taking: Taking, act: RiskReportAct) -> Recorded:
    """Record the report of the round that is under way."""
    row = taking.put(
        RiskReport,
        assessment_id=taking.row.risk_assessments[-1].id,
        departments=act.departments,
        heard=[each.model_dump() for each in act.heard],
        level=taking.vocabulary("risk_levels", act.level, "level"),
        text=act.text,
        points=[point.model_dump() for point in act.points],
        **taking.stamp(act),
    )
    fact = facts.RiskReport.model_validate(row)
    return Recorded({"level": act.level, "points": str(len(act.points))}, (Proof("risk_report", fact),))


class RiskFindingAct(Act):
    """The organ's finding as entered."""

    controllable: bool
    reason: Reason


@records("risk_assessment.find", RiskFindingAct)
def find(taking: Taking, act: RiskFindingAct) -> Recorded:
    """Record the chief's finding; an uncontrollable risk sends the draft back for change."""
    round_ = taking.row.risk_assessments[-1]
    row = taking.put(
        RiskFinding,
        assessment_id=round_.id,
        controllable=act.controllable,
        decided_by=taking.who,
        reason=act.reason,
        **taking.stamp(act),
    )
    details = {
        "controllable": "yes" if act.controllable else "no",
        "level": round_.report.level if round_.report else "",
    }
    proof = Proof("risk_finding", facts.RiskFinding.model_validate(row))
    return Recorded(details, (proof,), outcome="controllable" if act.controllable else "uncontrollable")


class RiskFollowAct(Act):
    """How the conclusion was acted on, as entered."""

    actions: tuple[RiskAction, ...] = ()
    text: Paragraphs = ""


@records("risk_assessment.follow", RiskFollowAct)
def follow(taking: Taking, act: RiskFollowAct) -> Recorded:
    """Record how the unit acted on the conclusion of the newest round; a later record supersedes it."""
    row = taking.put(
        RiskFollow,
        assessment_id=taking.row.risk_assessments[-1].id,
        actions=[action.value for action in act.actions],
        text=act.text,
        **taking.stamp(act),
    )
    return Recorded({"actions": ";".join(act.actions)}, (Proof("risk_follow", facts.RiskFollow.model_validate(row)),))
