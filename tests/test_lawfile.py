"""`shenjue law`: coverage paragraph by paragraph, what is wrong in the files, the guards a rule can name."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from workflow import lawfile
from workflow.domain.lawfiles import LawFilesError, Library, library
from workflow.domain.lawproblems import Problem
from workflow.domain.text import Text
from workflow.lawfile import law_group


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(law_group, ["coverage", *args])
    return done.exit_code, done.output


def test_every_paragraph_is_listed_with_what_carries_it() -> None:
    _, said = run("cn-713")
    assert "重大行政决策程序暂行条例（国务院令第713号）" in said
    assert "共44条" in said
    assert "第十五条第一款" in said
    assert "cn-713.15.period" in said
    assert "重庆市" not in said
    assert all(len(line.encode("gbk", "replace")) <= 80 for line in said.splitlines())


def test_in_english_and_for_all_instruments() -> None:
    _, said = run("--lang", "en")
    assert "44 articles" in said
    assert "45 articles" in said
    assert "art. 15(1)" in said


def test_for_programs() -> None:
    code, said = run("--json")
    data = json.loads(said)
    assert [each["instrument"] for each in data] == sorted(library().coverages)
    for each in data:
        assert each["total"] == each["carried"] + each["declaratory"] + each["open"] == len(each["paragraphs"])
    assert code == (1 if any(each["open"] for each in data) else 0)
    period = next(row for row in data[0]["paragraphs"] if (row["article"], row["paragraph"]) == (15, 1))
    assert {"how": "deadline", "key": "cn-713.15.period"}.items() <= period["carriers"][2].items()


def test_an_unknown_instrument_is_told_which_there_are() -> None:
    code, said = run("cn-999")
    assert code == 2
    assert "cn-713" in said


def test_the_law_files_are_checked() -> None:
    done = CliRunner().invoke(law_group, ["check"])
    assert done.exit_code == 0
    assert "cq-township-2020.1: 重庆市乡镇重大行政决策规则" in done.output


def test_everything_wrong_in_them_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("profiles/x.toml", key, Text("缺少。", "it is missing")) for key in ("since", "id")]

    def broken() -> Library:
        raise LawFilesError(problems)

    monkeypatch.setattr(lawfile, "library", broken)
    done = CliRunner().invoke(law_group, ["check"])
    assert done.exit_code == 2
    assert done.output.splitlines() == [f"profiles/x.toml: {key}: 缺少。 it is missing" for key in ("since", "id")]


def test_the_guards_are_listed_and_each_is_told_in_full() -> None:
    done = CliRunner().invoke(law_group, ["guards"])
    assert done.exit_code == 0
    assert "comment_period_met  (days, limit, shorten)" in done.output
    told = CliRunner().invoke(law_group, ["guards", "majority_reached", "--lang", "en"]).output
    assert 'share: a share such as "2/3"; words; required.' in told
    assert 'params = { share = "2/3", over = false, of = "entitled" }' in told
    assert "现有法律法规文件均未使用" in CliRunner().invoke(law_group, ["guards", "majority_reached"]).output
    wrong = CliRunner().invoke(law_group, ["guards", "majorty_reached"])
    assert wrong.exit_code == 2
    assert "majority_reached" in wrong.output
