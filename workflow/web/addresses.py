"""Where to go next: never where a stranger says, only to pages of our own."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException

NEXT_VALID_SECONDS = 8 * 3600


def safe_path(target: str | None) -> str | None:
    """An address inside this site, built anew from our own routes; None for anything else.

    Nothing of what was given is repeated but the arguments of a route and the query.
    """
    if not target or len(target) > 2000 or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(char) < 32 for char in target):
        return None
    parts = urlsplit(target)
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return None
    try:
        endpoint, values = adapter.match(parts.path, method="GET")
    except HTTPException:
        return None
    query = urlencode(parse_qsl(parts.query))
    return url_for(endpoint, **values) + (f"?{query}" if query else "")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="next")


def pack_next(path: str) -> str:
    """Where to go after signing in, signed: an address made up by someone else is not followed."""
    return str(_signer().dumps(path))


def unpack_next(value: str | None) -> str | None:
    """The page packed by `pack_next`, if it is ours and still exists."""
    if not value:
        return None
    try:
        path = _signer().loads(value, max_age=NEXT_VALID_SECONDS)
    except BadSignature:
        return None
    return safe_path(path) if isinstance(path, str) else None
