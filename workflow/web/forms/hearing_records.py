"""Forms of a hearing put off, called off, held and after (domain papers: 听证笔录, 听证报告)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from workflow.domain import facts
from workflow.domain.guards.hearing_records import ReportParams
from workflow.domain.terms import ReportItem
from workflow.papers import hearings as papers
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph
from workflow.web.forms.rows import Radio, fit_rows, options


class PostponeForm(StepForm):
    """听证会延期公告."""

    on = Day(_l("公告发布日期"), must=_l("请填写公告发布日期"))
    day = Day(_l("延期后的日期"), must=_l("请填写延期后的日期"))
    time = Line(_l("延期后的时间"), most=50, description=_l("不变的不填。"))
    place = Line(_l("延期后的地点"), description=_l("不变的不填。"))
    reason = Paragraph(_l("延期理由"), must=_l("请填写延期理由"), most=2000, description=_l("随公告公布。"))


class CancelForm(StepForm):
    """取消听证会公告."""

    on = Day(_l("公告发布日期"), must=_l("请填写公告发布日期"))
    reason = Paragraph(
        _l("取消理由"),
        must=_l("请填写取消理由"),
        most=2000,
        description=_l("随公告公布；需要时可以另行公告召开听证会。"),
    )


class AppearanceRow(Form):  # type: ignore[misc]
    """What a participant did at the hearing."""

    number = HiddenField()
    present = Radio(
        _l("到会情况"),
        must=_l("请选择到会或者缺席"),
        choices=lambda: options((("yes", _("到会")), ("no", _("缺席")))),
    )
    absence_reason = Line(_l("缺席原因"))
    statement = Paragraph(_l("陈述的意见"), most=10_000)
    record_signed = BooleanField(_l("已确认听证会记录并签字"))
    declined = Line(_l("拒绝签字的情况"), description=_l("拒绝签字的，注明情况；已签字的不填。"))


class SittingForm(StepForm):
    """听证笔录."""

    on = Day(_l("听证会日期"), must=_l("请填写听证会日期"), description=_l("应当与公告（延期公告）的日期一致。"))
    held_openly = BooleanField(_l("听证会公开举行，允许旁听"))
    host = Line(_l("主持人"), must=_l("请填写主持人"), most=50)
    host_post = Line(_l("主持人职务"), most=100)
    host_independent = BooleanField(_l("主持人与听证事项没有利害关系"))
    recorder = Line(_l("记录员"), must=_l("请填写记录员"), most=50)
    presented_by = Line(_l("承办单位介绍人"), must=_l("请填写代表承办单位介绍的人员"), most=50)
    presentation = Paragraph(_l("承办单位介绍决策草案、依据和有关情况"), must=_l("请记录承办单位介绍的内容"))
    appearances = FieldList(FormField(AppearanceRow), _l("听证参加人到会、陈述和确认笔录"), max_entries=200)
    debate = Paragraph(
        _l("询问、质证和辩论"),
        description=_l("如实记录提问、回答和争论的要点；无人询问、质证的，写明主持人已经提请、无人提出。"),
    )
    explained = Paragraph(_l("承办单位或者专家的解释说明"), description=_l("没有的不填。"))
    handling = Paragraph(_l("主持人对听证活动中有关事项的处理情况"), description=_l("没有需要处理的事项的，写明“无”。"))
    officials_signed = BooleanField(_l("听证人、记录员已在听证笔录上签名"))

    hearing: facts.Hearing | None = None

    def bind(self, view: DecisionView | None) -> None:
        """One row for each participant."""
        self.hearing = view.dossier.hearing if view else None
        people = self.hearing.participants if self.hearing else ()
        first = {str(each.number): {"present": "yes"} for each in people}
        names = [each.name for each in people]
        fit_rows(self.appearances, "number", list(first), {} if self.is_submitted() else first, names)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The day is the one announced."""
        if self.hearing:
            self.on.data = self.hearing.due
        self.presented_by.data = context.actor().name

    def participant(self, number: str) -> facts.HearingParticipant | None:
        """The participant of that number."""
        people = self.hearing.participants if self.hearing else ()
        return next((each for each in people if str(each.number) == str(number)), None)

    def values(self) -> dict[str, Any]:
        """Present or absent as a plain yes or no."""
        found = super().values()
        found["appearances"] = [row | {"present": row["present"] == "yes"} for row in found["appearances"]]
        return found


class ReportForm(StepForm):
    """听证报告（听证纪要）."""

    on = Day(_l("报告作出日期"), must=_l("请填写报告作出日期"))
    overview = Paragraph(_l("听证会基本情况"), must=_l("请填写听证会基本情况"))
    matter = Paragraph(_l("听证事项"), must=_l("请填写听证事项"))
    selection = Paragraph(_l("听证参加人的产生方式和基本情况"))
    views = Paragraph(_l("主要意见建议及其依据、理由"))
    support = Paragraph(_l("赞同情况"), description=_l("没有的，写明“无”。"))
    disputes = Paragraph(_l("意见分歧和争论的主要问题"), description=_l("没有的，写明“无”。"))
    advice = Paragraph(_l("处理建议"), description=_l("对听证会上提出的意见，逐项提出采纳或者不采纳的建议和理由。"))
    late_reason = Paragraph(_l("逾期原因"), most=2000, description=_l("在规定期限内作出的不填。"))

    def bind(self, view: DecisionView | None) -> None:
        """Ask for what the rule names, and for nothing else."""
        asked = {
            item
            for rule in (view.rules("hearing.report") if view else ())
            if isinstance(rule.params, ReportParams)
            for item in rule.params.items
        }
        for item in set(ReportItem) - (asked or set(ReportItem)):
            del self[item.value]
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """What the record says already."""
        hearing = view.dossier.hearing if view else None
        if view and hearing:
            draft = next((each.title for each in view.dossier.drafts if each.version == hearing.version), view.title)
            for item in ReportItem:
                if item.value in self:
                    self[item.value].data = papers.drafted(item, hearing, draft)


FORMS: dict[str, type[StepForm]] = {
    "hearing.postpone": PostponeForm,
    "hearing.cancel": CancelForm,
    "hearing.hold": SittingForm,
    "hearing.report": ReportForm,
}
