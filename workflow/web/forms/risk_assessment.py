"""Forms of risk assessment (domain papers: 风险评估工作方案, 风险评估报告, 风险可控性认定)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from workflow.domain.changedsince import assessed_already
from workflow.domain.dossier import Dossier
from workflow.domain.terms import RiskAction, RiskMethod
from workflow.services.decisionview import DecisionView
from workflow.web.forms.again import AgainForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermChecks, WordSelect, YesNo
from workflow.web.forms.repeated import Row, replace, written

GRADES = (_l("极低"), _l("较低"), _l("中等"), _l("较高"), _l("极高"))


class AssessForm(AgainForm):
    """再次评估的理由."""

    again = Paragraph(
        _l("再次评估的理由"),
        most=5000,
        description=_l("写明情况有何变化、原评估有何遗漏或者差错。认定时一并列明，提请集体讨论时说明。"),
    )

    def already(self, dossier: Dossier) -> bool:
        return assessed_already(dossier)


class StartForm(AssessForm):
    """风险评估工作方案."""

    assessor = Line(
        _l("评估单位"), must=_l("请填写评估单位"), description=_l("承办单位自行评估，或者负责风险评估工作的其他单位。")
    )
    procedure = WordSelect(_l("评估程序"), "risk_procedures", must=_l("请选择评估程序"))
    third_party = BooleanField(_l("委托第三方开展评估"))
    on = Day(_l("启动评估日期"), must=_l("请填写启动评估日期"))
    methods = TermChecks(_l("评估方式"), RiskMethod, must=_l("请选择评估方式"), description=_l("可以选择多种。"))

    def bind(self, view: DecisionView | None) -> None:
        """Only where the profile knows more than one procedure there is something to choose."""
        if view is None or "risk_procedures" not in view.rulebook.labels:
            del self.procedure
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit in charge assesses; a second round is made like the first."""
        last = view.dossier.risk if view else None
        if last:
            self.assessor.data, self.third_party.data = last.assessor, last.third_party
            self.methods.data = [method.value for method in last.methods]
        elif view:
            self.assessor.data = view.lead_unit


class ReuseForm(AssessForm):
    """已有评价、评估采用情况."""

    title = Line(
        _l("已有评价、评估的名称"),
        must=_l("请填写已有评价、评估的名称"),
        description=_l("已按照有关规定对有关风险进行评价、评估的，不作重复评估。"),
    )
    scope = Paragraph(
        _l("评价、评估的事项和范围"),
        must=_l("请填写评价、评估的事项和范围"),
        most=1000,
        description=_l("已有报告载明的事项名称、地域、规模和时段。"),
    )
    assessor = Line(_l("评价、评估单位"), must=_l("请填写评价、评估单位"))
    made = Day(_l("完成日期"), must=_l("请填写评价、评估的完成日期"))
    provision = Line(_l("开展该评价、评估的依据"), must=_l("请填写开展该评价、评估的依据"), most=300)
    number = Line(_l("文号"), most=100, description=_l("报告或者批复的文号，没有的不填。"))
    covers = Paragraph(
        _l("涵盖本版草案风险的理由"),
        must=_l("请说明已有评价、评估为何涵盖本版草案的风险"),
        description=_l(
            "写明评价、评估的事项和风险与本版草案有何关联，完成后情况和草案内容有变化的，说明为何仍然适用。"
        ),
    )
    level = WordSelect(
        _l("风险等级"),
        "risk_levels",
        must=_l("请选择风险等级"),
        description=_l("已有报告所载明或者与之相当的等级。"),
    )
    text = Paragraph(
        _l("报告的主要内容和结论"),
        must=_l("请写明报告的主要内容和结论"),
        description=_l("写明评估了哪些风险、措施和结论，供行政首长认定风险是否可控。"),
    )
    on = Day(_l("采用日期"), must=_l("请填写采用日期"))


class GradeSelect(Choice):
    """A grade from 1 to 5, in words."""

    def __init__(self, label: str, *, must: str, **more: Any) -> None:
        super().__init__(label, choices=lambda: list(_grades()), validators=[DataRequired(must)], **more)


def _grades() -> Iterator[SelectChoice]:
    yield SelectChoice("", _("请选择"))
    for grade, word in enumerate(GRADES, start=1):
        yield SelectChoice(str(grade), f"{grade} · {word}")


class PointRow(Row):
    """One risk."""

    description = Paragraph(_l("风险情形"), must=_l("请写明风险的具体情形"), most=2000)
    likelihood = GradeSelect(_l("发生的可能性"), must=_l("请选择发生的可能性"))
    impact = GradeSelect(_l("影响程度"), must=_l("请选择影响程度"))
    measure = Paragraph(_l("防范措施"), most=2000, description=_l("每个风险点都应当有防范措施。"))
    response = Paragraph(_l("处置预案"), most=2000, description=_l("每个风险点都应当有处置预案。"))


