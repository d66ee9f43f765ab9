"""Personal data held in a matter: a list without any of it, the request to erase, and its approval by another person."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from workflow.services import erasure
from workflow.services.asking import NotAllowed
from workflow.services.decisionrows import NoDecision
from workflow.services.erasure import LONGEST, Held, NothingHeld
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.fields import Paragraph
from workflow.web.steps import load

bp = Blueprint("personal", __name__)

Page = str | Response | tuple[str, int]


class _Signed(FlaskForm):  # type: ignore[misc]
    """What either person signs: the reason, and their own password."""

    password = PasswordField(
        _l("本人密码"),
        validators=[InputRequired(_l("请输入本人密码"))],
        render_kw={"autocomplete": "current-password"},
        description=_l("输入本人密码即为签署，记入审计日志。"),
    )


class RequestForm(_Signed):
    """The request of a citizen, as entered by whoever holds the data."""

    reason = Paragraph(
        _l("申请情况"),
        must=_l("请填写申请情况"),
        most=LONGEST,
        description=_l("写明何时以何种方式收到申请、怎样核实是本人（例如核对回执编号）；不写姓名、联系方式。"),
    )


class DecisionForm(_Signed):
    """Its approval or refusal by another person."""

    outcome = RadioField(
        _l("核准意见"),
        choices=[SelectChoice("erase", _l("同意删除")), SelectChoice("decline", _l("不予删除"))],
        validators=[InputRequired(_l("请选择核准意见"))],
    )
    reason = Paragraph(
        _l("理由"),
        must=_l("请填写理由"),
        most=LONGEST,
        description=_l("写明是否有依法须保存的情形；不写姓名、联系方式。"),
    )


@bp.get("/decisions/<string:number>/personal")
def index(number: str) -> str:
    """What is held of whom, by the numbers of their opinions, registrations and suggestions."""
    decision = load(number)
    rows = erasure.held(context.session(), number)
    return render_template("personal/index.html", decision=decision, rows=rows)


@bp.route("/decisions/<string:number>/personal/<string:kind>/<int(max=999999999):row_id>", methods=["GET", "POST"])
def page(number: str, kind: str, row_id: int) -> Page:
    """One of them: how far its erasure has come, and the form for whoever may do the next step."""
    load(number)
    try:
        found = erasure.one(context.session(), number, kind, row_id)
    except (NoDecision, NothingHeld):
        abort(404)
    form = _form(found)
    if not form or not form.is_submitted():
        return _show(found, form)
    if form.validate():
        try:
            _take(found, form)
        except NotAllowed:
            abort(403)
        except BadInput as bad:
            for name, text in bad.problems.items():
                form[name].errors = [*form[name].errors, say_text(text, language())]
        else:
            return redirect(url_for("personal.page", number=number, kind=kind, row_id=row_id))
    return _show(found, form), 422


def _form(found: Held) -> RequestForm | DecisionForm | None:
    actor = context.actor()
    if erasure.may_decide(actor, found):
        return DecisionForm()
    if not found.empty and not found.request and erasure.may_request(context.session(), actor, found):
        return RequestForm()
    return None


def _take(found: Held, form: RequestForm | DecisionForm) -> None:
    session, actor, now = context.session(), context.actor(), context.now()
    password, reason = form.password.data or "", form.reason.data or ""
    if isinstance(form, DecisionForm):
        erase = form.outcome.data == "erase"
        erasure.decide(session, found, actor=actor, password=password, erase=erase, reason=reason, now=now)
        flash(_("个人信息已删除，并已记入审计日志。") if erase else _("已决定不予删除，并已记入审计日志。"), "success")
    else:
        erasure.request(session, found, actor=actor, password=password, reason=reason, now=now)
        flash(_("申请已登记，由合法性审查人员核准。"), "success")


def _show(found: Held, form: RequestForm | DecisionForm | None) -> str:
    steps = [(each, erasure.reason_of(context.session(), each)) for each in found.steps]
    deciding = isinstance(form, DecisionForm)
    return render_template("personal/page.html", found=found, form=form, deciding=deciding, steps=steps)
