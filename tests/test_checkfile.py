"""`shenjue check`: in a bare shell, with the exit code that tells what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker

from tests.domain.dossiers import having, lawful
from workflow.checkfile import check_bytes, check_command, schema_text
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import Unreadable, write_dossier
from workflow.papers.check_report import as_data, as_text
from workflow.papers.plaintext import WIDTH

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "example-dossier.json"
AS_OF = ("--as-of", "2022-12-01")
SHORT = having({"notice.ends": date(2022, 8, 30)})
EXCUSED = having({"notice.ends": date(2022, 8, 30), "notice.shortened_reason": "汛期将至。"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dossier.json"


def check(file: Path, dossier: Dossier | bytes, *options: str) -> Result:
    file.write_bytes(dossier if isinstance(dossier, bytes) else write_dossier(dossier).encode())
    return CliRunner().invoke(check_command, [str(file), *AS_OF, *options])


def test_it_needs_no_setting_and_no_database(tmp_path: Path) -> None:
    """The command itself, in an empty environment, with a name that is not ASCII, from a folder that stays empty."""
    shenjue = Path(sys.executable).with_name("shenjue")
    for locale in ({}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}):
        done = subprocess.run(
            [str(shenjue), "check", os.fspath(EXAMPLE), *AS_OF],
            cwd=tmp_path,
            env=locale,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert "（虚构示例）" in done.stdout.decode()
        assert "未发现不符合规则之处。" in done.stdout.decode()
        assert list(tmp_path.iterdir()) == []


def test_nothing_found(file: Path) -> None:
    done = check(file, lawful())
    assert done.exit_code == 0
    assert "未发现不符合规则之处。" in done.output
    assert json.loads(check(file, lawful(), "--json").output) == []


def test_findings(file: Path) -> None:
    done = check(file, SHORT)
    assert done.exit_code == 1
    for words in (
        "清泉乡农村道路整修方案",
        "cq-township-2020.1",
        "2022年12月1日",
        "起始日不计入",
        "共有1项待处理：必须满足1项。",
        "1. 〔公众参与〕必须满足",
        "《重庆市重大行政决策程序规定》第十七条第二款（参照执行）",
        "《重大行政决策程序暂行条例》第十五条第一款（参照执行）",
        "29日，少于30日，短1日",
        "处理",
    ):
        assert words in done.output, words


def test_in_english(file: Path) -> None:
    done = check(file, SHORT, "--lang", "en")
    assert done.exit_code == 1
    for words in ("1 to be dealt with. Must be met: 1.", "1. [Public participation] Must be met", "29 days"):
        assert words in done.output
    without_names = done.output.replace(SHORT.title, "").replace(SHORT.organ, "")
    assert not any("一" <= char <= "鿿" for char in without_names)


def test_a_reason_on_record_is_shown_and_is_no_finding(file: Path) -> None:
    done = check(file, EXCUSED)
    assert done.exit_code == 0
    assert "没有待处理的事项。另有1项已说明理由。" in done.output
    assert "1. 〔公众参与〕已说明理由" in done.output
    (one,) = json.loads(check(file, EXCUSED, "--json").output)
    assert one["excused"] is True


def test_for_programs(file: Path) -> None:
    done = check(file, SHORT, "--json")
    assert done.exit_code == 1
    (one,) = json.loads(done.output)
    assert set(one) == {"rule", "articles", "kind", "stage", "demand", "detail", "remedy", "excused"}
    assert one["rule"] == "cq-337.17.period"
    assert one["kind"]["key"] == "blocks"
    assert one["stage"] == {"key": "participation", "zh": "公众参与", "en": "Public participation"}
    for each in (*one["articles"], one["demand"], one["detail"], one["remedy"]):
        assert set(each) == {"zh", "en"}
        assert each["zh"]
        assert each["en"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"title": }', ("第1行第11列", "line 1, column 11")),
        ('{"title": "规定"}'.encode("gbk"), ("GB18030", "save the file as UTF-8")),
        (b'{"title": "a", "state": "limbo"}', ("state（所处状态）", "one of: new (Not yet proposed)")),
        (b'{"title": "a", "organ": 1}', ("organ（决策机关）", "text in double quotes")),
    ],
)
def test_unreadable(file: Path, data: bytes, words: tuple[str, ...]) -> None:
    done = check(file, data)
    assert done.exit_code == 2
    assert "无法读取 cannot read" in done.stderr
    assert done.stdout == ""
    told = "".join(done.stderr.split())
    for each in words:
        assert "".join(each.split()) in told
    again = json.loads(check(file, data, "--json").stdout)
    assert again["unreadable"] == str(file)
    assert set(again["flaws"][0]) == {"place", "text"}


def test_many_flaws_are_cut_short(file: Path) -> None:
    done = check(file, json.dumps({"title": "a", "drafts": [{}] * 30}).encode())
    assert done.exit_code == 2
    assert "另有70处。 And 70 more." in done.stderr


@pytest.mark.parametrize(("name", "words"), [("nowhere.json", "没有这个文件"), (".", "这是文件夹")])
def test_no_file(tmp_path: Path, name: str, words: str) -> None:
    done = CliRunner().invoke(check_command, [str(tmp_path / name)])
    assert done.exit_code == 2
    assert words in done.stderr


def test_standard_input() -> None:
    done = CliRunner().invoke(check_command, ["-", *AS_OF], input=write_dossier(lawful()))
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--as-of", "２０２２-12-01"), 0, "2022年12月1日"),
        (("--as-of", "yesterday"), 2, "日期写作 2022-12-01"),
        (("--as-of", "2022-11-01"), 1, "2022年11月15日晚于检查日2022年11月1日"),
        (("--profile", "cq-township-2020.1"), 0, "cq-township-2020.1"),
        (("--profile", "nowhere-1"), 2, "可用：cq-township-2020.1"),
        (("--lang", "fr"), 2, "zh"),
    ],
)
def test_options(file: Path, options: tuple[str, ...], code: int, words: str) -> None:
    file.write_text(write_dossier(lawful()), encoding="utf-8")
    done = CliRunner().invoke(check_command, [str(file), *AS_OF, *options])
    assert done.exit_code == code
    assert words in done.output


def test_a_decision_begun_before_any_rulebook_is_judged_by_the_one_in_force_now() -> None:
    old = Dossier.model_validate(
        {"title": "旧卷", "proposal": {"on": "2015-01-01", "title": "旧", "category": "plan", "source": "leader"}}
    )
    data = write_dossier(old).encode()
    assert check_bytes(data, date(2022, 12, 1)).rulebook.label == "cq-township-2020.1"


CONTRACT: dict[str, Any] = {
    "title": "合同",
    "proposal": {"on": "2022-07-01", "title": "合同", "category": "other", "source": "department"},
}


@pytest.mark.parametrize("label", [None, "cq-township-2020.1", "cq-township-2020.1:contract"])
def test_a_dossier_is_judged_as_the_kind_of_matter_it_is(label: str | None) -> None:
    contract = CONTRACT | {"proposal": CONTRACT["proposal"] | {"kinds": ["contract"]}}
    report = check_bytes(json.dumps(contract).encode(), date(2022, 12, 1), label)
    assert report.rulebook.label == "cq-township-2020.1:contract"
    mixed = CONTRACT | {"proposal": CONTRACT["proposal"] | {"kinds": ["contract", "major_decision", "contract"]}}
    book = check_bytes(json.dumps(mixed).encode(), date(2022, 12, 1)).rulebook
    assert (book.kinds, book.procedure.id) == (("major_decision", "contract"), "major-decision")


@pytest.mark.parametrize(
    ("label", "words"), [(None, "contract（合同）"), ("hlj-county-2021.1", "major_decision（重大行政决策）。")]
)
def test_a_kind_of_matter_the_profile_does_not_know(label: str | None, words: str) -> None:
    odd = CONTRACT | {"proposal": CONTRACT["proposal"] | {"kinds": ["covenant"]}}
    with pytest.raises(Unreadable) as refused:
        check_bytes(json.dumps(odd).encode(), date(2022, 12, 1), label)
    (flaw,) = refused.value.flaws
    assert flaw.place.zh.startswith("proposal.kinds[0]（")
    assert words in flaw.text.zh


def test_no_rulebook_yet(file: Path) -> None:
    file.write_bytes(b'{"title": "a"}')
    done = CliRunner().invoke(check_command, [str(file), "--as-of", "2019-01-01"])
    assert done.exit_code == 2
    assert "2020年9月1日" in done.stderr


def test_a_file_is_asked_for() -> None:
    done = CliRunner().invoke(check_command, [])
    assert done.exit_code == 2
    assert "请给出卷宗文件" in done.stderr


@pytest.mark.parametrize("year", [1, 1999, 2090, 9999])
def test_years_without_a_calendar_are_findings(year: int) -> None:
    """Whatever the day, a sentence: never a traceback, never a guess."""
    odd = having({"reviews.0.acceptance.on": date(year, 12, 20), "reviews.0.conclusion.on": date(year, 12, 30)})
    found = check_bytes(write_dossier(odd).encode(), date(2022, 12, 1)).findings
    if year > 2022:
        assert any(f"没有{year}年的工作日安排" in each.detail.zh for each in found)
        assert any(each.rule_id == "record.dates" for each in found)
    assert found


def test_the_page_keeps_its_width_and_steers_no_terminal() -> None:
    odd = having({"title": "清泉乡\x1b[31m农村\u202e道路\r整修方案" * 9, "notice.ends": date(2022, 8, 30)})
    report = check_bytes(write_dossier(odd).encode(), date(2022, 12, 1))
    for lang in ("zh", "en"):
        for line in as_text(report, lang).splitlines():
            wide = sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)
            # closing punctuation may hang over the edge
            assert wide <= WIDTH + 2, line
            assert line.isprintable()
            assert line.strip()[:1] not in "，。；：、）》”"[0:] or not line.strip()


def test_the_schema_is_published_as_it_is_printed() -> None:
    printed = CliRunner().invoke(check_command, ["--schema"])
    assert printed.exit_code == 0
    assert printed.output == schema_text()
    published = (ROOT / "docs" / "dossier.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: shenjue check --schema > docs/dossier.schema.json"


def test_the_schema_says_what_the_reader_does() -> None:
    schema: dict[str, Any] = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    asked = Draft202012Validator(schema, format_checker=FormatChecker())
    asked.validate(json.loads(write_dossier(lawful())))
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        asked.validate(json.loads(path.read_text(encoding="utf-8"))["dossier"])
    assert list(asked.iter_errors({"title": "a", "drafs": []}))
    assert list(asked.iter_errors({}))


def test_the_example_is_marked_lawful_and_whole() -> None:
    report = check_bytes(EXAMPLE.read_bytes(), date(2022, 12, 1))
    assert report.findings == ()
    assert "虚构示例" in report.title
    assert as_data(report) == []


@pytest.mark.parametrize("name", ["dossier.md", "dossier.zh-CN.md"])
def test_the_description_names_every_key_at_the_top(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for key in Dossier.model_fields:
        assert f"`{key}`" in text, key
    assert "example-dossier.json" in text
