"""The register of document numbers (文号登记): its series by year, the codes, giving a number and voiding one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from workflow.domain import facts
from workflow.domain.terms import NumberUse
from workflow.domain.typed import half_width
from workflow.domain.wording import quoted
from workflow.services import numbercodes, numberregister, numbers, papers
from workflow.services.asof import NoSuchEntry
from workflow.services.decisionrows import NoDecision
from workflow.services.papers import NoSuchPaper
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.entering import acting, blame
from workflow.web.entitled import turn_away
from workflow.web.numbers_forms import ClosingForm, CodeForm, StartForm, TakeForm, VoidForm
from workflow.web.paging import whole
from workflow.web.paperhouse import house

bp = Blueprint("numbers", __name__)

NEWEST = 10
"""How many of the numbers given last stand below the series where none is asked for."""

Page = str | Response | tuple[str, int]


def may_keep() -> bool:
    """Whether the viewer keeps the register."""
    return context.actor().has(*numbercodes.MAY_KEEP)


def _keepers_only(act: str, obj: str = "") -> None:
    if not may_keep():
        turn_away(act, obj, numbercodes.ONLY_OFFICE)


def _readers_only() -> None:
    if not context.actor().has(*numberregister.MAY_READ):
        abort(403)


@bp.get("/numbers")
def index() -> str:
    """The series of a year with what was given last; the numbers of a series, or those with some words."""
    _readers_only()
    session, today = context.session(), context.today()
    years = sorted({today.year, *numberregister.years(session)}, reverse=True)
    asked = whole(half_width(request.args.get("year", "")))
    year = asked if asked in years else today.year
    words, chosen = half_width(request.args.get("q", ""))[:100], request.args.get("code", "")
    known = numberregister.register(session, year)
    shown = [
        (series, [each for each in series.numbers if words in f"{each.number} {each.title} {each.matter}"])
        for series in known
        if series.code.code == chosen or (words and not chosen)
    ]
    newest = sorted((each for series in known for each in series.numbers), key=lambda each: -each.id)
    return render_template(
        "numbers/index.html",
        shown=[(series, rows) for series, rows in shown if rows or not words],
        newest=newest[:NEWEST],
        known=known,
        firsts={series.code.code: series.first for series in known},
        any_code=bool(numberregister.codes(session)),
        years=years,
        year=year,
        words=words,
        chosen=chosen,
        may_keep=may_keep(),
    )


@bp.get("/numbers/codes")
def codes() -> str:
    """The agency codes, with what they are for and where they begin."""
    _readers_only()
    found = numberregister.codes(context.session())
    return render_template("numbers/codes.html", codes=found, may_keep=may_keep())


@bp.route("/numbers/codes/new", methods=["GET", "POST"])
def new_code() -> Page:
    """Enter an agency code, and from which number on this year's series is given here."""
    _keepers_only("number.code")
    form, today = CodeForm(), context.today()
    if not form.is_submitted():
        form.since.data, form.first.data = today, 1
    elif form.validate():
        use, since = NumberUse.of(form.use.data), form.since.data
        code = facts.NumberCode(on=today, code=form.code.data, use=use, since=since)
        start = facts.SeriesStart(on=today, year=today.year, first=form.first.data)
        try:
            numbercodes.add_code(context.session(), **_dates(), fact=code, start=start if start.first > 1 else None)
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("机关代字已登记，并已记入审计日志。"), "success")
            return redirect(url_for("numbers.codes"))
    return _form(form, _("登记机关代字"), _("登记"), url_for("numbers.codes"))


def _open_codes_only(code: str) -> None:
    if not any(each.code == code and not each.closing for each in numberregister.codes(context.session())):
        abort(404)


@bp.route("/numbers/codes/<string:code>/start", methods=["GET", "POST"])
def start(code: str) -> Page:
    """State where the series of a year begins, those before having been given on paper."""
    _keepers_only("number.begun", numberregister.object_of(code))
    _open_codes_only(code)
    form, today = StartForm(), context.today()
    if not form.is_submitted():
        form.year.data = today.year
    elif form.validate():
        fact = facts.SeriesStart(on=today, year=form.year.data, first=form.first.data)
        try:
            numbercodes.begin_series(context.session(), **_dates(), code=code, fact=fact)
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("起始号已写明，并已记入审计日志。"), "success")
            return redirect(url_for("numbers.codes"))
    return _form(form, _("“%(code)s”的起始号", code=code), _("写明起始号"), url_for("numbers.codes"))


