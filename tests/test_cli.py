"""The command line as a whole; what a command does is a test of its room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.longtier.recording import Ran
from tests.told import changed, rows_of
from workflow.cli import main

CONTEXT = click.Context(main)


def test_to_list_the_commands_needs_no_settings() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    assert "check" in done.stdout
    assert not done.stderr


@pytest.mark.parametrize("name", main.list_commands(CONTEXT))
def test_each_command_is_where_the_list_says(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command
    assert command.name == name


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("check", "sqlalchemy"),
        ("law", "sqlalchemy"),
        # the pages where none is shown, the driver of a database that is not used
        ("report", "workflow.web"),
        ("backup", "psycopg"),
    ],
)
def test_a_command_loads_no_more_than_it_needs(name: str, unwanted: str) -> None:
    script = (
        "import sys, click; from workflow.cli import main; "
        f"main.get_command(click.Context(main), {name!r}); sys.exit({unwanted!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# one after another, on a year: what makes a signer and signs, and what only reads
TRIED = (
    *("checkpoint init", "checkpoint issue", "checkpoint key", "checkpoint export request"),
    *("audit verify", "audit export out.jsonl", "audit bundle bundle", "verify", "numbers 2022", "database check"),
    *(
        "report figures 2022",
        "report annual --year 2022 --format json --to report.json",
        "archive 2022-001 --to package.zip",
    ),
    *("law check", "law coverage", "law guards", "check --schema", "epoch show", "migrate"),
    *("backup kept.tar", "checkpoint stamp-request stamp.tsq", "plan 2022-002", "demo", "init"),
)
# signed, and nobody has witnessed it; a demonstration is not loaded over another, and needs no token; the
# server of the tests does without safety
CODES = {"verify": {2}, "demo": {1}, "init": {1}, "database check": {0, 1}}
# what needs another machine, a file of it or the keyboard, and where it is tried
ELSEWHERE = {
    **dict.fromkeys(("import work", "import decisions"), "tests/web/test_importing.py"),
    **dict.fromkeys(("checkpoint import", "checkpoint stamp-import"), "tests/services/test_checkpoints.py"),
    "checkpoint send": "tests/test_sending.py",
    "database grant": "tests/services/test_protection.py",
    **dict.fromkeys(("epoch link", "epoch open"), "tests/services/test_epochs.py"),
    "restore": "tests/services/test_backups.py",
    **dict.fromkeys(("serve", "signer init", "signer serve"), "tests/test_signing.py"),
    **dict.fromkeys(
        ("witness cosign", "witness init", "witness serve", "witness show"), "tests/services/test_checkpoints.py"
    ),
}


def leaves(command: click.Command, *path: str) -> Iterator[str]:
    """The whole name of each command that does something."""
    if not isinstance(command, click.Group):
        yield " ".join(path)
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found
        yield from leaves(found, *path, name)


def test_every_command_is_tried_somewhere() -> None:
    names = set(leaves(main))
    tried = {name for name in names if any(f"{line} ".startswith(f"{name} ") for line in TRIED)}
    assert names == tried | ELSEWHERE.keys()
    assert not tried & ELSEWHERE.keys()
    assert all(Path(place).exists() for place in ELSEWHERE.values())


@pytest.mark.one_database
@pytest.mark.trial("T12")
def test_no_command_changes_a_row_without_an_entry(year, tmp_path, monkeypatch, ran: Ran) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", year.extensions["shenjue"].settings.database)
    runner = year.test_cli_runner()
    for line in TRIED:
        before, entries = rows_of(year)
        done = runner.invoke(main, line.split())
        assert done.exit_code in CODES.get(line, {0}), f"{line}: {done.output}"
        after, more = rows_of(year)
        assert not changed(before, after) or more > entries, line
    ran(commands=len(TRIED))
