"""Helpers of the tests that are not fixtures."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.people import Person, PersonRole, Unit
from workflow.services import accounts, organ
from workflow.services.unit import unit_of, writing
from workflow.wiring import db

KEY = "b7e1f0c29a5d4836e8f7a6b5c4d3e2f10918273645546372"
PASSWORD = "correct horse battery"
ORIGIN = "shenjue.local/qingquan/rma/e1"


class Clock:
    """The real time of a test; calling it tells the time, `forward` moves it."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass(frozen=True)
class Staff:
    """One person for each role, in two units."""

    units: tuple[int, int]
    people: dict[str, int]

    def public_id(self, role: str) -> str:
        return f"P-{self.people[role]:04d}"

    def actor(self, session: Session, role: str) -> Actor:
        found = accounts.actor_of(session, self.people[role])
        assert found is not None
        return found


def change_account(session: Session, by: Actor, now: datetime, person_id: int, **changes: Any) -> Actor:
    """Let an administrator change an account, of which the rest stays as it is: who the person is since."""
    person = session.get_one(Person, person_id)
    stands = {"name": person.name, "post": person.post, "unit_id": person.unit_id}
    accounts.change_person(session, actor=by, now=now, person_id=person_id, **stands | changes)
    found = accounts.actor_of(session, person_id)
    assert found is not None
    return found


def given(session: Session, actor: Actor, *roles: str) -> Actor:
    """The person with these roles more, as the table alone says, past what the program lets one account hold."""
    with slipping_in(session):
        person = session.get_one(Person, actor.person_id)
        person.roles += [PersonRole(role=role, created_at=person.created_at) for role in roles]
    return replace(actor, roles=actor.roles | set(roles))


def make_staff(session: Session, now: datetime) -> Staff:
    """The organ 清泉乡, two units, and for each role a person whose login is the role's name."""
    organ.create_organ(
        session,
        now=now,
        real_now=now,
        name=Text("清泉乡人民政府", "Qingquan Township"),
        profile_id="cq-township",
        origin=ORIGIN,
    )
    units = (
        organ.create_unit(session, actor=None, now=now, name="规划建设办"),
        organ.create_unit(session, actor=None, now=now, name="党政办公室"),
    )
    in_unit = {Role.STAFF: units[0], Role.UNIT_LEAD: units[0], Role.OFFICE: units[1], Role.RECORDER: units[1]}
    people = {
        role.value: accounts.create_person(
            session,
            actor=None,
            now=now,
            login=role.value,
            name=f"某{role.label.zh}",
            post=role.label.zh,
            unit_id=in_unit.get(role),
            roles=[role.value],
            password=PASSWORD,
            must_change=False,
        )
        for role in Role
    }
    return Staff(units, people)


def staff_in(session: Session) -> Staff:
    """The people whom `make_staff` made."""
    people = {person.login: person.id for person in session.scalars(select(Person))}
    first, second = session.scalars(select(Unit.id).order_by(Unit.id))
    return Staff((first, second), people)


def token_in(page: str) -> str:
    """The CSRF token of the first form on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None, "no form on the page"
    return found.group(1)


def token_of(client: FlaskClient) -> str:
    """A CSRF token good for anything this browser sends, as any page would have it."""
    app = client.application
    if app.config["SESSION_COOKIE_SECURE"]:
        return token_in(client.get("/account/password", follow_redirects=True).text)
    with client.session_transaction() as kept:
        raw = kept.setdefault("csrf_token", secrets.token_hex(20))
    return str(URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(raw))


def send(client: FlaskClient, url: str, follow_redirects: bool = False, **fields: object) -> TestResponse:
    """Post a form with its token."""
    data = {"csrf_token": token_of(client), **fields}
    return client.post(url, data=data, follow_redirects=follow_redirects)


def step_into(client: FlaskClient, public_id: str) -> TestResponse:
    """One click on the sign-in page of a demonstration."""
    return send(client, "/sign-in/as", public_id=public_id)


def sign_in(client: FlaskClient, login: str, password: str = PASSWORD, **more: object) -> TestResponse:
    """Fill in the sign-in page."""
    page = client.get("/sign-in").text
    return client.post("/sign-in", data={"csrf_token": token_in(page), "login": login, "password": password, **more})


def find_chromium() -> str | None:
    """An installed Chromium: the one named in CHROMIUM, or one on the path; without windows of its own it is quicker."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    return None


@contextmanager
def slipping_in(session: Session) -> Iterator[None]:
    """A unit of work whose rows the log does not tell of, as the program itself can never commit one."""
    with writing(session):
        unit_of(session).leaf = b"none"
        yield


def race(app: Flask, count: int, act: Callable[[Session, int], object]) -> list[object]:
    """Let `count` threads act at the same moment, each on a session of its own; return what came of each."""
    start, results = threading.Barrier(count), [None] * count

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                results[place] = act(db.session, place)
            except Exception as error:
                results[place] = error
            finally:
                db.session.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
