"""The report on public participation, as a page to read and print, and as plain text."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from workflow.services import participation_report
from workflow.services.participation_report import NoReport
from workflow.web import context
from workflow.web.downloads import plain_text
from workflow.web.paging import whole
from workflow.web.steps import load

bp = Blueprint("participation", __name__)


def _paper(number: str) -> str:
    try:
        return participation_report.paper(context.session(), number, context.today(), whole(request.args.get("round")))
    except NoReport:
        abort(404)


@bp.get("/decisions/<string:number>/participation-report")
def report(number: str) -> str:
    """The report on a round of public participation, made from the record as it stands."""
    decision = load(number)
    title, *lines = _paper(number).splitlines()
    round_ = whole(request.args.get("round"))
    return render_template("participation/report.html", decision=decision, title=title, lines=lines, round=round_)


@bp.get("/decisions/<string:number>/participation-report.txt")
def report_text(number: str) -> Response:
    """The same as a file."""
    return plain_text(_paper(load(number).number), f"participation-report-{number}.txt")
