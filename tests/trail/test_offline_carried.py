"""What an export carries besides the log is held against the entries: files, facts and the figures of a report."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.trail import course
from tests.trail.course import START, checkpoint, head_of, linked, trust
from workflow.services.logreading import Log
from workflow.services.report import as_data, report_of
from workflow.trail import offline
from workflow.trail.commitment import commit
from workflow.trail.exporting import rules, write_export
from workflow.trail.note import ED25519, SecretKey
from workflow.trail.offline import INCOMPLETE, SOUND, TAMPERED, Report

RULES = rules({course.LABEL: course.book()})
DRAFT, PLAN = b"%PDF-1.7 the draft", b"%PDF-1.7 the plan"
SALT = b"s" * 16
SIZE, AS_OF = 12, dt.date(2026, 3, 23)  # the day of the last of so many entries
FIGURE = {"key": "house", "unit": {"zh": "次", "en": "times"}}
FORGED = SecretKey(course.ORIGIN, ED25519, b"forged".ljust(32, b"."))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


NOTICE = json.dumps(
    {"files": [{"digest": digest(PLAN), "media_type": "application/pdf", "name": "方案.pdf", "size": len(PLAN)}]},
    separators=(",", ":"),
    sort_keys=True,
).encode()


class Bundle:
    """An export that carries two files, a fact and a report, for a test to change before it is verified."""

    def __init__(self, place: Path, *more: course.Fields) -> None:
        self.place = place
        entries = [
            course.opened(),
            *course.matter("2026-001", START, save={"files": digest(DRAFT)}),
            *more,
        ]
        acts = [each["act"] for each in entries]
        self.draft, self.notice = acts.index("drafting.save"), acts.index("participation.open")
        entries[self.notice] |= {"in": f"notice={commit(SALT, 'notice', NOTICE)}"}
        self.bodies = linked(entries)
        write_export(
            place,
            origin=course.ORIGIN,
            bodies=self.bodies,
            checkpoints=[checkpoint(self.bodies)],
            rulebooks=lambda: {course.LABEL: course.book()},
            exported_at=START,
            carries=("files", "facts", "reports"),
        )
        for content in (DRAFT, PLAN):
            self.file(content).parent.mkdir(parents=True, exist_ok=True)
            self.file(content).write_bytes(content)
        (place / "facts").mkdir()
        self.fact.write_bytes(NOTICE)
        self.fact.with_suffix(".salt.txt").write_text(SALT.hex() + "\n")
        (place / "reports").mkdir()
        self.write_report()

    def file(self, content: bytes) -> Path:
        return self.place / "files" / digest(content)[:2] / digest(content)[2:]

    @property
    def fact(self) -> Path:
        return self.place / "facts" / f"{self.notice}-notice.json"

    @property
    def report(self) -> Path:
        return self.place / "reports" / "2026.json"

    def write_report(self, extra: dict[str, Any] | None = None, size: int = SIZE, **more: Any) -> None:
        """The report as the program makes it, with another figure of the house perhaps, which the verifier cannot know."""
        entries = [json.loads(body) for body in self.bodies[:SIZE]]
        log = Log(tuple(entries), head_of(self.bodies[:SIZE]).roots["sha256"].hex(), None)
        told = as_data(report_of(log, 2026, AS_OF))
        told["log"]["size"] = size
        told["checkpoint"] = checkpoint(self.bodies[:SIZE]).notes[0].encode()
        told["figures"] += [FIGURE | extra] if extra else []
        self.report.write_text(json.dumps(told | more), "utf-8")

    def verify(self) -> Report:
        return offline.verify(self.place, json.loads(trust().encode()), RULES)


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return Bundle(tmp_path / "export")


def found(report: Report) -> set[tuple[int | None, str]]:
    return {(each.seq, each.kind) for each in report.problems}


def test_what_is_carried_whole_is_sound(bundle):
    report = bundle.verify()
    assert (report.problems, report.missing, report.remarks, report.exit) == ([], [], [], SOUND)
    assert "files: 2" in [each.en for each in report.facts]


def test_a_file_that_is_not_what_its_entry_says_is_named_with_it(bundle):
    bundle.file(DRAFT).write_bytes(DRAFT + b"!")
    report = bundle.verify()
    assert (found(report), report.exit) == ({(bundle.draft, "file")}, TAMPERED)


def test_a_file_of_a_fact_is_held_against_the_fact(bundle):
    bundle.file(PLAN).write_bytes(DRAFT)
    assert found(bundle.verify()) == {(bundle.notice, "file")}


@pytest.mark.parametrize("content", [DRAFT, PLAN])
def test_a_file_that_is_missing_is_evidence_that_is_lacking(bundle, content):
    bundle.file(content).unlink()
    report = bundle.verify()
    assert (report.problems, report.exit) == ([], INCOMPLETE)
    assert f"{bundle.draft if content == DRAFT else bundle.notice}" in report.missing[0].en
    assert digest(content) in report.missing[0].zh


def test_a_file_that_was_imported_is_named_by_its_entry(tmp_path):
    rows = b"PK the ledger of last year"
    told = {"imported": "work", "file": digest(rows), "rows": "3", "taken": "3"}
    act = {"act": "import.taken", "obj": f"import/work/{digest(rows)}", "ts": course.z(START + dt.timedelta(days=400))}
    fields = {key: value for key, value in course.opened().items() if not key.startswith("d.")} | act
    imported = Bundle(tmp_path / "with", fields | {f"d.{key}": value for key, value in told.items()})
    imported.file(rows).parent.mkdir(parents=True, exist_ok=True)
    imported.file(rows).write_bytes(rows)
    report = imported.verify()
    assert "files: 3" in [each.en for each in report.facts]
    assert not [each for each in report.remarks if "no entry here names" in each.en]


@pytest.mark.parametrize("folder", ["files", "facts", "reports"])
def test_a_folder_the_manifest_lists_is_missed(bundle, folder):
    (bundle.place / folder).rename(bundle.place.with_name("aside"))
    report = bundle.verify()
    assert report.problems == []
    assert {each.kind for each in report.missing} == {folder}


def test_a_file_no_entry_names_is_a_remark_unless_it_is_not_what_its_name_says(bundle):
    other = bundle.place / "files" / "aa" / ("0" * 62)
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(b"x")
    assert found(bundle.verify()) == {(None, "file")}
    other.rename(bundle.place / "files" / digest(b"x"))
    report = bundle.verify()
    assert ([each.kind for each in report.remarks], report.exit) == (["file"], SOUND)


CHANGED: dict[str, Callable[[Bundle], object]] = {
    "changed": lambda b: b.fact.write_bytes(NOTICE + b" "),
    "another salt": lambda b: b.fact.with_suffix(".salt.txt").write_text("00" * 16),
    "no salt at all": lambda b: b.fact.with_suffix(".salt.txt").write_text("salt"),
    "another kind": lambda b: (
        b.fact.rename(b.fact.with_name(f"{b.notice}-result.json")).with_suffix(".salt.txt")
        and (b.place / "facts" / f"{b.notice}-result.salt.txt").write_text(SALT.hex())
    ),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_fact_that_is_not_what_was_committed_to_is_named_with_its_entry(bundle, change):
    change(bundle)
    assert found(bundle.verify()) == {(bundle.notice, "fact")}


def test_a_fact_without_its_salt_is_not_compared(bundle):
    bundle.fact.with_suffix(".salt.txt").unlink()
    report = bundle.verify()
    assert (report.problems, report.exit, report.missing[0].kind) == ([], INCOMPLETE, "fact")


def test_a_fact_of_no_entry_is_named(bundle):
    for name in ("9999-notice.json", "x.json"):
        (bundle.place / "facts" / name).write_bytes(NOTICE)
    assert found(bundle.verify()) == {(9999, "fact"), (None, "fact")}


def test_a_report_over_other_entries_is_noticed(bundle):
    bundle.write_report(size=SIZE + 1)
    assert any(each.kind == "root" and "reports/2026.json" in each.en for each in bundle.verify().problems)
    bundle.write_report(size=SIZE - 1)  # it names an entry beyond
    assert found(bundle.verify()) == {(None, "report")}
    bundle.write_report(size=9999)
    report = bundle.verify()
    assert found(report) == {(len(bundle.bodies), "truncated")}
    assert {each.kind for each in report.missing} == {"figures"}  # not counted again


@pytest.mark.parametrize(
    "told",
    [
        {"figures": [FIGURE | {"value": 1, "entries": [12], "counted": "entries"}]},
        {"figures": [FIGURE | {"value": 1, "entries": "1", "counted": "entries"}]},
        {"figures": [FIGURE | {"value": 1, "entries": [1]}]},
        {"figures": [{"key": "notices", "value": 1, "entries": [5], "counted": "entries"}]},
        {"figures": [{"key": ["notices"], "unit": FIGURE["unit"], "value": 1, "entries": [5], "counted": ""}]},
        {"year": 2025},
        {"as_of": "20260323"},
        {"log": {"size": "12", "root": "00" * 32}},
        {"log": {"size": 12, "root": "00"}},
        {"checkpoint": "nothing"},
    ],
)
def test_what_is_no_report_of_this_log_is_named(bundle, told):
    bundle.write_report(**told)
    assert found(bundle.verify()) == {(None, "report")}


@pytest.mark.parametrize(
    "figure",
    [
        {"value": 3, "entries": [1, 4], "counted": "entries"},
        {"value": 2, "entries": [1], "counted": "entries"},
        {"value": "2", "entries": [1, 4], "counted": "entries"},
        {"value": 31, "entries": [5], "counted": "days"},
        {"value": 1, "entries": [1], "counted": "days"},
    ],
)
def test_a_figure_of_the_house_that_is_not_what_its_entries_make_is_named_with_them(bundle, figure):
    assert bundle.notice == 5
    bundle.write_report(figure)
    report = bundle.verify()
    assert (found(report), report.exit) == ({(min(figure["entries"]), "figure")}, TAMPERED)


def test_a_figure_of_the_house_is_not_counted_again_which_is_said(bundle):
    bundle.write_report({"value": 1, "entries": [5], "counted": "entries"})
    report = bundle.verify()
    assert (report.problems, report.exit) == ([], INCOMPLETE)
    assert "reports/2026.json house" in report.missing[0].en


def test_a_figure_rests_on_no_entry_of_a_later_day(bundle):
    bundle.write_report(as_of="2026-03-05")
    assert {kind for _, kind in found(bundle.verify())} == {"figure"}
    bundle.write_report({"value": 1, "entries": [11], "counted": "entries"}, as_of="2026-03-22")
    assert (11, "figure") in found(bundle.verify())


def test_the_checkpoint_of_a_report_is_held_against_the_log_and_its_keys(bundle):
    other = linked([json.loads(bundle.bodies[0]) | {"name": "别人"}])
    bundle.write_report(checkpoint=checkpoint(other).notes[0].encode())
    assert any(kind == "root" for _, kind in found(bundle.verify()))
    bundle.write_report(checkpoint=checkpoint(bundle.bodies[:12], FORGED).notes[0].encode())
    assert bundle.verify().exit != SOUND


# -- each check is missed where it is taken away ------------------------------------------------------------------------------


MUTANTS: dict[str, tuple[Callable[[Bundle], object], str, str, object]] = {
    "the content of files": (
        lambda b: b.file(DRAFT).write_bytes(b"!"),
        "module",
        "digest_of",
        lambda file: file.parent.name + file.name,
    ),
    "what entries name": (lambda b: b.file(DRAFT).unlink(), "Carried", "name", lambda *_: None),
    "commitments": (lambda b: b.fact.write_bytes(b"{}"), "Carried", "fact", lambda *_: None),
    "figures": (
        lambda b: b.write_report(figures=[], paragraph={"zh": "", "en": ""}),
        "module",
        "recount",
        lambda *_: None,
    ),
    "words": (
        lambda b: b.write_report(paragraph={"zh": "全年作出重大行政决策9999件。", "en": ""}),
        "Carried",
        "in_words",
        lambda *_: None,
    ),
    "reports": (lambda b: b.write_report(size=11), "Carried", "take_report", lambda *_: None),
}


@pytest.mark.parametrize(("change", "owner", "name", "instead"), MUTANTS.values(), ids=MUTANTS)
def test_a_check_taken_away_is_missed(bundle, monkeypatch, change, owner, name, instead):
    change(bundle)
    assert bundle.verify().exit != SOUND
    monkeypatch.setattr(offline if owner == "module" else getattr(offline, owner), name, instead)
    assert bundle.verify().exit == SOUND