@bp.route("/numbers/codes/<string:code>/close", methods=["GET", "POST"])
def close(code: str) -> Page:
    """Close an agency code."""
    _keepers_only("number.closed", numberregister.object_of(code))
    _open_codes_only(code)
    form = ClosingForm()
    if not form.is_submitted():
        form.on.data = context.today()
    elif form.validate():
        fact = facts.NumberCodeClosing(on=form.on.data, reason=form.reason.data)
        try:
            numbercodes.close_code(context.session(), **_dates(), code=code, fact=fact)
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("机关代字已停用，并已记入审计日志。"), "success")
            return redirect(url_for("numbers.codes"))
    return _form(form, _("停用机关代字“%(code)s”", code=code), _("停用"), url_for("numbers.codes"))


@bp.route("/numbers/new", methods=["GET", "POST"])
def take() -> Page:
    """Give a number to a paper: one of a decision's own, or one that is written elsewhere."""
    _keepers_only("number.taken")
    form = TakeForm()
    form.bind()
    matter, paper = request.args.get("matter", ""), request.args.get("paper", "")
    back = url_for("papers.index", number=matter) if matter else url_for("numbers.index")
    if not form.is_submitted():
        form.on.data = context.today()
        _begin(form, matter, paper)
    else:
        sound, day, number = form.validate(), form.on.data or context.today(), half_width(form.matter.data or "")
        wanted = numbers.Wanted(day, form.title.data, paper=_paper_of(number, form.paper.data or ""))
        asked: dict[str, Any] = {
            "today": context.today(),
            "written": form.written,
            "wanted": wanted,
            "matter": number,
        }
        at = "older" if form.older.data else "code"
        if not sound:
            # what the form itself finds is said together with what the register finds
            found = numbers.wrong(context.session(), **asked)
            blame(form, BadInput({name: said for name, said in found.items() if not form[name].errors}), code=at)
            return _form(form, _("给号"), _("给号"), back)
        try:
            given = numbers.take(context.session(), **acting(), **asked)
        except BadInput as bad:
            blame(form, bad, code=at)
        else:
            flash(_("已给号：%(number)s。", number=given), "success")
            return redirect(back if matter else url_for("numbers.index", year=day.year))
    return _form(form, _("给号"), _("给号"), back)


def _paper_of(matter: str, paper: str) -> str:
    """The paper the form was opened for, where the matter it names now has it; else none is said."""
    try:
        found = papers.making(context.session(), matter, house()).papers() if matter and paper else ()
    except NoDecision:
        return ""
    return paper if any(each.key == paper and each.kind.numbered for each in found) else ""


def _begin(form: TakeForm, matter: str, paper: str) -> None:
    """Begin with the paper of a decision that the number is for, and the code that is for such papers."""
    if not matter:
        return
    try:
        found = papers.paper(context.session(), matter, paper, house())
    except (NoDecision, NoSuchPaper, NoSuchEntry):
        abort(404)
    form.matter.data, form.paper.data, form.title.data, form.on.data = (
        matter,
        paper,
        found.document.title,
        found.found.on,
    )
    offered = numberregister.next_numbers(context.session(), context.today())
    form.code.data = next((code.code for code, _number in offered if code.use == found.found.kind.numbered), "")


@bp.route("/numbers/<int:number_id>/void", methods=["GET", "POST"])
def void(number_id: int) -> Page:
    """Record that a number is not used."""
    given = numberregister.given_number(context.session(), number_id) if number_id < 2**31 else None
    _keepers_only("number.voided", numberregister.object_of(str(given.number)) if given else "")
    if given is None or given.voided:
        abort(404)
    form = VoidForm()
    back = url_for("numbers.index", year=given.number.year)
    if not form.is_submitted():
        form.on.data = context.today()
    elif form.validate():
        fact = facts.VoidedNumber(on=form.on.data, reason=form.reason.data)
        try:
            numbers.void(context.session(), **_dates(), number_id=number_id, fact=fact)
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("%(number)s已作废，并已记入审计日志。", number=given.number), "success")
            return redirect(back)
    lead = _("%(title)s。作废后保留在登记中，不再给其他文件。", title=quoted(given.title))
    return _form(form, _("作废%(number)s", number=given.number), _("作废"), back, lead, danger=True)


def _dates() -> dict[str, Any]:
    """Who acts, and when."""
    return {**acting(), "today": context.today()}


def _form(form: FlaskForm, title: str, button: str, back: str, lead: str = "", *, danger: bool = False) -> Page:
    crumbs = [(_("文号登记"), url_for("numbers.index")), (title, None)]
    page = render_template(
        "numbers/form.html", form=form, title=title, button=button, back=back, lead=lead, danger=danger, crumbs=crumbs
    )
    return (page, 422) if form.is_submitted() else page
