"""Pages for what went wrong: each says what happened and what to do, and keeps what was typed where possible."""

from __future__ import annotations

import errno
import sqlite3
from urllib.parse import urlsplit

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    Conflict,
    HTTPException,
    InternalServerError,
    NotFound,
    RequestEntityTooLarge,
    ServiceUnavailable,
)

from workflow.domain.text import Text
from workflow.services.files import FileMissing
from workflow.services.ledger import AccountChanged
from workflow.services.unit import Busy
from workflow.web import context
from workflow.web.addresses import pack_next, safe_path

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})

# more than any form of ours has; a page is not made to repeat what nobody typed
MOST_FIELDS = 1500
# what is never written back into a page
UNKEPT = ("password", "token", "secret")


def kept() -> list[tuple[str, str]]:
    """What was typed into the form that could not be taken, ready to be sent again.

    Only when the form was one of our own pages: otherwise another site could have its own words sent with one click.
    """
    if request.method != "POST" or not _from_ourselves():
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return []
    if len(fields) > MOST_FIELDS:
        return []
    return [(name, value) for name, value in fields if not any(word in name.lower() for word in UNKEPT)]


def _from_ourselves() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    given = request.headers.get("Origin") or request.headers.get("Referer")
    return given is not None and urlsplit(given).netloc == request.host


def signed_out() -> tuple[str, int]:
    """A form was sent after the stay had ended."""
    referrer = urlsplit(request.referrer or "")
    back = safe_path(referrer.path) if referrer.netloc == request.host else None
    return render_template("errors/401.html", kept=kept(), next=pack_next(back) if back else None), 401


def show(error: HTTPException) -> tuple[str, int]:
    """The page for an error, in the layout of the site."""
    code = error.code or 500
    name = code if code in PAGES else 500 if code >= 500 else 400
    return render_template(f"errors/{name}.html", error=error, kept=[]), code


def expired(error: CSRFError) -> tuple[str, int]:
    """The form's token is missing or no longer valid."""
    return render_template("errors/expired.html", error=error, kept=kept()), 400


def too_large(error: RequestEntityTooLarge) -> tuple[str, int]:
    return render_template("errors/413.html", error=error, limit=context.settings().max_upload_mb), 413


def not_kept(_error: FileMissing) -> tuple[str, int]:
    """A file that is on record is not in the store, or is not what was put there."""
    return render_template("errors/file.html", error=NotFound(), kept=[]), 404


def other_now(_error: AccountChanged) -> tuple[str, int]:
    """Whoever asked is not any more who they were when they began: an administrator changed the account meanwhile."""
    context.session().rollback()
    return render_template("errors/account.html", error=Conflict(), kept=kept()), 409


def busy(_error: Busy) -> tuple[str, int]:
    """The database could not be had in time: the same may simply be sent again."""
    context.session().rollback()
    return render_template("errors/503.html", error=ServiceUnavailable(), kept=kept()), 503


def stopped(reason: Text) -> tuple[str, int]:
    """Nothing is entered any more: the log is not the one that was signed. Why, whoever works here is told."""
    why = reason if context.viewer() else None
    # the page itself says it
    return render_template("errors/stopped.html", reason=why, kept=kept(), log_stopped=False), 503


def failed(error: InternalServerError) -> tuple[str, int]:
    """Something we did not foresee. The page asks nothing of the database, which may be what failed."""
    g.bare = True
    try:
        context.session().rollback()
        if _no_room(error.original_exception):
            current_app.logger.critical("磁盘空间已满，没有保存。 The disk is full, nothing was saved.")
            return render_template("errors/full.html", error=ServiceUnavailable(), kept=kept()), 503
        return render_template("errors/500.html", error=error), 500
    except Exception:
        current_app.logger.exception("the page for errors failed as well")
        text = _("系统出现错误，本次操作未保存。请稍后重试，或者联系系统管理员。")
        return (
            f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>500</title><h1>500</h1><p>{text}</p>',
            500,
        )


def _no_room(error: BaseException | None) -> bool:
    """Whether a disk is full: that of the files, of SQLite, or of PostgreSQL (53100)."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, OSError):
        return cause.errno == errno.ENOSPC
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(cause, "sqlstate", "") == "53100"


def register(app: Flask) -> None:
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(AccountChanged, other_now)
    app.register_error_handler(FileMissing, not_kept)
    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(HTTPException, show)
