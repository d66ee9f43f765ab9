"""The auditor's pages: is the log sound, what does it say, how did one decision come about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow.domain.reading import refusing_rule, rulebook_of
from workflow.services import audit as trails
from workflow.services import auditlog, seals
from workflow.services.checkpoints import DamagedCheckpoint
from workflow.services.decisionrows import NoDecision
from workflow.services.knowing import NotOfThisMatter, knowledge_at
from workflow.services.logsheet import TooLong, log_sheet
from workflow.services.logstate import log_state
from workflow.services.matterproof import matter_proof
from workflow.services.signers import away
from workflow.services.soundness import examine
from workflow.web import context
from workflow.web.audit_forms import LogForm
from workflow.web.filters import language
from workflow.web.paging import Page, whole
from workflow.web.seals import epochs_told

bp = Blueprint("audit", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _readers_only() -> None:
    if not trails.may_read_log(context.actor()):
        abort(403)


@bp.get("/audit")
def index() -> str:
    """Whether the log is sound, computed anew for this page; refusals by rule, late entries."""
    _readers_only()
    session = context.session()
    signed: dict[str, Any] = {}
    # a checkpoint that cannot be read is a fault, named with the others
    with suppress(DamagedCheckpoint):
        signing = seals.signing(session)
        signed = {
            "signing": signing,
            "stale": signing.stale(context.real_now()),
            "points": seals.points_page(session, size=5),
        }
    return render_template(
        "audit/index.html",
        examined=examine(session),
        remarkable=auditlog.remarkable(session),
        refusal=context.house().refusal,
        away=away(context.settings().signed_by),
        epochs=epochs_told(),
        **signed,
    )


@bp.get("/audit/log")
def log() -> str | tuple[str, int]:
    """The whole log, newest entry first, by filters."""
    _readers_only()
    form, wanted = _asked()
    if wanted is None:
        return render_template("audit/log.html", form=form, found=None), 422
    found = auditlog.log_page(context.session(), wanted, whole(request.args.get("page")) or 1)
    asked: dict[str, Any] = {key: value for key, value in request.args.items() if key in form and value}
    return render_template(
        "audit/log.html",
        form=form,
        found=found,
        rule=refusing_rule(wanted.rule, rulebook_of({"rule": ""}, trails.home_of(context.session())))
        if wanted.rule
        else None,
        without_rule=url_for("audit.log", **{key: value for key, value in asked.items() if key != "rule"}),
        page=Page(found.page, found.pages, lambda n: url_for("audit.log", **asked, page=n)),
        export=url_for("audit.export", **asked),
        sheet=url_for("audit.sheet", **asked),
        filtered=not wanted.empty,
    )


def _asked() -> tuple[LogForm, auditlog.LogFilter | None]:
    form = LogForm(request.args)
    form.offer(auditlog.choices(context.session()))
    return form, form.wanted() if form.validate() else None


@bp.get("/audit/log.jsonl")
def export() -> Response:
    """The canonical bytes of the entries asked for, one a line, oldest first; without filters the whole log."""
    _readers_only()
    wanted = _asked()[1]
    if wanted is None:
        abort(400)
    session = context.session()

    def lines() -> Iterator[bytes]:
        # read after the request's end, so nobody else gives its connection back; nor may a reader who leaves keep it
        with closing(session):
            for body in auditlog.bodies(session, wanted):
                yield body + b"\n"

    state = log_state(session)
    name = "shenjue-log-part.jsonl" if not wanted.empty or state is None else f"shenjue-log-{state.size}.jsonl"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(stream_with_context(lines()), mimetype="application/jsonl", headers=headers)


@bp.get("/audit/log.xlsx")
def sheet() -> ResponseReturnValue:
    """The entries asked for as a workbook, in words."""
    _readers_only()
    wanted = _asked()[1]
    if wanted is None:
        abort(400)
    try:
        book = log_sheet(context.session(), wanted, language())
    except TooLong:
        flash(_("条目超过电子表格的行数上限，请加条件查询后再导出，或者导出 JSON 行。"), "warning")
        asked: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("audit.log", **asked))
    name = "shenjue-log.xlsx" if wanted.empty else "shenjue-log-part.xlsx"
    return send_file(book, as_attachment=True, download_name=name, mimetype=XLSX)


@bp.get("/audit/log/<int(max=999999999999):seq>")
def entry(seq: int) -> str:
    """One entry: its bytes, its leaf, the entry of the same object before it, its evidence."""
    _readers_only()
    try:
        found = auditlog.entry_page(context.session(), seq, context.actor())
    except auditlog.NoEntry:
        abort(404)
    return render_template("audit/entry.html", found=found, item=found.item)


@bp.get("/audit/method")
def method() -> str:
    """How anyone can verify the log without trusting this page."""
    return render_template("audit/method.html", may_read_log=trails.may_read_log(context.actor()))


@bp.get("/decisions/<string:number>/trail")
def timeline(number: str) -> str:
    """How a decision came about, entry by entry, with every field that changed."""
    may_read_log = trails.may_read_log(context.actor())
    return render_template("audit/timeline.html", found=_timeline(number), may_read_log=may_read_log)


@bp.get("/decisions/<string:number>/trail/<int(max=999999999999):seq>")
def knowledge(number: str, seq: int) -> str:
    """What the log held of a decision when an entry was made, what was entered only later, and who acted since."""
    found = _timeline(number)
    try:
        return render_template("audit/knowledge.html", found=found, known=knowledge_at(found, seq))
    except NotOfThisMatter:
        abort(404)


@bp.get("/decisions/<string:number>/trail.zip")
def matter(number: str) -> Response:
    """Every entry of a decision with its proof and what was recorded with it."""
    _readers_only()
    try:
        content = matter_proof(context.session(), number, context.actor())
    except NoDecision:
        abort(404)
    name = f"shenjue-{number}-proof.zip"
    return send_file(
        io.BytesIO(content), mimetype="application/zip", as_attachment=True, download_name=name, etag=False
    )


def _timeline(number: str) -> trails.Timeline:
    if not trails.may_read_timelines(context.actor()):
        abort(403)
    try:
        return trails.timeline(context.session(), number, context.actor())
    except NoDecision:
        abort(404)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Size and root of the log for the foot of every page; why nothing may be entered, which every page says first."""
    if g.get("bare"):
        return {}
    state = log_state(context.session())
    if state is None:
        return {}
    url = url_for("public.log" if context.viewer() is None else "audit.method")
    return {"log_state": {"size": state.size, "root": state.root, "url": url}, **_stopped()}


def _stopped() -> dict[str, Any]:
    """That the log is not the one that was signed; why, whoever works here is told."""
    reason = context.house().watch.stopped(context.session())
    return {"log_stopped": True, "log_stopped_why": reason if context.viewer() else None} if reason else {}
