"""The table of the long tier, in both languages, made of what the programme asks and of results alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.longtier.programme import COUNTED, PROGRAMME, Said, Trial
from tests.longtier.results import ROOT, Result

PAGES = {"en": ROOT / "docs" / "long-tier.md", "zh": ROOT / "docs" / "long-tier.zh-CN.md"}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "": "—"}

HEAD = {
    "en": """# The long tier: last results

[中文](long-tier.zh-CN.md)

`make test` is for every day. `make test-long` runs the same tests with the numbers of the test programme for a release
(`tests/longtier/programme.py`), everything on both databases, and takes nights; its tests of many pieces can be run piece by
piece (`pytest --everywhere -k "T8 and piece3"`). Each test writes what it did and how it ended to
`test-results/long-tier.jsonl`; `python -m tests.longtier` makes this page of it. Nothing here is written by hand: a number that
stands under “run” was counted by a test while it ran, and what was not run says so. Seconds are those of machines that others
were at work on, and of tests side by side: for orientation only. A commit with a plus had changes that were not committed yet.

| test | | database | asked | run | outcome | seconds | commit | day |
|---|---|---|---|---|---|---:|---|---|
""",
    "zh": """# 长时试验：最近一次结果

[English](long-tier.md)

`make test` 供日常使用。`make test-long` 按试验大纲的发布数量（`tests/longtier/programme.py`）在两种数据库上运行同一批试验，
需要数个夜晚；分段的试验可以逐段运行（`pytest --everywhere -k "T8 and piece3"`）。每项试验把做了什么、结果如何写入
`test-results/long-tier.jsonl`，由 `python -m tests.longtier` 生成本页。本页没有手工填写的内容：“已运行”一栏的数字都是试验运行时
自己数出来的，没有运行的如实写明。所用秒数是在多人共用的机器上、多项试验并行时测得的，仅供参考。提交号后的加号表示当时尚有未提交的改动。

| 编号 | 试验 | 数据库 | 大纲要求 | 已运行 | 结果 | 秒 | 提交 | 日期 |
|---|---|---|---|---|---|---:|---|---|
""",
}
WHOLE, PART, NEVER = Said("全部", "whole"), Said("部分", "part"), Said("未运行", "not run")
PASSED, FAILED, SKIPPED = Said("通过", "passed"), Said("未通过", "failed"), Said("跳过", "skipped")
ALL, LACKS = Said("全部适用的试验", "every test of it"), Said("尚无试验：", "no test yet: ")
TESTS = Said("项试验", "tests")


def page(results: Sequence[Result], language: str) -> str:
    """The whole page."""
    rows = [_row(trial, at, _of(trial, at, results), language) for trial in PROGRAMME for at in trial.asked]
    lacking = [(each.id, each.lacks) for each in PROGRAMME if each.lacks]
    title = Said("\n## 大纲要求、尚无试验的\n\n", "\n## What the programme asks and no test does yet\n\n")
    rest = "".join(f"- {name}: {_in(said, language)}\n" for name, said in lacking)
    return HEAD[language] + "".join(rows) + _in(title, language) + rest


def write(results: Sequence[Result]) -> None:
    """Write both pages."""
    for language, path in PAGES.items():
        Path(path).write_text(page(results, language), "utf-8")


def _of(trial: Trial, database: str, results: Iterable[Result]) -> list[Result]:
    return [each for each in results if (each.trial, each.database) == (trial.id, database)]


def _row(trial: Trial, database: str, found: list[Result], language: str) -> str:
    wanted = trial.asked[database]
    counted = Counter[str]()
    for each in found:
        counted.update(each.numbers)
    if "clients" in counted:
        counted["clients"] = max(each.numbers.get("clients", 0) for each in found)
    cells = [
        trial.id,
        _in(trial.name, language),
        DATABASES[database],
        _numbers(wanted, language) or _in(ALL, language),
        f"{sum(each.tests for each in found)} {_in(TESTS, language)}{_after(_numbers(counted, language), language)}"
        if found
        else "—",
        _outcome(trial, wanted, counted, found, language),
        f"{sum(each.seconds for each in found):,.0f}" if found else "—",
        ", ".join(sorted({each.commit for each in found})) or "—",
        _days(found),
    ]
    return "| " + " | ".join(cells) + " |\n"


def _after(counted: str, language: str) -> str:
    return counted and _in(Said("：", ": "), language) + counted


def _days(found: list[Result]) -> str:
    days = sorted({each.date for each in found})
    return "—" if not days else days[0] if len(days) == 1 else f"{days[0]} … {days[-1]}"


def _numbers(numbers: Mapping[str, int], language: str) -> str:
    return "; ".join(f"{numbers[name]:,} {_in(said, language)}" for name, said in COUNTED.items() if name in numbers)


def _outcome(
    trial: Trial, wanted: Mapping[str, int], counted: Mapping[str, int], found: list[Result], language: str
) -> str:
    if not found:
        return _in(NEVER, language)
    outcomes = Counter[str]()
    for each in found:
        outcomes[each.outcome] += each.tests
    said = [
        f"{outcomes[key]} {_in(word, language)}" if key != "passed" or len(outcomes) > 1 else _in(word, language)
        for key, word in (("passed", PASSED), ("failed", FAILED), ("skipped", SKIPPED))
        if outcomes[key]
    ]
    if not wanted:
        # without a number nothing says that all of it was run
        return ", ".join(said)
    whole = not trial.lacks and all(counted.get(name, 0) >= number for name, number in wanted.items())
    return f"{', '.join(said)} ({_in(WHOLE if whole else PART, language)})"


def _in(said: Said, language: str) -> str:
    return said.zh if language == "zh" else said.en
