"""The expert pool: the register with its filters, each expert with services and appraisal."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.domain import facts
from workflow.domain.terms import Pool, PoolNoteKind, Standing
from workflow.domain.typed import half_width
from workflow.services import expert_pool
from workflow.services.expert_pool import Member
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.entering import blame
from workflow.web.entitled import turn_away
from workflow.web.experts_forms import NewExpertForm, NoteForm, ProfileForm

bp = Blueprint("experts", __name__)

Page = str | Response | tuple[str, int]


def _readers_only() -> None:
    if not context.actor().has(*expert_pool.MAY_READ):
        abort(403)


def _keepers_only(act: str, obj: str = "") -> None:
    if not context.actor().has(*expert_pool.MAY_KEEP):
        turn_away(act, obj, expert_pool.ONLY_OFFICE)


@bp.get("/experts")
def index() -> str:
    """Everybody in the pool, by words, field and standing."""
    _readers_only()
    members = expert_pool.members(context.session(), context.today())
    words = half_width(request.args.get("q", ""))[:100]
    field, standing = request.args.get("field", ""), request.args.get("standing", "")
    rows = [
        each
        for each in members
        if (not words or words in f"{each.number} {each.profile.name} {each.workplace}")
        and field in ("", each.profile.field)
        and standing in ("", each.standing)
    ]
    return render_template(
        "experts/index.html",
        rows=rows,
        known=bool(members),
        words=words,
        field=field,
        chosen=standing,
        fields=sorted({each.profile.field for each in members}),
        standings=tuple(Standing),
        may_keep=context.actor().has(*expert_pool.MAY_KEEP),
    )


@bp.route("/experts/new", methods=["GET", "POST"])
def create() -> Page:
    """Take an expert into the pool."""
    _keepers_only("expert.entered")
    form = NewExpertForm()
    if not form.is_submitted():
        form.on.data = form.valid_from.data = context.today()
    elif form.validate():
        try:
            number = expert_pool.enter(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                pool=Pool.of(form.pool.data),
                profile=form.profile(),
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("专家已登记，并已记入审计日志。"), "success")
            return redirect(url_for("experts.page", number=number))
    page = render_template("experts/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _member(number: str) -> Member:
    for each in expert_pool.members(context.session(), context.today()):
        if each.number == number:
            return each
    abort(404)


@bp.route("/experts/<string:number>", methods=["GET", "POST"])
def page(number: str) -> Page:
    """One expert: particulars, services, appraisal; the office may change them."""
    _readers_only()
    member, form = _member(number), ProfileForm()
    if not form.is_submitted():
        return _show(member, _as_is(member), NoteForm(formdata=None))
    _keepers_only("expert.changed", expert_pool.object_of(member.id))
    if form.validate():
        try:
            expert_pool.change(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                pool_id=member.id,
                profile=form.profile(),
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("登记信息已变更，并已记入审计日志。"), "success")
            return redirect(url_for("experts.page", number=number))
    return _show(member, form, NoteForm(formdata=None)), 422


@bp.post("/experts/<string:number>/notes")
def note(number: str) -> Page:
    """Note an appraisal or a breach, or remove the expert from the pool."""
    member, form = _member(number), NoteForm()
    _keepers_only("expert.noted", expert_pool.object_of(member.id))
    if form.validate():
        found = facts.PoolNote(on=form.on.data, kind=PoolNoteKind.of(form.kind.data), text=form.text.data)
        try:
            expert_pool.note(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                pool_id=member.id,
                found=found,
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已登记，并已记入审计日志。"), "success")
            return redirect(url_for("experts.page", number=number))
    return _show(member, _as_is(member), form), 422


def _as_is(member: Member) -> ProfileForm:
    """The particulars as they stand, to be changed from today."""
    return ProfileForm(formdata=None, data=member.profile.model_dump() | {"on": context.today()})


def _show(member: Member, form: ProfileForm, noting: NoteForm) -> str:
    if noting.on.data is None and not noting.errors:
        noting.on.data = context.today()
    return render_template(
        "experts/page.html",
        member=member,
        services=expert_pool.services(context.session(), member.id),
        form=form,
        noting=noting,
        may_keep=context.actor().has(*expert_pool.MAY_KEEP),
    )
