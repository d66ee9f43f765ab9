"""The last result of every test of the long tier, one a line of a file that is kept in the repository."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "test-results" / "long-tier.jsonl"
OURS = ("test-results", "docs/long-tier.md", "docs/long-tier.zh-CN.md")


@dataclass(frozen=True)
class Result:
    """How a test ended: of which trial it is, on which database, what it counted while it ran, and when that was."""

    trial: str
    test: str
    database: str
    outcome: str
    numbers: dict[str, int]
    seconds: float
    commit: str
    date: str


def commit() -> str:
    """What was tested: the commit, with a plus where files differ from it."""
    unlike = _git("status", "--porcelain", "--", ".", *(f":(exclude){each}" for each in OURS))
    return _git("rev-parse", "--short=7", "HEAD") + ("+" if unlike else "")


def _git(*given: str) -> str:
    return subprocess.run(["git", *given], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def read(file: Path = FILE) -> list[Result]:
    """The last result of each test that there still is."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    last = {each.test: each for each in (Result(**json.loads(line)) for line in lines)}
    return [each for _, each in sorted(last.items()) if _there(each.test)]


def _there(test: str) -> bool:
    path, _, name = test.partition("::")
    return (ROOT / path).exists() and f"def {name.partition('[')[0]}(" in (ROOT / path).read_text("utf-8")


def add(result: Result, file: Path = FILE) -> None:
    """Write a result behind the others; several at once do not get into each other's way."""
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(_line(result))


def tidy(results: Iterable[Result], file: Path = FILE) -> None:
    """Keep these results and no others."""
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(_line(each) for each in results), "utf-8")


def _line(result: Result) -> str:
    return json.dumps(asdict(result), ensure_ascii=False) + "\n"
