"""The command line as a whole; what a command does is a test of its room."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

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
