"""`shenjue backup`, `shenjue restore` and `shenjue verify`: one drill, from the running program to the proof that nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from workflow.auditfile import lines_of
from workflow.domain.text import Text
from workflow.output import put
from workflow.services import backups, restoring, setup, signers, stays
from workflow.services.backups import BackupRefused, Manifest
from workflow.services.installation import INCOMPLETE, SOUND, TAMPERED, USAGE, Inspection, inspect
from workflow.services.pgclient import ClientFailed
from workflow.settings import Settings
from workflow.shell import disk_failed, say
from workflow.trail.checkpoint import CheckpointFile, parse_file
from workflow.trail.epoch import Statement
from workflow.trail.note import NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.trust import Trust, parse_trust
from workflow.web import context
from workflow.wiring import alembic, db, migrate

LANG = click.option(
    "--lang", type=click.Choice(["zh", "en", "both"]), default="both", show_default=True, help="语言 — language"
)


_CHECKPOINT = click.option(
    "--checkpoint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="见证单位最近见证的检查点（witness show） — the checkpoint the witness cosigned last",
)
_TRUST = click.option(
    "--trust",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="核对检查点及其见证的信任文件 — the trust file to check it, and cosignatures, with",
)

_Command = TypeVar("_Command", bound=Callable[..., Any])


def with_outside(command: _Command) -> _Command:
    """The options of a command that is told of a checkpoint from elsewhere."""
    return _CHECKPOINT(_TRUST(command))


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


class _WrongUsage(click.UsageError):
    exit_code = USAGE


class _Unreadable(click.ClickException):
    exit_code = USAGE


class _Verify(click.Command):
    """A command whose wrong usage has the exit code of the offline verifier."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _WrongUsage(error.format_message(), error.ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatabaseError as error:
            raise _Unreadable(f"数据库无法读取：{error.orig}。 The database cannot be read: {error.orig}.") from None


@click.command("verify", cls=_Verify)
@_TRUST
@LANG
@with_appcontext
def verify_command(trust: Path | None, lang: str) -> None:
    """核验整个系统：日志、数据、文件、签名 — whether all of it is sound: the log, the tables, the files, the signatures.

    外部见证的签名须有信任文件（--trust）才能核对。 Cosignatures can be checked with a trust file only (--trust).

    退出码：0 完好，1 发现问题，2 未发现问题但证据不全，3 用法有误或者无法读取。 Exit code: 0 sound, 1 problems found,
    2 nothing wrong but the evidence is incomplete, 3 wrong usage or unreadable.
    """
    settings = context.settings()

    def told(done: int, total: int) -> None:
        click.echo(f"… {done}/{total}", err=True)

    whom = _trusted(trust) if trust else None
    found = inspect(db.session, settings.files, settings.signed_by, context.real_now(), told, whom)
    put("\n".join(inspected(found, lang)) + "\n")
    if found.exit != SOUND:
        raise click.exceptions.Exit(found.exit)


_VERDICT = {
    SOUND: Text("核验通过：系统完好。", "Verified: everything is sound."),
    TAMPERED: Text("核验未通过：发现问题。", "Not verified: problems were found."),
    INCOMPLETE: Text("未发现问题，但证据不全。", "Nothing wrong was found, but the evidence is incomplete."),
}


_UNCHECKED = Text(
    "外部见证的签名未核对：请用 --trust 指定信任文件。",
    "The cosignatures were not checked: give the trust file with --trust.",
)

_LOST = Text(
    "现存内容完好，但有条目丢失，尚待说明。",
    "What is there is sound, but entries are missing and the loss is not stated.",
)


def _trusted(file: Path) -> Trust:
    try:
        return parse_trust(file.read_text("utf-8"))
    except (Refusal, UnicodeDecodeError) as error:
        said = (
            f"{error.zh}。 {error.en}."
            if isinstance(error, Refusal)
            else "文件不是文本，无法读取。 The file is not text."
        )
        raise _Unreadable(said) from None


def inspected(found: Inspection, lang: str) -> list[str]:
    """What was found, line by line, the verdict last."""
    lines = [line for each in found.logs for line in lines_of(each, lang)]
    if not found.logs:
        lines.append(say(Text("审计日志尚未启用。", "The log was not opened yet."), lang))
    lines.append(f"  {say(Text('文件', 'files'), lang)}: {found.files}")
    lines += [say(stated(each), lang) for each in found.epochs]
    lines += [f"{say(Text('问题', 'problem'), lang)}: {say(each, lang)}" for each in found.problems]
    lines += [f"{say(Text('证据缺失', 'evidence lacking'), lang)}: {say(each, lang)}" for each in found.lacking]
    if found.lost:
        lines.append(f"{say(Text('丢失', 'lost'), lang)}: {say(found.lost, lang)}")
    lines.append(say(_LOST if found.lost and found.right else _VERDICT[found.exit], lang))
    return [*lines, *([say(_UNCHECKED, lang)] if found.unchecked else [])]


def stated(epoch: Statement) -> Text:
    """An epoch, and what was lost before it, in a sentence."""
    first, second = epoch.signatories
    who = Text(
        f"{first.name}（账号见第{first.since}号条目）说明、{second.name}（账号见第{second.since}号条目）确认",
        f"stated by {first.name} (account as of entry {first.since}), confirmed by {second.name} (as of entry "
        f"{second.since})",
    )
    if not epoch.lost:
        lost = Text("没有已知丢失的条目", "no entry known to be lost")
    else:
        a, b = epoch.lost[0], epoch.lost[-1]
        lost = Text(f"第{a}号至第{b}号条目丢失", f"the entries {a} to {b} were lost")
    return Text(
        f"自第{epoch.recovered}号起为新一期日志 {epoch.origin}（{epoch.at}）：{lost.zh}，{who.zh}。",
        f"From entry {epoch.recovered} on the log is {epoch.origin} ({epoch.at}): {lost.en}; {who.en}.",
    )
