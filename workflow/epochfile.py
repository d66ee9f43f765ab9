"""`shenjue epoch …`: after entries were lost, the loss is stated by two people and the log goes on under a new name."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from flask.cli import with_appcontext

from workflow.backupfile import from_outside, stop, with_outside
from workflow.checkpointfile import refused
from workflow.domain.actor import Actor
from workflow.domain.text import Text
from workflow.output import put
from workflow.services import checkpoints, epochs, signers
from workflow.services.identity import AccountRefused
from workflow.services.loss import epochs as opened
from workflow.services.loss import said
from workflow.services.signatories import EpochRefused
from workflow.trail.refusal import Refusal
from workflow.trail.signer import LogSigner
from workflow.verifyfile import stated
from workflow.web import context


@click.group("epoch")
def epoch_group() -> None:
    """条目丢失后，说明情况并开启新一期日志 — after a loss: state it, and open a new epoch of the log."""


@epoch_group.command("show")
@with_appcontext
def show_command() -> None:
    """显示历次开启和丢失，以及待说明的丢失 — the epochs and what was lost before each, and a loss still to be stated."""
    for each in opened(context.session()):
        put(f"{stated(each).zh} {stated(each).en}\n")
    try:
        put("{0.zh} {0.en}\n".format(said(epochs.due(context.session(), context.settings().signed_by))))
    except EpochRefused as refusal:
        put(f"{refusal.reason.zh} {refusal.reason.en}\n")
    except Refusal as refusal:
        raise refused(refusal) from None


@epoch_group.command("open")
@click.option("--states", metavar="LOGIN", help="说明人：行政首长或者系统管理员 — the chief or the administrator")
@click.option("--confirms", metavar="LOGIN", help="确认人：审计监督人员 — an auditor")
@with_outside
@click.option("--loss", "text", metavar="TEXT", help="丢失说明：何时、何因、丢失什么 — when, why and what was lost")
@with_appcontext
def open_command(
    states: str | None, confirms: str | None, checkpoint: Path | None, trust: Path | None, text: str | None
) -> None:
    """由两人说明丢失情况并开启新一期日志；旧日志从此不再签署 — two people state the loss and open a new epoch for good.

    两人的密码当面输入。有见证单位的，先向其索取最近见证的检查点（witness show），在恢复时或者此时带入。PostgreSQL 请以
    所有者账号运行。 Both passwords are typed in. Where there is a witness, ask it first for the checkpoint it cosigned last
    (witness show), and bring it along when restoring, or now. On PostgreSQL run it as the owner.
    """
    session, now = context.session(), context.now()
    outside = from_outside(checkpoint, trust)
    try:
        folder = signers.own_folder(context.settings().signed_by)
        if outside:
            signers.remember(folder, outside.file, witnessed=outside.witnessed)
        put("{0.zh} {0.en}\n".format(said(epochs.due(session, folder))))
        words = text or click.prompt("丢失说明 statement of the loss")
        first = signs("说明人 stated by", states)
        second = signs("确认人 confirmed by", confirms)
        made = epochs.open_epoch(
            session, folder, states=first, confirms=second, said=words, now=now, seed=secrets.token_bytes(32)
        )
        point = checkpoints.issue(session, _signer(folder), context.real_now())
    except EpochRefused as refusal:
        raise stop(refusal.reason) from None
    except Refusal as refusal:
        raise refused(refusal) from None
    put(f"{stated(made).zh} {stated(made).en}\n")
    put(point.file.encode())
    click.echo(
        "请把新公钥（shenjue checkpoint key）和衔接文件（shenjue epoch link）交见证单位和审计人员。 "
        "Give the new keys (shenjue checkpoint key) and the link file (shenjue epoch link) to the witness and the auditors.",
        err=True,
    )


def signs(label: str, login: str | None) -> Actor:
    """The person of an account, whose password is typed in. Raises Stop."""
    login = login or click.prompt(f"{label}（登录名 login）")
    password = click.prompt(f"{login} 的密码 password", hide_input=True)
    try:
        return epochs.signatory(context.session(), login, password, context.now())
    except AccountRefused as wrong:
        raise stop(wrong.reasons[0]) from None


def _signer(folder: Path) -> LogSigner:
    found = signers.signer_in(folder)
    if found is None:
        raise stop(Text("没有签名密钥。", "There is no key to sign with."))
    return found


@epoch_group.command("link")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def link_command(file: Path) -> None:
    """写出衔接文件 FILE，供见证单位接续见证（witness cosign --link） — write what the witness needs to go on with the new epoch."""
    try:
        found = epochs.link(context.session())
    except Refusal as refusal:
        raise refused(refusal) from None
    if found is None:
        raise stop(
            Text(
                "没有已签署的新一期日志。", "There is no new epoch, or it was not signed yet: shenjue checkpoint issue."
            ),
        )
    file.write_text(found.encode(), "utf-8", newline="\n")
    click.echo(f"已写入 {file}。 Written.")
