"""Steps a second through the one door and of the floor, in turns, with one client and with eight, on both databases."""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from tests import databases
from tests.bench import floor
from tests.helpers import make_staff
from tests.walk import Walk
from tests.year import YEAR_BEGIN
from workflow import create_app
from workflow.services.identity import actor_of
from workflow.settings import Settings
from workflow.wiring import db, migrate

ROUNDS = 5
SECONDS = 1.5
START = date(2022, 3, 1)


def _settings(url: str, place: str) -> Settings:
    return Settings(mode="demo", instance_dir=Path(place), database_url=url)


def prepare(url: str, place: str, clients: int) -> None:
    """The organ with its people, and the tables of the floor."""
    app = create_app(_settings(url, place))
    migrate(app)
    with app.app_context():
        make_staff(db.session, YEAR_BEGIN)
        db.session.close()
        db.engine.dispose()
    floor.prepare(make_url(url), clients)


def door(url: str, place: str, client: int) -> Callable[[], None]:
    """One step of a client: a matter is proposed, with its facts, guards and entry."""
    app = create_app(_settings(url, place))
    app.app_context().push()
    walk = Walk(db.session, {"staff": actor_of(db.session, 1)}, START)

    def step() -> None:
        walk.decision_id = None
        walk.take("initiation.propose", "staff", 0)

    return step


def _client(kind: str, url: str, place: str, client: int, gate: Any, out: Any) -> None:
    step = door(url, place, client) if kind == "door" else floor.stepping(make_url(url), client)
    for _ in range(3):
        step()
    for _ in range(ROUNDS):
        gate.wait()
        took, end = [], time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < end:
            step()
            took.append(time.perf_counter() - begun)
        out.put((kind, took))
        gate.wait()


def measure(kind: str, clients: int) -> dict[str, float]:
    """The door against the floor on one kind of database: medians of rounds that take turns in one run."""
    with tempfile.TemporaryDirectory() as place:
        url = databases.plain(databases.new(kind, Path(place)))
        prepare(url, place, clients)
        context = multiprocessing.get_context("spawn")
        rates: dict[str, list[float]] = {"door": [], "floor": []}
        waits: list[float] = []
        gates = {each: context.Barrier(clients + 1) for each in rates}
        out = context.Queue()
        workers = [
            context.Process(target=_client, args=(each, url, place, n, gates[each], out), daemon=True)
            for each in rates
            for n in range(clients)
        ]
        for worker in workers:
            worker.start()
        for _ in range(ROUNDS):
            for each in ("floor", "door"):
                gates[each].wait()
                found = [out.get(timeout=120) for _ in range(clients)]
                gates[each].wait()
                rates[each].append(sum(len(took) for _, took in found) / SECONDS)
                if each == "door":
                    waits += [one for _, took in found for one in took]
        for worker in workers:
            worker.join(10)
        databases.drop(make_url(url))
    waits.sort()
    per_second = {each: statistics.median(values) for each, values in rates.items()}
    return {
        "floor_per_second": round(per_second["floor"], 1),
        "door_per_second": round(per_second["door"], 1),
        "ratio": round(per_second["floor"] / per_second["door"], 1),
        "p99_by_median": round(waits[int(len(waits) * 0.99)] / statistics.median(waits), 1),
        "longest_wait_seconds": round(waits[-1], 2),
    }
