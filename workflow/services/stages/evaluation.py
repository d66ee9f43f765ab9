"""Evaluation after the decision: begun, reported, used (713 art. 36, 337 art. 35)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.terms import EvaluationAdvice, EvaluationGround
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.evaluation import Evaluation, EvaluationReport, EvaluationUse
from workflow.services import organ
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class EvaluationAct(Act):
    """The beginning of an evaluation as entered."""

    grounds: tuple[EvaluationGround, ...] = ()
    evaluator: Line
    third_party: bool = False
    independent: bool = False
    scope: Paragraphs = ""


@records("evaluation.start", EvaluationAct)
def start(taking: Taking, act: EvaluationAct) -> Recorded:
    """Begin an evaluation. Raises BadInput at `third_party` for an evaluator outside the organ that is called none."""
    own = {worded(each.name) for each in organ.units(taking.session, with_closed=True)}
    if act.third_party and worded(act.evaluator) in own:
        said = Text("“{name}”是本机关的单位，不是第三方。", "“{name}” is a unit of this organ and no third party.")
        raise BadInput({"third_party": said.fmt(name=act.evaluator)})
    if not act.third_party and worded(act.evaluator) not in {*own, worded(taking.dossier.organ)}:
        said = Text(
            "“{name}”不是本机关的单位：委托其评估的，请勾选；由本机关单位评估的，请填写单位全称。",
            "“{name}” is no unit of this organ: tick this if it is commissioned; else write the unit by its full name.",
        )
        raise BadInput({"third_party": said.fmt(name=act.evaluator)})
    taking.put(Evaluation, decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    details = {"grounds": ";".join(act.grounds), "third_party": "yes" if act.third_party else "no"}
    return Recorded(details, (Proof("evaluation", act),))


class EvaluationReportAct(Act):
    """The report as entered."""

    public: Paragraphs = ""
    participants: Paragraphs = ""
    text: Paragraphs
    advice: EvaluationAdvice


@records("evaluation.report", EvaluationReportAct)
def report(taking: Taking, act: EvaluationReportAct) -> Recorded:
    """Record the report of the evaluation that is under way."""
    row = taking.put(
        EvaluationReport,
        evaluation_id=taking.row.evaluations[-1].id,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    return Recorded({"advice": act.advice}, (Proof("evaluation_report", facts.EvaluationReport.model_validate(row)),))


class EvaluationUseAct(Act):
    """What is made of the result, as entered."""

    consequence: EvaluationAdvice
    text: Paragraphs


@records("evaluation.use", EvaluationUseAct)
def use(taking: Taking, act: EvaluationUseAct) -> Recorded:
    """Record what the organ makes of the result."""
    row = taking.put(
        EvaluationUse,
        evaluation_id=taking.row.evaluations[-1].id,
        decided_by=taking.who,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    proof = Proof("evaluation_use", facts.EvaluationUse.model_validate(row))
    return Recorded({"consequence": act.consequence}, (proof,))
