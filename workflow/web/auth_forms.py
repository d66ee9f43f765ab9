"""Forms for signing in, setting up and changing one's password."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from workflow.services.passwords import MAX_LENGTH, MIN_LENGTH

LONG = _l("不得超过%(max)d个字符")


class SignInForm(FlaskForm):  # type: ignore[misc]
    login = StringField(
        _l("登录名"),
        validators=[DataRequired(_l("请填写登录名")), Length(max=64, message=LONG)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("密码"),
        validators=[InputRequired(_l("请填写密码")), Length(max=MAX_LENGTH, message=LONG)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class StepIntoForm(FlaskForm):  # type: ignore[misc]
    """One click in a demonstration: the token and who to become."""

    public_id = HiddenField(validators=[DataRequired()])
    next = HiddenField()


class PasswordForm(FlaskForm):  # type: ignore[misc]
    old = PasswordField(
        _l("原密码"),
        validators=[InputRequired(_l("请填写原密码")), Length(max=MAX_LENGTH, message=LONG)],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _l("新密码"),
        description=_l("不少于%(min)d个字符，不得包含登录名或者姓名", min=MIN_LENGTH),
        validators=[InputRequired(_l("请填写新密码")), Length(max=MAX_LENGTH, message=LONG)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("再次输入新密码"),
        validators=[InputRequired(_l("请再次输入新密码")), EqualTo("new_password", _l("两次输入的新密码不一致"))],
        render_kw={"autocomplete": "new-password"},
    )


class SetupForm(FlaskForm):  # type: ignore[misc]
    token = StringField(
        _l("一次性令牌"),
        description=_l("运行 shenjue init 时显示，24小时内有效"),
        validators=[DataRequired(_l("请填写一次性令牌")), Length(max=100, message=LONG)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    organ_zh = StringField(
        _l("决策机关名称"),
        description=_l("全称，例如“某某乡人民政府”"),
        validators=[DataRequired(_l("请填写决策机关名称")), Length(max=100, message=LONG)],
    )
    organ_en = StringField(_l("决策机关英文名称"), description=_l("可不填"), validators=[Length(max=200, message=LONG)])
    name = StringField(
        _l("系统管理员姓名"),
        validators=[DataRequired(_l("请填写系统管理员姓名")), Length(max=50, message=LONG)],
        render_kw={"autocomplete": "name"},
    )
    post = StringField(_l("职务"), description=_l("可不填"), validators=[Length(max=100, message=LONG)])
    login = StringField(
        _l("登录名"),
        description=_l("2至32个字符：小写字母、数字、点、横线、下划线"),
        validators=[DataRequired(_l("请填写登录名")), Length(max=64, message=LONG)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("密码"),
        description=_l("不少于%(min)d个字符，不得包含登录名或者姓名", min=MIN_LENGTH),
        validators=[InputRequired(_l("请填写密码")), Length(max=MAX_LENGTH, message=LONG)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("再次输入密码"),
        validators=[InputRequired(_l("请再次输入密码")), EqualTo("password", _l("两次输入的密码不一致"))],
        render_kw={"autocomplete": "new-password"},
    )
