"""Accounts and units, for the system administrator alone. Each change is entered in the trail by the services."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.services import accounts, organ, passwordchange
from workflow.web import context
from workflow.web.admin_forms import NewPersonForm, PersonForm, ResetForm, UnitForm
from workflow.web.filters import language, say_text

bp = Blueprint("admin", __name__, url_prefix="/admin")

Answer = str | Response | tuple[str, int]


@bp.before_request
def administrators_only() -> None:
    """Nobody else keeps accounts."""
    if not context.actor().has(Role.ADMIN):
        abort(403)


@bp.get("/people")
def people() -> Answer:
    """All accounts and units."""
    return _overview(UnitForm())


def _overview(form: UnitForm, refused: tuple[Text, ...] = ()) -> str:
    session = context.session()
    return render_template(
        "admin/people.html",
        people=accounts.accounts(session),
        units=organ.units(session, with_closed=True),
        form=form,
        refused=refused,
        now=context.now(),
    )


@bp.post("/units")
def create_unit() -> Answer:
    """A new unit."""
    form = UnitForm()
    refused: tuple[Text, ...] = ()
    if form.validate_on_submit():
        name = form.unit_name.data
        try:
            organ.create_unit(context.session(), actor=context.actor(), now=context.now(), name=name)
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("单位“%(name)s”已建立。", name=name), "success")
            return redirect(url_for("admin.people") + "#units")
    return _overview(form, refused), 422


@bp.route("/people/new", methods=["GET", "POST"])
def create() -> Answer:
    """A new account."""
    form = NewPersonForm()
    refused: tuple[Text, ...] = ()
    if form.validate_on_submit():
        try:
            accounts.create_person(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                login=form.login.data,
                name=form.name.data,
                post=form.post.data or "",
                unit_id=form.unit,
                roles=form.roles.data,
                password=form.password.data,
            )
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("账号已建立。请把登录名和初始密码告知本人，本人首次登录时须修改密码。"), "success")
            return redirect(url_for("admin.people"))
    page = render_template("admin/new.html", form=form, refused=refused)
    return (page, 422) if form.is_submitted() else page


def _account(public_id: str) -> accounts.Account:
    for account in accounts.accounts(context.session()):
        if account.public_id == public_id:
            return account
    abort(404)


@bp.route("/people/<string:public_id>", methods=["GET", "POST"])
def person(public_id: str) -> Answer:
    """One account: name, post, unit, roles."""
    account, form = _account(public_id), PersonForm()
    refused: tuple[Text, ...] = ()
    if not form.is_submitted():
        form.name.data, form.post.data = account.name, account.post
        form.unit_id.data, form.roles.data = str(account.unit_id or ""), [role.value for role in account.roles]
    elif form.validate():
        try:
            _change(account, form)
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("账号信息已修改。"), "success")
            return redirect(url_for("admin.people"))
    page = _person_page(account, form, ResetForm(formdata=None), refused)
    return (page, 422) if form.is_submitted() else page


def _change(account: accounts.Account, form: PersonForm) -> None:
    accounts.change_person(
        context.session(),
        actor=context.actor(),
        now=context.now(),
        person_id=account.person_id,
        name=form.name.data,
        post=form.post.data or "",
        unit_id=form.unit,
        roles=form.roles.data,
    )


def _person_page(
    account: accounts.Account,
    form: PersonForm,
    reset: ResetForm,
    refused: tuple[Text, ...] = (),
    not_reset: tuple[Text, ...] = (),
) -> str:
    return render_template(
        "admin/person.html", account=account, form=form, reset=reset, refused=refused, not_reset=not_reset
    )


@bp.post("/people/<string:public_id>/password")
def reset_password(public_id: str) -> Answer:
    """A new first password; the account is unlocked and its other sign-ins end."""
    account, reset = _account(public_id), ResetForm()
    refused: tuple[Text, ...] = ()
    if reset.validate():
        try:
            passwordchange.reset_password(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                real_now=context.real_now(),
                person_id=account.person_id,
                new=reset.password.data,
            )
        except accounts.AccountRefused as refusal:
            refused = refusal.reasons
        else:
            flash(_("%(name)s的密码已重置，本人下次登录时须修改。", name=account.name), "success")
            return redirect(url_for("admin.people"))
    form = PersonForm(
        formdata=None,
        data={
            "name": account.name,
            "post": account.post,
            "unit_id": str(account.unit_id or ""),
            "roles": [role.value for role in account.roles],
        },
    )
    return _person_page(account, form, reset, not_reset=refused), 422


@bp.post("/people/<string:public_id>/disable")
def disable(public_id: str) -> Answer:
    """Close an account; what the person did stays theirs."""
    account = _account(public_id)
    try:
        accounts.disable_person(
            context.session(),
            actor=context.actor(),
            now=context.now(),
            real_now=context.real_now(),
            person_id=account.person_id,
        )
    except accounts.AccountRefused as refusal:
        for reason in refusal.reasons:
            flash(say_text(reason, language()), "danger")
        return redirect(url_for("admin.person", public_id=public_id))
    flash(_("%(name)s的账号已停用。", name=account.name), "success")
    return redirect(url_for("admin.people"))
