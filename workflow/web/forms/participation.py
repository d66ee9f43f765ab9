"""Forms of participation (domain papers: 意见登记, 意见收集及采纳情况表, 公众参与情况)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workflow.domain import wording
from workflow.domain.applicability import takes_requests
from workflow.domain.facts import Opinion
from workflow.domain.guards.participation import ReportParams
from workflow.domain.terms import Disposition, ReplyWay
from workflow.domain.text import Text
from workflow.services import opinions
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import moment_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, HiddenNumber, Line, NumberChecks, Paragraph, TermSelect
from workflow.web.paging import whole

BY_STAFF = tuple(way for way in ReplyWay if way is not ReplyWay.WEB)


class ReceivedForm(StepForm):
    """意见登记."""

    channel = TermSelect(_l("收到方式"), BY_STAFF, must=_l("请选择收到意见的方式"))
    text = Paragraph(
        _l("意见内容"),
        must=_l("请填写意见内容"),
        most=5000,
        description=_l("照原文录入；电话、当面提出的，如实记录要点。"),
    )
    asks_hearing = BooleanField(
        _l("书面申请举行听证会"), description=_l("申请应当以书面形式提出；处理结果和理由即为答复。")
    )
    name = Line(_l("提出人"), most=100, description=_l("可不填。"))
    contact = Line(_l("联系方式"), most=200, description=_l("可不填。"))
    on = Day(_l("收到日期"), must=_l("请填写收到日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Whether somebody asks for a hearing is entered where a rule wants that answered."""
        if view is None or not takes_requests(view.rulebook):
            del self.asks_hearing
        super().bind(view)

    def next_url(self, view: DecisionView) -> str | None:
        """A pile of letters is entered one after the other."""
        return (
            url_for("steps.take", number=view.number, step_id="participation.receive")
            if "again" in request.form
            else None
        )


