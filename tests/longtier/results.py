"""The last result of every test of the long tier, one a line of a file that is kept in the repository."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
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
    tests: int = 1
    """How many it stands for: those of a test with many parameters that counted nothing are one line."""

    @property
    def function(self) -> str:
        """The test without its parameters."""
        return self.test.partition("[")[0]


def commit() -> str:
    """What was tested: the commit, with a plus where files differ from it."""
    unlike = _git("status", "--porcelain", "--", ".", *(f":(exclude){each}" for each in OURS))
    return _git("rev-parse", "--short=7", "HEAD") + ("+" if unlike else "")


def _git(*given: str) -> str:
    return subprocess.run(["git", *given], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def read(file: Path = FILE) -> list[Result]:
    """The last result of each test that there still is."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    last: dict[tuple[str, str], Result] = {}
    for each in (Result(**json.loads(line)) for line in lines):
        if each.test != each.function:
            # run again: what stood for all of them does so no longer
            last.pop((each.function, each.database), None)
        last[each.test, each.database] = each
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
    """Keep these results and no others, those that passed and counted nothing folded by test, commit and day."""
    folded: dict[tuple[str, ...], Result] = {}
    for each in results:
        plain = each.outcome == "passed" and not each.numbers
        key = (each.function if plain else each.test, each.database, *((each.commit, each.date) if plain else ()))
        if (other := folded.get(key)) is not None:
            seconds = round(other.seconds + each.seconds, 1)
            each = replace(other, test=each.function, seconds=seconds, tests=other.tests + each.tests)
        folded[key] = each
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(_line(each) for each in folded.values()), "utf-8")


def _line(result: Result) -> str:
    return json.dumps(asdict(result), ensure_ascii=False) + "\n"
