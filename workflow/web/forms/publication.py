"""Forms of publication (papers: 请示或者报告, 决策文件, 采纳情况说明, 不予公开审查, 卷内目录)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from workflow.domain import terms
from workflow.domain.attribution import responsible
from workflow.domain.inventory import DueItem, due_items, later_items
from workflow.domain.meetingrecord import unconfirmed
from workflow.domain.terms import NumberUse, PartyReportKind, PublishChannel, Trait
from workflow.domain.wording import bears_title, decided_title
from workflow.papers import letters
from workflow.services import precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, TermChecks, WordSelect, choices
from workflow.web.forms.numbered import NumberedForm, NumberSource
from workflow.web.forms.rows import Radio, options

_YES_OR_NO = {"yes": True, "no": False}


class PartyReportForm(NumberedForm):
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
    text = Paragraph(
        _l("请示（报告）正文"),
        must=_l("请填写正文"),
        description=_l("正文未作改动的，结尾按报送方式自动写明“妥否，请批示。”或者“特此报告。”。"),
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
        if view:
            kind = view.word("meeting_kinds", view.dossier.meeting.kind).zh if view.dossier.meeting else ""
            self.drafted = letters.party_report(view.dossier, kind, major=view.rulebook.major)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The letter as far as it follows from the record, and the next number; a reply completes what was sent."""
        sent, _ = view.dossier.reported_now if view else (None, None)
        if sent:
            self.kind.data, self.number.data, self.text.data = sent.kind.value, sent.number, sent.text
            if "code" in self:
                self.code.data = ""
            self.reply.data, self.reply_on.data, self.on.data = sent.reply, sent.reply_on, sent.on
            self.agreed.data = None if sent.agreed is None else "yes" if sent.agreed else "no"
            return
        self.text.data = self.drafted
        self.number_first(precedents.next_party_number(context.session(), context.today()))

    def values(self) -> dict[str, Any]:
        """A letter nobody touched ends as its kind demands."""
        found = super().values()
        if found["text"] == self.drafted:
            found["text"] = f"{self.drafted}\n{letters.ENDINGS[PartyReportKind.of(found['kind'])]}"
        return found | {"agreed": _YES_OR_NO.get(found["agreed"] or "")}


