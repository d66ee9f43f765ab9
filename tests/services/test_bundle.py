"""A bundle with files and figures: what the program writes, the verifier follows, and notices where it was changed."""

from __future__ import annotations

import datetime as dt
import errno
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, text

from tests import sealing
from tests.backing import PDF, upload
from tests.trail import years
from tests.year import YEAR_END
from workflow.auditfile import audit_group
from workflow.domain.annualtext import by_keys
from workflow.domain.counting import count
from workflow.domain.facts import AnnualSection, AnnualSubmission, AnnualText
from workflow.domain.paragraph import paragraph
from workflow.domain.terms import AnnualContent, Role
from workflow.models.people import PersonRole
from workflow.services import annualreports, bodies, files
from workflow.services.annual import begun
from workflow.services.identity import actor_of
from workflow.services.logreading import read_log
from workflow.trail import offline
from workflow.wiring import db


@pytest.fixture
def bundle(year: Flask, tmp_path: Path) -> Path:
    upload(year, "方案.pdf")
    return written(year, tmp_path)


def written(year: Flask, tmp_path: Path, code: int = 0, reported: int = 2022) -> Path:
    """The bundle of the year, with its files and the report."""
    settings = year.extensions["shenjue"].settings
    with year.app_context():
        sealing.issue(year, db.session)
        url = db.engine.url.render_as_string(hide_password=False)
    place = {"DATABASE_URL": url, "SHENJUE_FILES_DIR": str(settings.files)}
    given = ["bundle", str(tmp_path / "out"), "--files", "--report", str(reported)]
    done = CliRunner().invoke(audit_group, given, env=place)
    assert done.exit_code == code, done.output
    return tmp_path / "out"


def test_what_the_program_writes_raises_no_alarm(bundle):
    report = offline.verify(bundle)
    assert report.problems == []
    (stored,) = [each for each in (bundle / "files").rglob("*") if each.is_file()]
    assert stored.read_bytes() == PDF
    assert json.loads((bundle / "manifest.json").read_text("utf-8"))["carries"] == ["files", "reports"]


SMUGGLED = (
    (
        "staff",
        "INSERT INTO person_role (person_id, role, created_at) SELECT id, 'office', created_at FROM person WHERE id = :id",
        "以office身份办理，按日志其时没有这一角色",
    ),
    ("office", "UPDATE person SET name = '某某' WHERE id = :id", "以“某某、党政办公室、党政办公室”的名义办理"),
)


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "attack", "said"), SMUGGLED, ids=("role", "name"))
def test_whoever_acted_as_no_entry_tells_is_named(year, tmp_path, role, attack, said):
    with year.app_context():
        clerk = db.session.scalars(select(PersonRole.person_id).where(PersonRole.role == role)).first()
        db.session.execute(text(attack), {"id": clerk})
        db.session.commit()
        seat = {"body": "head_office", "name": "龙某", "post": "副乡长", "chief": False, "since": YEAR_END.date()}
        actor, when = actor_of(db.session, clerk), {"now": YEAR_END, "today": YEAR_END.date()}
        bodies.seat(db.session, actor=actor, **when, **seat, why="清泉府任〔2022〕3号")
    (found,) = offline.verify(written(year, tmp_path)).problems
    assert found.kind == "role"
    assert said in found.zh


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
    # what the paragraph says is none of the figures any more
    (in_words,) = [each for each in report.problems if each.kind == "sentence"]
    assert "段落中有数字不是其中的数字" in in_words.zh
    counted = [each for each in report.problems if each is not in_words]
    assert {each.kind for each in counted} == {"figure"}
    assert [each.en.split()[1] for each in counted] == keys
    assert "review_days" in keys
    assert report.exit == offline.TAMPERED


def in_paragraph(told: dict[str, Any]) -> None:
    told["paragraph"]["zh"] = "全年作出重大行政决策9999件。"


def in_check(told: dict[str, Any]) -> None:
    told["checks"][0] |= {"first": 99, "second": 98, "holds": True}


def in_ten_thousands(told: dict[str, Any]) -> None:
    told["figures"][0]["unit"]["zh"] = "万件"


def without_value(told: dict[str, Any]) -> None:
    del told["figures"][0]["value"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "kind"),
    [(in_paragraph, "sentence"), (in_check, "sentence"), (in_ten_thousands, "figure"), (without_value, "report")],
)
def test_what_a_report_says_beside_its_figures_is_held_against_them(bundle, change, kind):
    assert kind in {each.kind for each in changed(bundle, change).problems}


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


def test_a_full_disk_leaves_nothing(year, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "copy_all", full)
    before = set(tmp_path.iterdir())
    written(year, tmp_path, code=2)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.one_database
def test_what_somebody_put_there_meanwhile_is_left(year, tmp_path, monkeypatch):
    def meanwhile(*_: object) -> list[str]:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "别人的.txt").write_text("留存")
        return []

    monkeypatch.setattr(files, "copy_all", meanwhile)
    out = written(year, tmp_path, code=2)
    assert [each.name for each in out.iterdir()] == ["别人的.txt"]


# -- the sentences of a report -----------------------------------------------------------------------------------------


YEAR = 2023


