"""Forms of the public site: an opinion on a notice, and the code of a receipt."""

from __future__ import annotations

import hashlib
import re
import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import DataRequired, ValidationError

from workflow.domain.typed import clean
from workflow.web.forms.fields import Line, Paragraph

OPINION_LENGTH = 5000

_KEY = re.compile(r"[0-9a-f]{32}")


class OpinionForm(FlaskForm):  # type: ignore[misc]
    """An opinion; name and contact only from those who want to give them."""

    key = HiddenField(render_kw={"autocomplete": "off"})
    text = Paragraph(
        _l("意见内容"),
        must=_l("请填写意见内容"),
        most=OPINION_LENGTH,
        description=_l("不超过%(n)s字。请写明针对哪一部分、建议怎样修改以及理由。", n=OPINION_LENGTH),
        render_kw={"spellcheck": "false"},
    )
    asks_hearing = BooleanField(
        _l("申请举行听证会"), description=_l("需要就本决策举行听证会的，请勾选，并在意见内容中写明理由。")
    )
    name = Line(
        _l("姓名或者单位名称"), most=50, description=_l("选填，仅用于反馈，不公布"), render_kw={"autocomplete": "name"}
    )
    contact = Line(
        _l("联系方式"),
        most=100,
        description=_l("选填，电话、电子邮箱或者通信地址均可，仅用于反馈，不公布"),
        render_kw={"autocomplete": "off"},
    )
    # people do not see this field; programs that fill in everything do
    website = StringField(_l("此栏请勿填写"), render_kw={"autocomplete": "off", "tabindex": "-1"})

    def validate_text(self, field: Field) -> None:
        """Signs alone say nothing."""
        if field.data and not any(char.isalnum() for char in field.data):
            raise ValidationError(_("请用文字写明您的意见"))

    def validate_website(self, field: Field) -> None:
        """Emptied, so that a person whose browser filled it in only has to press once more."""
        if field.data:
            field.data = ""
            raise ValidationError(_("此栏用于识别自动程序，已为您清空，请再次提交"))

    def begin(self) -> None:
        """Give a new form its key."""
        if not _KEY.fullmatch(self.key.data or ""):
            self.key.data = uuid.uuid4().hex

    def request_key(self, number: str) -> str:
        """The same words sent twice from one page are one request; other words from it are another."""
        self.begin()
        words = "\0".join((number, self.text.data, self.name.data or "", self.contact.data or ""))
        return f"{self.key.data}.{hashlib.sha256(words.encode()).hexdigest()}"


class SuggestionForm(OpinionForm):
    """A suggestion or complaint on a published decision and how it is carried out."""

    asks_hearing = None

    text = Paragraph(
        _l("意见建议内容"),
        must=_l("请填写意见建议的内容"),
        most=OPINION_LENGTH,
        description=_l("不超过%(n)s字。请写明决策或者执行中存在什么问题、有何建议。", n=OPINION_LENGTH),
        render_kw={"spellcheck": "false"},
    )


class ReceiptForm(FlaskForm):  # type: ignore[misc]
    code = StringField(
        _l("回执编号"),
        description=_l("由12个字母和数字组成，例如“ABCD-EFGH-2345”；大小写、空格和短横线不影响查询"),
        validators=[DataRequired(_l("请填写回执编号"))],
        filters=[clean],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
