"""The verifier and the program agree on logs the program itself wrote, and on the database they lie in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.trail.rulebooks import rulebooks
from workflow.trail import verifier
from workflow.trail.entry import decode
from workflow.trail.exporting import write_export
from workflow.trail.offline import INCOMPLETE, TAMPERED, Report, verify


@pytest.fixture(scope="module")
def exported(year_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The year of `tests.year` exported, and the database it came from."""
    place = tmp_path_factory.mktemp("exported")
    database = place / "shenjue.db"
    database.write_bytes(year_database.read_bytes())
    with sqlite3.connect(database) as connection:
        rows = [
            (seq, body, leaf)
            for seq, body, leaf in connection.execute("SELECT seq, body, leaf FROM entry ORDER BY seq")
        ]
        origin = connection.execute("SELECT origin FROM log_head").fetchone()[0]
    found = verifier.verify(verifier.Row(*row) for row in rows)
    labels = {entry["rule"].partition("#")[0] for entry in (decode(body) for _, body, _ in rows)} - {""}
    head = write_export(
        place / "export",
        origin=origin,
        bodies=(body for _, body, _ in rows),
        checkpoints=(),
        rulebooks=rulebooks(labels),
        exported_at=datetime(2022, 12, 20, tzinfo=UTC),
    )
    assert found.sound
    assert (found.size, found.root) == (head.size, head.roots["sha256"].hex())
    return place / "export", database


def test_a_year_of_the_program_is_replayed_without_a_false_alarm(exported: tuple[Path, Path]) -> None:
    export, database = exported
    report = verify(export, database=str(database))
    assert report.problems == []
    assert [each.kind for each in report.missing] == ["checkpoint"]
    assert report.exit == INCOMPLETE
    assert report.size > 100


def dropped(connection: sqlite3.Connection) -> None:
    """What a database administrator can do: take the triggers away."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


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
    ],
)
def test_every_changed_column_is_named_with_its_entry(
    exported: tuple[Path, Path], tmp_path: Path, column: str, value: object, kind: str
) -> None:
    export, database = exported
    changed = tmp_path / "changed.db"
    changed.write_bytes(database.read_bytes())
    with sqlite3.connect(changed) as connection:
        dropped(connection)
        connection.execute(f"UPDATE entry SET {column} = ? WHERE seq = 57", (value,))  # noqa: S608
    report = verify(export, database=str(changed))
    assert report.exit == TAMPERED
    assert {each.seq for each in report.problems} == {57}
    assert kind in {each.kind for each in report.problems}


@pytest.mark.parametrize(
    ("statement", "seqs"),
    [
        ("DELETE FROM entry WHERE seq = 30", {30}),
        ("DELETE FROM entry WHERE seq > (SELECT max(seq) - 2 FROM entry)", None),
        ("INSERT INTO entry SELECT organ_id, 99999, body, leaf, at, act, result, obj, person, unit, effective, "
         "decision_id FROM entry WHERE seq = 3", {None}),
        ("INSERT INTO entry SELECT organ_id, -4, body, leaf, at, act, result, obj, person, unit, effective, "
         "decision_id FROM entry WHERE seq = 3", {0}),
    ],
)  # fmt: skip
def test_rows_taken_away_or_added_are_named(
    exported: tuple[Path, Path], tmp_path: Path, statement: str, seqs: set[int | None] | None
) -> None:
    export, database = exported
    changed = tmp_path / "changed.db"
    changed.write_bytes(database.read_bytes())
    with sqlite3.connect(changed) as connection:
        dropped(connection)
        connection.execute(statement)
    report: Report = verify(export, database=str(changed))
    assert report.exit == TAMPERED
    size = report.size
    assert {each.seq for each in report.problems} == ({size - 1, size - 2} if seqs is None else seqs)


def test_the_database_is_only_read(exported: tuple[Path, Path], log: Callable[..., object]) -> None:
    export, database = exported
    before = database.read_bytes()
    verify(export, database=str(database))
    assert database.read_bytes() == before