class DepartmentRow(Row):
    """A department that was heard."""

    unit = Line(_l("部门（单位）"), must=_l("请填写部门名称"), most=300)
    view = Paragraph(_l("主要意见"), must=_l("请写明该部门的主要意见"), most=2000)


class ReportForm(StepForm):
    """风险评估报告."""

    on = Day(_l("报告日期"), must=_l("请填写报告日期"))
    heard = FieldList(
        FormField(DepartmentRow),
        label=_l("听取有关部门意见情况"),
        min_entries=1,
        max_entries=40,
        description=_l("开展风险评估应当听取有关部门的意见。每个部门填写一行。"),
    )
    points = FieldList(
        FormField(PointRow),
        label=_l("风险点"),
        min_entries=1,
        max_entries=40,
        description=_l("逐项列明风险点，评判可能性和影响程度，提出防范措施和处置预案。"),
    )
    level = WordSelect(
        _l("风险等级"),
        "risk_levels",
        must=_l("请选择风险等级"),
        description=_l("评判各风险点后，对照风险矩阵综合研判；法规没有规定由分值换算等级的方法。"),
    )
    text = Paragraph(_l("评估报告正文"), description=_l("说明风险的具体情形、依据和理由，以及评估过程和结论。"))

    def begin(self, view: DecisionView | None) -> None:
        """A second round begins with the points of the first; one that puts a report right, with all of it."""
        earlier = [each for each in view.dossier.risk_assessments if each.report] if view else []
        if earlier and (report := earlier[-1].report):
            if earlier[-1].finding is None:
                self.level.data, self.text.data = report.level, report.text
            # what was written as one text is taken apart by hand
            text = [{"unit": "", "view": report.departments}] if report.departments else []
            replace(self.heard, [each.model_dump() for each in report.heard] or text)
            grades = ("likelihood", "impact")
            replace(
                self.points,
                [point.model_dump() | {name: str(getattr(point, name)) for name in grades} for point in report.points],
            )

    def values(self) -> dict[str, Any]:
        """Points as written, their grades as numbers."""
        points = [
            each | {"likelihood": int(each["likelihood"]), "impact": int(each["impact"])}
            for each in written(self.points)
        ]
        return super().values() | {"points": points, "heard": written(self.heard)}

    @property
    def plotted(self) -> list[dict[str, int]]:
        """The points that have both grades, for the matrix."""
        rows = [(place, row.form) for place, row in enumerate(self.points.entries, start=1)]
        return [
            {"number": place, "likelihood": int(form.likelihood.data), "impact": int(form.impact.data)}
            for place, form in rows
            if form.likelihood.data in _KNOWN and form.impact.data in _KNOWN
        ]


_KNOWN = frozenset("12345")


class FindingForm(StepForm):
    """风险可控性认定."""

    controllable = YesNo(
        _l("认定结论"),
        yes=_l("风险可控，可以继续决策程序"),
        no=_l("风险不可控，退回承办单位调整草案"),
        must=_l("请选择认定结论"),
    )
    on = Day(_l("认定日期"), must=_l("请填写认定日期"))
    reason = Paragraph(_l("认定的理由"), must=_l("请说明认定的理由"), most=5000)


class FollowForm(StepForm):
    """风险评估结论落实情况."""

    actions = TermChecks(_l("落实方式"), RiskAction, must=_l("请选择落实方式"), description=_l("可以选择多种。"))
    text = Paragraph(
        _l("落实情况"),
        must=_l("请写明落实情况"),
        most=5000,
        description=_l("写明草案作了哪些调整，或者采取了哪些防范、降低风险的措施。"),
    )
    on = Day(_l("落实日期"), must=_l("请填写落实日期"))

    def begin(self, view: DecisionView | None) -> None:
        """A record made anew begins as it is; else the measures of the report are at hand."""
        risk = view.dossier.risk if view else None
        if risk and risk.follow:
            self.actions.data, self.text.data = [each.value for each in risk.follow.actions], risk.follow.text
        elif risk and risk.report:
            measures = (point.measure.strip() for point in risk.report.points)
            self.text.data = "\n".join(dict.fromkeys(each for each in measures if each))


FORMS: dict[str, type[StepForm]] = {
    "risk_assessment.start": StartForm,
    "risk_assessment.report": ReportForm,
    "risk_assessment.reuse": ReuseForm,
    "risk_assessment.find": FindingForm,
    "risk_assessment.follow": FollowForm,
}
