"""`shenjue backup` and `shenjue restore`; with `shenjue verify` one drill, from the running program to the proof that nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
from flask.cli import with_appcontext

from workflow.domain.text import Text
from workflow.output import put
from workflow.services import backups, restoring, setup, signers, stays
from workflow.services.backups import BackupRefused, Manifest
from workflow.services.installation import INCOMPLETE, TAMPERED, inspect
from workflow.services.pgclient import ClientFailed
from workflow.settings import Settings
from workflow.shell import disk_failed
from workflow.trail.checkpoint import CheckpointFile, parse_file
from workflow.trail.note import NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.trust import parse_trust
from workflow.verifyfile import LANG, TRUST, inspected
from workflow.web import context
from workflow.wiring import alembic, db, migrate

_CHECKPOINT = click.option(
    "--checkpoint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="见证单位最近见证的检查点（witness show） — the checkpoint the witness cosigned last",
)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def with_outside(command: _Command) -> _Command:
    """The options of a command that is told of a checkpoint from elsewhere."""
    return _CHECKPOINT(TRUST(command))


def stop(reason: Text) -> click.ClickException:
    """A refusal in both languages."""
    return click.ClickException(f"{reason.zh} {reason.en}")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (BackupRefused, ClientFailed, setup.WrongInstance) as refused:
        raise stop(refused.reason) from None
    except OSError as error:
        raise stop(disk_failed(error)) from None


class Told:
    """Prints how far something is, by tenths."""

    def __init__(self) -> None:
        self.last: tuple[str, int] = ("", -1)

    def __call__(self, what: Text, done: int, total: int) -> None:
        """Say so much is done, where it is another tenth."""
        now = (what.en, done * 10 // max(total, 1))
        if now != self.last:
            self.last = now
            click.echo(f"… {what.zh} {what.en} {now[1] * 10}%", err=True)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup_command(file: Path) -> None:
    """把数据库和文件备份为一个文件 FILE，运行中即可 — one file with the database and the files, while the program runs.

    不含签名密钥和签名记忆（SHENJUE_SIGNER_DIR）、SECRET_KEY：签名目录另行保管，恢复旧备份时靠它发现丢失。PostgreSQL 请以
    所有者账号运行。 Without the signer's key and memory (SHENJUE_SIGNER_DIR) and without SECRET_KEY: kept apart, the signer
    is what recognises an older backup. On PostgreSQL run it as the owner of the tables.

    退出码：0 完成，1 未完成，或者有文件在备份前已缺失、损坏。 Exit code: 0 done, 1 not done, or files were damaged before.
    """
    settings = context.settings()
    with _refusing():
        made = backups.make(
            settings.database,
            settings.files,
            file.resolve(),
            program=context.our_version(),
            made_at=context.real_now(),
            progress=Told(),
        )
    put("\n".join(_contents(made)) + "\n")
    click.echo(f"已备份到 {file}。 The backup is in {file}.", err=True)
    if made.damaged:
        click.echo(
            f"有{len(made.damaged)}个文件备份前已缺失或者损坏。 {len(made.damaged)} file(s) were missing or damaged before.",
            err=True,
        )
        raise click.exceptions.Exit(TAMPERED)


def _contents(made: Manifest) -> list[str]:
    return [
        f"时间 made at: {made.made_at}",
        f"日志 log: {made.log}",
        f"条目 entries: {made.size}",
        f"树根 root: {made.root}",
        f"文件 files: {len(made.members) - 1}",
    ]


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_outside
@LANG
@with_appcontext
def restore_command(file: Path, checkpoint: Path | None, trust: Path | None, lang: str) -> None:
    """从 FILE 恢复到空的数据库和文件目录，并核验 — restore FILE into an empty place, and verify what is there then.

    写入前核对备份的每个字节。恢复后与签名记忆、已知检查点比较，说明丢失了哪些条目。 Every byte is checked before anything
    is written. What was restored is then compared with the memory of the signer and with known checkpoints.

    退出码：0 完好，1 拒绝恢复或者有问题，2 已恢复，但有条目丢失或者证据不全。 Exit code: 0 sound, 1 refused or not sound,
    2 restored, but entries were lost or evidence is lacking.
    """
    settings = context.settings()
    outside = from_outside(checkpoint, trust)
    with _refusing():
        manifest = restoring.examine(file, Told())
        _refuse_another(manifest, settings)
        revisions = {each.revision for each in alembic.script_directory.walk_revisions()}
        db.engine.dispose()  # nobody here holds on to what is replaced
        restoring.restore(
            file,
            manifest,
            settings.database,
            settings.files,
            revisions=revisions,
            migrate=lambda url: _migrate(settings, url),
            progress=Told(),
        )
        if outside:
            signers.remember(settings.signer, outside.file, witnessed=outside.witnessed)
    put("\n".join(["已恢复。 Restored.", *(f"  {each}" for each in _contents(manifest))]) + "\n")
    found = inspect(db.session, settings.files, settings.signed_by, context.real_now())
    put("\n".join(inspected(found, lang)) + "\n")
    click.echo(f"{_AS_THEN.zh} {_AS_THEN.en}", err=True)
    if any((each.size, each.root) != (manifest.size, manifest.root) for each in found.logs[:1]):
        raise stop(Text("恢复的日志与备份清单不同。", "The log restored is not the one in the manifest."))
    raise click.exceptions.Exit(INCOMPLETE if found.lost and found.right else found.exit)


_AS_THEN = Text(
    "账号、角色和密码回到备份时的样子：此后停用的账号、收回的角色、重置的密码，请重新处理。所有人员已退出登录，请重新登录。",
    "Accounts, roles and passwords are those of the backup: disable, take away and reset again what was since. "
    "Everybody was signed out and signs in again.",
)


class Outside(NamedTuple):
    """A checkpoint that came from elsewhere, and whether witnesses that are trusted cosigned it."""

    file: CheckpointFile
    witnessed: bool


def from_outside(checkpoint: Path | None, trust: Path | None) -> Outside | None:
    """A checkpoint that came from elsewhere, which a key that is trusted has to have signed; None where none was given."""
    if (checkpoint is None) != (trust is None):
        raise click.UsageError("--checkpoint 和 --trust 应同时给出。 Give --checkpoint and --trust together.")
    if checkpoint is None or trust is None:
        return None
    try:
        file, whom = parse_file(checkpoint.read_text("utf-8")), parse_trust(trust.read_text("utf-8"))
        if not all(whom.standing(note).signed for note in file.notes):
            raise NoteError("检查点没有所信任的日志签名", "no trusted key of the log signed the checkpoint")
        settings = context.settings()
        signers.refuse_strange(settings.signed_by, file, settings.log_origin)
    except Refusal as refusal:
        raise stop(Text(f"{refusal.zh}。", f"{refusal.en}.")) from None
    except UnicodeDecodeError:
        raise stop(Text("文件不是文本，无法读取。", "The file is not text.")) from None
    return Outside(file, all(whom.standing(note).cosigned for note in file.notes))


def _refuse_another(manifest: Manifest, settings: Settings) -> None:
    if manifest.mode and (manifest.mode, manifest.origin) != (settings.mode, settings.log_origin):
        raise BackupRefused(
            Text(
                f"备份属于 {manifest.origin}（{manifest.mode}），与 SHENJUE_ORIGIN、SHENJUE_MODE 不一致。",
                f"The backup is of {manifest.origin} ({manifest.mode}), not that of SHENJUE_ORIGIN and SHENJUE_MODE.",
            )
        )


def _migrate(settings: Settings, url: str) -> None:
    from workflow import create_app

    beside = create_app(settings.model_copy(update={"database_url": url}))
    migrate(beside)
    with beside.app_context():
        # what was ended since the backup would go on; whoever works here signs in again
        stays.end_every(db.session, real_now=context.real_now())
        db.session.close()
        db.engine.dispose()  # the last connection closes and takes the write-ahead log with it
