"""`shenjue signer …`: the signer of the log as a process and an account of its own. It needs no database and no settings."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import stat
from pathlib import Path

import click

from workflow.checkpointfile import refused
from workflow.output import put
from workflow.services import signers
from workflow.trail import statefile
from workflow.trail.refusal import Refusal
from workflow.trail.signerprocess import serve
from workflow.trail.statefile import StateError

WAITING = 16
"""How many may wait for their turn."""

_DIR = click.option(
    "--dir",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="签名密钥和签名记忆所在目录 — where the signer keeps its key and its memory",
)


@click.group("signer")
def signer_group() -> None:
    """由独立账号的进程签署日志 — sign the log in a process of another account, which alone reads the key."""


@signer_group.command("init")
@click.argument("origin")
@_DIR
def init_command(origin: str, folder: Path) -> None:
    """为日志 ORIGIN（即 SHENJUE_ORIGIN）生成签名密钥 — make the key and the memory of a log that was never signed, and print its public keys."""
    try:
        made = signers.create_signer(folder, origin, secrets.token_bytes(32))
    except Refusal as refusal:
        raise refused(refusal) from None
    except ValueError:
        raise click.ClickException("名称不得含有空格和加号。 A name has neither spaces nor plus signs.") from None
    put(signers.trust_of(made).encode())


@signer_group.command("serve")
@_DIR
@click.option(
    "--socket",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="套接字；程序端设 SHENJUE_SIGNER=unix:PATH — the socket; the program has SHENJUE_SIGNER=unix:PATH",
)
@click.option(
    "--group",
    default="",
    metavar="NAME",
    help="可使用套接字的用户组（程序账号所在） — the group of the program's account",
)
def serve_command(folder: Path, path: Path, group: str) -> None:
    """在套接字上应答签署请求 — answer requests on a Unix socket, one at a time.

    密钥、签名记忆可被他人读取的，目录可被他人写入的，拒绝启动（退出码1）。 Does not start where others can read the key or
    the memory, or write to their folder or to that of the socket (exit code 1).
    """
    try:
        for place, barred in ((folder, 0o077), (path.parent, 0o002)):
            statefile.refuse_shared(place, barred)
        for each in folder.rglob("log.*"):
            statefile.refuse_shared(each, 0o077)
        found = signers.kept_in(folder)
        if not found:
            raise StateError(f"{folder}中没有签名密钥，请先运行 shenjue signer init", f"there is no key in {folder}")
        listener = listening(path, group)
    except Refusal as refusal:
        raise refused(refusal) from None
    except (OSError, LookupError) as error:
        raise click.ClickException(f"未能启动：{error}。 Not started: {error}.") from None
    click.echo(f"签署服务 signer: unix:{path}（{found[-1].origin}）")
    serve(listener, lambda: signers.kept_in(folder))


def listening(path: Path, group: str = "") -> socket.socket:
    """A socket at `path` for its owner alone, or for a group too. Raises StateError where one is served already, OSError."""
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
        with socket.socket(socket.AF_UNIX) as other:
            if other.connect_ex(str(path)) == 0:
                raise StateError(f"{path}已有签署程序在用", f"another signer serves at {path}")
        # a stop left it behind
        path.unlink()
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    if group:
        shutil.chown(path, group=group)
        path.chmod(0o660)
    listener.listen(WAITING)
    return listener
