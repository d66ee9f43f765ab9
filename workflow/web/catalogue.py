"""The yearly catalogue: the years, a year's items with their progress, the office's acts; and what the public reads."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from workflow.domain.catalogue import YearCatalogue, code, refused
from workflow.domain.terms import ItemChange, Role
from workflow.services import catalogue, cataloguing, steps
from workflow.services.papers import Format
from workflow.services.public import NotPublic
from workflow.services.recording import BadInput
from workflow.web import context, public
from workflow.web.catalogue_forms import SIGNING, BeginForm, ItemForm, RemovalForm, fit, usual_stages
from workflow.web.entering import blame
from workflow.web.entitled import turn_away
from workflow.web.filters import language, say_text
from workflow.web.paging import whole
from workflow.web.papers import answered
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("catalogue", __name__)

Page = str | Response | tuple[str, int]


def _readers_only() -> None:
    if context.actor().roles <= {Role.ADMIN}:
        abort(403)


def _keepers_only(act: str, year: int | None = None) -> None:
    if not _may_keep():
        turn_away(act, cataloguing.object_of(year) if year else "", cataloguing.ONLY_OFFICE)


def _may_keep() -> bool:
    return context.actor().has(*cataloguing.MAY_KEEP)


def _of(year: int) -> YearCatalogue:
    found = catalogue.catalogue(context.session(), year) if year < 10_000 else None
    return found or abort(404)


@bp.get("/catalogue")
def index() -> str:
    """The years there is a catalogue of."""
    _readers_only()
    years = catalogue.overviews(context.session(), context.today())
    return render_template("catalogue/index.html", years=years, may_keep=_may_keep())


@bp.route("/catalogue/new", methods=["GET", "POST"])
def begin() -> Page:
    """Begin the catalogue of a year."""
    _keepers_only("catalogue.begun")
    form, today = BeginForm(), context.today()
    if not form.is_submitted():
        form.on.data = today
        form.year.data = today.year + (today.month > 9)  # in the last quarter the next year's is drawn up
    elif form.validate():
        try:
            cataloguing.begin(
                context.session(), actor=context.actor(), now=context.now(), today=today, fact=form.fact()
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            return _done(form.fact().year)
    crumbs = [(_("年度目录"), url_for("catalogue.index")), (_("开始编制"), None)]
    return _form(form, _("开始编制年度目录"), crumbs, url_for("catalogue.index"))


@bp.get("/catalogue/<int:year>")
def page(year: int) -> str:
    """A year's catalogue: the items with their progress, what is to be done next, the adjustments."""
    _readers_only()
    found, session, today = _of(year), context.session(), context.today()
    rulebook = catalogue.rulebook_of(session, today)
    done = {"adopt": found.adoption, "consent": found.consent, "publish": found.publication}
    ready = found.items and not found.sent
    stopped = {act: list(refused(found, act, today, rulebook)) for act in SIGNING if ready and not done[act]}
    return render_template(
        "catalogue/page.html",
        found=found,
        lines=catalogue.progress(session, found, today, context.calendar()),
        open_acts=[act for act, said in stopped.items() if not said],
        stopped=[said[0].says for said in stopped.values() if said],
        meetings=rulebook.labels["meeting_kinds"],
        code=code,
        today=today,
        may_keep=_may_keep(),
        may_send=cataloguing.may_send(context.actor(), found, today),
        correctable=[each for each in found.sent if cataloguing.may_correct(context.actor(), found, each, today)],
        may_propose=steps.role_for(rulebook.step(steps.PROPOSE), context.actor(), None) is not None,
    )


@bp.route("/catalogue/<int:year>/items/new", methods=["GET", "POST"])
def add(year: int) -> Page:
    """Add an item: the office at any time, a unit while proposals are called for."""
    found, actor = _of(year), context.actor()
    sends = cataloguing.may_send(actor, found, context.today())
    if request.method == "GET" and actor.has(*cataloguing.MAY_SEND) and not (sends or _may_keep()):
        flash(_("现在不在征集期间，各单位不能报送；需要列入的，请与党政办公室联系。"), "warning")
        return redirect(url_for("catalogue.page", year=year))
    if not sends:
        _keepers_only("catalogue.item", year)
    return _item(found, None)


@bp.route("/catalogue/<int:year>/items/<int:number>", methods=["GET", "POST"])
def change(year: int, number: int) -> Page:
    """Change an item: the office any, a unit what it sent in while proposals are called for."""
    found = _of(year)
    known = found.item(number)
    if known is None or not cataloguing.may_correct(context.actor(), found, known, context.today()):
        _keepers_only("catalogue.item", year)
    if known is None:
        abort(404)
    return _item(found, number)


