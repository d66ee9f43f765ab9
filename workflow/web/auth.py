"""Signing in and out, the first account, one's own password."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from workflow.domain.text import Text
from workflow.services import accounts, passwordchange, stays
from workflow.services import setup as beginning
from workflow.services.passwords import DEMO_PASSWORD
from workflow.web import context
from workflow.web.addresses import unpack_next
from workflow.web.auth_forms import PasswordForm, SetupForm, SignInForm, StepIntoForm
from workflow.web.security import limiter, load_viewer, sign_in_limit

bp = Blueprint("auth", __name__)

Page = str | Response | tuple[str, int]


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def sign_in() -> Page:
    """The sign-in page; in a demonstration with a button for each account."""
    session = context.session()
    if request.method == "GET" and context.viewer() is not None:
        return redirect(unpack_next(request.args.get("next")) or "/")
    if not context.settings().demo and beginning.nobody_yet(session):
        return redirect(url_for("auth.setup"))
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    refused: tuple[Text, ...] = ()
    if form.validate_on_submit():
        try:
            person_id = accounts.authenticate(session, form.login.data, form.password.data, context.now())
        except accounts.SignInRefused as refusal:
            refused = refusal.reasons
        else:
            return _enter(person_id, form.next.data)
    people = [one for one in accounts.accounts(session) if one.active and one.roles] if context.settings().demo else []
    status = 200 if request.method == "GET" else 422
    return render_template(
        "auth/sign_in.html", form=form, refused=refused, people=people, demo_password=DEMO_PASSWORD
    ), status


@bp.post("/sign-in/as")
@limiter.limit(sign_in_limit)
def step_into() -> Page:
    """In a demonstration: become someone with one click."""
    if not context.settings().demo:
        abort(404)
    form = StepIntoForm()
    if form.validate_on_submit():
        try:
            person_id = accounts.step_into(context.session(), context.settings(), form.public_id.data)
        except accounts.SignInRefused:
            flash(_("没有这个演示账号。"), "warning")
        else:
            return _enter(person_id, form.next.data)
    return redirect(url_for("auth.sign_in"))


def _enter(person_id: int, next_value: str | None) -> Response:
    session, settings = context.session(), context.settings()
    _end_stay()
    # nothing of an earlier visitor's cookie goes over, neither data nor the CSRF secret
    cookie.clear()
    token = stays.begin(session, person_id, real_now=context.real_now(), hours=settings.session_hours)
    login_user(load_viewer(token))
    return redirect(unpack_next(next_value) or "/")


def _end_stay() -> None:
    found = context.viewer()
    if found is not None:
        stays.end(context.session(), found.token, real_now=context.real_now())


@bp.post("/sign-out")
def sign_out() -> Response:
    """End the stay on the server too: the cookie is worth nothing afterwards."""
    _end_stay()
    logout_user()
    cookie.clear()
    flash(_("已退出登录。"), "success")
    return redirect(url_for("auth.sign_in"))


@bp.route("/account/password", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def change_password() -> Page:
    """Change one's own password; other sign-ins of the same person end."""
    form = PasswordForm()
    found = context.viewer()
    if found is None:
        abort(403)
    refused: tuple[Text, ...] = ()
    if form.validate_on_submit():
        try:
            passwordchange.change_password(
                context.session(),
                actor=found.actor,
                now=context.now(),
                real_now=context.real_now(),
                old=form.old.data,
                new=form.new_password.data,
                token=found.token,
            )
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("密码已修改，其他设备上的登录已退出。"), "success")
            return redirect("/")
    status = 200 if request.method == "GET" else 422
    return render_template("auth/password.html", form=form, refused=refused, must=found.must_change_password), status


@bp.route("/setup", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def setup() -> Page:
    """The first account of a production instance, with the one-time token; gone once there is one."""
    session = context.session()
    if context.settings().demo or not beginning.nobody_yet(session):
        abort(404)
    form = SetupForm()
    refused: tuple[Text, ...] = ()
    if form.validate_on_submit():
        try:
            beginning.first_admin(
                session,
                context.settings(),
                token=form.token.data,
                real_now=context.real_now(),
                organ_name=Text(form.organ_zh.data, form.organ_en.data or ""),
                login=form.login.data,
                name=form.name.data,
                post=form.post.data or "",
                password=form.password.data,
            )
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("系统管理员账号已建立，请登录。"), "success")
            return redirect(url_for("auth.sign_in"))
    return render_template("auth/setup.html", form=form, refused=refused), 200 if request.method == "GET" else 422
