"""Forms of the yearly report: its text, handing it upward, publishing it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms.validators import ValidationError

from workflow.domain import facts
from workflow.domain.annualtext import Names, UnknownFigure
from workflow.domain.terms import AnnualContent, NumberUse, PublishChannel
from workflow.services.kept import mark_of
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermChecks, choices, required
from workflow.web.forms.numbered import NumberSource, checked, offer
from workflow.web.forms.repeated import Row, replace, written

TEXT = 30_000


class SectionRow(Row):
    """报告的一节."""

    content = Choice(
        _l("报告内容"),
        choices=lambda: choices(((each.value, each.label) for each in AnnualContent), _("请选择")),
        validators=required(_l("请选择这一节属于哪一项内容")),
    )
    heading = Line(_l("小标题"), description=_l("同一项内容分几节写的填写，不写“（一）”等序号。"))
    text = Paragraph(_l("正文"), most=TEXT, description=_l("每段一行。数字写作花括号内的名称，随日志计算。"))

    def validate_text(self, field: Any) -> None:
        """A name in braces is that of a figure."""
        try:
            self.names.keyed(field.data or "")
        except UnknownFigure as unknown:
            raise ValidationError(_("没有名为“%(name)s”的数字，请从“可用的数字”中选用。", name=unknown.name)) from None


class TextForm(StepForm):
    """年度报告文稿. `seen`: the version it began with."""

    sections = FieldList(FormField(SectionRow), label=_l("报告正文"), min_entries=1, max_entries=40)
    until = Day(
        _l("统计截止日期"), must=_l("请填写统计截止日期"), description=_l("只统计发生日期在此日及以前的办理记录")
    )
    frozen = BooleanField(
        _l("固定数字"), description=_l("勾选后，数字固定在存稿时的日志，不随以后的录入变化；上报时总会固定。")
    )

    def open(self, names: Names, text: facts.AnnualText | None) -> None:
        """Fit the form to the figures at hand; `text`: what it begins with, where it is opened anew."""
        if text is not None:
            self.seen.data, self.until.data, self.on.data = str(text.version), text.until, context.today()
            self.mark.data = mark_of(text) if text.version else ""
            self.frozen.data = bool(text.size)
            rows = [each.model_dump(mode="json") | {"text": names.shown(each.text)} for each in text.sections]
            replace(self.sections, rows)
        for entry in self.sections.entries:
            entry.form.names = names

    def fact(self, year: int, names: Names, size: int) -> facts.AnnualText:
        """The text as entered; `size`: of the log its figures are frozen at, if they are."""
        sections = tuple(
            facts.AnnualSection(content=each["content"], heading=each["heading"], text=names.keyed(each["text"]))
            for each in written(self.sections)
        )
        return facts.AnnualText(
            on=self.on.data,
            year=year,
            version=int(self.seen.data) + 1,
            until=self.until.data,
            size=size if self.frozen.data else 0,
            sections=sections,
        )

    def validate_seen(self, field: Any) -> None:
        """The version comes back as it was given."""
        if not (field.data or "").isascii() or not (field.data or "").isdigit() or len(field.data) > 6:
            raise ValidationError(_("请重新打开页面。"))


class SubmissionForm(FlaskForm):  # type: ignore[misc]
    """年度报告上报."""

    version, mark = HiddenField(), HiddenField()
    code = NumberSource()
    addressee = Line(_l("报送机关"), must=_l("请填写报送机关"), description=_l("印作主送机关，例如“县委、县政府”。"))
    copied_to = Line(_l("抄送机关"), description=_l("印在版记中；没有的不填。"))
    approved_by = Line(
        _l("签发人"), must=_l("请填写签发人"), description=_l("签发报告的机关负责人姓名，印在文件的“签发人”处。")
    )
    document = Line(_l("发文字号"), most=100, description=_l("没有的不填。"))
    sums = Paragraph(
        _l("加总不符的理由"),
        most=2000,
        description=_l("正文中有各项合计与总数不符的，更正正文后再上报；确属无误的，在此说明。"),
    )
    reason = Paragraph(
        _l("重新上报的理由"),
        must=_l("请写明重新上报的理由"),
        most=2000,
        description=_l("写明更正了什么、为什么更正；公布后与报告一并对外显示。"),
    )
    on = Day(_l("上报日期"), must=_l("请填写上报日期"))

    def bind(self, *, sums: bool, again: bool) -> None:
        """Offer the numbers the program can give. `sums`: whether some in the text do not add up. `again`: whether one was handed up before."""
        offer(self, "document", NumberUse.REQUEST, must=False)
        if not sums:
            del self.sums
        if not again:
            del self.reason

    def validate(self, extra_validators: Any = None) -> bool:
        """A number is typed or given, and not both."""
        sound = bool(super().validate(extra_validators))
        return checked(self, "document", must=False) and sound


class PublicationForm(FlaskForm):  # type: ignore[misc]
    """年度报告公布."""

    version, mark = HiddenField(), HiddenField()
    channels = TermChecks(_l("公布渠道"), PublishChannel, must=_l("请选择公布渠道"))
    address = Line(
        _l("网址"),
        most=300,
        description=_l("在网站公布的，填写该页的完整网址，以“http://”或者“https://”开头；没有在网站公布的不填。"),
    )
    on = Day(_l("公布日期"), must=_l("请填写公布日期"))
