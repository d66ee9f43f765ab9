"""The package of a decision for the archives: what is found in it, the package itself, and its way to the handover."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from typing import IO, Any

from flask import Blueprint, Response, abort, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from workflow.domain.typed import half_width
from workflow.papers.package_report import QUALITIES
from workflow.services import packages
from workflow.services.decisionview import DecisionView
from workflow.services.packagecontents import NotPackaged
from workflow.services.packages import Packed
from workflow.web import context
from workflow.web.paging import whole
from workflow.web.paperhouse import house
from workflow.web.steps import load

bp = Blueprint("packages", __name__)


def _open(number: str) -> DecisionView:
    """The matter; whoever may neither archive it nor read the log is turned away."""
    decision = load(number)
    if not packages.open_to(context.session(), context.actor(), number):
        abort(403)
    return decision


def _shown(decision: DecisionView, status: int = 200, **what: Any) -> tuple[str, int]:
    may = decision.step("publication.hand_over") is not None
    return render_template("packages/page.html", decision=decision, qualities=QUALITIES, may=may, **what), status


@bp.get("/decisions/<string:number>/package")
def page(number: str) -> tuple[str, int]:
    """What can be said before a paper is made."""
    decision = _open(number)
    try:
        report = packages.survey(context.session(), number, context.settings().files, house())
    except NotPackaged as refused:
        return _shown(decision, 409, refused=refused.reason)
    return _shown(decision, report=report)


@bp.post("/decisions/<string:number>/package")
def check(number: str) -> tuple[str, int]:
    """Everything looked at, and what the package is: made for this, and made again when it is fetched."""
    decision = _open(number)
    try:
        with tempfile.TemporaryFile() as file:
            made = _packed(number, file)
    except NotPackaged as refused:
        return _shown(decision, 409, refused=refused.reason)
    except OSError as error:
        return _shown(decision, 507, failed=error.strerror or str(error))
    return _shown(decision, report=made.report, made=made)


@bp.get("/decisions/<string:number>/package.zip")
def download(number: str) -> AnyResponse | tuple[str, int]:
    """The package as of the entry asked for; one with findings only for whoever asks for it all the same."""
    decision = _open(number)
    with ExitStack() as until_sent:
        file = until_sent.enter_context(tempfile.TemporaryFile())
        try:
            made = _packed(number, file, _seq())
        except NotPackaged as refused:
            return _shown(decision, 409, refused=refused.reason)
        except OSError as error:
            return _shown(decision, 507, failed=error.strerror or str(error))
        if made.report.problems and "anyway" not in request.args:
            return _shown(decision, 409, report=made.report, made=made)
        until_sent.pop_all()  # closed when it was sent
    file.seek(0)
    name = f"shenjue-{number}-{made.report.seq}.zip"
    answer: Response = send_file(
        file, mimetype="application/zip", as_attachment=True, download_name=name, etag=False, max_age=None
    )
    answer.content_length = made.size
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _packed(number: str, file: IO[bytes], seq: int | None = None) -> Packed:
    return packages.pack(context.session(), number, file, context.settings().files, house(), seq=seq)


def _seq() -> int | None:
    asked = half_width(request.args.get("at", ""))
    return None if not asked else whole(asked) if whole(asked) is not None else abort(404)
