"""The command line as a whole; what a command does is a test of its room."""

from __future__ import annotations

from click.testing import CliRunner

from workflow.cli import main


def test_to_list_the_commands_needs_no_settings() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    assert "check" in done.stdout
    assert not done.stderr
