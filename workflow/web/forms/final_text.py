"""The form of the check of the final text (paper: 定稿核对意见)."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workflow.domain.drafttext import draft_digest
from workflow.domain.facts import Draft, Meeting
from workflow.domain.terms import FinalFinding
from workflow.services.decisionview import DecisionView
from workflow.web.filters import language, say_text
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Paragraph
from workflow.web.forms.rows import Radio, options

_NEXT = {
    FinalFinding.KEPT_TO: _l("作为定稿，转入决定后的办理"),
    FinalFinding.SHORT: _l("退回承办单位，按会议意见继续修改"),
    FinalFinding.BEYOND: _l("退回承办单位，重新送请合法性审查、集体讨论"),
}


class FinalCheckForm(SignedForm):
    """定稿核对意见."""

    digest = HiddenField()
    changes = Paragraph(
        _l("修改的内容"),
        must=_l("请写明修改的内容"),
        description=_l(
            "对照会议讨论的版本，按“第几条”逐项写明修改了哪些内容（其他序号、只改几个字的，用引号引出），增减、替换的依据和附件写明名称，分别对应会议的哪一项意见。"
        ),
    )
    finding = Radio(_l("核对意见"), must=_l("请选择核对意见"))
    reason = Paragraph(_l("理由"), description=_l("没有完全落实或者超出会议意见的，写明是哪些内容；作为定稿的不填。"))
    not_anew = Paragraph(
        _l("不再重新征求意见、论证、评估的理由"),
        most=5000,
        description=_l(
            "作为定稿的，写明会后改了什么、为何不影响原来的意见和结论；有实质改动的，核对意见选择“超出会议意见”。"
        ),
    )
    on = Day(_l("核对日期"), must=_l("请填写核对日期"))
    draft: Draft | None = None
    before: Draft | None = None
    meeting: Meeting | None = None

    def bind(self, view: DecisionView | None) -> None:
        """What is checked, what the meeting had before it and what it said; each finding with what follows from it."""
        if view:
            self.draft, self.meeting = view.dossier.draft, view.dossier.closed_meeting
            at = self.meeting.version if self.meeting else None
            self.before = next((each for each in view.dossier.drafts if each.version == at), None)
        self.finding.choices = options(
            (each.value, _("%(name)s——%(effect)s", name=say_text(each.label, language()), effect=_NEXT[each]))
            for each in FinalFinding
        )
        # a second press is read as it was sent
        if not (view and view.unheard) and "not_anew" not in request.form:
            del self.not_anew
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The draft as it is shown."""
        self.digest.data = draft_digest(self.draft) if self.draft else ""


FORMS: dict[str, type[StepForm]] = {"legality_review.check": FinalCheckForm}
