"""Forms of the register of document numbers: a code, where a series begins, a number for a paper, one that is not used."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from workflow.domain.terms import NumberUse
from workflow.services import numberregister
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.fields import Choice, Day, Line, Number, Paragraph, TermSelect


class CodeForm(FlaskForm):  # type: ignore[misc]
    """机关代字登记."""

    code = Line(
        _l("机关代字"),
        must=_l("请填写机关代字"),
        most=20,
        description=_l(
            "“〔年份〕”以前的文字，例如“清泉府发”“清泉府函”“清泉府纪要”。登记后不能更改，不再使用的可以停用。"
        ),
    )
    use = TermSelect(
        _l("用途"),
        NumberUse,
        must=_l("请选择用途"),
        description=_l("办理相应文件时首先提供这个代字；其他文件也可以选用。"),
    )
    first = Number(
        _l("本年度从几号开始由系统给号"),
        validators=[InputRequired(_l("请填写起始号")), NumberRange(1, 99_999, _l("请填写1至99999之间的整数。"))],
        description=_l("年中启用、此前的号已在纸质登记簿上给出的，填写下一个号；没有给过号的填1。写明后不能更改。"),
    )
    since = Day(
        _l("启用日期"),
        must=_l("请填写启用日期"),
        description=_l("本机关开始使用这个代字的日期，可以早于启用本系统的日期；更早的文件不能使用这个代字。"),
    )


class StartForm(FlaskForm):  # type: ignore[misc]
    """起始号说明."""

    year = Number(
        _l("年度"), validators=[InputRequired(_l("请填写年度")), NumberRange(1949, 2200, _l("请填写四位年份。"))]
    )
    first = Number(
        _l("从几号开始由系统给号"),
        validators=[InputRequired(_l("请填写起始号")), NumberRange(1, 99_999, _l("请填写1至99999之间的整数。"))],
        description=_l("纸质登记簿上该年度最后一号的下一个号。写明后不能更改；给过号的年度不能再写。"),
    )


class ClosingForm(FlaskForm):  # type: ignore[misc]
    """机关代字停用."""

    reason = Paragraph(_l("停用理由"), must=_l("请写明停用理由"), most=1000)
    on = Day(
        _l("停用日期"),
        must=_l("请填写停用日期"),
        description=_l("成文日期晚于这一天的文件不再使用这个代字；已经给出的号不受影响。"),
    )


class TakeForm(FlaskForm):  # type: ignore[misc]
    """给号."""

    code = Choice(_l("机关代字和下一号"), choices=[], validators=[Optional()])
    title = Line(_l("文件标题"), must=_l("请填写文件标题"), most=300)
    matter = Line(_l("所属决策事项的编号"), most=20, description=_l("例如2022-003；不属于任何决策事项的不填。"))
    paper = HiddenField()
    on = Day(
        _l("成文日期"),
        must=_l("请填写成文日期"),
        description=_l("按成文日期所在年度编号。补发以前年度的文件，接在该年度最后一号之后，并注明补给。"),
    )

    older = Line(
        _l("已经使用的文号"),
        most=60,
        description=_l("纸质文件上已经印有文号、现在补登的填写，例如“清泉府发〔2022〕3号”；由系统给号的不填。"),
    )

    def bind(self) -> None:
        """Offer the codes that are in use."""
        found = numberregister.next_numbers(context.session(), context.today())
        self.code.choices = [
            SelectChoice("", _("请选择")),
            *(
                SelectChoice(
                    code.code, _("%(number)s（%(use)s）", number=number, use=say_text(code.use.label, language()))
                )
                for code, number in found
            ),
        ]

    @property
    def written(self) -> str:
        """The number given on paper before, where there is one; else the code, for the next."""
        return str(self.older.data or self.code.data)


class VoidForm(FlaskForm):  # type: ignore[misc]
    """发文字号作废."""

    reason = Paragraph(_l("作废理由"), must=_l("请写明作废理由"), most=1000)
    on = Day(_l("作废日期"), must=_l("请填写作废日期"))
