"""Taking steps as a browser does: open the page, change what its form is filled in with, send it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.helpers import PASSWORD, Clock, Staff, step_into, token_of
from tests.walk import Walk
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.services import accounts
from workflow.services.asking import Done
from workflow.services.dossiers import load
from workflow.wiring import db


class _Form(HTMLParser):
    """The fields of the form that has `key`, as a browser would send them without pressing any button."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[MultiDict[str, str]] = []
        self._select: str | None = None
        self._first: str | None = None
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "form":
            self.forms.append(MultiDict())
        if not self.forms:
            return
        form, name = self.forms[-1], of.get("name") or ""
        if tag == "input" and name and of.get("type") not in ("submit", "file"):
            if of.get("type") not in ("checkbox", "radio") or "checked" in of:
                form.add(name, of.get("value") or "")
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            value = of.get("value") or ""
            self._first = value if self._first is None else self._first
            if "selected" in of:
                form.add(self._select, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # the first line end after the tag is none of the text
            self.forms[-1].add(self._area, self._text.removeprefix("\r\n").removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select:
            if self._select not in self.forms[-1]:
                self.forms[-1].add(self._select, self._first or "")
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data


def fields_of(page: str) -> MultiDict[str, str]:
    """What the step's form on a page holds."""
    parser = _Form()
    parser.feed(page)
    return next(form for form in parser.forms if "key" in form)


class Stepping:
    """A decision on its way, and browsers in which its people are signed in.

    The services are called in a context that ends with the call: one that stayed open would be shared by the requests.
    """

    def __init__(self, app: Flask, staff: Staff, signed_in: Callable[[str], FlaskClient], clock: Clock) -> None:
        self.app, self.staff, self.clock = app, staff, clock
        self._signed_in = signed_in
        self._browsers: dict[str, FlaskClient] = {}
        with app.app_context():
            people = {role: staff.actor(db.session, role) for role in staff.people}
            self._walk = Walk(db.session, people, unit_ids=(staff.units[0],))
        self._walk.password = PASSWORD

    @contextmanager
    def walk(self) -> Iterator[Walk]:
        """The decision's way, to be gone through the services."""
        with self.app.app_context():
            self._walk.session = db.session
            yield self._walk

    def before(self, step: str) -> Stepping:
        """Go the lawful way up to, not including, a step."""
        with self.walk() as walk:
            walk.before(step)
        # who was signed in before may be signed out by it
        self._browsers.clear()
        return self

    def through(self, step: str) -> Stepping:
        """Go the lawful way up to and including a step."""
        with self.walk() as walk:
            walk.through(step)
        self._browsers.clear()
        return self

    def take(self, step: str, role: str, day: date | int, /, **changes: Any) -> Done:
        """Take one step through the services."""
        with self.walk() as walk:
            return walk.take(step, role, day, **changes)

    @property
    def number(self) -> str:
        """The decision's number."""
        with self.walk() as walk:
            return walk.decision.number

    @property
    def dossier(self) -> Dossier:
        """The decision's facts as they stand."""
        with self.walk() as walk:
            assert walk.decision_id is not None
            return load(walk.session, walk.decision_id)

    @property
    def states(self) -> dict[str, str]:
        """The state of each track."""
        with self.walk() as walk:
            procedure = library().rulebook(walk.decision.rulebook).procedure
            return procedure.states(walk.decision.state, walk.decision.track_states)

    def browser(self, role: str) -> FlaskClient:
        """The browser of the person of that role; `neighbour` is a member of staff of another unit."""
        if role not in self._browsers:
            if role != "neighbour":
                self._browsers[role] = self._signed_in(role)
                return self._browsers[role]
            with self.app.app_context():
                person = accounts.create_person(
                    db.session,
                    actor=None,
                    now=self.clock(),
                    login="neighbour",
                    name="邻单位人员",
                    post="干部",
                    unit_id=self.staff.units[1],
                    roles=["staff"],
                    password=PASSWORD,
                    must_change=False,
                )
            self._browsers[role] = self._signed_in("staff")
            step_into(self._browsers[role], f"P-{person:04d}")
        return self._browsers[role]

    def url(self, step: str, query: str = "") -> str:
        return f"/decisions/{self.number}/{step}{query}"

    def open(self, step: str, role: str = "staff", query: str = "") -> TestResponse:
        return self.browser(role).get(self.url(step, query))

    def page(self, path: str = "", role: str = "staff") -> TestResponse:
        return self.browser(role).get(f"/decisions/{self.number}{path}")

    def fields(self, step: str, role: str = "staff", query: str = "") -> MultiDict[str, str]:
        page = self.open(step, role, query)
        assert page.status_code == 200, page.status_code
        return fields_of(page.text)

    def send(self, step: str, role: str = "staff", query: str = "", **changes: Any) -> TestResponse:
        """Open the page, change these fields, press the button. None leaves a field out."""
        return self.post(step, self.fields(step, role, query), role, **changes)

    def post(self, step: str, fields: MultiDict[str, str], role: str = "staff", **changes: Any) -> TestResponse:
        """Send these fields with changes; whoever sends them does so with a token of their own."""
        data: dict[str, Any] = {name: fields.getlist(name) for name in fields}
        for name, value in changes.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = value
        data["csrf_token"] = token_of(self.browser(role))
        return self.browser(role).post(self.url(step), data=data, content_type="multipart/form-data")
