"""Measure, print, and write what was found to test-results/bench.json and bench.svg."""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path

OUT = Path(__file__).parents[2] / "test-results"


def picture(found: dict[str, dict[str, float]]) -> str:
    """Bars: how many times the floor a step costs."""
    most = max(each["ratio"] for each in found.values())
    rows = []
    for n, (name, each) in enumerate(found.items()):
        y, width = 20 + n * 34, each["ratio"] / most * 360
        rows.append(f'<text x="8" y="{y + 16}">{name}</text><rect x="190" y="{y}" width="{width:.0f}" height="22"/>')
        rows.append(f'<text x="{196 + width:.0f}" y="{y + 16}">{each["ratio"]} ×</text>')
    height = 30 + len(found) * 34
    style = "<style>text{font:14px sans-serif;fill:#222}rect{fill:#2b5c8a}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}">{style}{"".join(rows)}</svg>\n'


def asked() -> argparse.Namespace:
    """What to measure: everything, or a part of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--steps", action="store_true", help="the steps alone; nothing is written to test-results")
    parser.add_argument("--verify", type=int, metavar="N", help="verifying a log of N entries alone; the same")
    parser.add_argument("--report", type=int, metavar="N", help="the figures of a year of N entries alone; the same")
    parser.add_argument("--kind", help="the steps on one kind of database alone: sqlite or postgresql")
    return parser.parse_args()


def main() -> None:
    # clients are processes that begin with this module: the naive way must not have the project's sessions
    from tests import databases
    from tests.bench import reporting, steps, verifying

    part, found, verified = asked(), {}, []
    if part.report:
        print("report", json.dumps(reporting.measure(part.report)), flush=True)
        return
    for kind in databases.KINDS if part.verify is None else ():
        for clients in (1, 8) if part.kind in (None, kind) else ():
            name = f"{kind}, {clients} client{'s' if clients > 1 else ''}"
            found[name] = steps.measure(kind, clients)
            print(name, json.dumps(found[name]), flush=True)
    databases.stop()
    for size in () if part.steps or part.kind else (part.verify,) if part.verify else verifying.SIZES:
        verified.append(verifying.measure(size))
        print("verify", json.dumps(verified[-1]), flush=True)
    if part.steps or part.kind or part.verify:
        return
    reported = reporting.measure()
    print("report", json.dumps(reported), flush=True)
    OUT.mkdir(exist_ok=True)
    result = {"python": platform.python_version(), "steps": found, "verify": verified, "report": reported}
    (OUT / "bench.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    (OUT / "bench.svg").write_text(picture(found), "utf-8")
    print(f"written: {OUT.name}/bench.json, {OUT.name}/bench.svg")


if __name__ == "__main__":
    main()
