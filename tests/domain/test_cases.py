"""Real notices and a real catalogue, published with their source, judged by the township's rulebook."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain.dossiers import rulebook, setting
from workflow.domain.checking import Finding, check_dossier
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import read_dossier
from workflow.domain.lawparts import Kind

FOLDER = Path(__file__).parent.parent / "cases"
TODAY = date(2025, 12, 1)


def case(name: str) -> tuple[dict[str, Any], Dossier]:
    words = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return words, read_dossier(json.dumps(words["dossier"]).encode())


def found(name: str, guard: str) -> list[Finding]:
    rule = next(rule for rule in rulebook().rules if rule.guard.name == guard)
    return [each for each in check_dossier(rulebook(), case(name)[1], setting(TODAY)) if each.rule_id == rule.id]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_case_names_its_source_and_keeps_its_facts(path: Path) -> None:
    words, dossier = case(path.stem)
    assert words["id"] == path.stem
    assert words["source"].startswith("http")
    assert dossier.organ == words["facts"]["deciding_organ"]
    if dossier.notice:
        assert dossier.notice.starts.isoformat() == words["facts"]["comment_start"]
        assert dossier.notice.ends.isoformat() == words["facts"]["comment_end"]


@pytest.mark.parametrize("name", ["C01", "C05", "C08", "C10"])
def test_thirty_days_are_enough(name: str) -> None:
    assert case(name)[0]["facts"]["days_excluding_first_day"] >= 30
    assert found(name, "comment_period_met") == []


def test_twenty_nine_days_are_one_short_and_the_convention_is_named() -> None:
    (one,) = found("C02", "comment_period_met")
    assert one.kind is Kind.BLOCKS
    assert one.stops
    for words in ("起始日不计入", "计算为29日", "短1日", "首尾两日均计入", "计算为30日", "最早应于2025年10月17日截止"):
        assert words in one.detail.zh
    for words in ("29 days with the first day not counted", "1 short of 30", "30 days with both ends counted"):
        assert words in one.detail.en
    assert [article.zh for article in one.articles] == [
        "《重庆市重大行政决策程序规定》第十七条第二款",
        "《重大行政决策程序暂行条例》第十五条第一款",
    ]


def test_no_opinion_at_all_is_a_result() -> None:
    assert case("C10")[0]["facts"]["opinions_received"] == 0
    assert found("C10", "opinions_answered") == []
    assert found("C10", "comment_period_over") == []


def test_a_duplicate_is_received_and_answered_with_its_like() -> None:
    words, dossier = case("C08")
    assert len(dossier.opinions) == words["facts"]["opinions_received"] == 4
    assert [each.answer.duplicate_of for each in dossier.opinions if each.answer] == [None, None, None, 2]
    assert found("C08", "opinions_answered") == []


def test_a_catalogue_that_cannot_be_kept_is_told_the_earliest_day() -> None:
    (one,) = found("K02", "comment_period_met")
    assert one.kind is Kind.ADVISES
    assert not one.stops
    assert "2025年4月27日" in one.detail.zh  # 30 days from the day of the catalogue
    # submitted on the 28th; 7 working days with the Labour Day holiday between
    assert "最早可于2025年5月12日提交集体讨论" in one.detail.zh
    assert "12 May 2025" in one.detail.en
