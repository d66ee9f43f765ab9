"""Forms of publication (papers: 请示或者报告, 决策文件, 采纳情况说明, 不予公开审查, 卷内目录)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from workflow.domain.attribution import responsible
from workflow.domain.guards.publication import settled_on
from workflow.domain.inventory import due_items, later_items
from workflow.domain.meetingrecord import unconfirmed
from workflow.domain.stagerecords import DueItem
from workflow.domain.terms import NumberUse, PublishChannel, Trait
from workflow.domain.wording import bears_title, published_title
from workflow.papers import letters
from workflow.services import papers, precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, TermChecks, WordSelect, choices
from workflow.web.forms.numbered import NumberedForm, NumberSource
from workflow.web.paperhouse import house


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
    addressed_to = Line(
        _l("主送机关"),
        description=_l(
            "印发通知等写明，例如“各村民委员会、社区居民委员会，机关各办公室，有关单位”；不写主送机关的不填。"
        ),
    )
    copied_to = Line(_l("抄送机关"), description=_l("印在版记中；没有的不填。"))
    printed_by = Line(_l("印发机关"), description=_l("印在版记中，一般为党政办公室；没有印发的不填。"))
    printed_on = Day(_l("印发日期"), description=_l("公文送印的日期；没有印发的不填。"))
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
        draft, organ = view.dossier.draft, view.dossier.organ
        self.title.data = published_title(draft.title, organ) if draft else view.title
        self.addressed_to.data, printed_by = precedents.last_imprint(context.session())
        unit = context.actor().unit
        self.printed_by.data = printed_by or (unit and f"{organ.removesuffix('人民政府')}{unit}")
        # entered late it was printed on another day, which nobody but they knows
        self.printed_on.data = context.today() if settled_on(view.dossier) == context.today() else None
        self.explanation.data = letters.adoption(view.dossier)
        declared = not view.dossier.traits.isdisjoint({Trait.WIDE_CONCERN, Trait.TECHNICAL})
        self.wide_concern.data = declared or bool(view.dossier.opinions or view.dossier.expert_review)


class PublicationAmendmentForm(StepForm):
    """公布内容的更正、补充."""

    correction = Paragraph(
        _l("更正内容"),
        most=5000,
        description=_l("写明何处有误、正确的内容是什么；没有更正的不填。决策内容需要调整的，按“决定调整决策”办理。"),
    )
    reason = Paragraph(_l("更正的原因"), most=2000, description=_l("填写更正内容的必须填写，随更正一并公布。"))
    approved_by = Line(_l("批准更正的负责人"), description=_l("填写更正内容的必须填写；不公布。"))
    channels = TermChecks(
        _l("增加的公布途径"), PublishChannel, description=_l("只列此前没有使用过的途径；没有增加的不选。")
    )
    interpretation = Paragraph(
        _l("公布后的宣传解读情况"),
        most=5000,
        description=_l("公布以后通过新闻发布会、接受访谈、院坝会等方式进行的宣传解读；没有的不填。"),
    )
    on = Day(_l("更正、补充公布日期"), must=_l("请填写更正、补充公布日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Only further channels can be chosen."""
        used = view.dossier.published_in if view else frozenset()
        if further := [each for each in PublishChannel if each not in used]:
            self.channels.choices = choices((each.value, each.label) for each in further)
        else:
            del self.channels
        super().bind(view)


class ItemRow(Form):  # type: ignore[misc]
    """One line of the in-file list."""

    key = HiddenField()
    title = Line(_l("题名"), must=_l("请填写题名"))
    responsible = Line(_l("责任者"))
    on = Day(_l("日期"))
    pages = Number(_l("页数"))
    note = Line(_l("备注"))


class ListForm(StepForm):
    """What both lists have: the pages of the papers that the program makes can be counted by it."""

    counted = False

    def bind(self, view: DecisionView | None) -> None:
        """Count where it was asked for; what was typed stays."""
        super().bind(view)
        if view and self.counted:
            rows = {each.form.key.data: each.form.pages for each in self.items.entries if each.form.pages.data is None}
            for key, pages in papers.page_counts(context.session(), view.number, house(), rows.keys()).items():
                rows[key].data = pages

    def add_row(self, name: str) -> None:
        """Also asked by the button that counts the pages."""
        self.counted = name == "pages"
        super().add_row(name)


class ArchiveForm(ListForm):
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


class SupplementForm(ListForm):
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
    "publication.publish": PublicationForm,
    "publication.amend": PublicationAmendmentForm,
    "publication.archive": ArchiveForm,
    "publication.supplement_archive": SupplementForm,
}
