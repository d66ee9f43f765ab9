"""The yearly report: choose a year, read its paragraph and figures, open the entries behind each."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.domain.figures import OutsideYear
from workflow.services import audit, logreading, report
from workflow.web import context
from workflow.web.report_forms import AsOfForm

bp = Blueprint("report", __name__)


def readers_only() -> None:
    """The report is open to those who write or check it."""
    if not report.may_read(context.actor()):
        abort(403)


def log_read(size: int = 0) -> logreading.Log:
    """The log, or its first `size` entries, for whoever may read the report."""
    readers_only()
    return logreading.read_log(context.session(), size)


@bp.app_errorhandler(logreading.BadLog)
def bad_log(error: logreading.BadLog) -> tuple[str, int]:
    """There is no report on a log that cannot be read whole."""
    may_read_log = audit.may_read_log(context.actor())
    return render_template("report/bad_log.html", seq=error.seq, may_read_log=may_read_log), 503


@bp.get("/report/<int:year>")
def year(year: int) -> str | Response | tuple[str, int]:
    """The paragraph of a year and its figures, up to a day."""
    log = log_read()
    form, last = AsOfForm(request.args), last_day(log, year)
    form.limits(date(year, 1, 1), last)
    status = 200 if form.validate() else 422
    as_of = form.as_of.data if status == 200 and form.as_of.data else last
    if request.args and as_of == last and status == 200:
        return redirect(url_for("report.year", year=year))
    found = report.report_of(log, year, as_of)
    form.as_of.data = form.as_of.data or as_of
    asked = {"as_of": as_of.isoformat()} if as_of != last else {}
    return render_template("report/year.html", found=found, form=form, asked=asked, log=log), status


@bp.get("/report/<int:year>/<string:key>")
def figure(year: int, key: str) -> str:
    """The entries a figure rests on."""
    log = log_read()
    last = last_day(log, year)
    try:
        as_of = date.fromisoformat(request.args["as_of"]) if "as_of" in request.args else last
        found = report.report_of(log, year, as_of)
    except (OutsideYear, ValueError):
        abort(400)
    chosen = found.figures.of(key) or report.time_taken(log, found, key)
    if chosen is None:
        abort(404)
    asked = {"as_of": as_of.isoformat()} if as_of != last else {}
    return render_template(
        "report/figure.html",
        found=found,
        figure=chosen,
        items=report.behind(log, found, chosen),
        asked=asked,
        may_read_log=audit.may_read_log(context.actor()),
    )


def last_day(log: logreading.Log, year: int) -> date:
    """The last day of the year that can be reported on; 404 for a year the log does not tell of."""
    if year not in log.years(context.today()):
        abort(404)
    return report.last_day_of(year, context.today())
