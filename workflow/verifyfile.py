"""`shenjue verify`: whether everything that is here is sound, with the exit codes of the offline verifier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from workflow.auditfile import lines_of
from workflow.domain.text import Text
from workflow.output import put
from workflow.services.installation import INCOMPLETE, SOUND, TAMPERED, USAGE, Inspection, inspect
from workflow.shell import say
from workflow.trail.epoch import Statement
from workflow.trail.refusal import Refusal
from workflow.trail.trust import Trust, parse_trust
from workflow.web import context
from workflow.wiring import db

LANG = click.option(
    "--lang", type=click.Choice(["zh", "en", "both"]), default="both", show_default=True, help="语言 — language"
)
TRUST = click.option(
    "--trust",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="核对检查点及其见证的信任文件 — the trust file to check it, and cosignatures, with",
)


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
@TRUST
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
    except Refusal as refusal:
        raise _Unreadable(f"{refusal.zh}。 {refusal.en}.") from None
    except UnicodeDecodeError:
        raise _Unreadable("文件不是文本，无法读取。 The file is not text.") from None


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