class AnswerForm(StepForm):
    """意见处理."""

    number = HiddenNumber()
    revision = HiddenNumber()
    on = Day(_l("处理日期"), must=_l("请填写处理日期"))
    disposition = TermSelect(_l("处理结果"), Disposition, must=_l("请选择处理结果"))
    reason = Paragraph(
        _l("理由"),
        must=_l("请说明处理的理由"),
        most=5000,
        description=_l("采纳的写明如何采纳，未采纳的说明理由。公布采纳情况时，理由一并公布。"),
    )
    topic = Line(_l("意见类别"), most=50, description=_l("归类整理用，例如“交通”“经费”；相近的意见使用同一类别。"))
    duplicate_of = Choice(
        _l("与前面的意见重复"),
        choices=[],
        validators=[Optional()],
        description=_l("内容与前面某条意见相同的，选择该条，理由可以写“同第1条意见”。"),
    )
    together = NumberChecks(
        _l("一并处理的其他意见"), description=_l("尚未处理的其他意见，处理结果、理由和类别相同的，可以选择后一并处理。")
    )
    alike = BooleanField(_l("一并处理的意见内容相同，除最早的一条外标为重复意见（仍逐条列出）"))

    hidden = Paragraph(
        _l("公布时隐去的内容"),
        most=2000,
        description=_l(
            "意见中可能识别公民个人的姓名、住址、账号等，照原文每行填写一处；电话、证件号码和提出人姓名已自动隐去。"
        ),
    )

    topics: Sequence[str] = ()
    opinion: Opinion | None = None
    sender: opinions.Sender | None = None
    before: opinions.Answered | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Find the opinion that is to be answered, with its sender and the answer it has."""
        asked = self.number.data if self.is_submitted() else whole(request.args.get("number"))
        found = view.dossier.opinions if view and view.step("participation.answer") else ()
        if asked is None and not self.is_submitted():
            asked = next((each.number for each in found if each.answer is None), None)
        self.opinion = next((each for each in found if each.number == asked), None)
        self.duplicate_of.choices = [
            SelectChoice("", _l("不重复")),
            *(_listed(each) for each in found if self.opinion and each.number < self.opinion.number),
        ]
        self.topics = sorted({each.answer.topic for each in found if each.answer and each.answer.topic})
        self.together.choices = [
            (each.number, _listed(each).label)
            for each in found
            if self.opinion and each.answer is None and each.number != self.opinion.number
        ]
        if view and self.opinion:
            self.sender = opinions.sender(context.session(), view.id, self.opinion.number)
            self.before = opinions.answered(context.session(), view.id, self.opinion.number)
        super().bind(view)
        if "_add" in request.form:
            # back from the page that told of the other answer: that one has been seen now
            self.revision.data = self.before.revision if self.before else 0

    def begin(self, view: DecisionView | None) -> None:
        """An answer that is changed begins as it is."""
        self.number.data = self.opinion.number if self.opinion else None
        self.revision.data = self.before.revision if self.before else 0
        if self.before:
            fact = self.before.fact
            self.disposition.data, self.reason.data, self.topic.data = fact.disposition.value, fact.reason, fact.topic
            self.duplicate_of.data = str(fact.duplicate_of or "")
            text = self.opinion.text if self.opinion else ""
            self.hidden.data = "\n".join(dict.fromkeys(text[start:end] for start, end in fact.hidden))

    def values(self) -> dict[str, Any]:
        """An opinion that repeats none repeats none."""
        return super().values() | {"duplicate_of": int(self.duplicate_of.data) if self.duplicate_of.data else None}

    def next_url(self, view: DecisionView) -> str | None:
        """On to the next opinion without an answer."""
        waiting = next((each.number for each in view.dossier.opinions if each.answer is None), None)
        page = url_for("steps.take", number=view.number, step_id="participation.answer")
        return f"{page}?number={waiting}" if waiting else None

    def noticed(self, view: DecisionView) -> list[Text]:
        """Somebody else answered the same opinion."""
        if self.number.data is None:
            return []
        other = opinions.answered(context.session(), view.id, self.number.data)
        if other is None or other.revision == self.revision.data:
            return []
        entered = other.fact.entered
        return [
            Text(
                "{at}：{by}处理了第{number}条意见，处理结果为“{disposition}”，理由：{reason}",
                "{at}: {by} answered opinion {number}: {disposition}. Reason: {reason}",
            ).fmt(
                at=Text(moment_text(entered, "zh"), moment_text(entered, "en")),
                by=other.by,
                number=self.number.data,
                disposition=other.fact.disposition.label,
                reason=other.fact.reason,
            )
        ]


def _listed(opinion: Opinion) -> SelectChoice:
    start = opinion.text[:30] + ("……" if len(opinion.text) > 30 else "")
    return SelectChoice(str(opinion.number), _l("第%(n)s条：%(text)s", n=opinion.number, text=start))


class ResultForm(StepForm):
    """公众参与情况."""

    on = Day(_l("公布日期"), must=_l("请填写公布日期"))
    summary = Paragraph(
        _l("意见征集和采纳情况综述"),
        must=_l("请填写意见征集和采纳情况综述"),
        description=_l("已按登记和处理情况生成，可以修改。办理后，综述与逐条处理情况一次性公布，不再接收意见。"),
    )

    report_published = BooleanField(
        _l("同时公布公众参与情况报告"),
        description=_l(
            "报告按登记和处理情况生成，包括基本情况、意见情况、采纳情况及理由等；不公布的，仍可以在事项页面下载。"
        ),
    )

    def begin(self, view: DecisionView | None) -> None:
        """The numbers are known; whether the report is to be published, the rules say."""
        rules = view.rules("participation.conclude") if view else ()
        self.report_published.data = any(
            isinstance(rule.params, ReportParams) and rule.params.publish for rule in rules
        )
        if view and view.dossier.notice:
            notice = view.dossier.notice
            self.summary.data = wording.participation_summary(notice.starts, notice.closes, view.dossier.opinions)


class ReopeningForm(StepForm):
    """重新征求意见."""

    on = Day(_l("决定重新征求意见日期"), must=_l("请填写决定重新征求意见日期"))
    reason = Paragraph(
        _l("重新征求意见的理由"),
        must=_l("请说明重新征求意见的理由"),
        most=5000,
        description=_l("写明草案作了哪些重大修改。理由公布；原公告、意见和采纳情况保持不变，列为以前的征求意见。"),
    )


FORMS: dict[str, type[StepForm]] = {
    "participation.receive": ReceivedForm,
    "participation.answer": AnswerForm,
    "participation.conclude": ResultForm,
    "participation.reopen": ReopeningForm,
}
