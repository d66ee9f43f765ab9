"""Forms of fair competition review (domain paper: 公平竞争审查表)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from workflow.domain.terms import (
    CompetitionConclusion,
    CompetitionGroup,
    CompetitionItem,
    CompetitionParty,
    ExceptionGround,
    NumberUse,
)
from workflow.domain.text import Text
from workflow.services.decisionview import DecisionView
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermSelect, choices
from workflow.web.forms.numbered import NumberedForm, NumberSource
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.forms.rows import Radio, fit_rows, options


class CheckRow(Form):  # type: ignore[misc]
    """One item of the standards."""

    item = HiddenField()
    touched = Radio(
        _l("是否涉及"),
        must=_l("请选择是否涉及"),
        choices=lambda: options((("no", _("不涉及")), ("yes", _("涉及")))),
    )
    text = Paragraph(_l("情况说明"), most=2000)

    @property
    def legend(self) -> Text:
        """The item as people read it."""
        return CompetitionItem.of(self.item.data).label


class ViewRow(Row):
    """One party that was heard."""

    party = TermSelect(_l("听取对象"), CompetitionParty, must=_l("请选择听取对象"))
    name = Line(_l("名称"), most=200, description=_l("经营者、协会的名称；社会公众不填。"))
    view = Paragraph(_l("关于公平竞争影响的意见"), must=_l("请写明其意见"), most=2000)


class ExamineForm(StepForm):
    """公平竞争审查表（初审）."""

    checks = FieldList(FormField(CheckRow), _l("逐项审查"), max_entries=len(CompetitionItem))
    views = FieldList(
        FormField(ViewRow),
        label=_l("听取意见情况"),
        min_entries=1,
        max_entries=40,
        description=_l("听取有关经营者、行业协会商会等利害关系人的意见；涉及社会公众利益的，还应当听取社会公众意见。"),
    )
    text = Paragraph(_l("对公平竞争影响的评估"), must=_l("请写明对公平竞争的影响"), most=5000)
    conclusion = Radio(
        _l("初审意见"),
        must=_l("请选择初审意见"),
        choices=lambda: choices((each.value, each.label) for each in CompetitionConclusion),
    )
    ground = Radio(
        _l("适用情形"),
        choices=lambda: choices((each.value, each.label) for each in ExceptionGround),
        validate_choice=False,
    )
    necessity = Paragraph(_l("属于该情形的理由"), most=5000)
    alternative = Paragraph(_l("没有对公平竞争影响更小的替代方案的说明"), most=5000)
    until = Day(_l("实施期限"), description=_l("到期终止的日期。期限和终止条件至少确定一项。"))
    condition = Paragraph(_l("终止条件"), most=2000)
    on = Day(_l("初审日期"), must=_l("请填写初审日期"))

    def bind(self, view: DecisionView | None) -> None:
        """One row for each item."""
        fit_rows(self.checks, "item", [item.value for item in CompetitionItem], {})
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """A review made anew begins with what the last one found."""
        last = view.dossier.competition if view else None
        if last is None:
            return
        found = {check.item: check for check in last.checks}
        for row in self.checks.entries:
            if check := found.get(CompetitionItem.of(row.form.item.data)):
                row.form.touched.data, row.form.text.data = "yes" if check.touched else "no", check.text
        replace(self.views, [each.model_dump(mode="json") for each in last.views])
        self.text.data = last.text
        if last.exception:
            reasons = last.exception
            self.ground.data, self.necessity.data = reasons.ground.value, reasons.necessity
            self.alternative.data, self.until.data = reasons.alternative, reasons.until
            self.condition.data = reasons.condition

    def validate(self, extra_validators: Any = None) -> bool:
        """An exception has its ground."""
        sound = bool(super().validate(extra_validators))
        if self.conclusion.data == CompetitionConclusion.EXCEPTION and not self.ground.data:
            self.ground.errors = [*self.ground.errors, _("适用例外规定的，请选择适用情形")]
            return False
        return sound

    @property
    def groups(self) -> list[tuple[CompetitionGroup, list[FormField]]]:
        """The rows by the group their item stands in."""
        rows = self.checks.entries
        return [
            (group, [row for row in rows if CompetitionItem.of(row.form.item.data).group is group])
            for group in CompetitionGroup
        ]

    def values(self) -> dict[str, Any]:
        """Findings with a plain yes or no; what is said of an exception only where one is asked for."""
        values = super().values()
        reasons = {name: values.pop(name) for name in ("ground", "necessity", "alternative", "until", "condition")}
        excepted = self.conclusion.data == CompetitionConclusion.EXCEPTION
        return values | {
            "checks": [row | {"touched": row["touched"] == "yes"} for row in values["checks"]],
            "views": written(self.views),
            "exception": reasons if excepted else None,
        }


class ConcludeForm(NumberedForm):
    """公平竞争审查结论."""

    use = NumberUse.COMPETITION
    reviewer = Line(_l("审查单位"), must=_l("请填写审查单位"))
    regulator = BooleanField(_l("由市场监督管理部门作出结论"))
    code = NumberSource()
    number = Line(_l("文号"), most=100, description=_l("没有文号的不填。"))
    conclusion = Radio(
        _l("审查结论"),
        must=_l("请选择审查结论"),
        choices=lambda: choices((each.value, each.label) for each in CompetitionConclusion),
    )
    text = Paragraph(
        _l("结论说明"),
        most=5000,
        description=_l("写明对公平竞争的影响；适用例外规定的，应当详细说明。"),
    )
    on = Day(_l("作出结论日期"), must=_l("请填写作出结论日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the conclusion is that of the initial review."""
        last = view.dossier.competition if view else None
        if view and last:
            self.reviewer.data, self.conclusion.data = view.lead_unit, last.conclusion.value
            self.text.data = last.text


FORMS: dict[str, type[StepForm]] = {
    "fair_competition.examine": ExamineForm,
    "fair_competition.conclude": ConcludeForm,
}
