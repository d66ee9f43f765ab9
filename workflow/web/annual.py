"""The yearly report: its text with live figures, drafted and edited, handed upward, published; as files; for the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from workflow.domain import facts
from workflow.domain.annual import Deadline, YearReport, deadlines
from workflow.domain.annualcharts import charts
from workflow.domain.figures import GROUPS
from workflow.services import annual, annualfiles, annualreports, bodies, logreading, past, report
from workflow.services.catalogue import organ_name, rulebook_of
from workflow.services.kept import mark_of
from workflow.services.papers import Format
from workflow.services.recording import BadInput
from workflow.web import context, public
from workflow.web.annual_forms import PublicationForm, SubmissionForm, TextForm
from workflow.web.downloads import attached
from workflow.web.entering import blame
from workflow.web.entitled import turn_away
from workflow.web.filters import language, say_text
from workflow.web.forms.numbered import chosen
from workflow.web.paging import whole
from workflow.web.paperhouse import house
from workflow.web.papers import TYPES, answered
from workflow.web.report import last_day, log_read, readers_only
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("annual", __name__)

Page = str | Response | tuple[str, int]


def _may_keep() -> bool:
    return context.actor().has(*annualreports.MAY_KEEP)


def _keepers_only(act: str, year: int) -> None:
    if not _may_keep():
        turn_away(act, annualreports.object_of(year), annualreports.ONLY_OFFICE)


def _begun(year: int) -> YearReport:
    return annual.annual(context.session(), year) or abort(404)


def _composed(year: int) -> tuple[YearReport | None, annual.Composed, logreading.Log]:
    """The newest text of a year with its figures, what it would begin with where there is none; and the log they are of."""
    found = annual.annual(context.session(), year)
    log = log_read(found.size if found else 0)
    last_day(log, year)
    text = found.text if found else annual.begun(context.session(), log, year, context.today())
    return found, annual.composed(log, text), log


@dataclass(frozen=True)
class Line:
    """A year in the list: its report if it was begun, and the days by which it is due."""

    year: int
    found: YearReport | None
    days: list[Deadline]


@bp.get("/report")
def index() -> str:
    """The years that can be reported on, how far each report has come, and by when it is due."""
    log, begun = log_read(), annual.annuals(context.session())
    lines = [Line(year, begun.get(year), _deadlines(log, year, begun.get(year))) for year in log.years(context.today())]
    return render_template(
        "annual/index.html", lines=lines, this_year=context.today().year, past_open=past.may_read(context.actor())
    )


@bp.get("/report/<int:year>/text")
def page(year: int) -> str:
    """The report as it stands, what is to be seen to, how far it has come."""
    found, made, log = _composed(year)
    return render_template(
        "annual/page.html",
        year=year,
        found=found,
        made=made,
        days=_deadlines(log, year, found),
        organ=organ_name(context.session()),
        may_keep=_may_keep(),
    )


def _deadlines(log: logreading.Log, year: int, found: YearReport | None) -> list[Deadline]:
    """By when the report of a year is due; of one before the program was in use nothing is known."""
    if not log.in_use(year):
        return []
    submitted = found.submissions[0] if found and found.submissions else None
    published = found.publications[0] if found and found.publications else None
    today = context.today()
    return list(deadlines(year, submitted, published, today, rulebook_of(context.session(), today)))


@bp.get("/report/<int:year>/charts")
def pictures(year: int) -> str:
    """A few figures as bars, each with its table."""
    log = log_read()
    until = last_day(log, year)
    found = report.report_of(log, year, until)
    taken = report.times_taken(log, found)
    return render_template("annual/charts.html", found=found, year=year, charts=charts(found.figures, taken))


@bp.route("/report/<int:year>/edit", methods=["GET", "POST"])
def edit(year: int) -> Page:
    """Draft the report, or change it."""
    _keepers_only("report.drafted", year)
    log = log_read()
    last_day(log, year)
    found = annual.annual(context.session(), year)
    text = found.text if found else annual.begun(context.session(), log, year, context.today())
    form = TextForm()
    names = annual.composed(log, text.model_copy(update={"until": _until(form, text, year)})).names
    if not form.is_submitted():
        form.open(names, text)
        return _editor(form, year, names)
    adding, removing = request.form.get("_add"), request.form.get("_remove")
    if adding or removing:
        form.add_row(adding) if adding else form.remove_row(removing or "")
        form.open(names, None)
        return _editor(form, year, names)
    form.open(names, None)
    if form.validate():
        fact = form.fact(year, names, log.size)
        try:
            annualreports.keep(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                text=fact,
                mark=form.mark.data or "",
            )
        except BadInput as bad:
            homeless = form.blame(bad.problems)
            form.form_errors = [*form.form_errors, *(say_text(each, language()) for each in homeless)]
        else:
            flash(_("已存为第%(n)s稿，并已记入审计日志。", n=fact.version), "success")
            return redirect(url_for("annual.page", year=year))
    return _editor(form, year, names), 422


def _until(form: TextForm, text: facts.AnnualText, year: int) -> date:
    """The last day the editor counts: as typed where it is one of the year, else as the text has it."""
    typed: date | None = form.until.data if form.is_submitted() else None
    return typed if typed and typed.year == year else text.until


def _editor(form: TextForm, year: int, names: Any) -> str:
    groups: dict[str, list[Any]] = {}
    for figure in names.figures.figures:
        groups.setdefault(figure.group, []).append(figure)
    return render_template(
        "annual/edit.html",
        form=form,
        year=year,
        names=names,
        groups=[(GROUPS[key], each) for key, each in groups.items()],
    )


@bp.route("/report/<int:year>/submit", methods=["GET", "POST"])
def submit(year: int) -> Page:
    """Hand the newest version to the next level up; its figures are fixed with that."""
    _keepers_only("report.submitted", year)
    found, form = _begun(year), SubmissionForm()
    wrong = annual.composed(log_read(found.size), found.text).wrong_sums
    form.bind(sums=bool(wrong), again=bool(found.submissions))
    if not form.is_submitted():
        form.on.data, form.version.data, form.mark.data = context.today(), found.text.version, mark_of(found.text)
        form.approved_by.data = bodies.chief(context.session(), context.today())
    elif form.validate():
        fact = facts.AnnualSubmission(
            on=form.on.data,
            year=year,
            version=whole(form.version.data, 0) or 0,
            addressee=form.addressee.data,
            copied_to=form.copied_to.data or "",
            approved_by=form.approved_by.data,
            document=chosen(form, "document"),
            sums=form.sums.data or "" if form.sums else "",
            reason=form.reason.data or "" if form.reason else "",
        )
        if _done(annualreports.submit, form, fact):
            return redirect(url_for("annual.page", year=year))
    return _form(form, _("登记上报"), year)


@bp.route("/report/<int:year>/publish", methods=["GET", "POST"])
def publish(year: int) -> Page:
    """Publish what was handed upward."""
    _keepers_only("report.published", year)
    found, form = _begun(year), PublicationForm()
    if not form.is_submitted():
        form.on.data, form.version.data, form.mark.data = context.today(), found.text.version, mark_of(found.text)
    elif form.validate():
        fact = facts.AnnualPublication(
            on=form.on.data,
            year=year,
            version=whole(form.version.data, 0) or 0,
            channels=tuple(form.channels.data),
            address=form.address.data or "",
        )
        if _done(annualreports.publish, form, fact):
            return redirect(url_for("annual.page", year=year))
    return _form(form, _("登记公布"), year)


def _done(act: Any, form: FlaskForm, fact: facts.Fact) -> bool:
    read = {"fact": fact, "mark": form.mark.data or ""}
    try:
        act(context.session(), actor=context.actor(), now=context.now(), today=context.today(), **read)
    except BadInput as bad:
        blame(form, bad)
        return False
    flash(_("已登记，并已记入审计日志。"), "success")
    return True


def _form(form: FlaskForm, title: str, year: int) -> Page:
    crumbs = [
        (_("年度报告"), url_for("annual.index")),
        (_("%(year)s年度", year=year), url_for("annual.page", year=year)),
        (title, None),
    ]
    back = url_for("annual.page", year=year)
    shown = render_template("catalogue/form.html", form=form, title=title, crumbs=crumbs, back=back)
    return (shown, 422) if form.is_submitted() else shown


@bp.get("/report/<int:year>/report.<any(pdf,docx,html,json,xlsx):kind>")
def download(year: int, kind: annualfiles.Kind) -> Response:
    """The newest version as a file."""
    found = annual.annual(context.session(), year)
    if found and kind in ("pdf", "docx", "html"):
        readers_only()
        content = annualfiles.kept_paper(context.session(), found, kind, house())
    else:
        found, made, _log = _composed(year)
        content = annualfiles.made(context.session(), found, made, kind, house())
    shown = f"{organ_name(context.session()).zh}{year}年度法治政府建设情况报告.{kind}"
    return attached(content, TYPES[kind], f"report-{year}.{kind}", shown)


# -- for anybody ------------------------------------------------------------------------------------------------------


@public.bp.get("/reports", endpoint="reports")
@public.bp.get("/reports/<int:year>", endpoint="reports")
@limiter.limit(public_post_limit)
def published(year: int | None = None) -> str:
    """The report of a year as it was published; the newest without a year."""
    years = {each: found for each, found in annual.annuals(context.session()).items() if found.published}
    asked = next(iter(years), None) if year is None else year
    if asked is not None and asked not in years:
        abort(404)
    found = years[asked] if asked else None
    made = _as_published(found) if found else None
    return render_template(
        "public/report.html", found=found, made=made, years=list(years), organ=organ_name(context.session())
    )


def _as_published(found: YearReport) -> annual.Composed:
    handed = found.published
    text = found.version(handed.version) if handed else None
    if handed is None or text is None:
        abort(404)
    return annual.composed(logreading.read_log(context.session(), handed.size), text)


@public.bp.get("/reports/<int:year>/report.<any(pdf,docx):kind>", endpoint="report_paper")
@limiter.limit(public_post_limit)
def published_paper(year: int, kind: Format) -> Response:
    """The report as it was published, as a file."""
    found = annual.annual(context.session(), year)
    handed = found.published if found else None
    text = found.version(handed.version) if found and handed else None
    if text is None:
        abort(404)
    return answered(str(year), annualfiles.key_of(text), kind)
