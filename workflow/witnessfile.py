"""`shenjue witness …`: the county's side. It needs no database and no settings: a key, a memory, and the logs it watches."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from workflow.checkpointfile import refused
from workflow.output import put
from workflow.trail import folders
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, origin_under
from workflow.trail.cosigning import WitnessRefusal, parse_request, parse_request_file
from workflow.trail.epoch import parse_link
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.note import PublicKey
from workflow.trail.refusal import Refusal
from workflow.trail.trust import Trust, parse_trust
from workflow.trail.witness import Witness

KEY, MEMORY = "witness.key", "witness.json"
BODY_LIMIT = 64 * 1024

_DIR = click.option(
    "--dir",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="见证密钥和记忆所在目录 — where the witness keeps its key and its memory",
)
_LOGS = click.option(
    "--logs",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="所见证日志的公钥（shenjue checkpoint key 的输出） — keys of the logs watched, a trust file",
)


@click.group("witness")
def witness_group() -> None:
    """见证下级机关的审计日志 — witness the logs of other organs."""


@witness_group.command("init")
@click.argument("name")
@_DIR
def init_command(name: str, folder: Path) -> None:
    """以名称 NAME（如 county.example/witness）生成见证密钥 — make the key of a witness, and print what others check it with."""
    folders.make(folder, 0o700)
    try:
        made = Witness.create(folder / KEY, folder / MEMORY, name, secrets.token_bytes(32))
    except Refusal as refusal:
        raise refused(refusal) from None
    except ValueError:
        raise click.ClickException("名称不得含有空格和加号。 A name has neither spaces nor plus signs.") from None
    put(Trust((), (made.key,)).encode())


@witness_group.command("cosign")
@click.argument("request", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("answer", type=click.Path(dir_okay=False, path_type=Path))
@_DIR
@_LOGS
@click.option(
    "--link",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="日志开启新一期的衔接文件 — the link file of a log that opened a new epoch",
)
def cosign_command(request: Path, answer: Path, folder: Path, logs: Path, link: Path | None) -> None:
    """核对请求文件 REQUEST 并写出回执 ANSWER — check a request that came on a stick, cosign, and write the answer.

    日志没有证明只增不改的，拒绝见证（退出码1）。 A log that is not proved to have only grown is not cosigned (exit code 1).
    """
    try:
        witness, keys = Witness(folder / KEY, folder / MEMORY), watched(logs)
        if link:
            witness.follow(parse_link(link.read_text("utf-8")), keys)
        asked = parse_request_file(request.read_text("utf-8"))
        lines = "".join(witness.add(each, keys, _now()) for each in asked)
    except Refusal as refusal:
        raise refused(refusal) from None
    except UnicodeDecodeError:
        raise click.ClickException("请求不是文本，无法读取。 The request cannot be read.") from None
    answer.write_text(lines, "utf-8", newline="\n")
    click.echo(f"已见证，回执写入 {answer}。 Cosigned; the answer is in {answer}.")


@witness_group.command("show")
@click.argument("origin")
@_DIR
def show_command(origin: str, folder: Path) -> None:
    """显示最近为日志 ORIGIN 见证的检查点 — the checkpoint of a log cosigned last; what a restored backup is compared with."""
    try:
        witness = Witness(folder / KEY, folder / MEMORY)
        notes = [witness.cosigned(origin_under(origin, algorithm)) for algorithm in ALGORITHMS]
    except Refusal as refusal:
        raise refused(refusal) from None
    found = [each for each in notes if each]
    if len({checkpoint_of(each).size for each in found}) > 1:
        # the hashes were cosigned at different times: SHA-256 speaks for the log
        found = found[:1]
    if not found:
        raise click.ClickException(f"没有见证过 {origin}。 Nothing of {origin} was cosigned.")
    put(CheckpointFile(tuple(found)).encode())


@witness_group.command("serve")
@_DIR
@_LOGS
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8100, show_default=True)
def serve_command(folder: Path, logs: Path, host: str, port: int) -> None:
    """接收 POST /add-checkpoint（C2SP tlog-witness） — answer the same requests over HTTP."""
    import waitress

    try:
        app = application(Witness(folder / KEY, folder / MEMORY), watched(logs), _now)
    except Refusal as refusal:
        raise refused(refusal) from None
    click.echo(f"见证服务 witness: http://{host}:{port}/add-checkpoint")
    waitress.serve(app, host=host, port=port, threads=4, ident=None)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def watched(logs: Path) -> dict[str, tuple[PublicKey, ...]]:
    """Origin → the keys of a log, from a trust file. Raises TrustError or NoteError."""
    return {log.origin: log.keys for log in parse_trust(logs.read_text("utf-8")).logs}


Start = Callable[[str, list[tuple[str, str]]], Any]


def application(
    witness: Witness, keys: dict[str, tuple[PublicKey, ...]], now: Callable[[], dt.datetime]
) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The WSGI application of a witness: `add-checkpoint` of c2sp.org/tlog-witness and nothing else."""

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        status, kind, body = _answered(witness, keys, now(), environ)
        start(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    return answer


_REASONS = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    422: "Unprocessable Content",
    503: "Service Unavailable",
}
_TEXT = "text/plain; charset=utf-8"


def _answered(
    witness: Witness, keys: dict[str, tuple[PublicKey, ...]], now: dt.datetime, environ: dict[str, Any]
) -> tuple[str, str, bytes]:
    if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] != "/add-checkpoint":
        return "404 Not Found", _TEXT, b""
    length = environ.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdigit() else 0
    if size > BODY_LIMIT:
        return "413 Content Too Large", _TEXT, b""
    try:
        request = parse_request(environ["wsgi.input"].read(size).decode("utf-8"))
        return "200 OK", _TEXT, witness.add(request, keys, now).encode()
    except UnicodeDecodeError:
        return "400 Bad Request", _TEXT, b""
    except WitnessRefusal as refusal:
        status = f"{refusal.status} {_REASONS[refusal.status]}"
        if refusal.status == 409:
            # what the other side needs to know is only where to start from
            return status, "text/x.tlog.size", f"{refusal.size}\n".encode()
        return status, _TEXT, f"{refusal.zh} {refusal.en}\n".encode()
