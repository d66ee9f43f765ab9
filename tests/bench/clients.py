"""A client in a process of its own, which has of the project only what it measures."""

from __future__ import annotations

import importlib
import time
from typing import Any

from sqlalchemy import make_url

ROUNDS = 5
SECONDS = 1.5


def run(kind: str, url: str, client: int | str, gate: Any, out: Any) -> None:
    """Take steps of a `kind` in rounds that begin and end at the gate; the seconds of each go out after the round."""
    step = importlib.import_module(f"tests.bench.{kind}").stepping(make_url(url), client)
    for _ in range(5):
        step()
    for _ in range(ROUNDS):
        gate.wait()
        took, end = [], time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < end:
            step()
            took.append(time.perf_counter() - begun)
        out.put(took)
        gate.wait()
