"""Forms of what goes to the Party committee and the congress before publication (papers: 请示或者报告, 没有获得同意的处理决定)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow.domain import terms
from workflow.domain.terms import NumberUse, PartyReportKind
from workflow.papers import letters
from workflow.services import precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, choices
from workflow.web.forms.numbered import NumberedForm, NumberSource
from workflow.web.forms.rows import Radio, options

_YES_OR_NO = {"yes": True, "no": False}
_NOT_NEEDED = "not_needed"


def _answer(agreed: bool | None) -> str | None:
    """How an answer is ticked."""
    return None if agreed is None else "yes" if agreed else "no"


def _drafted(view: DecisionView) -> str:
    """What the letter says as far as it follows from the record."""
    meeting = view.dossier.meeting
    kind = view.word("meeting_kinds", meeting.kind).zh if meeting else ""
    outcome = meeting.resolution.outcome if meeting and meeting.resolution else ""
    in_principle = bool(outcome) and view.setting.effect("outcomes", outcome) == "in_principle"
    return letters.party_report(view.dossier, kind, major=view.rulebook.major, in_principle=in_principle)


class SentForm(AnewForm, NumberedForm):
    """What is sent once: the reply completes it, anything else entered again says why."""

    anew = Paragraph(
        _l("重新录入的理由"),
        most=1000,
        description=_l("只补填批复或者结果的不填；重复录入，或者与此前录入的内容不一致的必须填写。原记录保留。"),
    )


class PartyReportForm(SentForm):
    """向同级党委的请示或者报告."""

    use = NumberUse.REQUEST
    kind = Radio(
        _l("报送方式"),
        must=_l("请选择请示或者报告"),
        choices=lambda: choices((kind.value, kind.label) for kind in PartyReportKind),
        description=_l("请示须取得批复后方可公布；报告无须等待批复。"),
    )
    code = NumberSource()
    number = Line(_l("发文字号"), description=_l("例如“清泉府文〔2022〕6号”；没有编号的可不填。"))
    approved_by = Line(_l("签发人"), description=_l("签发的机关负责人姓名，印在上行文的“签发人”处。"))
    text = Paragraph(
        _l("请示（报告）正文"),
        must=_l("请填写正文"),
        description=_l(
            "正文未作改动的，结尾按报送方式自动写明“妥否，请批示。”或者“特此报告。”。"
            "生成文书时，正文之后按记录写明事项由来、履行程序情况和主要内容；正文自编“一、”的，照原文印。"
        ),
    )
    reply = Paragraph(
        _l("批复意见"), description=_l("请示尚未批复的先不填，取得批复后再次办理本步骤补填；报告有批复的也可填写。")
    )
    agreed = Radio(
        _l("批复结果"),
        choices=lambda: options((("yes", _("同意")), ("no", _("不同意")))),
        description=_l("填写批复意见的必须选择。批复不同意的，取得同意的批复前不得公布。"),
    )
    reply_on = Day(_l("批复日期"))
    on = Day(_l("请示（报告）日期"), must=_l("请填写请示（报告）日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know what the letter says of itself."""
        self.drafted = ""
        if view is None or view.dossier.reported_now[0] is None:
            self.first_time()
        if view:
            self.drafted = _drafted(view)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The letter as far as it follows from the record, and the next number; a reply completes what was sent."""
        sent, _ = view.dossier.reported_now if view else (None, None)
        requests = [each for each in (view.dossier.party_now if view else ()) if each.kind is PartyReportKind.REQUEST]
        # what has still to be answered, whatever was reported since
        if sent := next((each for each in requests[-1:] if not each.reply.strip()), sent):
            self.kind.data, self.text.data = sent.kind.value, sent.text
            self.number_as_sent(sent.number)
            self.approved_by.data = sent.approved_by
            self.reply.data, self.reply_on.data, self.on.data = sent.reply, sent.reply_on, sent.on
            self.agreed.data = _answer(sent.agreed)
            return
        self.text.data = self.drafted
        self.number_first(precedents.next_party_number(context.session(), context.today()))

    def values(self) -> dict[str, Any]:
        """A letter nobody touched ends as its kind demands."""
        found = super().values()
        if found["text"] == self.drafted:
            found["text"] = f"{self.drafted}\n{letters.ENDINGS[PartyReportKind.of(found['kind'])]}"
        return found | {"agreed": _YES_OR_NO.get(found["agreed"] or "")}


class CongressForm(SentForm):
    """提请人大讨论决定的议案或者报告."""

    use = NumberUse.REQUEST
    form = Radio(
        _l("方式"),
        must=_l("请选择提请讨论决定或者报告"),
        choices=lambda: choices((form.value, form.label) for form in terms.CongressForm),
    )
    recipient = Line(
        _l("报送对象"),
        must=_l("请填写报送对象"),
        description=_l("本级人民代表大会、人大常委会；乡镇为人民代表大会或者其主席团。"),
    )
    code = NumberSource()
    number = Line(_l("发文字号"), description=_l("没有编号的可不填。"))
    text = Paragraph(_l("提请（报告）的内容"), must=_l("请填写内容"))
    reply = Paragraph(_l("讨论决定或者审议意见"), description=_l("提请讨论决定的必须填写结果，取得结果前不得公布。"))
    agreed = Radio(
        _l("讨论决定结果"),
        choices=lambda: options((("yes", _("同意")), ("no", _("不同意")), (_NOT_NEEDED, _("不需要讨论决定")))),
        description=_l(
            "提请讨论决定并有结果的必须选择。没有同意的，取得同意的决定前不得公布；答复不需要讨论决定的，如实选择。"
        ),
    )
    on = Day(_l("提请（报告）日期"), must=_l("请填写提请（报告）日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Where nothing was put before it there is nothing to take back."""
        if view is None or view.dossier.reported_now[1] is None:
            self.first_time()
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Whom it went to the last time; what it decided completes what was put before it."""
        _, sent = view.dossier.reported_now if view else (None, None)
        # what has still to be answered, whatever was reported since
        asked = view.dossier.congress_asked if view else None
        if sent := asked if asked and not asked.reply.strip() else sent:
            self.form.data, self.recipient.data, self.text.data = sent.form.value, sent.recipient, sent.text
            self.number_as_sent(sent.number)
            self.reply.data, self.on.data, self.agreed.data = sent.reply, sent.on, _answer(sent.agreed)
            if sent.reply and sent.agreed is None and sent.form is terms.CongressForm.DECIDED:
                self.agreed.data = _NOT_NEEDED
            return
        self.recipient.data = precedents.last_congress(context.session())

    def values(self) -> dict[str, Any]:
        """What was not said is not known."""
        found = super().values()
        said = found["agreed"] or ""
        return found | {"agreed": _YES_OR_NO.get(said), "not_needed": said == _NOT_NEEDED}


class ReconsiderForm(SignedForm):
    """没有获得同意的处理决定."""

    way = Radio(
        _l("处理方式"),
        must=_l("请选择处理方式"),
        choices=lambda: choices((each.value, each.label) for each in terms.Reconsidered),
        description=_l("修改的，退回起草，改后重新送审、讨论、请示报告；终止的，本事项不再办理。"),
    )
    reason = Paragraph(
        _l("理由"),
        must=_l("请写明理由"),
        most=5000,
        description=_l("写明批复或者决定指出的问题，以及为何修改或者终止。"),
    )
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))


FORMS: dict[str, type[StepForm]] = {
    "publication.report_party": PartyReportForm,
    "publication.report_congress": CongressForm,
    "publication.reconsider": ReconsiderForm,
}
