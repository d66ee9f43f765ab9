"""Forms of the notice soliciting opinions and of what is put right or extended in it (domain papers: 公开征求意见公告)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from workflow.domain import wording
from workflow.domain.calendar import days_between, earliest_end
from workflow.domain.guards.participation import CONVENTION_NAMES, PeriodParams
from workflow.domain.terms import NoticeChannel, ReplyWay
from workflow.domain.text import Text
from workflow.services import opinions
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermChecks


@dataclass(frozen=True)
class Period:
    """The period on the form: days from `counted_from` to the end, and the least the rule asks."""

    counted_from: dt.date
    days: int | None
    least: int
    convention: Text
    both_ends: bool


class NoticeForm(StepForm):
    """公开征求意见公告."""

    on = Day(_l("公告发布日期"), must=_l("请填写公告发布日期"))
    title = Line(_l("公告标题"), must=_l("请填写公告标题"), most=300)
    channels = TermChecks(
        _l("公布途径"),
        NoticeChannel,
        must=_l("请选择公布途径"),
        description=_l("应当选择便于社会公众知晓的途径；本系统的公众页面同时公布，不必另选。"),
    )
    ways = TermChecks(
        _l("提出意见的方式"),
        ReplyWay,
        must=_l("请选择提出意见的方式"),
        description=_l("选择“网上提交”的，公众可以在公众页面直接提交意见。"),
    )
    contact = Paragraph(
        _l("联系单位和联系方式"),
        must=_l("请填写联系单位和联系方式"),
        most=2000,
        description=_l("写明单位、地址、电话、电子邮箱等，与所选方式相对应。"),
    )
    starts = Day(_l("起始日期"), must=_l("请填写起始日期"))
    ends = Day(_l("截止日期"), must=_l("请填写截止日期"))
    shortened_reason = Paragraph(
        _l("缩短期限的理由"),
        most=5000,
        description=_l("期限不足法定日数的，应当说明情况紧急等理由，理由随公告一并公布；期限足够的不填。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Know the rule on the length of the period."""
        self._least, self._setting = None, view.setting if view else None
        self.today = context.today()
        for rule in view.rules("participation.open") if view else ():
            if isinstance(rule.params, PeriodParams):
                self._least = rule.params.days
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The title follows from the draft, the end from the rule, how to be reached from the unit's last notice."""
        if view is None:
            return
        if view.dossier.draft:
            self.title.data = wording.notice_title(view.dossier.draft.title)[:300]
        self.starts.data = context.today()
        if self._least is not None:
            self.ends.data = earliest_end(context.today(), self._least, view.setting.convention)
        before = opinions.notice_before(context.session(), view.id)
        if before:
            self.channels.data = [channel.value for channel in before.channels]
            self.ways.data = [way.value for way in before.ways]
            self.contact.data = before.reached
        else:
            self.contact.data = f"{view.dossier.organ}{view.lead_unit}"

    @property
    def period(self) -> Period | None:
        """How long the period on the form is: it runs from the day the notice is published at the earliest."""
        if self._least is None or self._setting is None:
            return None
        start = max(day for day in (self.starts.data, self.on.data, context.today()) if day)
        convention = self._setting.convention
        days = days_between(start, self.ends.data, convention) if self.ends.data else None
        return Period(start, days, self._least, CONVENTION_NAMES[convention], convention == "both_ends")


class AmendmentForm(StepForm):
    """征求意见公告的更正、延长."""

    contact = Paragraph(
        _l("联系单位和联系方式"),
        must=_l("请填写联系单位和联系方式"),
        most=2000,
        description=_l("公告所载有误的，改为正确的内容；没有改动的保持原样。"),
    )
    ends = Day(_l("截止日期"), must=_l("请填写截止日期"), description=_l("只能延长，不能缩短；不延长的保持原样。"))
    reason = Paragraph(
        _l("更正或者延长的理由"),
        must=_l("请说明更正或者延长的理由"),
        most=2000,
        description=_l("理由随公告一并公布。"),
    )
    on = Day(_l("更正公告发布日期"), must=_l("请填写更正公告发布日期"))

    def begin(self, view: DecisionView | None) -> None:
        """The notice as it stands."""
        if view and (notice := view.dossier.notice):
            self.contact.data, self.ends.data = notice.reached, notice.closes


FORMS: dict[str, type[StepForm]] = {
    "participation.open": NoticeForm,
    "participation.amend": AmendmentForm,
}
