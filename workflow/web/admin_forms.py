"""Forms for keeping accounts and units."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from workflow.domain.terms import Role
from workflow.services import organ
from workflow.services.passwords import MAX_LENGTH, MIN_LENGTH
from workflow.web import context
from workflow.web.forms.fields import Choice, Line, TermChecks

_LONG = _l("不得超过%(max)d个字符")


def _units() -> list[SelectChoice]:
    units = organ.units(context.session())
    return [SelectChoice("", _("不属于任何单位")), *(SelectChoice(str(unit.unit_id), unit.name) for unit in units)]


def _password(label: str) -> PasswordField:
    return PasswordField(
        label,
        description=_l("不少于%(min)d个字符，不得包含登录名或者姓名；本人首次登录时须自行修改。", min=MIN_LENGTH),
        validators=[InputRequired(_l("请填写初始密码")), Length(max=MAX_LENGTH, message=_LONG)],
        render_kw={"autocomplete": "new-password"},
    )


def _again() -> PasswordField:
    return PasswordField(
        _l("再次输入初始密码"),
        validators=[InputRequired(_l("请再次输入初始密码")), EqualTo("password", _l("两次输入的密码不一致"))],
        render_kw={"autocomplete": "new-password"},
    )


class PersonForm(FlaskForm):  # type: ignore[misc]
    """Who someone is, and what they may act as."""

    name = Line(_l("姓名"), must=_l("请填写姓名"), most=50)
    post = Line(_l("职务"), most=100)
    unit_id = Choice(
        _l("所在单位"),
        choices=lambda: _units(),
        description=_l("承办工作人员和承办单位负责人只能办理本单位承办的事项，必须选择单位。"),
    )
    roles = TermChecks(
        _l("角色"),
        Role,
        must=_l("请至少选择一个角色"),
        description=_l("系统管理员、审计监督人员不得兼任其他角色。"),
    )

    @property
    def unit(self) -> int | None:
        """The unit chosen; None for nobody's."""
        return int(self.unit_id.data) if self.unit_id.data else None


class NewPersonForm(PersonForm):
    """A new account."""

    login = Line(
        _l("登录名"),
        must=_l("请填写登录名"),
        most=64,
        description=_l("2至32个字符：小写字母、数字、点、横线、下划线。建立后不能修改。"),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = _password(_l("初始密码"))
    again = _again()


class ResetForm(FlaskForm):  # type: ignore[misc]
    """A new first password."""

    password = _password(_l("新的初始密码"))
    again = _again()


class UnitForm(FlaskForm):  # type: ignore[misc]
    """A new unit."""

    unit_name = Line(_l("单位名称"), must=_l("请填写单位名称"), most=100)
