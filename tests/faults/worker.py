"""Somebody at work in a process of their own, who may be killed at any moment.

The requests are the same in every run: the nth has a key, a matter and a version of its own. Whoever goes on after a kill
sends the one again that was not answered.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, configure_mappers

from tests.walk import CALENDAR, WAY, WHERE_ASKED, lawful
from workflow import create_app
from workflow.domain.lawfiles import library
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.services import ledger
from workflow.services.asking import Request
from workflow.services.identity import actor_of
from workflow.services.steps import perform
from workflow.services.unit import unit_of
from workflow.settings import Settings
from workflow.web import BLUEPRINTS
from workflow.wiring import db

# the steps that each matter goes through; none of them needs to wait for another day
TAKEN = WAY[:4]
BEGIN = datetime(2022, 3, 1, 4, tzinfo=UTC)

# read once, in the process that the workers are forked from
library()
configure_mappers()
for _name in BLUEPRINTS:
    import_module(_name)


def request_number(n: int, key: str = "", matter: int = 0, **more: Any) -> Request:
    """The nth request of a run; `matter`: the number of its matter, where that is not the count; `more`: what it says more."""
    count, place = divmod(n, len(TAKEN))
    step, _, day = TAKEN[place]
    seen = (matter or count + 1, place) if place else (None, None)
    said = lawful(step, BEGIN.date() + timedelta(days=day)) | WHERE_ASKED.get(step, {}) | more
    return Request(step, said, key or f"request {n}", *seen)


def program(url: str, place: str) -> Flask:
    """The program on a database."""
    return create_app(Settings(mode="demo", instance_dir=Path(place), database_url=url))


def send(n: int, key: str = "", **more: Any) -> int:
    """Send the nth request, which may say `more`, and return the number of its entry."""
    _, role, day = TAKEN[n % len(TAKEN)]
    person = list(Role).index(Role(role)) + 1
    now = BEGIN + timedelta(days=day)
    # a proposal that was cut off takes a number of PostgreSQL's with it: matters are counted, not numbered
    matter = db.session.scalar(select(Decision.id).order_by(Decision.id).offset(n // len(TAKEN)).limit(1))
    asked = request_number(n, key, matter or 0, **more)
    return perform(db.session, asked, actor=actor_of(db.session, person), now=now, calendar=CALENDAR).seq


def work(url: str, place: str, first: int, answers: Connection, commits: int = 0, mutant: str = "") -> None:
    """Send one request after another, from the `first` on, until killed; each answer is told as soon as it is there.

    `commits`: the process kills itself as soon as so many commits are on the disk. `mutant`: one of `MUTANTS`.
    """
    with program(url, place).app_context():
        if mutant:
            ledger.append = MUTANTS[mutant]
        if commits:
            _die_after(db.engine, commits)
        n = first
        while True:
            answers.send((n, send(n)))
            n += 1


def _die_after(engine: Engine, commits: int) -> None:
    commit, left = engine.dialect.do_commit, iter(range(commits - 1, -1, -1))

    def counted(connection: DBAPIConnection) -> None:
        commit(connection)
        if not next(left):
            os.kill(os.getpid(), signal.SIGKILL)

    engine.dialect.do_commit = counted


_append = ledger.append


def _kept_before(session: Session, *given: Any, **more: Any) -> int:
    session.flush()
    session.commit()
    unit_of(session).connection = None
    return _append(session, *given, **more)


def _unrequested(session: Session, *given: Any, **more: Any) -> int:
    return _append(session, *given, **more | {"request_key": ""})


MUTANTS: dict[str, Callable[..., int]] = {"state before entry": _kept_before, "entry without request": _unrequested}
"""The ledger as it must not be: what an entry tells of is committed apart from it, so that there is a moment in between; an
entry does not say which request it answers, so that whoever got no answer does it twice."""


def race(url: str, place: str, rounds: list[tuple[int, bool]], gate: Barrier, answers: Connection, number: int) -> None:
    """Eight people who send the same request at the same moment as the people of the other programs.

    A round is the number of the request, and whether all send the same one or each one of their own.
    """
    here = program(url, place)
    tell = threading.Lock()

    def be(person: int) -> None:
        with here.app_context():
            for n, same in rounds:
                gate.wait()
                said = _said(n, "" if same else f"request {n} of {number}.{person}")
                with tell:
                    answers.send((n, said))

    threads = [threading.Thread(target=be, args=(person,)) for person in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _said(n: int, key: str) -> int | str:
    """What whoever sent a request is told: the number of the entry, or what went wrong."""
    try:
        return send(n, key)
    except Exception as error:
        return type(error).__name__
