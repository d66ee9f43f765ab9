"""How long it takes to verify a log, and how much memory, by the number of its entries; in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.trail import course
from tests.trail.course import LABEL, ORIGIN, book, linked
from workflow.trail import offline
from workflow.trail.exporting import write_export

SIZES = (10_000, 100_000)


# the verifier alone, as an auditor runs it. VmHWM is what the process itself held at most: the figure of getrusage is
# inherited from whoever started it
_RUN = """
import importlib.util, json, pathlib, sys, time
spec = importlib.util.spec_from_file_location("offline", sys.argv[1])
offline = sys.modules["offline"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(offline)
begun = time.perf_counter()
report = offline.verify(pathlib.Path(sys.argv[2]))
took = time.perf_counter() - begun
peak = int(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps({"entries": report.size, "seconds": round(took, 2), "megabytes": peak}))
"""


def measure(size: int) -> dict[str, float]:
    """Verify a log of about that many entries: everything, with both hashes and the replay."""
    each = len(course.course(1)) - 1
    bodies = linked(list(course.course(max(1, size // each))))
    with tempfile.TemporaryDirectory() as place:
        write_export(
            Path(place) / "out",
            origin=ORIGIN,
            bodies=bodies,
            checkpoints=(),
            rulebooks=lambda: {LABEL: book()},
            exported_at=datetime(2026, 7, 1, tzinfo=UTC),
        )
        done = subprocess.run(
            [sys.executable, "-c", _RUN, offline.__file__, str(Path(place) / "out")],
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found
