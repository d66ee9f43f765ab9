"""Forms of evaluation after the decision (papers: 评估方案, 第三方委托, 决策后评估报告, 评估结果运用)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workflow.domain.dossier import Dossier
from workflow.domain.guards.evaluation import argued_before
from workflow.domain.terms import EvaluationAdvice, EvaluationGround
from workflow.domain.text import Text, joined
from workflow.services.decisionview import DecisionView
from workflow.web.filters import language, say_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermChecks, TermSelect


class StartForm(StepForm):
    """决策后评估方案."""

    grounds = TermChecks(_l("评估情形"), EvaluationGround, must=_l("请选择评估情形"), description=_l("可以选择多种。"))
    evaluator = Line(_l("评估单位"), must=_l("请填写承担评估具体工作的单位"))
    third_party = BooleanField(_l("委托专业机构、社会组织等第三方评估"))
    independent = BooleanField(_l("受委托的第三方声明：决策作出前没有承担本决策的主要论证、评估工作"))
    scope = Paragraph(_l("评估内容和要求"), description=_l("写明评估的范围、方法和时间要求。"))
    verified = BooleanField(_l("已核实：受委托的第三方没有承担本决策的主要论证、评估工作"))
    on = Day(_l("启动评估日期"), must=_l("请填写启动评估日期"))
    dossier: Dossier | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Know who argued the decision before it was taken."""
        self.dossier = view.dossier if view else None
        super().bind(view)

    @property
    def ties(self) -> tuple[Text, ...]:
        """What ties the third party that was entered to those who argued the decision as experts."""
        named = self.evaluator.data if self.third_party.data else ""
        return argued_before(self.dossier, named or "") if self.dossier else ()

    def validate(self, extra_validators: Any = None) -> bool:
        """A third party that is tied to the panel is commissioned by who has been told so and has looked into it."""
        sound = bool(super().validate(extra_validators))
        if not self.ties or self.verified.data:
            return sound
        self.verified.errors = [
            _(
                "%(ties)s。专家以个人身份参加论证的，不妨碍委托；该单位承担了主要论证、评估工作的，应当另选第三方。请核实后勾选。",
                ties=say_text(joined(list(self.ties)), language()),
            )
        ]
        return False

    def values(self) -> dict[str, Any]:
        """What was looked into is the declaration itself."""
        return {name: value for name, value in super().values().items() if name != "verified"}


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