def _item(found: YearCatalogue, number: int | None) -> Page:
    year, form = found.begun.year, ItemForm()
    fit(form, found, keeping=_may_keep())
    if not form.is_submitted():
        form = _item_begun(found, number)
    elif form.validate():
        fact = form.fact(found.next_number if number is None else number, _changing(found, number))
        try:
            cataloguing.change(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                year=year,
                fact=fact,
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            return _done(year)
    titles = {
        ItemChange.SENT: _("更正报送的建议") if number else _("报送事项建议"),
        ItemChange.ADDED: _("列入目录") if number else _("增列事项"),
        ItemChange.CHANGED: _("变更事项"),
    }
    title = titles[_changing(found, number)]
    return _form(form, title, _crumbs(year, title), url_for("catalogue.page", year=year))


def _changing(found: YearCatalogue, number: int | None) -> ItemChange:
    """What entering the item is: a unit sends it in, the office adds it, or what was sent in, or changes it."""
    if not _may_keep():
        return ItemChange.SENT
    if number is None:
        return ItemChange.ADDED
    known = found.item(number)
    return ItemChange.ADDED if known and known.change is ItemChange.SENT else ItemChange.CHANGED


def _item_begun(found: YearCatalogue, number: int | None) -> ItemForm:
    known = found.item(number) if number else None
    own = "" if _may_keep() else context.actor().unit  # a unit most often sends in what it will undertake itself
    rulebook = catalogue.rulebook_of(context.session(), context.today())
    data = known.model_dump(exclude={"reason"}) if known else {"stages": usual_stages(rulebook), "unit": own}
    form = ItemForm(formdata=None, data=data | {"on": context.today()})
    fit(form, found, keeping=_may_keep())
    return form


@bp.route("/catalogue/<int:year>/items/<int:number>/remove", methods=["GET", "POST"])
def remove(year: int, number: int) -> Page:
    """Remove an item, with the reason."""
    _keepers_only("catalogue.item", year)
    found = _of(year)
    item = found.item(number)
    if item is None:
        abort(404)
    form = RemovalForm()
    if context.today().year > year:
        form.reason.description = _(
            "目录年度已经结束，到期未办的事项照原样留在目录中；确需调出的，写明为何在年度结束以后调出。"
        )
    if not form.is_submitted():
        form.on.data = context.today()
    elif form.validate():
        gone = {"change": ItemChange.REMOVED, "reason": form.reason.data, "on": form.on.data, "entered": None}
        try:
            cataloguing.change(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                today=context.today(),
                year=year,
                fact=item.model_copy(update=gone),
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            return _done(year)
    act = _("不予列入") if item.change is ItemChange.SENT else _("调出事项")
    title = _("%(act)s：%(name)s", act=act, name=item.name)
    return _form(form, title, _crumbs(year, act), url_for("catalogue.page", year=year))


@bp.route("/catalogue/<int:year>/<string:act>", methods=["GET", "POST"])
def sign(year: int, act: str) -> Page:
    """Record that the newest version was adopted, consented to or published."""
    if act not in SIGNING:
        abort(404)
    _keepers_only(cataloguing.entry_of(act), year)
    found, session, today = _of(year), context.session(), context.today()
    rulebook = catalogue.rulebook_of(session, today)
    form = SIGNING[act]()
    form.bind(rulebook)
    if not form.is_submitted():
        for each in refused(found, act, today, rulebook):
            flash(say_text(each.says, language()), "warning")
            return redirect(url_for("catalogue.page", year=year))
        form.on.data, form.version.data = today, found.version
    elif form.validate():
        version = whole(form.version.data, 0) or 0
        try:
            cataloguing.sign(
                session,
                actor=context.actor(),
                now=context.now(),
                today=today,
                year=year,
                act=act,
                fact=form.fact(version),
                calendar=context.calendar(),
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            return _done(year)
    title = {"adopt": _("登记审议通过"), "consent": _("登记党委同意"), "publish": _("登记公布")}[act]
    return _form(form, title, _crumbs(year, title), url_for("catalogue.page", year=year))


def _crumbs(year: int, title: str) -> list[tuple[str, str | None]]:
    named = _("%(year)s年度", year=year)
    return [
        (_("年度目录"), url_for("catalogue.index")),
        (named, url_for("catalogue.page", year=year)),
        (title, None),
    ]


def _form(form: FlaskForm, title: str, crumbs: list[tuple[str, str | None]], back: str) -> Page:
    shown = render_template("catalogue/form.html", form=form, title=title, crumbs=crumbs, back=back)
    return (shown, 422) if form.is_submitted() else shown


def _done(year: int) -> Response:
    flash(_("已登记，并已记入审计日志。"), "success")
    return redirect(url_for("catalogue.page", year=year))


@public.bp.get("/catalogue/<int:year>/<string:key>.<any(pdf,docx):kind>", endpoint="catalogue_paper")
@limiter.limit(public_post_limit)
def published_paper(year: int, key: str, kind: Format) -> Response:
    """A paper of a year's catalogue, as it was published."""
    return answered(str(year), key, kind)


@public.bp.get("/catalogue", endpoint="catalogue")
@public.bp.get("/catalogue/<int:year>", endpoint="catalogue")
def published(year: int | None = None) -> Page:
    """The catalogue of a year as published, with its adjustments; the newest one without a year."""
    session = context.session()
    years = catalogue.public_years(session)
    asked = years[0] if year is None and years else year
    try:
        found = catalogue.public_catalogue(session, asked) if asked is not None and asked < 10_000 else None
    except NotPublic:
        found = None
    if found is None and year is not None:
        abort(404)
    organ = catalogue.organ_name(session) if found else None
    return render_template("public/catalogue.html", found=found, years=years, organ=organ)
