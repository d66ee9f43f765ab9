"""`shenjue checkpoint …`: the log is signed, and carried to a witness and back, over a network or on a stick."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from workflow.output import put
from workflow.sending import send
from workflow.services import checkpoints, signers, stamping
from workflow.services.checkpoints import NoCheckpoint, NothingToSign
from workflow.services.loss import loss, said
from workflow.trail.cosigning import request_file
from workflow.trail.note import NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.signer import LogSigner
from workflow.trail.stamp import certificates
from workflow.trail.trust import Trust, parse_trust
from workflow.web import context
from workflow.wiring import pending

MOST_TRIED = 50
"""To how many checkpoints an answer may belong that does not say to which."""


def refused(refusal: Refusal) -> click.ClickException:
    """What was refused, in both languages."""
    return click.ClickException(f"{refusal.zh}。 {refusal.en}.")


@click.group("checkpoint")
def checkpoint_group() -> None:
    """签署日志检查点，送上级见证 — sign checkpoints of the log and have them witnessed."""


@checkpoint_group.command("init")
@with_appcontext
def init_command() -> None:
    """生成日志签名密钥和签名记忆 — make the key that signs the log, and the memory of what it signed.

    存放在 SHENJUE_SIGNER_DIR，不在数据库内，也不随数据库备份。 Kept in SHENJUE_SIGNER_DIR, outside the database and its
    backups.
    """
    settings = context.settings()
    try:
        folder = signers.own_folder(settings.signed_by)
        found = None if pending(current_app) else loss(context.session(), folder)
        if found:
            raise click.ClickException("{0.zh} {0.en}".format(said(found)))
        made = signers.create_signer(folder, settings.log_origin, secrets.token_bytes(32))
    except Refusal as refusal:
        raise refused(refusal) from None
    put(signers.trust_of(made).encode())
    click.echo("请将以上公钥交给见证单位和审计人员。 Give these keys to the witness and the auditors.", err=True)


def _signer() -> LogSigner:
    try:
        found = signers.signer_in(context.settings().signed_by)
    except Refusal as refusal:
        raise refused(refusal) from None
    if found is None:
        raise click.ClickException(
            "尚未生成日志签名密钥，请先运行 shenjue checkpoint init。 "
            "There is no key to sign with: run shenjue checkpoint init first."
        )
    return found


@checkpoint_group.command("key")
@with_appcontext
def key_command() -> None:
    """显示日志公钥，即信任文件中的 logs — the keys of the log, as a trust file names them."""
    _signer()
    put(signers.trust_of(*signers.signers_in(context.settings().signed_by)).encode())


@checkpoint_group.command("issue")
@with_appcontext
def issue_command() -> None:
    """为日志现状签署检查点 — sign the log as it stands, and print the checkpoint.

    日志不是在上次签署的基础上增加的，拒绝签署（退出码1）。 A log that does not add to what was signed last is not signed
    (exit code 1).
    """
    try:
        known = signers.seen(context.settings().signed_by)
        point = checkpoints.issue(context.session(), _signer(), context.real_now(), known)
    except NothingToSign:
        raise click.ClickException("审计日志尚未启用。 The log was not opened yet.") from None
    except Refusal as refusal:
        raise refused(refusal) from None
    put(point.file.encode())


@checkpoint_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--witness", default="", metavar="NAME", help="有几个见证单位的，写明名称 — which witness, of several")
@click.option("--old", type=click.IntRange(min=0), help="见证单位最近见证的条数 — entries it cosigned last")
@with_appcontext
def export_command(file: Path, witness: str, old: int | None) -> None:
    """写出送见证单位的请求 FILE — write the request for a witness: the newest checkpoint and the proof that the log only grew."""
    session = context.session()
    start = checkpoints.cosigned_size(session, witness) if old is None else old
    try:
        asked = checkpoints.requests(session, start)
    except NoCheckpoint:
        raise _none() from None
    except Refusal as refusal:
        raise refused(refusal) from None
    file.write_text(request_file(asked), "utf-8", newline="\n")
    click.echo(f"已写入 {file}（自{start}条起）。 Written, from {start} entries on.")


@checkpoint_group.command("send")
@click.argument("url")
@click.option(
    "--trust", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="信任文件 — trust file"
)
@click.option("--witness", default="", metavar="NAME", help="有几个见证单位的，写明名称 — which witness, of several")
@with_appcontext
def send_command(url: str, trust: Path, witness: str) -> None:
    """经网络请见证单位见证并收存回执 — have the newest checkpoint cosigned by the witness at URL, and keep its answer.

    URL 为见证服务的地址，如 http://witness.example:8100。 URL is where it serves, without /add-checkpoint.
    """
    try:
        taken = send(context.session(), url, parse_trust(trust.read_text("utf-8")), witness)
    except NoCheckpoint:
        raise _none() from None
    except Refusal as refusal:
        raise refused(refusal) from None
    _tell(taken)


@checkpoint_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--trust", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="信任文件 — trust file"
)
@with_appcontext
def import_command(file: Path, trust: Path) -> None:
    """收存见证单位的回执 FILE — keep what a witness answered. A signature that does not hold is refused (exit code 1)."""
    try:
        taken = _take(context.session(), parse_trust(trust.read_text("utf-8")), file.read_text("utf-8"))
    except (Refusal, UnicodeDecodeError) as error:
        raise refused(
            error if isinstance(error, Refusal) else NoteError("文件不是文本，无法读取", "the file is not text")
        ) from None
    _tell(taken)


@checkpoint_group.command("stamp-request")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--size", type=click.IntRange(min=0), help="为多少条的检查点，默认最新 — on which checkpoint, the newest if unsaid"
)
@with_appcontext
def stamp_request_command(file: Path, size: int | None) -> None:
    """写出送时间戳机构的请求 FILE（.tsq，RFC 3161） — write the request for an outside time stamp on a checkpoint.

    请求只含检查点文本的SHA-256。送交的办法由机构规定，例如 It holds the SHA-256 of the checkpoint's text and nothing else. How it is sent
    the authority says, for example: curl -H 'Content-Type: application/timestamp-query' --data-binary @FILE URL > FILE.tsr
    """
    try:
        covered, asked = stamping.request(context.session(), size)
    except NoCheckpoint:
        raise _none() from None
    except Refusal as refusal:
        raise refused(refusal) from None
    file.write_bytes(asked)
    click.echo(f"已写入 {file}（{covered}条的检查点）。 Written, for the checkpoint of {covered} entries.")


@checkpoint_group.command("stamp-import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--ca",
    "authorities",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="时间戳机构的根证书（PEM），可多个 — root certificates of the authority",
)
@with_appcontext
def stamp_import_command(file: Path, authorities: tuple[Path, ...]) -> None:
    """核对并收存时间戳机构的应答 FILE（.tsr） — check what the authority answered and keep it beside its checkpoint.

    不成立的、不是本日志检查点的，不予收存（退出码1）。 What does not hold, or is on no checkpoint of this log, is refused (exit code 1).
    """
    try:
        roots = [each for path in authorities for each in certificates(path.read_bytes())]
        taken, new = stamping.take(context.session(), file.read_bytes(), roots)
    except Refusal as refusal:
        raise refused(refusal) from None
    if not new:
        click.echo(
            "该机构对此检查点的时间戳此前已经收存。 A time stamp of this authority on this checkpoint is here already."
        )
    put(
        f"前{taken.size}条不晚于 {taken.by:%Y-%m-%d %H:%M:%S}Z 写入（{taken.authority}）。 "
        f"The first {taken.size} entries were written no later than that ({taken.authority}).\n"
    )


def _none() -> click.ClickException:
    return click.ClickException(
        "没有不短于该条数的检查点，请先运行 shenjue checkpoint issue。 "
        "There is no checkpoint of that many entries or more: run shenjue checkpoint issue first."
    )


def _tell(taken: list[checkpoints.Cosigned]) -> None:
    for who in taken:
        click.echo(f"{who.witness} {who.at:%Y-%m-%d %H:%M:%S}Z")
    if not taken:
        click.echo("该回执此前已经收存。 This answer is here already.")


def _take(session: Session, trust: Trust, answer: str) -> list[checkpoints.Cosigned]:
    """An answer names no checkpoint: it belongs to the newest one on which its signatures hold."""
    refusal: Refusal = NoteError("还没有检查点", "there is no checkpoint yet")
    for point in checkpoints.points(session, MOST_TRIED):
        try:
            return checkpoints.take(session, trust, answer, point.size)
        except NoteError as error:
            refusal = error
    raise refusal
