"""Hearings on the public pages, with the form to register."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Field, HiddenField, StringField, ValidationError

from workflow.domain.terms import HearingView
from workflow.services import hearings, steps
from workflow.services.hearings import HearingPage
from workflow.services.public import NotPublic, attached
from workflow.services.recording import BadInput
from workflow.web import context, public
from workflow.web.downloads import attachment
from workflow.web.forms.fields import Line, Paragraph, TermSelect
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("hearings", __name__)

Answer = str | AnyResponse | tuple[str, int]


class RegistrationForm(FlaskForm):  # type: ignore[misc]
    """A registration: who, how to be reached, on which side, and what they want to say."""

    key = HiddenField(render_kw={"autocomplete": "off"})
    name = Line(
        _l("姓名或者单位名称"),
        must=_l("请填写姓名或者单位名称"),
        most=50,
        description=_l("被确定为听证参加人的，列入名单公布"),
        render_kw={"autocomplete": "name"},
    )
    unit = Line(
        _l("单位、住址所在村组"), most=100, description=_l("选填，例如“黄桷村三组”；被确定为听证参加人的，列入名单公布")
    )
    contact = Line(
        _l("联系方式"),
        must=_l("请填写联系方式"),
        most=100,
        description=_l("电话、电子邮箱或者通信地址均可，仅用于通知和送达材料，不公布"),
        render_kw={"autocomplete": "off"},
    )
    background = Paragraph(_l("简历"), most=1000, description=_l("选填，与听证事项有关的身份、职业等，不公布"))
    view = TermSelect(_l("对草案的意见"), HearingView, must=_l("请选择对草案的意见"))
    summary = Paragraph(
        _l("意见摘要"), must=_l("请填写意见摘要"), most=2000, description=_l("您希望在听证会上陈述的主要意见和理由")
    )
    # people do not see this field; programs that fill in everything do
    website = StringField(_l("此栏请勿填写"), render_kw={"autocomplete": "off", "tabindex": "-1"})

    def validate_website(self, field: Field) -> None:
        """Emptied, so that a person whose browser filled it in only has to press once more."""
        if field.data:
            field.data = ""
            raise ValidationError(_l("此栏用于识别自动程序，已为您清空，请再次提交"))

    def entered(self) -> dict[str, str]:
        """What the step takes."""
        names = ("name", "unit", "contact", "background", "view", "summary")
        return {name: self[name].data or "" for name in names}

    def request_key(self, number: str) -> str:
        """The same words sent twice from one page are one request; other words from it are another."""
        words = "\0".join((number, *self.entered().values()))
        return f"{self.key.data or uuid.uuid4().hex}.{hashlib.sha256(words.encode()).hexdigest()}"


def _found(number: str) -> HearingPage:
    try:
        return hearings.hearing(context.session(), number, context.today())
    except NotPublic:
        abort(404)


def _form(found: HearingPage) -> RegistrationForm:
    form = RegistrationForm()
    form.view.offer(found.hearing.views)
    return form


@public.bp.route("/hearings/<string:number>", methods=["GET", "POST"])
@limiter.limit(public_post_limit, methods=["POST"])
def hearing(number: str) -> Answer:
    """A hearing, and the form to register while that is open."""
    found = _found(number)
    form = _form(found)
    if request.method in ("GET", "HEAD"):
        return _page(found, form), 200
    if not found.open:
        return _page(found, form), 409
    if not form.validate_on_submit():
        return _page(found, form), 422
    asked = steps.Request(
        "hearing.register", {"on": context.today(), **form.entered()}, form.request_key(number), found.decision_id
    )
    try:
        done = steps.perform(context.session(), asked, actor=None, now=context.now(), calendar=public.CALENDAR)
    except BadInput as error:
        return _page(found, form, refused=tuple(error.problems.values())), 422
    except (steps.Stale, steps.Refused, steps.NotAllowed):
        # listed or called off between opening the page and sending it
        return _page(_found(number), form), 409
    cookie["receipt"] = {"number": number, "code": done.answer}
    return redirect(url_for("public.hearing_registered", number=number))


def _page(found: HearingPage, form: RegistrationForm, **more: Any) -> str:
    form.key.data = form.key.data or uuid.uuid4().hex
    return render_template("public/hearing.html", found=found, form=form, today=context.today(), **more)


def again(sentence: str) -> str:
    """The page with what was typed, after something went wrong that was not the sender's fault."""
    found = _found((request.view_args or {})["number"])
    return _page(found, _form(found), warning=sentence)


public.AGAIN["public.hearing"] = again


@public.bp.get("/hearings/<string:number>/registered")
def hearing_registered(number: str) -> Answer:
    """The receipt of a registration just sent; shown once."""
    found, kept = _found(number), cookie.get("receipt")
    if not isinstance(kept, dict) or kept.get("number") != number:
        return redirect(url_for("public.hearing", number=number))
    if request.method == "GET":
        cookie.pop("receipt")
    return render_template("public/registered.html", found=found, code=kept["code"])


@public.bp.get("/hearings/<string:number>/files/<string:digest>/<string:name>")
def hearing_file(number: str, digest: str, name: str) -> Response:
    """A file of the draft version that the notice of the hearing publishes."""
    try:
        return attachment(attached(_found(number).draft, digest, name))
    except NotPublic:
        abort(404)
