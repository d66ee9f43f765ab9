"""Forms of preparing the draft (domain papers: 决策调研报告, 征求意见函及协调情况, 方案比选, 成本效益分析)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField

from workflow.domain.terms import Trait, UnitReply
from workflow.services.decisionview import DecisionView
from workflow.web.filters import language, say_text
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Number, Paragraph, choices
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.forms.uploading import UploadForm

MOST_UNITS = 40
MOST_OPTIONS = 8
DISPUTE = ("issue", "units_said", "own_view", "reasoning")
ANALYSIS = ("costs", "economic", "social", "environmental", "quantified", "unquantified")


class ResearchForm(UploadForm):
    """决策调研报告."""

    step_id = "drafting.research"
    title = Line(_l("报告名称"), must=_l("请填写报告名称"), most=250)
    researchers = Line(_l("调研单位（人员）"), description=_l("参加调研的单位或者人员；委托专业机构的，写明机构名称。"))
    text = Paragraph(
        _l("主要内容"),
        description=_l(
            "写明调研的方式和范围、基本情况、主要问题、各方面的意见和建议。报告以附件上传的，可以只写要点。"
        ),
    )
    on = Day(_l("报告日期"), must=_l("请填写报告日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit in charge does the research, and the report is called after the matter."""
        if view:
            self.title.data = _("关于“%(matter)s”的调研报告", matter=view.title)[:250]
            self.researchers.data = view.lead_unit


class UnitRow(Row):
    """One unit consulted."""

    unit = Line(_l("单位名称"), must=_l("请填写单位名称"))
    sent_on = Day(_l("发函日期"))
    replied_on = Day(_l("复函日期"))
    answered = Choice(
        _l("意见类别"),
        choices=lambda: choices(
            ((each.value, each.label) for each in UnitReply if each is not UnitReply.NONE),
            say_text(UnitReply.NONE.label, language()),
        ),
    )
    text = Paragraph(_l("复函意见"))
    dealt_with = Paragraph(_l("协调处理情况"))
    settled = BooleanField(_l("不同意的，经协商已取得一致"))


class ConsultationForm(AnewForm):
    """征求有关单位意见及协调情况."""

    units = FieldList(
        FormField(UnitRow),
        label=_l("有关单位及其意见"),
        min_entries=1,
        max_entries=MOST_UNITS,
        description=_l("每个单位填写一项。有修改意见或者不同意的，写明意见是否采纳、如何协商以及结果。"),
    )
    issue = Paragraph(_l("争议的主要问题"))
    units_said = Paragraph(_l("有关单位的意见"))
    own_view = Paragraph(_l("承办单位的意见"))
    reasoning = Paragraph(_l("理由和依据"))
    on = Day(_l("记录日期"), must=_l("请填写记录日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know whether there is a record already."""
        if view is None or view.dossier.consultation is None:
            self.first_time()
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Begin with the record as it stands, to be carried on as replies come in."""
        last = view.dossier.consultation if view else None
        if last is None:
            return
        replace(self.units, [_unread(unit.model_dump()) for unit in last.units])
        if last.dispute:
            for name in DISPUTE:
                self[name].data = getattr(last.dispute, name)

    @property
    def disputed(self) -> bool:
        """Whether the dispute is to be seen at once: there is one, or some unit disagrees."""
        opposed = any(row.form.answered.data == UnitReply.DISAGREES for row in self.units.entries)
        return opposed or any(self[name].data for name in DISPUTE)

    def values(self) -> dict[str, Any]:
        """Units as written; what was not chosen is no reply."""
        found = super().values()
        dispute = {name: found.pop(name) for name in DISPUTE}
        units = [row | {"answered": row["answered"] or UnitReply.NONE.value} for row in written(self.units)]
        return found | {"units": units, "dispute": dispute}


def _unread(unit: dict[str, Any]) -> dict[str, Any]:
    return unit | {"answered": "" if unit["answered"] is UnitReply.NONE else str(unit["answered"])}


class OptionRow(Row):
    """One option."""

    name = Line(_l("方案名称"), must=_l("请填写方案名称"), description=_l("例如“按通告区域禁放”。"))
    content = Paragraph(_l("方案内容"))
    merits = Paragraph(_l("优点"))
    drawbacks = Paragraph(_l("不足"))


class ComparisonForm(StepForm):
    """方案比选和成本效益分析."""

    options = FieldList(
        FormField(OptionRow),
        label=_l("备选方案"),
        min_entries=2,
        max_entries=MOST_OPTIONS,
        description=_l("两个以上方案，按顺序编号；不进行方案比选的不填。"),
    )
    preferred = Number(_l("推荐方案的序号"), description=_l("填写上列方案的序号，例如“1”。"))
    preferred_reason = Paragraph(_l("推荐理由"))
    costs = Paragraph(_l("成本"), description=_l("人财物投入、资源消耗、环境影响等。"))
    economic = Paragraph(_l("经济效益"))
    social = Paragraph(_l("社会效益"))
    environmental = Paragraph(_l("环境效益"))
    quantified = Paragraph(_l("量化结果"), description=_l("可以量化的应当量化，写明数额和计算依据。"))
    unquantified = Paragraph(_l("不能量化的说明"), description=_l("不能量化的，说明内容和原因。"))
    on = Day(_l("形成日期"), must=_l("请填写形成日期"))

    def bind(self, view: DecisionView | None) -> None:
        """See at once the part the matter is likely to need, and whatever is filled in."""
        super().bind(view)
        traits = view.dossier.traits if view else frozenset()
        chosen = any(not row.form.blank for row in self.options.entries) or self.preferred.data is not None
        analysed = any(self[name].data for name in ANALYSIS)
        neither = not (chosen or analysed or traits & {Trait.DISPUTED, Trait.RESOURCES})
        self.shows_options = neither or chosen or Trait.DISPUTED in traits
        self.shows_analysis = neither or analysed or Trait.RESOURCES in traits

    def begin(self, view: DecisionView | None) -> None:
        """Begin with the record as it stands."""
        last = view.dossier.comparison if view else None
        if last is None:
            return
        replace(self.options, [option.model_dump(exclude={"number"}) for option in last.options])
        self.preferred.data, self.preferred_reason.data = last.preferred, last.preferred_reason
        if last.analysis:
            for name in ANALYSIS:
                self[name].data = getattr(last.analysis, name)

    def values(self) -> dict[str, Any]:
        """Options numbered in their order, and the analysis by itself."""
        found = super().values()
        analysis = {name: found.pop(name) for name in ANALYSIS}
        options = [option | {"number": number} for number, option in enumerate(written(self.options), start=1)]
        return found | {"options": options, "analysis": analysis}


FORMS: dict[str, type[StepForm]] = {
    "drafting.research": ResearchForm,
    "drafting.consult": ConsultationForm,
    "drafting.compare": ComparisonForm,
}
