"""The one door: steps taken as a clerk and others take them, with facts, guards, evidence and entry."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import URL

from tests.databases import plain
from tests.helpers import make_staff
from tests.walk import WAY, Walk
from tests.year import YEAR_BEGIN
from workflow import create_app
from workflow.domain.terms import Role
from workflow.services.identity import actor_of
from workflow.settings import Settings
from workflow.wiring import db, migrate

START = date(2022, 3, 1)
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


def stepping(url: URL, place: str) -> Callable[[], None]:
    """One step of a client."""
    app = create_app(_settings(url, place))
    app.app_context().push()
    staff = {role.value: actor for person, role in enumerate(Role, 1) if (actor := actor_of(db.session, person))}
    walk = Walk(db.session, staff, START)
    coming = itertools.cycle(TAKEN)

    def step() -> None:
        name, role, day = next(coming)
        if name == TAKEN[0][0]:
            walk.decision_id = None
        walk.take(name, role, day)

    return step
