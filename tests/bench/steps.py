"""Steps a second through the one door, of the floor and of the naive way, in turns, with one client and with eight."""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
from pathlib import Path

from sqlalchemy import make_url

from tests import databases
from tests.bench import clients, door, floor, naive

KINDS = ("floor", "naive", "door")


def measure(kind: str, many: int) -> dict[str, float]:
    """The three on one kind of database with `many` clients: medians of rounds that take turns in one run."""
    with tempfile.TemporaryDirectory() as place:
        address = databases.plain(databases.new(kind, Path(place)))
        url = make_url(address)
        if kind == "postgresql":
            databases.server().keeps("on")
        door.prepare(url, place)
        floor.prepare(url, many)
        naive.prepare(url, many)
        context = multiprocessing.get_context("spawn")
        rates: dict[str, list[float]] = {each: [] for each in KINDS}
        waits: list[float] = []
        gates = {each: context.Barrier(many + 1) for each in KINDS}
        out = context.Queue()
        together = [list(range(many))] if kind == "sqlite" else [[n] for n in range(many)]
        workers = [
            context.Process(target=clients.run, args=(each, address, place, numbers, gates[each], out), daemon=True)
            for each in KINDS
            for numbers in together
        ]
        for worker in workers:
            worker.start()
        for _ in range(clients.ROUNDS):
            for each in KINDS:
                gates[each].wait()
                # all are warm
                gates[each].wait()
                found = [out.get(timeout=120) for _ in range(many)]
                gates[each].wait()
                rates[each].append(sum(map(len, found)) / clients.SECONDS)
                if each == "door":
                    waits += [one for took in found for one in took]
        for worker in workers:
            worker.join(10)
        databases.drop(url)
    waits.sort()
    per_second = {each: statistics.median(values) for each, values in rates.items()}
    return {
        **{f"{each}_per_second": round(rate, 1) for each, rate in per_second.items()},
        "ratio": round(per_second["floor"] / per_second["door"], 1),
        "naive_ratio": round(per_second["floor"] / per_second["naive"], 1),
        "p99_by_median": round(waits[int(len(waits) * 0.99)] / statistics.median(waits), 1),
        "longest_wait_seconds": round(waits[-1], 2),
    }
