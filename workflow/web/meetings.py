"""Meetings by date with their agendas; the bodies that meet, with their members."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.domain.terms import Role
from workflow.services import bodies, sittings
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.entering import acting, blame
from workflow.web.filters import language, say_text
from workflow.web.meeting_forms import LeaveForm, SeatForm

bp = Blueprint("meetings", __name__)

Answer = str | Response | tuple[str, int]


@bp.before_request
def business_only() -> None:
    """The system administrator keeps accounts and has no business with meetings."""
    if context.actor().roles <= {Role.ADMIN}:
        abort(403)


@bp.get("/meetings")
def index() -> str:
    """All meetings, those to come first."""
    found = sittings.sittings(context.session())
    return render_template("meetings/index.html", sittings=found, today=context.today())


@bp.get("/meetings/<string:day>/<string:kind>")
def page(day: str, kind: str) -> str:
    """One meeting: when and where, who comes, its items with their papers."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        abort(404)
    found = sittings.sitting(context.session(), on, kind, request.args.get("number", ""))
    if found is None:
        abort(404)
    members = found.members or bodies.members(context.session(), found.kind, found.on)
    return render_template("meetings/page.html", sitting=found, members=members, today=context.today())


def _may_keep() -> bool:
    return context.actor().has(*bodies.MAY_KEEP)


@bp.route("/bodies", methods=["GET", "POST"])
def members() -> Answer:
    """The bodies with their members of today and of before, and the form for a new member."""
    form = SeatForm()
    if request.method == "POST" and not _may_keep():
        abort(403)
    form.offer(bodies.bodies(context.session(), context.today()))
    if form.validate_on_submit():
        try:
            bodies.seat(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                body=form.body.data,
                name=form.name.data,
                post=form.post.data or "",
                chief=form.chief.data,
                since=form.since.data or context.today(),
                why=form.why.data or "",
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("%(name)s已列为会议组成人员。", name=form.name.data), "success")
            return redirect(url_for("meetings.members"))
    today = context.today()
    found = bodies.bodies(context.session(), today)
    page = render_template("meetings/bodies.html", bodies=found, form=form, today=today, may_keep=_may_keep())
    return (page, 422) if form.is_submitted() else page


@bp.route("/bodies/<int:seat_id>/leave", methods=["GET", "POST"])
def leave(seat_id: int) -> Answer:
    """The last day of a member's seat."""
    if not _may_keep():
        abort(403)
    known = bodies.bodies(context.session(), context.today())
    body, seat = next(((body, seat) for body in known for seat in body.seats if seat.id == seat_id), (None, None))
    if body is None or seat is None:
        abort(404)
    form, index = LeaveForm(), url_for("meetings.members")
    if not form.is_submitted():
        form.until.data = context.today()
    elif form.validate():
        try:
            bodies.leave(
                context.session(),
                **acting(),
                seat_id=seat_id,
                until=form.until.data or context.today(),
                why=form.why.data or "",
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("任职截止日期已记录。"), "success")
            return redirect(index)
    title = _("记录任职截止：%(body)s，%(name)s", body=say_text(body.name, language()), name=seat.name)
    crumbs = [(_("会议"), url_for("meetings.index")), (_("会议组成人员"), index), (_("记录任职截止"), None)]
    page = render_template("catalogue/form.html", form=form, title=title, crumbs=crumbs, back=index, label=_("记录"))
    return (page, 422) if form.is_submitted() else page
