"""How long the figures of a year take, by the number of entries of a log: read as the report reads what is signed, counted."""

from __future__ import annotations

import time
from collections import Counter

from tests.trail import course
from tests.trail.course import linked
from workflow.domain.counting import count
from workflow.domain.lawfiles import library
from workflow.trail.entry import fields_of
from workflow.trail.merkle import Range, leaf_hash

SIZE = 100_000


def measure(size: int = SIZE) -> dict[str, float]:
    """The seconds to compute the root alone, to read the entries too, and to count; and how often the root that is."""
    each = len(course.course(1)) - 1
    bodies = linked(list(course.course(max(1, size // each))))
    rulebook = library().rulebook("cq-township-2020.1")
    begun = time.perf_counter()
    tree = Range()
    for body in bodies:
        tree.append(leaf_hash(body))
    tree.root()
    root = time.perf_counter() - begun
    begun = time.perf_counter()
    entries = [fields_of(body) for body in bodies]
    read = time.perf_counter() - begun
    (year, _), *_ = Counter(entry["eff"][:4] for entry in entries if entry["eff"]).most_common(1)
    begun = time.perf_counter()
    count(entries, int(year), rulebook)
    counted = time.perf_counter() - begun
    whole = root + read + counted
    return {
        "entries": len(bodies),
        "root_seconds": round(root, 2),
        "read_seconds": round(read, 2),
        "count_seconds": round(counted, 2),
        "ratio": round(whole / root, 1),
    }
