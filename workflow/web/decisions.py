"""The desk, the register, and the page of a decision."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from workflow.domain.dossierfile import written_dossier
from workflow.domain.lawfiles import library
from workflow.domain.terms import Role, Source
from workflow.domain.typed import half_width
from workflow.services import cataloguing, erasure, organ, packages, past
from workflow.services import desk as desks
from workflow.services import responsibility as responsible
from workflow.web import context
from workflow.web.paging import Page, whole
from workflow.web.steps import load

bp = Blueprint("decisions", __name__)


def _business() -> None:
    """The system administrator keeps accounts and has no business with decisions."""
    if context.actor().roles <= {Role.ADMIN}:
        abort(403)


@bp.get("/")
def desk() -> str | AnyResponse:
    """What waits for the viewer, and by when."""
    actor = context.actor()
    if actor.roles <= {Role.ADMIN}:
        return redirect(url_for("admin.people"))
    waiting = desks.desk(context.session(), actor, context.today(), context.calendar())
    return render_template(
        "decisions/desk.html",
        keeps=actor.has(*cataloguing.MAY_KEEP),
        audits=actor.roles <= {Role.AUDITOR},
        waiting=waiting,
        catalogues=cataloguing.waiting(context.session(), actor, context.today()),
        erasures=erasure.waiting(context.session(), actor),
        outdated=desks.outdated(context.session(), actor, context.today()),
        today=context.today(),
        may_propose=_may_propose(),
    )


def _may_propose() -> bool:
    return not context.actor().roles.isdisjoint({Role.STAFF, Role.UNIT_LEAD, Role.OFFICE})


@bp.get("/decisions")
def index() -> str:
    """All matters, newest first."""
    _business()
    info = organ.organ(context.session())
    rulebook = library().in_force(info.profile_id, context.today()) if info else None
    states = rulebook.procedure.track_by_key["main"].states if rulebook else ()
    words, state = half_width(request.args.get("q", ""))[:100], request.args.get("state", "")
    kind, source = request.args.get("kind", ""), request.args.get("source", "")
    page = whole(request.args.get("page")) or 1
    rows, pages = desks.register(
        context.session(), words=words, state=state, kind=kind, source=source, page=max(1, page)
    )

    def page_url(n: int) -> str:
        return url_for("decisions.index", q=words, state=state, kind=kind, source=source, page=n)

    if page > pages:
        return redirect(page_url(pages))  # type: ignore[return-value]
    return render_template(
        "decisions/index.html",
        rows=rows,
        page=Page(page, pages, page_url),
        words=words,
        state=state,
        kind=kind,
        kinds=rulebook.profile.kinds if rulebook else (),
        source=source,
        sources=list(Source),
        states=[each for each in states if each.key != "new"],
        past_open=past.may_read(context.actor()),
        may_propose=_may_propose(),
    )


@bp.get("/decisions/<string:number>")
def page(number: str) -> str:
    """A decision: where it stands, what can be done, and all its facts stage by stage."""
    decision = load(number)
    return render_template(
        "decisions/page.html",
        decision=decision,
        today=context.today(),
        may_propose=_may_propose(),
        package=bool(decision.dossier.archive) and packages.open_to(context.session(), context.actor(), number),
    )


@bp.get("/decisions/<string:number>/responsibility")
def responsibility(number: str) -> str:
    """Who did what from proposal to evaluation, for whoever looks into a decision years later."""
    decision = load(number)
    stages = responsible.answers(context.session(), decision)
    return render_template("decisions/responsibility.html", decision=decision, stages=stages)


@bp.get("/decisions/<string:number>/dossier.json")
def export(number: str) -> Response:
    """The dossier as `shenjue check` reads it."""
    decision = load(number)
    body = written_dossier(decision.dossier)
    name = f"dossier-{decision.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype="application/json", headers=headers)
