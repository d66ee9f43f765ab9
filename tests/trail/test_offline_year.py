"""The verifier and the program agree on logs the program itself wrote, and on the database they lie in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import Original, attacking, lift_protection, plain
from workflow.services.replaying import rulebooks
from workflow.trail import verifier
from workflow.trail.entry import decode
from workflow.trail.exporting import write_export
from workflow.trail.offline import INCOMPLETE, TAMPERED, Report, verify


@pytest.fixture(scope="module")
def exported(year_database: Original, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year of `tests.year` exported."""
    place = tmp_path_factory.mktemp("exported")
    with attacking(year_database.url) as connection:
        found = connection.exec_driver_sql("SELECT seq, body, leaf FROM entry ORDER BY seq")
        rows = [(seq, bytes(body), bytes(leaf)) for seq, body, leaf in found]
        origin = connection.exec_driver_sql("SELECT origin FROM log_head").scalar_one()
    verdict = verifier.verify(verifier.Row(*row) for row in rows)
    labels = {entry["rule"].partition("#")[0] for entry in (decode(body) for _, body, _ in rows)} - {""}
    head = write_export(
        place / "export",
        origin=origin,
        bodies=(body for _, body, _ in rows),
        checkpoints=(),
        rulebooks=lambda: rulebooks(labels),
        exported_at=datetime(2022, 12, 20, tzinfo=UTC),
    )
    assert verdict.sound
    assert (verdict.size, verdict.root) == (head.size, head.roots["sha256"].hex())
    return place / "export"


def address(url: str) -> str:
    """A database as the verifier is told of it: a file, or an address."""
    return url.removeprefix("sqlite:///")


def test_a_year_of_the_program_is_replayed_without_a_false_alarm(exported: Path, year_database: Original) -> None:
    report = verify(exported, database=address(plain(year_database.url)))
    assert report.problems == []
    assert [each.kind for each in report.missing] == ["checkpoint"]
    assert report.exit == INCOMPLETE
    assert report.size > 100


@pytest.fixture
def stolen(year_database: Original, copied: Callable[[Original, Path], str], tmp_path: Path) -> str:
    """The database of that year, for somebody who may do everything with it."""
    return copied(year_database, tmp_path)


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("body", b"{}", "table"),
        ("leaf", bytes(32), "leaf"),
        ("at", "2021-01-04 01:00:00.000000", "index"),
        ("act", "initiation.decline", "index"),
        ("result", "denied", "index"),
        ("obj", "decision/9", "index"),
        ("person", "P-9999", "index"),
        ("unit", "别的单位", "index"),
        ("effective", "2021-02-03", "index"),
        ("request", "0" * 32, "index"),
    ],
)
def test_every_changed_column_is_named_with_its_entry(
    exported: Path, stolen: str, column: str, value: object, kind: str
) -> None:
    with attacking(stolen) as connection:
        lift_protection(connection)
        connection.execute(text(f"UPDATE entry SET {column} = :value WHERE seq = 57"), {"value": value})  # noqa: S608
    report = verify(exported, database=address(stolen))
    assert report.exit == TAMPERED
    assert {each.seq for each in report.problems} == {57}
    assert kind in {each.kind for each in report.problems}


@pytest.mark.parametrize(
    ("statement", "seqs"),
    [
        ("DELETE FROM entry WHERE seq = 30", {30}),
        ("DELETE FROM entry WHERE seq > (SELECT max(seq) - 2 FROM entry)", None),
        ("INSERT INTO entry SELECT organ_id, 99999, body, leaf, at, act, result, obj, person, unit, effective, "
         "decision_id, NULL FROM entry WHERE seq = 3", {None}),
        ("INSERT INTO entry SELECT organ_id, -4, body, leaf, at, act, result, obj, person, unit, effective, "
         "decision_id, NULL FROM entry WHERE seq = 3", {0}),
    ],
)  # fmt: skip
def test_rows_taken_away_or_added_are_named(
    exported: Path, stolen: str, statement: str, seqs: set[int | None] | None
) -> None:
    with attacking(stolen) as connection:
        lift_protection(connection)
        connection.exec_driver_sql(statement)
    report: Report = verify(exported, database=address(stolen))
    assert report.exit == TAMPERED
    size = report.size
    assert {each.seq for each in report.problems} == ({size - 1, size - 2} if seqs is None else seqs)


@pytest.mark.sqlite
def test_the_database_is_only_read(exported: Path, year_database: Original) -> None:
    database = Path(year_database.url.database or "")
    before = database.read_bytes()
    verify(exported, database=str(database))
    assert database.read_bytes() == before
