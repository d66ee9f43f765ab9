"""The rulebook in force, for anybody: each rule, its articles and numbers, and which step it holds back."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.domain.coverage import CARRYING_NAMES
from workflow.domain.differing import CHANGE_NAMES
from workflow.services.coverage import coverages
from workflow.services.rules import NoRulebook, RulebookView, comparison, rulebook_view
from workflow.web import context, public

bp = Blueprint("rules", __name__, url_prefix="/rules")
# whoever has not signed in finds the way to the other public pages
bp.context_processor(public.navigation)


def _rulebook() -> RulebookView:
    """The rulebook asked for by its label (a decision's own), or the one in force."""
    try:
        return rulebook_view(context.session(), context.today(), request.args.get("rulebook", ""))
    except NoRulebook:
        abort(404)


def _kept(book: RulebookView) -> str | None:
    """The label to carry from page to page: none for the rulebook in force."""
    return None if book.in_force else book.label


@bp.get("/")
def index() -> str:
    book = _rulebook()
    return render_template("rules/index.html", book=book, kept=_kept(book))


@bp.get("/steps")
def steps() -> str:
    book = _rulebook()
    return render_template("rules/steps.html", book=book, kept=_kept(book))


@bp.get("/coverage/")
def coverage_index() -> str:
    return render_template("rules/coverage_index.html", coverages=coverages().values())


@bp.get("/coverage/<instrument>")
def coverage(instrument: str) -> str:
    found = coverages().get(instrument)
    if found is None:
        abort(404)
    return render_template("rules/coverage.html", covered=found, names=CARRYING_NAMES)


@bp.get("/compare")
def compare() -> str:
    """Two rulebooks rule by rule: by default the one in force and another of this installation."""
    current = _rulebook().label
    before = request.args.get("from", current)
    try:
        chosen = comparison(before, request.args.get("to", current))
    except NoRulebook:
        abort(404)
    only = "all" not in request.args
    return render_template("rules/compare.html", chosen=chosen, only=only, names=CHANGE_NAMES)


@bp.get("/<rule_id>")
def rule(rule_id: str) -> str | Response:
    book = _rulebook()
    found = book.rule(rule_id)
    if found is None:
        abort(404)
    if found.id != rule_id:
        # a rule that another one of its concern overrides is shown on that one's page
        return redirect(url_for("rules.rule", rule_id=found.id, rulebook=_kept(book), _anchor=rule_id))
    return render_template("rules/rule.html", book=book, kept=_kept(book), rule=found)