class CongressForm(NumberedForm):
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
    reply = Paragraph(_l("讨论决定或者审议意见"), description=_l("提请讨论决定的必须填写结果。"))
    agreed = Radio(
        _l("讨论决定结果"),
        choices=lambda: options((("yes", _("同意")), ("no", _("不同意")))),
        description=_l("提请讨论决定并有结果的必须选择。没有同意的，取得同意的决定前不得公布。"),
    )
    on = Day(_l("提请（报告）日期"), must=_l("请填写提请（报告）日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Whom it went to the last time."""
        self.recipient.data = precedents.last_congress(context.session())

    def values(self) -> dict[str, Any]:
        """What was not said is not known."""
        found = super().values()
        return found | {"agreed": _YES_OR_NO.get(found["agreed"] or "")}


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


class PublicationForm(NumberedForm):
    """决策公布."""

    use = NumberUse.DECISION
    must_have_number = True
    code = NumberSource()
    number = Line(
        _l("发文字号"),
        most=60,
        description=_l("机关代字〔年份〕×号，例如“清泉府发〔2022〕5号”。已按上一次公布的字号顺延的，请核对。"),
    )
    title = Line(_l("公布的文件标题"), must=_l("请填写公布的文件标题"))
    retitled = Paragraph(
        _l("标题与讨论决定的草案不一致的理由"),
        description=_l("标题与草案标题一致的不填；会议决定更改标题的，写明是哪次会议。"),
    )
    formed_on = Day(
        _l("成文日期"),
        description=_l("公布期限自成文之日起算；不填的，自作出决定之日起算。"),
    )
    channels = TermChecks(_l("公布途径"), PublishChannel, description=_l("至少选择一种；可以多选。"))
    wide_concern = BooleanField(_l("属于社会公众普遍关心或者专业性、技术性较强的决策事项"))
    explanation = Paragraph(
        _l("公众意见、专家论证意见采纳情况说明"),
        description=_l("属于上述事项的必须填写，与决策一并公布。系统已按办理结果写成，请核对。"),
    )
    interpretation = Paragraph(
        _l("宣传解读情况"),
        description=_l("属于上述事项的必须填写：通过新闻发布会、接受访谈、院坝会等方式进行的宣传解读。"),
    )
    on = Day(_l("公布日期"), must=_l("请填写公布日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Why the title is another one is asked where it is."""
        draft = view.dossier.draft if view else None
        if (
            view is None
            or draft is None
            or not self.title.data
            or bears_title(self.title.data, draft.title, view.dossier.organ)
        ):
            del self.retitled
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The next number of the series, a title, and what became of the opinions."""
        self.number_first(precedents.next_document_number(context.session(), context.today()))
        if view is None:
            return
        self.title.data = decided_title(view.dossier.draft.title) if view.dossier.draft else view.title
        self.explanation.data = letters.adoption(view.dossier)
        declared = not view.dossier.traits.isdisjoint({Trait.WIDE_CONCERN, Trait.TECHNICAL})
        self.wide_concern.data = declared or bool(view.dossier.opinions or view.dossier.expert_review)


class ItemRow(Form):  # type: ignore[misc]
    """One line of the in-file list."""

    key = HiddenField()
    title = Line(_l("题名"), must=_l("请填写题名"))
    responsible = Line(_l("责任者"))
    on = Day(_l("日期"))
    pages = Number(_l("页数"))
    note = Line(_l("备注"))


class ArchiveForm(StepForm):
    """卷内目录与归档移交."""

    items = FieldList(FormField(ItemRow), _l("卷内目录"), max_entries=200)
    retention = WordSelect(_l("保管期限"), "retention", must=_l("请选择保管期限"))
    received_by = Line(_l("接收人"), must=_l("请填写接收人"), description=_l("接收案卷的档案管理人员或者机构。"))
    unconfirmed = Paragraph(
        _l("会议记录未经全部到会人员确认的原因"), description=_l("写明没有确认的人员和原因；归档后不能再确认和更正。")
    )
    on = Day(_l("归档日期"), must=_l("请填写归档日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know which records have to be on the list, and whether somebody has still to confirm the record."""
        if view is None or not self._waiting(view):
            del self.unconfirmed
        self.due = self._due(view) if view else {}
        if self.complete:
            listed = {entry.form.key.data for entry in self.items.entries}
            for key, row in self.due.items():
                if key not in listed and len(self.items.entries) < self.items.max_entries:
                    self.items.append_entry(row)
        super().bind(view)

    complete = False
    free = False
    """Whether every line may be taken out."""

    def begin(self, view: DecisionView | None) -> None:
        """All records the procedure made; retention and receiver as the last time."""
        for row in self.due.values():
            self.items.append_entry(row)
        if last := precedents.last_archive(context.session()):
            self.retention.data, self.received_by.data = last

    def add_row(self, name: str) -> None:
        """Also asked by the button that puts back what has to be on the list."""
        self.complete = name == "due"
        super().add_row(name)

    @property
    def lacking(self) -> bool:
        """Whether something is not listed that has to be."""
        return not set(self.due) <= {entry.form.key.data for entry in self.items.entries}

    def _waiting(self, view: DecisionView) -> bool:
        """Whether somebody has not confirmed the record, and a rule wants to know why."""
        meeting = view.dossier.closed_meeting
        return bool(meeting and unconfirmed(meeting)) and view.asks("publication.archive", "record_confirmed")

    def _due(self, view: DecisionView) -> dict[str, dict[str, Any]]:
        return {item.key: _row(view, item) for item in due_items(view.dossier)}


def _row(view: DecisionView, item: DueItem) -> dict[str, Any]:
    """A record as a line of the list."""
    return {
        "key": item.key,
        "title": item.title.zh,
        "responsible": responsible(view.dossier, item.key),
        "on": item.on,
    }


class SupplementForm(StepForm):
    """补充归档目录."""

    items = FieldList(FormField(ItemRow), _l("补充目录"), max_entries=200)
    received_by = Line(_l("接收人"), must=_l("请填写接收人"), description=_l("接收材料的档案管理人员或者机构。"))
    on = Day(_l("补充归档日期"), must=_l("请填写补充归档日期"))
    free, lacking = True, False

    def begin(self, view: DecisionView | None) -> None:
        """What execution and evaluation left and no list has yet; the receiver as the last time."""
        if last := precedents.last_archive(context.session()):
            self.received_by.data = last[1]
        if view is None:
            return
        lists = (view.dossier.archive, *view.dossier.archive_supplements)
        listed = {item.key for each in lists if each for item in each.items}
        for item in later_items(view.dossier):
            if item.key not in listed:
                self.items.append_entry(_row(view, item))


FORMS: dict[str, type[StepForm]] = {
    "publication.report_party": PartyReportForm,
    "publication.report_congress": CongressForm,
    "publication.reconsider": ReconsiderForm,
    "publication.publish": PublicationForm,
    "publication.archive": ArchiveForm,
    "publication.supplement_archive": SupplementForm,
}
