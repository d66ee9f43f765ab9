"""Forms of risk assessment (domain papers: 风险评估工作方案, 风险评估报告, 风险可控性认定)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from workflow.domain.terms import RiskMethod
from workflow.services.view import DecisionView
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermChecks, WordSelect, YesNo
from workflow.web.forms.repeated import Row, replace, written

GRADES = (_l("极低"), _l("较低"), _l("中等"), _l("较高"), _l("极高"))


class StartForm(StepForm):
    """风险评估工作方案."""

    assessor = Line(
        _l("评估单位"), must=_l("请填写评估单位"), description=_l("承办单位自行评估，或者负责风险评估工作的其他单位。")
    )
    third_party = BooleanField(_l("委托第三方开展评估"))
    on = Day(_l("启动评估日期"), must=_l("请填写启动评估日期"))
    methods = TermChecks(_l("评估方式"), RiskMethod, must=_l("请选择评估方式"), description=_l("可以选择多种。"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit in charge assesses; a second round is made like the first."""
        last = view.dossier.risk if view else None
        if last:
            self.assessor.data, self.third_party.data = last.assessor, last.third_party
            self.methods.data = [method.value for method in last.methods]
        elif view:
            self.assessor.data = view.lead_unit


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


class ReportForm(StepForm):
    """风险评估报告."""

    on = Day(_l("报告日期"), must=_l("请填写报告日期"))
    departments = Paragraph(
        _l("听取意见的有关部门"),
        most=2000,
        description=_l("写明听取了哪些部门的意见、主要意见是什么。开展风险评估应当听取有关部门的意见。"),
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
        """A second round begins with the points of the first."""
        earlier = [each.report for each in view.dossier.risk_assessments if each.report] if view else []
        if earlier:
            report = earlier[-1]
            self.departments.data = report.departments
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
        return super().values() | {"points": points}

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


FORMS: dict[str, type[StepForm]] = {
    "risk_assessment.start": StartForm,
    "risk_assessment.report": ReportForm,
    "risk_assessment.find": FindingForm,
}
