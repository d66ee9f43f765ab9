"""Chinese or English: what the reader chose, else what the browser asks for, else Chinese."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

from flask import Blueprint, Flask, abort, g, has_request_context, redirect, request
from flask_babel import Babel, get_translations
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from workflow.web.addresses import safe_path
from workflow.web.context import settings

bp = Blueprint("language", __name__)

COOKIE = "lang"
YEAR_SECONDS = 365 * 24 * 3600

# Babel is only ever given these two: it fails on the names browsers send
LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


def wanted() -> str:
    """The language of this request: "zh" or "en"."""
    if not has_request_context():
        return "zh"
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LOCALES:
        return chosen
    for name in request.accept_languages.values():
        primary = name.lower().replace("_", "-").split("-")[0]
        if primary in LOCALES:
            return primary
    return "zh"


def locale() -> str:
    """The name Babel knows it by."""
    return LOCALES[wanted()]


def _escaped(words: LazyString) -> Markup:
    """What a lazy text is in a page. The library takes it for markup already, whatever was filled into it."""
    return escape(str(words))


LazyString.__html__ = _escaped


def _catalogue() -> NullTranslations:
    """The words of this request, looked up once: the library asks again for the language at every word of a page."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    found: NullTranslations = g.catalogue
    return found


def _one(text: str) -> str:
    return _catalogue().gettext(text)


def _counted(one: str, many: str, count: int) -> str:
    return _catalogue().ngettext(one, many, count)


def register(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", LOCALES["zh"])
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Shanghai")
    Babel(app, locale_selector=locale)
    words: Any = app.jinja_env
    words.install_gettext_callables(_one, _counted, newstyle=True)
    # its own name for it only passes the call on
    words.globals["_"] = words.globals["gettext"]


@bp.route("/language/<code>", methods=["GET", "POST"])
def choose(code: str) -> Response:
    """Remember the choice and go back to where it was made."""
    if code not in LOCALES:
        abort(404)
    target = safe_path(request.values.get("next")) or "/"
    response = redirect(target)
    response.set_cookie(
        COOKIE, code, max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=settings().secure_cookies
    )
    return response
