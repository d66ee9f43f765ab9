"""The one door: steps taken as a clerk and others take them, with facts, guards, evidence and entry."""

from __future__ import annotations

import itertools
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import URL

from tests.databases import plain
from tests.helpers import make_staff
from tests.walk import CALENDAR, WAY, lawful
from tests.year import YEAR_BEGIN
from workflow import create_app
from workflow.domain.lawfiles import library
from workflow.domain.terms import Role
from workflow.services.asking import Request
from workflow.services.identity import actor_of
from workflow.services.steps import perform
from workflow.settings import Settings
from workflow.wiring import db, migrate

START = date(2022, 3, 1)
NOON = datetime(2022, 3, 1, 4, tzinfo=UTC)
# one after another, then with the next matter: from the proposal to the call for opinions
TAKEN = WAY[:5]


def _settings(url: URL, place: str) -> Settings:
    return Settings(mode="demo", instance_dir=Path(place), database_url=plain(url))


def prepare(url: URL, place: str) -> None:
    """The organ with its people."""
    app = create_app(_settings(url, place))
    migrate(app)
    with app.app_context():
        make_staff(db.session, YEAR_BEGIN)
        db.session.close()
        db.engine.dispose()


_made: dict[str, Flask] = {}
_making = threading.Lock()


def _app(url: URL, place: str) -> Flask:
    """The program: one for all clients of a process, as it serves them."""
    with _making:
        if place not in _made:
            _made[place] = create_app(_settings(url, place))
        return _made[place]


def stepping(url: URL, place: str, _client: int) -> Callable[[], None]:
    """One step of a client."""
    _app(url, place).app_context().push()
    staff = {role.value: actor_of(db.session, person) for person, role in enumerate(Role, 1)}
    step_of = library().rulebook("cq-township-2020.1").step
    coming = itertools.cycle([(*taken, lawful(taken[0], START + timedelta(days=taken[2]))) for taken in TAKEN])
    # the matter a client is at, and its version as the form of the step would say
    matter: dict[str, int] = {}

    def step() -> None:
        name, role, day, said = next(coming)
        if name == TAKEN[0][0]:
            matter.clear()
        key = str(uuid.uuid4())
        if not matter:  # of a matter of the same name it would be asked in what it differs
            said = said | {"title": f"{said['title']}（{key}）"}
        request = Request(name, said, key, **matter)
        done = perform(db.session, request, actor=staff[role], now=NOON + timedelta(days=day), calendar=CALENDAR)
        matter.update(decision_id=done.decision_id, seen=matter.get("seen", 0) + (not step_of(name).shared))

    return step
