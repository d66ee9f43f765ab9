"""The clock of a demonstration: anyone may move it forward, and the trail says that it was moved."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.services import clock
from workflow.web import context
from workflow.web.addresses import safe_path
from workflow.web.filters import day_text, language, say_text

bp = Blueprint("clock", __name__)


@bp.post("/clock")
def move() -> Response:
    """Move forward by `days`, or to `date`, and go back to the page."""
    if not context.settings().demo:
        abort(404)
    found = context.viewer()
    days, to_date = _days(request.form.get("days", "")), _date(request.form.get("date", ""))
    if (days is None) == (to_date is None):
        flash(_("请选择向前调整的天数或者日期。"), "warning")
    else:
        try:
            after = clock.move(
                context.session(),
                context.settings(),
                actor=found.actor if found else None,
                real_now=context.real_now(),
                days=days,
                to_date=to_date,
            )
        except clock.ClockRefused as refused:
            flash(say_text(refused.reason, language()), "warning")
        else:
            flash(_("演示时间已调整到%(day)s。", day=day_text(after, language())), "success")
    return redirect(safe_path(request.form.get("next")) or "/")


def _days(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
