"""The public site, for anybody without signing in: notices, opinions, receipts, results, published decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound, TooManyRequests
from werkzeug.wrappers import Response

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.facts import FileRef
from workflow.domain.terms import ReplyWay
from workflow.domain.typed import clean
from workflow.services import hearings, public, published, results, seals, steps, suggestions
from workflow.services.erased import erased_on
from workflow.services.public import NoticePage, NotPublic, Page, Phase
from workflow.services.recording import BadInput
from workflow.web import context, errors
from workflow.web.downloads import attachment
from workflow.web.paging import whole
from workflow.web.public_forms import OpinionForm, ReceiptForm, SuggestionForm
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("public", __name__, url_prefix="/public")

CALENDAR = WorkingCalendar()
# what a visitor sends in a search is cut to this
QUERY_LENGTH = 100
MOST_PAGES = 100_000

Answer = str | Response | tuple[str, int]

AGAIN: dict[str, Callable[[str], str]] = {}
"""Pages of other modules that give back what was typed, by the name of their address."""


@dataclass(frozen=True)
class Paged:
    """A page of a list as the pagination shows it."""

    page: int
    pages: int
    total: int
    url: Callable[[int], str]


def paged(found: Page[Any], endpoint: str, **values: Any) -> Paged:
    """A page of a list with the addresses of the others."""
    kept = {name: value for name, value in values.items() if value}
    return Paged(found.page, found.pages, found.total, lambda n: url_for(endpoint, page=n, **kept))


def page_asked() -> int:
    """The page of a list that was asked for."""
    text = request.args.get("page", "")
    return min(int(text), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def round_asked() -> int | None:
    """The round asked for; None: the newest."""
    return whole(request.args.get("round"))


def words_asked() -> str:
    """What is searched for."""
    return clean(request.args.get("q"))[:QUERY_LENGTH]


@bp.context_processor
def navigation() -> dict[str, Any]:
    """The public navigation; the page shown belongs to one of its entries."""
    here = request.endpoint or ""
    entries = (
        (
            "public.home",
            _("征求意见"),
            ("public.home", "public.notice", "public.received", "public.result", "public.hearing"),
        ),
        ("public.decisions", _("决策公布"), ("public.decisions", "public.decision", "public.suggested")),
        ("public.catalogue", _("事项目录"), ("public.catalogue",)),
        ("public.reports", _("年度报告"), ("public.reports",)),
        ("public.receipt", _("回执查询"), ("public.receipt",)),
        ("public.check_paper", _("核对文书"), ("public.check_paper", "public.scanned")),
    )
    items = [(url_for(endpoint), label, here in pages, 0) for endpoint, label, pages in entries]
    return {"public_navigation": items, "public_home_url": url_for("public.home")}


@bp.get("/")
def home() -> str:
    """Open notices, those that are over, and the newest published decisions."""
    session, today, query = context.session(), context.today(), words_asked()
    current = public.notices(session, over=False, today=today, query=query, size=50)
    over = public.notices(session, over=True, today=today, query=query, page=page_asked())
    newest = published.decisions(session, query, size=5)
    to_come = hearings.upcoming(session, today)
    return render_template(
        "public/home.html",
        current=current,
        over=over,
        pages=paged(over, "public.home", q=query, _anchor="over"),
        newest=newest,
        hearings=[] if query else to_come,
        query=query,
        today=today,
        Phase=Phase,
    )


def _found(number: str) -> NoticePage:
    try:
        return public.notice(context.session(), number, context.today(), round_asked())
    except NotPublic:
        abort(404)


@bp.route("/notices/<string:number>", methods=["GET", "POST"])
@limiter.limit(public_post_limit, methods=["POST"])
def notice(number: str) -> Answer:
    """A notice, and the form for an opinion while it is open."""
    found = _found(number)
    form = OpinionForm()
    if request.method in ("GET", "HEAD"):
        return _notice_page(found, form), 200
    if found.phase is not Phase.OPEN or not found.takes_online:
        return _notice_page(found, form), 409
    if not form.validate_on_submit():
        return _notice_page(found, form), 422
    return _receive(found, form)


def _receive(found: NoticePage, form: OpinionForm) -> Answer:
    written = as_written(form) | {"asks_hearing": found.takes_requests and form.asks_hearing.data}
    asked = steps.Request("participation.receive", written, form.request_key(found.number), found.decision_id)
    try:
        done = steps.perform(context.session(), asked, actor=None, now=context.now(), calendar=CALENDAR)
    except BadInput as error:
        return _notice_page(found, form, refused=tuple(error.problems.values())), 422
    except (steps.Stale, steps.Refused, steps.NotAllowed):
        # concluded between opening the page and sending it
        return _notice_page(_found(found.number), form), 409
    cookie["receipt"] = {"number": found.number, "code": done.answer}
    return redirect(url_for("public.received", number=found.number))


def as_written(form: OpinionForm | SuggestionForm) -> dict[str, Any]:
    """What somebody wrote, as a step takes it."""
    return {
        "on": context.today(),
        "channel": ReplyWay.WEB,
        "text": form.text.data,
        "name": form.name.data or "",
        "contact": form.contact.data or "",
    }


def _notice_page(found: NoticePage, form: OpinionForm, **more: Any) -> str:
    form.begin()
    heard = hearings.announced(context.session(), found.decision_id)
    return render_template(
        "public/notice.html",
        found=found,
        form=form,
        today=context.today(),
        Phase=Phase,
        heard=heard,
        seal=seal_at(found.decision_id, "participation.open", found.notice),
        amended=[seal_at(found.decision_id, "participation.amend", each) for each in found.notice.amendments],
        **more,
    )


def seal_at(decision_id: int, act: str, fact: Any) -> seals.Seal | None:
    """Where the log tells of what a page publishes."""
    return seals.seal_of(context.session(), decision_id, act, fact.entered)


@bp.get("/notices/<string:number>/received")
def received(number: str) -> Answer:
    """The receipt of an opinion just sent; shown once, since others may use the same computer."""
    found = _found(number)
    kept = cookie.get("receipt")
    if not isinstance(kept, dict) or kept.get("number") != number:
        flash(_("回执编号只显示一次。已提交的意见不受影响，采纳情况公布后也可以在公告页面查看。"), "info")
        return redirect(url_for("public.notice", number=number))
    if request.method == "GET":
        cookie.pop("receipt")
    return render_template("public/received.html", found=found, code=kept["code"])


@bp.get("/notices/<string:number>/files/<string:digest>/<string:name>")
def notice_file(number: str, digest: str, name: str) -> Response:
    """A file of the draft version that the notice publishes."""
    return attachment(attached_to(_found(number).draft, digest, name))


def attached_to(draft: Any, digest: str, name: str) -> FileRef:
    """The file of a draft; 404 where it has no such file."""
    try:
        return public.attached(draft, digest, name)
    except NotPublic:
        abort(404)


@bp.get("/notices/<string:number>/result")
def result(number: str) -> str:
    """What became of the opinions."""
    try:
        found = results.result(context.session(), number, page_asked(), round_=round_asked())
    except NotPublic:
        abort(404)
    pages = paged(found.answers, "public.result", number=number, round=round_asked())
    seal = seal_at(found.decision_id, "participation.conclude", found)
    return render_template("public/result.html", found=found, pages=pages, seal=seal)


@bp.route("/receipt", methods=["GET", "POST"])
@limiter.limit(public_post_limit, methods=["POST"])
def receipt() -> Answer:
    """One's own opinion and, once published, its answer. The code is posted: it is no part of an address."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return _receipt_page(form), 200 if request.method in ("GET", "HEAD") else 422
    found = results.receipt(context.session(), form.code.data)
    registered = None if found else hearings.receipt(context.session(), form.code.data)
    suggested = None if found or registered else suggestions.receipt(context.session(), form.code.data)
    seal = seals.seal_of_receipt(context.session(), form.code.data)
    gone = erased_on(context.session(), seal.seq) if seal else None
    page = _receipt_page(
        form, found=found, registered=registered, suggested=suggested, seal=seal, erased_on=gone, asked=True
    )
    return page, 200 if found or registered or suggested else 404


