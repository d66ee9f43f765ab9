"""What every view needs: the session, the settings, the time, who is asking. The doors are where the clock is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Flask, current_app, g, url_for
from flask_login import UserMixin, current_user

from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.text import Text
from workflow.services import clock, holidays, organ
from workflow.services.unit import Session
from workflow.services.watching import Watch
from workflow.settings import Settings

KEY = "shenjue"


@dataclass(slots=True)
class House:
    """What `create_app` hands to the web: the settings, the request's session, the real time.

    `watch`: whether the log may be written on. `refusal`: why the signer of the log refused to sign last, if it did.
    """

    settings: Settings
    session: Callable[[], Session]
    real_now: Callable[[], datetime]
    watch: Watch
    refusal: Text | None = None


class Viewer(UserMixin):  # type: ignore[misc]
    """The person signed in, as Flask-Login and the layout know them."""

    def __init__(self, actor: Actor, token: str, *, must_change_password: bool) -> None:
        self.actor = actor
        self.token = token
        self.must_change_password = must_change_password

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def post(self) -> str:
        return self.actor.post

    @property
    def roles(self) -> frozenset[str]:
        return self.actor.roles

    def get_id(self) -> str:
        """What the cookie holds: the token of this stay, never the person's number."""
        return self.token


def house() -> House:
    found: House = current_app.extensions[KEY]
    return found


def settings() -> Settings:
    return house().settings


def session() -> Session:
    """The database session of this request."""
    return house().session()


def real_now() -> datetime:
    """The real time, read once for the whole request; for sign-ins, not for the procedure."""
    if "real_now" not in g:
        g.real_now = house().real_now()
    moment: datetime = g.real_now
    return moment


def now() -> datetime:
    """The time of the procedure, in UTC: the real one, or that of the demonstration's clock."""
    if "now" not in g:
        g.now = clock.now(session(), settings(), real_now())
    moment: datetime = g.now
    return moment


def today() -> date:
    """The calendar day in Asia/Shanghai."""
    return clock.today(now())


def calendar() -> WorkingCalendar:
    """The working-day calendar, with the notices entered for years that were not announced yet."""
    if "calendar" not in g:
        g.calendar = holidays.working_calendar(session())
    found: WorkingCalendar = g.calendar
    return found


def viewer() -> Viewer | None:
    """Who is signed in, if anybody."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def actor() -> Actor:
    """Who acts; only for views that nobody reaches without signing in."""
    found = viewer()
    if found is None:
        raise RuntimeError("a view for people who signed in was reached without signing in")
    return found.actor


@cache
def our_version() -> str:
    try:
        return version("shenjue")
    except PackageNotFoundError:
        return ""


def register(app: Flask) -> None:
    """Give every template what the layout shows."""
    number = our_version()

    def words() -> dict[str, Any]:
        if g.get("bare"):
            # a page about a failure: it must not ask the database again
            return {"demo": settings().demo, "version": number}
        info = organ.organ(session())
        return {
            "demo": settings().demo,
            "version": number,
            "organ_name": info.name if info else None,
            "clock_now": now() if settings().demo else None,
            "clock_url": url_for("clock.move") if settings().demo else None,
            "sign_in_url": url_for("auth.sign_in"),
            "sign_out_url": url_for("auth.sign_out"),
            "password_url": url_for("auth.change_password"),
        }

    app.context_processor(words)
