"""A bundle with files and figures: what the program writes, the verifier follows, and notices where it was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from tests import sealing
from tests.backing import PDF, upload
from workflow.auditfile import audit_group
from workflow.trail import offline
from workflow.wiring import db


@pytest.fixture
def bundle(year: Flask, tmp_path: Path) -> Path:
    upload(year, "方案.pdf")
    settings = year.extensions["shenjue"].settings
    with year.app_context():
        sealing.issue(year, db.session)
        url = db.engine.url.render_as_string(hide_password=False)
    place = {"DATABASE_URL": url, "SHENJUE_FILES_DIR": str(settings.files)}
    given = ["bundle", str(tmp_path / "out"), "--files", "--report", "2022"]
    done = CliRunner().invoke(audit_group, given, env=place)
    assert done.exit_code == 0, done.output
    return tmp_path / "out"


def test_what_the_program_writes_raises_no_alarm(bundle):
    report = offline.verify(bundle)
    assert report.problems == []
    (stored,) = [each for each in (bundle / "files").rglob("*") if each.is_file()]
    assert stored.read_bytes() == PDF
    assert json.loads((bundle / "manifest.json").read_text("utf-8"))["carries"] == ["files", "reports"]


def changed(bundle: Path, change: Callable[[dict[str, Any]], object]) -> offline.Report:
    """What is said of the bundle with its report changed."""
    file = bundle / "reports" / "2022.json"
    told = json.loads(file.read_text("utf-8"))
    change(told)
    file.write_text(json.dumps(told), "utf-8")
    return offline.verify(bundle)


@pytest.mark.one_database
def test_every_figure_is_counted_again(bundle):
    def change(told: dict[str, Any]) -> None:
        for each in told["figures"]:
            each["value"] = f"{each['value']}0" if isinstance(each["value"], str) else each["value"] + 1
            keys.append(each["key"])

    keys: list[str] = []
    report = changed(bundle, change)
    assert {each.kind for each in report.problems} == {"figure"}
    assert [each.en.split()[1] for each in report.problems] == keys
    assert "review_days" in keys
    assert report.exit == offline.TAMPERED


@pytest.mark.one_database
def test_a_refusal_kept_silent_is_named_with_its_entry(bundle):
    def change(told: dict[str, Any]) -> None:
        for each in told["figures"]:
            if each["key"] in ("refused", "refused.house.participation"):
                hidden.append(each["entries"].pop(0) if each["key"] != "refused" else each["entries"][0])
                each["value"] -= 1
        told["figures"][:] = [each for each in told["figures"] if each["key"] != "refused"]

    hidden: list[int] = []
    problems = changed(bundle, change).problems
    assert {each.en.split()[1] for each in problems} == {"refused", "refused.house.participation"}
    assert {each.seq for each in problems} == set(hidden)


@pytest.mark.one_database
def test_a_file_changed_in_the_bundle_is_noticed(bundle):
    (stored,) = [each for each in (bundle / "files").rglob("*") if each.is_file()]
    stored.write_bytes(PDF + b" ")
    assert {each.kind for each in offline.verify(bundle).problems} == {"file"}