def _receipt_page(form: ReceiptForm, **more: Any) -> str:
    return render_template("public/receipt.html", form=form, today=context.today(), **more)


# -- what went wrong, without losing what was typed --------------------------------------------------------------------


@bp.errorhandler(NotFound)
def missing(_error: NotFound) -> Answer:
    number = str((request.view_args or {}).get("number", ""))
    taken = public.taken_from_public(context.session(), number) if number else None
    return render_template("public/missing.html", taken=taken), 404


@bp.errorhandler(TooManyRequests)
def too_many(_error: TooManyRequests) -> Answer:
    """Too much was sent from one address; many people may share it, so the words typed stay in the form."""
    return _again(_("当前网络短时间内提交次数过多，本次未能提交。请稍候几分钟再次提交，您填写的内容仍在下面。"), 429)


@bp.errorhandler(CSRFError)
def expired(error: CSRFError) -> Answer:
    """The page stood open too long or cookies are off. Another site's words are never put into our form."""
    if not errors.kept():
        return errors.expired(error)
    return _again(_("页面已失效，本次未能提交。您填写的内容仍在下面，请核对后再次提交。"), 400)


def _again(sentence: str, status: int) -> Answer:
    if request.endpoint in AGAIN:
        try:
            return AGAIN[request.endpoint](sentence), status
        except NotFound:
            return render_template("public/missing.html"), status
    if request.endpoint == "public.notice":
        try:
            found = public.notice(context.session(), (request.view_args or {})["number"], context.today())
        except NotPublic:
            return render_template("public/missing.html"), status
        return _notice_page(found, OpinionForm(), warning=sentence), status
    return _receipt_page(ReceiptForm(), warning=sentence), status
