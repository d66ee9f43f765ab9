"""Published decisions for anybody: the list, a decision with its state, and suggestions while it is carried out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.services import published, steps
from workflow.services.public import NotPublic
from workflow.services.recording import BadInput
from workflow.web import context, public
from workflow.web.downloads import attachment
from workflow.web.public_forms import SuggestionForm
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("published", __name__)


@public.bp.get("/decisions")
def decisions() -> str:
    """Published decisions."""
    query = public.words_asked()
    found = published.decisions(context.session(), query, public.page_asked())
    return render_template(
        "public/decisions.html", found=found, pages=public.paged(found, "public.decisions", q=query), query=query
    )


def _decided(number: str) -> published.PublishedPage:
    try:
        return published.decision(context.session(), number)
    except NotPublic:
        abort(404)


@public.bp.route("/decisions/<string:number>", methods=["GET", "POST"])
@limiter.limit(public_post_limit, methods=["POST"])
def decision(number: str) -> public.Answer:
    """A published decision, and the form for a suggestion while it is carried out."""
    found, form = _decided(number), SuggestionForm()
    if request.method in ("GET", "HEAD"):
        return _decision_page(found, form), 200
    if not found.takes_suggestions:
        return _decision_page(found, form), 409
    if not form.validate_on_submit():
        return _decision_page(found, form), 422
    asked = steps.Request("execution.suggest", public.as_written(form), form.request_key(number), found.decision_id)
    try:
        done = steps.perform(context.session(), asked, actor=None, now=context.now(), calendar=public.CALENDAR)
    except BadInput as error:
        return _decision_page(found, form, refused=tuple(error.problems.values())), 422
    except (steps.Stale, steps.Refused, steps.NotAllowed):
        # concluded between opening the page and sending it
        return _decision_page(_decided(number), form), 409
    cookie["receipt"] = {"number": number, "code": done.answer}
    return redirect(url_for("public.suggested", number=number))


def _decision_page(found: published.PublishedPage, form: SuggestionForm, **more: Any) -> str:
    form.begin()
    seal = public.seal_at(found.decision_id, "publication.publish", found.publication)
    amended = [public.seal_at(found.decision_id, "publication.amend", each) for each in found.amendments]
    return render_template("public/decision.html", found=found, form=form, seal=seal, amended=amended, **more)


def again(sentence: str) -> str:
    """The page with what was typed, and a sentence about why it was not sent."""
    return _decision_page(_decided((request.view_args or {})["number"]), SuggestionForm(), warning=sentence)


public.AGAIN["public.decision"] = again


@public.bp.get("/decisions/<string:number>/received")
def suggested(number: str) -> public.Answer:
    """The receipt of a suggestion just sent; shown once, since others may use the same computer."""
    found, kept = _decided(number), cookie.get("receipt")
    if not isinstance(kept, dict) or kept.get("number") != number:
        flash(_("回执编号只显示一次。已提交的意见建议不受影响。"), "info")
        return redirect(url_for("public.decision", number=number))
    if request.method == "GET":
        cookie.pop("receipt")
    return render_template("public/suggested.html", found=found, code=kept["code"])


@public.bp.get("/decisions/<string:number>/files/<string:digest>/<string:name>")
def decision_file(number: str, digest: str, name: str) -> Response:
    """A file of the version that was decided on."""
    return attachment(public.attached_to(_decided(number).draft, digest, name))
