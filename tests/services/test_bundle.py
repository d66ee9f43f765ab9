"""A bundle with files and figures: what the program writes, the verifier follows, and notices where it was changed."""

from __future__ import annotations

import json
from pathlib import Path

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


@pytest.mark.one_database
def test_every_figure_that_follows_from_its_entries_is_held_against_them(bundle):
    file = bundle / "reports" / "2022.json"
    told = json.loads(file.read_text("utf-8"))
    followed = [each for each in told["figures"] if each["counted"]]
    assert len(followed) > len(told["figures"]) / 2
    for each in followed:
        each["value"] += 1
    file.write_text(json.dumps(told), "utf-8")
    problems = offline.verify(bundle).problems
    assert {each.kind for each in problems} == {"figure"}
    assert len(problems) == len(followed)


@pytest.mark.one_database
def test_a_file_changed_in_the_bundle_is_noticed(bundle):
    (stored,) = [each for each in (bundle / "files").rglob("*") if each.is_file()]
    stored.write_bytes(PDF + b" ")
    assert {each.kind for each in offline.verify(bundle).problems} == {"file"}
