"""Dossiers as somebody else writes them, each with exactly what a lawyer of the place would find in it.

They are made up. `found` names the rules that are not met, in the order of the report; what a recorded ground excuses
says so. Nothing else may be found: a finding that no article carries is as wrong as one that is missing.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workflow.checkfile import check_bytes
from workflow.papers.check_report import CheckReport, as_data, as_text

FOLDER = Path(__file__).parent / "dossiers"
PATHS = sorted(FOLDER.glob("*.json"))


def judged(path: Path) -> tuple[dict[str, Any], CheckReport]:
    words = json.loads(path.read_text(encoding="utf-8"))
    data = json.dumps(words["dossier"]).encode()
    return words, check_bytes(data, date.fromisoformat(words["as_of"]), words["profile"])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_found_and_nothing_else(path: Path) -> None:
    words, report = judged(path)
    assert [each.rule_id + " excused" * each.excused for each in report.findings] == words["found"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_finding_has_its_article_but_for_what_contradicts_itself(path: Path) -> None:
    for each in judged(path)[1].findings:
        assert bool(each.articles) != each.rule_id.startswith("record.")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_days_are_written_as_on_paper(path: Path) -> None:
    words, report = judged(path)
    for sentence in (text for each in as_data(report) for text in each["detail"].values()):
        assert not any(day in sentence for day in _days(words["dossier"])), sentence
    assert words["dossier"]["title"] in as_text(report, "zh")


def _days(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {day for each in part.values() for day in _days(each)}
    if isinstance(part, list):
        return {day for each in part for day in _days(each)}
    return {part} if isinstance(part, str) and len(part) == 10 and part[4:5] == part[7:8] == "-" else set()


def test_the_sentences_of_one_of_them() -> None:
    _, report = judged(FOLDER / "minority.json")
    said = {each.rule_id: each.detail.zh for each in report.findings}
    assert "赞成2人、反对1人、弃权2人" in said["cq-337.30.majority"]
    assert "行政首长先于田原、何苗、马力、白石发言" in said["cq-337.30.last"]
    assert said["cq-337.30.attendance"] == "没有记录缺席原因：江流。"
