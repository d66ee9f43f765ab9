"""Forms of opinions heard in other ways, and of explanations (domain papers: 座谈会记录, 走访记录, 问卷情况, 解释说明)."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.validators import NumberRange, Optional

from workflow.domain.facts import OpinionsHeard
from workflow.domain.terms import Audience, Disposition, ExplainingWay, HearingWay
from workflow.services.decisionview import DecisionView
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, HiddenNumber, Line, Number, Paragraph, TermChecks, TermSelect
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.paging import whole

PEOPLE_MOST = 10_000_000


class ViewRow(Row):
    """A main opinion, and what became of it."""

    text = Paragraph(_l("意见内容"), must=_l("请填写意见内容"), most=5000)
    disposition = TermSelect(_l("处理结果"), Disposition, must=_l("请选择处理结果"))
    reason = Paragraph(_l("理由"), must=_l("请说明处理的理由"), most=5000)


class HeardForm(AnewForm):
    """听取意见记录."""

    number = HiddenNumber()
    way = TermSelect(_l("听取意见的方式"), HearingWay, must=_l("请选择听取意见的方式"))
    on = Day(
        _l("听取意见日期"),
        must=_l("请填写听取意见日期"),
        description=_l("座谈、走访之日；书面征求意见、问卷调查、民意调查的，填写截止之日。"),
    )
    place = Line(_l("地点"), most=200)
    audience = TermChecks(
        _l("听取对象"),
        Audience,
        must=_l("请选择听取对象"),
        description=_l("可以选择多种。事项涉及特定群体利益的，应当听取相关人民团体、社会组织以及群众代表的意见建议。"),
    )
    whom = Paragraph(
        _l("参加的单位、组织和人员范围"),
        must=_l("请写明参加的单位、组织和人员范围"),
        most=2000,
        description=_l("例如“仙峰村村民委员会、乡工会、两村村民代表”。不写公民个人的姓名和联系方式。"),
    )
    people = Number(_l("人数"), validators=[Optional(), NumberRange(0, PEOPLE_MOST, _l("请填写0至1000万之间的整数"))])
    material_on = Day(_l("材料送达日期"), description=_l("决策草案及其说明等材料送达参加人之日；没有事先送达的不填。"))
    views = FieldList(
        FormField(ViewRow),
        label=_l("主要意见及处理情况"),
        min_entries=1,
        max_entries=60,
        description=_l("归纳整理后逐条填写，随采纳情况一并公布；没有提出意见的不填。"),
    )

    before: OpinionsHeard | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Find the record that is to be corrected, if the address names one."""
        asked = self.number.data if self.is_submitted() else whole(request.args.get("number"))
        heard = view.dossier.heard if view and view.step("participation.hear") else ()
        self.before = next((each for each in heard if each.number == asked), None)
        if self.before is None:
            self.first_time()
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """A record that is corrected begins as it is."""
        if self.before is None:
            return
        for name in ("number", "on", "place", "whom", "people", "material_on"):
            self[name].data = getattr(self.before, name)
        self.way.data = self.before.way.value
        self.audience.data = [each.value for each in self.before.audience]
        replace(self.views, [each.model_dump(mode="json") for each in self.before.views])

    def values(self) -> dict[str, Any]:
        """Opinions as written."""
        return super().values() | {"views": written(self.views)}


class ExplanationForm(StepForm):
    """向公众的解释说明."""

    way = TermSelect(_l("解释说明的方式"), ExplainingWay, must=_l("请选择解释说明的方式"))
    subject = Line(_l("解释说明的问题"), must=_l("请填写解释说明的问题"), most=300)
    text = Paragraph(
        _l("主要内容"),
        must=_l("请填写主要内容"),
        most=10000,
        description=_l("办理后在公众页面的公告下公布；专家访谈的，写明专家的单位和专业领域。"),
    )
    on = Day(_l("解释说明日期"), must=_l("请填写解释说明日期"))


FORMS: dict[str, type[StepForm]] = {
    "participation.hear": HeardForm,
    "participation.explain": ExplanationForm,
}
