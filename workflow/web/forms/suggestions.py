"""Forms of suggestions on execution (papers: 意见建议登记表, 意见建议处理表)."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from workflow.domain.facts import Suggestion
from workflow.domain.terms import Handling
from workflow.domain.text import Text
from workflow.services import opinions, suggestions
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import moment_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, HiddenNumber, Line, Paragraph, TermSelect
from workflow.web.forms.participation import BY_STAFF
from workflow.web.paging import whole


class SuggestedForm(StepForm):
    """意见建议登记表."""

    channel = TermSelect(_l("收到方式"), BY_STAFF, must=_l("请选择收到的方式"))
    text = Paragraph(
        _l("意见建议内容"),
        must=_l("请填写意见建议的内容"),
        most=5000,
        description=_l("照原文录入；电话、当面提出的，如实记录要点。"),
    )
    name = Line(_l("提出人"), most=100, description=_l("可不填。"))
    contact = Line(_l("联系方式"), most=200, description=_l("可不填。"))
    on = Day(_l("收到日期"), must=_l("请填写收到日期"))


class HandledForm(StepForm):
    """意见建议处理表."""

    number = HiddenNumber()
    revision = HiddenNumber()
    handling = TermSelect(_l("处理结果"), Handling, must=_l("请选择处理结果"))
    reason = Paragraph(
        _l("处理情况和理由"),
        must=_l("请写明处理情况和理由"),
        most=5000,
        description=_l("提出人凭回执编号可以看到处理结果和理由。"),
    )
    on = Day(_l("处理日期"), must=_l("请填写处理日期"))

    suggestion: Suggestion | None = None
    sender: opinions.Sender | None = None
    before: suggestions.Answered | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Find the suggestion that is to be answered, with its sender and the answer it has."""
        asked = self.number.data if self.is_submitted() else whole(request.args.get("number"))
        found = _suggestions(view)
        if asked is None and not self.is_submitted():
            asked = next((each.number for each in found if each.answer is None), None)
        self.suggestion = next((each for each in found if each.number == asked), None)
        if view and self.suggestion:
            self.sender = suggestions.sender(context.session(), view.id, self.suggestion.number)
            self.before = suggestions.answered(context.session(), view.id, self.suggestion.number)
        super().bind(view)
        if "_add" in request.form:
            # back from the page that told of the other answer: that one has been seen now
            self.revision.data = self.before.revision if self.before else 0

    def begin(self, view: DecisionView | None) -> None:
        """An answer that is changed begins as it is."""
        self.number.data = self.suggestion.number if self.suggestion else None
        self.revision.data = self.before.revision if self.before else 0
        if self.before:
            self.handling.data, self.reason.data = self.before.fact.handling.value, self.before.fact.reason

    def next_url(self, view: DecisionView) -> str | None:
        """On to the next suggestion without an answer."""
        waiting = next((each.number for each in _suggestions(view) if each.answer is None), None)
        page = url_for("steps.take", number=view.number, step_id="execution.answer")
        return f"{page}?number={waiting}" if waiting else None

    def noticed(self, view: DecisionView) -> list[Text]:
        """Somebody else answered the same suggestion."""
        if self.number.data is None:
            return []
        other = suggestions.answered(context.session(), view.id, self.number.data)
        if other is None or other.revision == self.revision.data:
            return []
        entered = other.fact.entered
        return [
            Text(
                "{at}：{by}处理了第{number}条意见建议，处理结果为“{handling}”，理由：{reason}",
                "{at}: {by} answered suggestion {number}: {handling}. Reason: {reason}",
            ).fmt(
                at=Text(moment_text(entered, "zh"), moment_text(entered, "en")),
                by=other.by,
                number=self.number.data,
                handling=other.fact.handling.label,
                reason=other.fact.reason,
            )
        ]


def _suggestions(view: DecisionView | None) -> tuple[Suggestion, ...]:
    return view.dossier.execution.suggestions if view and view.dossier.execution else ()


FORMS: dict[str, type[StepForm]] = {
    "execution.suggest": SuggestedForm,
    "execution.answer": HandledForm,
}
