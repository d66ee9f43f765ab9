"""People at work on the same few matters, each in a process of their own, who say what they ask and what they are told.

What a client says is in the pipe before it goes on: a blow takes away nothing that was said.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.faults.history import GONE, Told
from tests.faults.worker import BEGIN, TAKEN, program
from tests.walk import CALENDAR, WHERE_ASKED, lawful
from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.services import steps
from workflow.services.asking import Request, kept
from workflow.services.identity import actor_of
from workflow.wiring import db

NOW = BEGIN + timedelta(days=TAKEN[-1][2])

MATTERS = 3
"""So many matters are worked on at a time, so that the clients get into each other's way."""

BEGINS, HURRIES = 0.06, 0.1
"""How often a new matter is begun, and how often a request that was answered is sent again."""

THINKS = 0.02
"""Seconds at most from seeing a matter to asking something about it."""

PAUSE = 0.02
"""Seconds to wait before a database that went away is tried again."""

Found = TypeVar("Found")


def work(url: str, place: str, number: int, tell: Connection, mutant: str = "") -> None:
    """Send one request after another, until killed. `mutant`: one of `MUTANTS`."""
    chance = random.Random(number)
    with program(url, place).app_context():
        if mutant:
            MUTANTS[mutant]()
        for n in count():
            request, actor = _again_until_there(partial(_next, chance, f"{number}.{n}"))
            time.sleep(chance.random() * THINKS)
            told = Told(kept(request.fingerprint(actor)), request.decision_id, request.seen)
            answer = _ask(request, actor, told, tell)
            while answer == GONE:
                time.sleep(PAUSE)
                answer = _ask(request, actor, told, tell)
            if chance.random() < HURRIES:
                _ask(request, actor, told, tell)


def _again_until_there(read: Callable[[], Found]) -> Found:
    while True:
        try:
            return read()
        except OperationalError:
            db.session.rollback()
            time.sleep(PAUSE)


def _next(chance: random.Random, key: str) -> tuple[Request, Actor | None]:
    """The next step of one of the newest matters as it stands now, or the proposal of another."""
    rows = db.session.execute(select(Decision.id, Decision.version).order_by(Decision.id.desc()).limit(MATTERS)).all()
    matter, seen = (None, None) if not rows or chance.random() < BEGINS else tuple(chance.choice(rows))
    step, role, _ = TAKEN[min(seen or 0, len(TAKEN) - 1)]
    actor = actor_of(db.session, list(Role).index(Role(role)) + 1)
    db.session.rollback()
    return Request(step, lawful(step, NOW.date()) | WHERE_ASKED.get(step, {}), key, matter, seen), actor


def _ask(request: Request, actor: Actor | None, told: Told, tell: Connection) -> int | str:
    tell.send(told)
    answer: int | str
    try:
        answer = steps.perform(db.session, request, actor=actor, now=NOW, calendar=CALENDAR).seq
    except OperationalError:
        db.session.rollback()
        answer = GONE
    except Exception as error:
        answer = type(error).__name__
    tell.send(told._replace(answer=answer))
    return answer


def _any_version_will_do() -> None:
    """The one door without its comparison: whatever version was seen counts as the newest."""
    take: Callable[..., Any] = steps._take

    def taken(session: Any, request: Request, *given: Any) -> Any:
        newest = select(Decision.version).where(Decision.id == request.decision_id)
        return take(session, replace(request, seen=session.scalar(newest)), *given)

    steps._take = taken


MUTANTS: dict[str, Callable[[], None]] = {"any version will do": _any_version_will_do}
"""The program as it must not be."""
