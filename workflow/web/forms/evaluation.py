"""Forms of evaluation after the decision (papers: 评估方案, 第三方委托, 决策后评估报告, 评估结果运用)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workflow.domain.terms import EvaluationAdvice, EvaluationGround
from workflow.services.decisionview import DecisionView
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermChecks, TermSelect


class StartForm(StepForm):
    """决策后评估方案."""

    grounds = TermChecks(_l("评估情形"), EvaluationGround, must=_l("请选择评估情形"), description=_l("可以选择多种。"))
    evaluator = Line(_l("评估单位"), must=_l("请填写承担评估具体工作的单位"))
    third_party = BooleanField(_l("委托专业机构、社会组织等第三方评估"))
    independent = BooleanField(_l("受委托的第三方声明：决策作出前没有承担本决策的主要论证、评估工作"))
    scope = Paragraph(_l("评估内容和要求"), description=_l("写明评估的范围、方法和时间要求。"))
    on = Day(_l("启动评估日期"), must=_l("请填写启动评估日期"))


class ReportForm(StepForm):
    """决策后评估报告."""

    public = Paragraph(_l("听取社会公众意见情况"), description=_l("写明听取意见的方式、人数和主要意见。"))
    participants = Paragraph(
        _l("参与评估的代表和组织"), description=_l("人大代表、政协委员、人民团体、基层组织、社会组织参与评估的情况。")
    )
    text = Paragraph(
        _l("评估报告正文"), must=_l("请填写评估报告正文"), description=_l("基本情况、评估内容、问题和对策。")
    )
    advice = TermSelect(_l("评估建议"), EvaluationAdvice, must=_l("请选择评估建议"))
    on = Day(_l("报告日期"), must=_l("请填写报告日期"))


class UseForm(StepForm):
    """评估结果运用."""

    consequence = TermSelect(_l("运用结果"), EvaluationAdvice, must=_l("请选择运用结果"))
    text = Paragraph(
        _l("运用情况"),
        must=_l("请写明评估结果的运用情况"),
        description=_l("与评估建议不一致的，写明理由。决定调整或者停止执行的，另行办理相应步骤。"),
    )
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often what the report advises."""
        report = view.dossier.evaluation.report if view and view.dossier.evaluation else None
        if report:
            self.consequence.data = report.advice.value


FORMS: dict[str, type[StepForm]] = {
    "evaluation.start": StartForm,
    "evaluation.report": ReportForm,
    "evaluation.use": UseForm,
}
