"""`shenjue plan`: of a file, in a bare shell; of a decision of this installation, by its number."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.domain.dossiers import having, lawful
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import write_dossier
from workflow.papers.plaintext import WIDTH, width
from workflow.planfile import plan_command

K02 = Dossier.model_validate(json.loads((Path(__file__).parent / "cases" / "K02.json").read_text())["dossier"])
LISTED = ("--from", "2025-03-28")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dossier.json"


def planned(file: Path, dossier: Dossier, *options: str) -> Result:
    file.write_text(write_dossier(dossier))
    return CliRunner().invoke(plan_command, [str(file), *options])


def test_it_needs_no_setting_and_no_database(file: Path) -> None:
    file.write_text(write_dossier(K02))
    shenjue = Path(sys.executable).with_name("shenjue")
    done = subprocess.run(
        [str(shenjue), "plan", str(file), *LISTED], cwd=file.parent, env={}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "差12日（5个工作日），最早可于2025年5月12日决定" in "".join(done.stdout.decode().split())
    assert [each.name for each in file.parent.iterdir()] == ["dossier.json"]


def test_the_page_has_day_reason_article_and_path_in_lines_of_a_width(file: Path) -> None:
    said = planned(file, K02, *LISTED).output
    assert "2025-04-27  征求意见截止〔关键路径〕" in said
    assert "征求意见期限不得少于30日" in said
    assert "《重庆市重大行政决策程序规定》第十七条第二款" in said
    assert "关键路径：形成决策草案 → 发布征求意见公告" in said
    assert "按设想" not in said
    assert max(map(width, said.splitlines())) <= WIDTH + 2  # a closing sign may hang over


def test_it_says_the_same_in_english(file: Path) -> None:
    said = planned(file, K02, *LISTED, "--lang", "en").output
    assert "cannot be met, 12 days short" in said
    assert "2025-04-27  Period for opinions ends [critical]" in said


def test_what_if_stands_beside_what_is(file: Path) -> None:
    said = planned(file, K02, *LISTED, "--comment-days", "10", "--hearing").output
    assert "按设想缩短为10日（规定30日）" in said
    compared = said.split("对照")[1]
    assert "征求意见截止        2025-04-27  2025-04-07" in compared
    assert "召开听证会          无此步骤    2025-04-12" in compared


def test_people_read_names_not_labels(file: Path) -> None:
    said = "".join(planned(file, K02, *LISTED).output.split())
    assert "重庆市乡镇重大行政决策规则（2024.1版）" in said
    assert "国务院办公厅放假安排（资料版本" in said
    for key in ("cq-township", "chinesecalendar"):
        assert key not in said


def test_for_programs(file: Path) -> None:
    done = planned(file, K02, *LISTED, "--json", "--profile", "cq-township-2020.1")
    found = json.loads(done.stdout)
    assert found["plan"]["promises"][0]["short"] == 12
    assert found["wished"]["rulebook"] == "cq-township-2020.1"
    steps = {each["key"]: each for each in found["plan"]["steps"]}
    assert steps["review"]["day"] == "2025-05-12"
    assert steps["review"]["after"] == ["submission"]
    assert steps["review"]["critical"]
    assert steps["publication"]["latest"] == "2025-06-10"


def test_what_can_be_met_ends_well(file: Path) -> None:
    done = planned(file, lawful(), "--from", "2022-12-01")
    assert done.exit_code == 0
    assert "法定步骤均已办理" in done.output
    late = planned(file, having({"initiation.due": "2022-10-17"}), "--from", "2022-12-01")
    assert late.exit_code == 1
    assert "已于2022年10月18日决定，已逾期1日" in "".join(late.output.split())


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--profile", "nowhere-1"), 2, "没有规则“nowhere-1”"),
        (("--from", "2019-01-01"), 2, "尚无施行中的规则"),
        (("--from", "soon"), 2, "日期写作 2022-12-01"),
        (("--comment-days", "0"), 2, "comment-days"),
    ],
)
def test_what_is_wrong_is_said(file: Path, options: tuple[str, ...], code: int, said: str) -> None:
    done = planned(file, K02, *options)
    assert done.exit_code == code
    assert said in done.output


def test_a_file_that_is_none_is_said(file: Path) -> None:
    file.write_text("{")
    done = CliRunner().invoke(plan_command, [str(file)])
    assert done.exit_code == 2
    assert "无法读取" in done.output
