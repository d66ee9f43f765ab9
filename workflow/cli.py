"""The command line `shenjue`. Thin: a command parses, calls one service, prints.

A command is imported when it is called: what `check` and `law` need, the rules alone, is there in a moment.
"""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask
from flask.cli import FlaskGroup, NoAppException

_COMMANDS = {
    "archive": "archivefile:archive_command",
    "audit": "auditfile:audit_group",
    "backup": "backupfile:backup_command",
    "check": "checkfile:check_command",
    "checkpoint": "checkpointfile:checkpoint_group",
    "database": "databasefile:database_group",
    "demo": "instancefile:demo_command",
    "epoch": "epochfile:epoch_group",
    "import": "importfile:import_group",
    "init": "instancefile:init_command",
    "law": "lawfile:law_group",
    "migrate": "instancefile:migrate_command",
    "numbers": "numbersfile:numbers_command",
    "plan": "planfile:plan_command",
    "report": "reportfile:report_group",
    "restore": "backupfile:restore_command",
    "serve": "instancefile:serve_command",
    "signer": "signerfile:signer_group",
    "verify": "verifyfile:verify_command",
    "witness": "witnessfile:witness_group",
}
"""Each command and where it is."""


def _app() -> Flask:
    from workflow import create_app
    from workflow.settings import SettingsError

    try:
        return create_app()
    except SettingsError as error:
        raise NoAppException(str(error)) from None


class _Commands(FlaskGroup):
    """The commands; to list them needs no settings. Those of the migrations, for developers, are found by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return super().get_command(ctx, name)
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(f"workflow.{module}"), attribute)
        return command


@click.group(cls=_Commands, create_app=_app, add_default_commands=False, add_version_option=False, load_dotenv=False)
def main() -> None:
    """审决 Shenjue：重大行政决策程序管理 — major administrative decisions, step by step by law."""
