"""What holds for every request: signed in or expressly public, a CSRF token, strict headers, coarse limits."""

from __future__ import annotations

import secure
from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from workflow.services import accounts, stays
from workflow.settings import Settings
from workflow.web import context, errors
from workflow.web.addresses import pack_next

# what may be reached without signing in; everything else is denied
PUBLIC_ENDPOINTS = frozenset(
    {
        "static",
        "bootstrap.static",
        "auth.sign_in",
        "auth.step_into",  # a demonstration only
        "auth.setup",  # with the one-time token, until there is an account
        "language.choose",
        "clock.move",  # a demonstration only
        # the public site: what a notice, a published result or a publication has made public
        "public.home",
        "public.notice",
        "public.notice_file",
        "public.received",
        "public.result",
        "public.report",
        "public.receipt",
        "public.catalogue",
        "public.catalogue_paper",
        "public.reports",
        "public.report_paper",
        "public.hearing",
        "public.hearing_registered",
        "public.hearing_file",
        "public.decisions",
        "public.decision",
        "public.suggested",
        "public.decision_file",
        # how the log is signed, and what proves an entry of it
        "public.check_paper",
        "public.scanned",
        "public.log",
        "public.checkpoint",
        "public.log_keys",
        "public.log_proof",
        "public.receipt_proof",
        # the rules that hold are nobody's secret
        "rules.compare",
        "rules.coverage",
        "rules.coverage_index",
        "rules.index",
        "rules.rule",
        "rules.steps",
    }
)
# what is entered nowhere: whoever watches the log can still see what is wrong with it
UNENTERED = frozenset({"auth.sign_in", "auth.sign_out", "auth.step_into", "language.choose"})
# what someone may still do who has to choose a new password first
BEFORE_NEW_PASSWORD = frozenset({"auth.change_password", "auth.sign_out"})

MB = 1024 * 1024

csrf = CSRFProtect()
login_manager = LoginManager()
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://")


def sign_in_limit() -> str:
    """Sign-ins from one address; a demonstration changes roles all the time."""
    return str(current_app.config["SIGN_IN_LIMIT"])


def public_post_limit() -> str:
    """What one address may send without signing in: generous, since a whole village may share one address."""
    return str(current_app.config["PUBLIC_POST_LIMIT"])


def configure(app: Flask, settings: Settings) -> None:
    """Write the settings that keep cookies and requests safe."""
    secure_cookies = settings.secure_cookies
    app.config.update(
        SECRET_KEY=settings.key(),
        SESSION_COOKIE_NAME="__Host-shenjue" if secure_cookies else "shenjue",
        SESSION_COOKIE_SECURE=secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.session_hours * 3600,
        # a form may be filled in for as long as the stay lasts
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=(settings.max_upload_mb + 2) * MB,
        MAX_FORM_MEMORY_SIZE=2 * MB,
        MAX_FORM_PARTS=1000,
        SIGN_IN_LIMIT="600 per 15 minutes" if settings.demo else "30 per 15 minutes",
        PUBLIC_POST_LIMIT="20 per 10 minutes; 200 per day",
    )


def register(app: Flask, settings: Settings) -> None:
    """Attach all of it, in the order in which it has to happen."""
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    login_manager.init_app(app)
    login_manager.session_protection = "strong"
    # the guard stands before the check of the token: someone whose stay is over is told that, not that a token is wrong
    app.before_request(refuse_floods)
    app.before_request(deny_by_default)
    app.before_request(refuse_to_enter)
    # what is refused for its token counts too
    limiter.init_app(app)
    csrf.init_app(app)
    headers = make_headers(settings)

    @app.after_request
    def harden(response: Response) -> Response:
        stricter = response.headers.get("Content-Security-Policy")
        headers.set_headers(response)
        if stricter:
            response.headers["Content-Security-Policy"] = stricter
        if request.endpoint not in ("static", "bootstrap.static") and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def refuse_to_enter() -> tuple[str, int] | None:
    """Refuse whatever writes while the log is not the one that was signed."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint in UNENTERED:
        return None
    reason = context.house().watch.stopped(context.session())
    return errors.stopped(reason) if reason else None


def refuse_floods() -> None:
    """Refuse a form of more fields than any of ours has, before anything takes the trouble to read it."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    if (request.content_length or 0) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        abort(413)
    if request.get_data(cache=True, parse_form_data=False).count(b"&") > errors.MOST_FIELDS:
        abort(413)


def make_headers(settings: Settings) -> secure.Secure:
    """The headers of every response: nothing from other hosts, nothing inline, never in a frame."""
    policy = (
        secure.ContentSecurityPolicy()
        .default_src("'self'")
        .script_src("'self'")
        .style_src("'self'")
        # the arrows and ticks of Bootstrap's fields are drawn as data in its style sheet
        .img_src("'self'", "data:")
        .object_src("'none'")
        .base_uri("'none'")
        .form_action("'self'")
        .frame_ancestors("'none'")
    )
    over_tls = settings.secure_cookies and settings.public_url.startswith("https://")
    return secure.Secure(
        csp=policy,
        xcto=secure.XContentTypeOptions().nosniff(),
        xfo=secure.XFrameOptions().deny(),
        referrer=secure.ReferrerPolicy().same_origin(),
        coop=secure.CrossOriginOpenerPolicy().same_origin(),
        corp=secure.CrossOriginResourcePolicy().same_origin(),
        permissions=secure.PermissionsPolicy().camera().microphone().geolocation(),
        # only where the instance is published over TLS: on plain http it would lock everyone out
        hsts=secure.StrictTransportSecurity().max_age(31536000) if over_tls else None,
    )


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_viewer(token: str) -> context.Viewer | None:
    """The person of this stay with the roles they hold now; asked anew for every request."""
    session = context.session()
    person_id = stays.person_of(session, token, real_now=context.real_now())
    actor = accounts.actor_of(session, person_id) if person_id is not None else None
    if actor is None:
        return None
    return context.Viewer(actor, token, must_change_password=accounts.must_change_password(session, actor.person_id))


def deny_by_default() -> AnyResponse | str | tuple[str, int] | None:
    """Let through what is public, does not exist, or is asked by someone signed in."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC_ENDPOINTS:
        return None
    found = context.viewer()
    if found is None:
        if request.method in ("GET", "HEAD"):
            return redirect(url_for("auth.sign_in", next=pack_next(request.full_path.rstrip("?"))))
        return errors.signed_out()
    if found.must_change_password and endpoint not in BEFORE_NEW_PASSWORD:
        return redirect(url_for("auth.change_password"))
    return None
