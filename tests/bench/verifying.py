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
export = pathlib.Path(sys.argv[2])
rules, manifest = (offline.json_of(export / name, dict) for name in ("rules.json", "manifest.json"))

begun = time.perf_counter()
reader, tree = offline.Reader(rules["acts"], rules["denied"]), offline.Tree(offline.sha256)
for body in offline.lines_of(export / "entries.jsonl"):
    reader.read(body)
    tree.append(offline.sha256(b"\\0" + body))
assert tree.root().hex() == manifest["roots"]["sha256"]
root = time.perf_counter() - begun

begun = time.perf_counter()
report = offline.verify(export)
took = time.perf_counter() - begun
peak = int(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
told = {"entries": report.size, "root_seconds": round(root, 2), "seconds": round(took, 2), "megabytes": peak}
print(json.dumps(told))
"""


def measure(size: int) -> dict[str, float]:
    """Verify a log of about that many entries: bytes, leaves and the root of SHA-256 alone, then everything, with both
    hashes and the replay."""
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
