"""Clients in a process of their own, which has of the project only what it measures.

On PostgreSQL each has a process; on SQLite, where one program serves, they are threads of one.
"""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, make_url

ROUNDS = 5
SECONDS = 1.5
WARM = 10
"""The steps of a client before each round: while the others have their turn it sleeps, and wakes slowly."""

Stepping = Callable[[URL, str, int], Callable[[], None]]


def run(kind: str, url: str, place: str, numbers: list[int], gate: Any, out: Any) -> None:
    """Be so many clients of a `kind`; `place` is where the program keeps what is not in the database."""
    stepping = importlib.import_module(f"tests.bench.{kind}").stepping
    threads = [threading.Thread(target=_be, args=(stepping, url, place, n, gate, out)) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _be(stepping: Stepping, url: str, place: str, number: int, gate: Any, out: Any) -> None:
    """Take steps of a `kind` in rounds that begin and end at the gate; the seconds of each go out after the round."""
    step = stepping(make_url(url), place, number)
    for _ in range(ROUNDS):
        gate.wait()
        for _ in range(WARM):
            step()
        gate.wait()
        took, end = [], time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < end:
            step()
            took.append(time.perf_counter() - begun)
        out.put(took)
        gate.wait()