@pytest.fixture
def submitted(year: Flask, tmp_path: Path) -> Path:
    """A bundle with the report on the year after, as it was handed upward: the program's own draft, and what was written into it."""
    day = dt.date(2024, 2, 20)
    dates: dict[str, Any] = {"now": dt.datetime(2024, 2, 20, 3, tzinfo=dt.UTC), "today": day}
    told = {
        AnnualContent.MEASURES: "{paragraph}上年：征求意见{before.notices}次、办理{before.decisions}件。",
        AnnualContent.SHORTCOMINGS: "公告{notices}次，走访30户，因为人手不足。",
    }
    with year.app_context():
        office = actor_of(db.session, [each.value for each in Role].index("office") + 1)
        assert office is not None
        log = read_log(db.session)
        draft = begun(db.session, log, YEAR, day)
        assert any("{before." in each.text for each in draft.sections)
        lacking = [each for each in AnnualContent if each not in {known.content for known in draft.sections}]
        sections = tuple(
            each.model_copy(update={"text": each.text + told.pop(each.content, "本节另有说明。")})
            for each in draft.sections
        ) + tuple(AnnualSection(content=each, text=told.pop(each, "已经办理。")) for each in lacking)
        text = AnnualText(on=day, year=YEAR, version=1, until=dt.date(YEAR, 12, 31), sections=sections)
        annualreports.keep(db.session, actor=office, **dates, text=text)
        handed = AnnualSubmission(on=day, year=YEAR, version=1, addressee="县政府", approved_by="冉光明", document="")
        annualreports.submit(db.session, actor=office, **dates, fact=handed)
    return written(year, tmp_path, reported=YEAR)


def test_every_figure_in_the_sentences_of_a_report_is_held_against_the_recount(submitted, monkeypatch):
    held: list[Any] = []
    reread = offline.reread
    monkeypatch.setattr(offline, "reread", lambda *given: (held.append(given), reread(*given)))
    report = offline.verify(submitted)
    assert report.problems == []
    assert {each.kind for each in report.missing} == {"trust"}
    ((_, told, seq, sections, counted),) = held
    (said,) = [each.en for each in report.facts if each.kind == "sentences"]
    assert int(said.split(": ")[1].split(" ")[0]) > 12
    assert ["30" in each.en for each in report.remarks if each.kind == "sentences"] == [True]
    values = {key: str(value) for key, (value, _) in counted.items()}

    # each number of each sentence, another one in its place, is named by its key
    seen = set()
    for place, (entered, read) in enumerate(sections):
        for number in re.finditer(r"(?<=[^第年月0-9])[0-9]+(?=[件次条份])", read):
            other = f"{read[: number.start()]}{int(number[0]) + 1}{read[number.end() :]}"
            report = offline.Report()
            reread(report, told, seq, [*sections[:place], (entered, other), *sections[place + 1 :]], counted)
            ((kind, said),) = [(each.kind, each.en) for each in report.problems]
            key = said.partition(" stands as ")[0].rpartition(" ")[2]
            assert (kind, said.endswith(f"counted again it is {values[key]!r}")) == ("sentence", True), said
            seen.add(key)
    assert len(seen) > 8, seen
    assert {"before.notices", "before.decisions", "notices"} <= seen


def test_what_else_is_changed_in_a_report_that_was_handed_upward_is_named(submitted):
    file = submitted / "reports" / f"{YEAR}-submitted.json"
    whole = file.read_text("utf-8")
    texts = json.loads(whole)["text"]["sections"]

    def changed(change: Callable[[dict[str, Any]], object]) -> set[str]:
        """What is said of the report after one change."""
        other = json.loads(whole)
        change(other["text"])
        file.write_text(json.dumps(other), "utf-8")
        found = offline.verify(submitted)
        return {each.kind for each in (*found.problems, *found.missing)} - {"trust"}

    def more(told: dict[str, Any]) -> None:
        (figure,) = (each for each in told["before"] if each["key"] == "notices")
        figure["value"] += 1

    place = next(n for n, text in enumerate(texts) if "因为人手不足" in text)
    for change, kinds in (
        (lambda told: told["sections"].__setitem__(place, texts[place].replace("不足", "充足")), {"sentence"}),
        (lambda told: told["sections"].__setitem__(place, texts[place].replace("30户", "300户")), {"sentence"}),
        (lambda told: told["sections"].pop(), {"sentences"}),
        (lambda told: told.update(version=2), {"report", "sentences"}),
        (lambda told: told.update(paragraph=told["paragraph"].replace("{decisions}", "99")), {"sentences", "sentence"}),
        (more, {"figure"}),
        (lambda told: told.update(before=None), {"sentence"}),
        (lambda told: told["before"].clear(), {"figure", "sentence"}),
    ):
        assert changed(change) == kinds
    file.write_text(whole, "utf-8")
    for kept in (submitted / "facts").glob("*.json"):
        kept.write_text(kept.read_text("utf-8").replace("30户", "31户"), "utf-8")
    assert {each.kind for each in offline.verify(submitted).problems} == {"fact", "sentence"}


def test_the_paragraph_names_each_of_its_numbers():
    for one in range(8):
        figures = count(years.year(one), years.YEAR, years.BOOK)
        named = paragraph(by_keys(figures)).zh
        assert offline.typed(named) == []
        values = {each.key: str(each.value) for each in figures.figures}
        assert offline.PLACE.sub(lambda found, of=values: of[found[1]], named) == paragraph(figures).zh
