"""The work ledger: a year's entries with what they add up to, a new entry of a kind, one entry, correction, withdrawal."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from workflow.domain import facts
from workflow.domain.terms import WorkKind
from workflow.domain.typed import YEARS
from workflow.domain.worklog import MEASURES
from workflow.services import importing, organ, work, worklog
from workflow.services.kept import Read, mark_of
from workflow.services.recording import BadInput
from workflow.services.worksheet import work_sheet
from workflow.web import context
from workflow.web.audit import XLSX
from workflow.web.downloads import attachment
from workflow.web.entering import Answer, acting, blame, withdrawn
from workflow.web.entitled import turn_away
from workflow.web.filters import language, say_text
from workflow.web.paging import Page, whole
from workflow.web.work_forms import EXAMPLES, FORMS, WithdrawalForm, WorkForm

bp = Blueprint("work", __name__)

LINES = 50


@bp.before_request
def readers_only() -> None:
    """The ledger is open to who keeps it, to the chief and to the auditor."""
    if not work.may_read(context.actor()):
        abort(403)


@bp.get("/work")
@bp.get("/work/<int:year>")
def index(year: int | None = None) -> str:
    """A year's entries by kind and unit, with what they add up to."""
    session, today = context.session(), context.today()
    years = work.years(session, today)
    year = today.year if year is None else year
    found = _asked(year)
    wanted = {name: request.args[name] for name in ("kind", "unit") if request.args.get(name)}
    asked: dict[str, Any] = {"year": year, **wanted}
    pages = max(-(-len(found) // LINES), 1)
    page = min(max(whole(request.args.get("page"), 1) or 1, 1), pages)
    return render_template(
        "work/index.html",
        year=year,
        years=sorted({year, *years}, reverse=True),
        rows=found[(page - 1) * LINES : page * LINES],
        sums=work.sums(found),
        measures=MEASURES,
        wanted=wanted,
        page=Page(page, pages, lambda n: url_for("work.index", **asked, page=n)),
        kinds=tuple(WorkKind),
        units=[each.name for each in organ.units(session, with_closed=True)],
        may_enter=work.may_enter(context.actor()),
        may_import=importing.may_import(context.actor()),
    )


def _asked(year: int) -> list[work.Entry]:
    """The entries of a year of the kind and the unit asked for; 404 for what is no year."""
    if str(year) not in YEARS:
        abort(404)
    kind, unit = request.args.get("kind", ""), request.args.get("unit", "")
    found = work.entries(context.session(), year)
    return [each for each in found if kind in ("", each.newest.kind) and unit in ("", each.newest.unit)]


@bp.get("/work/<int:year>/sheet.xlsx")
def sheet(year: int) -> Response:
    """The entries of a year asked for as a workbook."""
    book = work_sheet(_asked(year), year, language(), context.now())
    return send_file(book, as_attachment=True, download_name=f"work-ledger-{year}.xlsx", mimetype=XLSX)


@bp.get("/work/new")
def choose() -> str:
    """Choose what the new entry tells of."""
    _enterers_only()
    return render_template("work/kinds.html", kinds=tuple(WorkKind), examples=EXAMPLES, measures=MEASURES)


def _enterers_only() -> None:
    if not work.may_enter(context.actor()):
        turn_away("work.recorded", "", worklog.ONLY_UNITS)


@bp.route("/work/new/<string:kind>", methods=["GET", "POST"])
def create(kind: str) -> Answer:
    """Enter what was done."""
    _enterers_only()
    try:
        chosen = WorkKind.of(kind)
    except ValueError:
        abort(404)
    form: WorkForm = FORMS[chosen]()
    form.bind(correcting=False)
    if not form.is_submitted():
        form.on.data = context.today()
    elif form.validate() and not form.files.errors:
        try:
            number = worklog.record(context.session(), **acting(), today=context.today(), fact=form.fact())
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已登记为%(number)s，并已记入审计日志。", number=number), "success")
            return redirect(url_for("work.page", number=number))
    title = _("登记台账：%(kind)s", kind=say_text(chosen.label, language()))
    return _form(form, title, [(_("登记"), url_for("work.choose"))], url_for("work.choose"))


def _form(form: WorkForm, title: str, between: list[tuple[str, str]], back: str) -> Answer:
    crumbs = [(_("工作台账"), url_for("work.index")), *between, (title, None)]
    shown = render_template("work/form.html", form=form, title=title, crumbs=crumbs, back=back)
    return (shown, 422) if form.is_submitted() else shown


def _entry(number: str) -> work.Entry:
    return work.entry(context.session(), number) or abort(404)


@bp.get("/work/entries/<string:number>")
def page(number: str) -> str:
    """One entry: what it says, its figures and evidence, how it was corrected."""
    found, actor = _entry(number), context.actor()
    return render_template(
        "work/page.html",
        entry=found,
        measures=MEASURES,
        may_correct=work.may_correct(actor, found),
        may_enter=work.may_enter(actor),
    )


@bp.get("/work/entries/<string:number>/files/<string:digest>/<string:name>")
def file(number: str, digest: str, name: str) -> Response:
    """A piece of evidence of an entry as a download; no other file of the store is reached from here."""
    return attachment(_entry(number).file(digest, name) or abort(404))


@bp.route("/work/entries/<string:number>/correct", methods=["GET", "POST"])
def correct(number: str) -> Answer:
    """Put an entry right, with the reason."""
    found = _entry(number)
    if gone := _kept_out(found, "work.corrected"):
        return gone
    told = found.newest
    form: WorkForm = FORMS[told.kind]()
    if form.is_submitted():
        form.bind(correcting=True)
    else:
        form = FORMS[told.kind](formdata=None, data=told.model_dump(exclude={"files", "reason"}))
        form.bind(correcting=True)
        form.hold(told.files)
        form.seen.data, form.mark.data = told.version, mark_of(told)
    if form.is_submitted() and form.validate() and not form.files.errors:
        try:
            worklog.correct(
                context.session(), **acting(), today=context.today(), fact=form.fact(number), mark=form.mark.data or ""
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已更正，并已记入审计日志。"), "success")
            return redirect(url_for("work.page", number=number))
    here = url_for("work.page", number=number)
    return _form(form, _("更正%(number)s", number=number), [(number, here)], here)


def _kept_out(found: work.Entry, act: str) -> Redirection | None:
    """Turn away who may not put the entry right; back to its page where it was withdrawn meanwhile."""
    if found.withdrawal:
        flash(_("该条目已经撤回，不能再更正或者撤回。"), "warning")
        return redirect(url_for("work.page", number=found.number))
    if not work.may_correct(context.actor(), found):
        turn_away(act, worklog.object_of(found.number), worklog.ONLY_OWN)
    return None


@bp.route("/work/entries/<string:number>/withdraw", methods=["GET", "POST"])
def withdraw(number: str) -> Answer:
    """Withdraw an entry, with the reason."""
    found = _entry(number)
    if gone := _kept_out(found, "work.withdrawn"):
        return gone

    def act(reason: str, read: Read) -> None:
        fact = facts.WorkWithdrawal(on=context.today(), reason=reason)
        worklog.withdraw(context.session(), **acting(), today=context.today(), number=number, read=read, fact=fact)

    index, page = (_("工作台账"), url_for("work.index")), url_for("work.page", number=number)
    return withdrawn(WithdrawalForm(), found, act, index, page)
