"""The signer as a process of its own: it alone has the key and the memory, and is asked through a socket of the machine.

A request is one line of JSON, the answer is one too, and one is answered at a time. ``list``: the logs it signs, their
public keys and what was signed last. ``again``: the last checkpoint of a log. ``sign``: a head with its proofs. Nothing
asked here makes a key, closes a log or reads anything but what a `Signer` reads.
"""

from __future__ import annotations

import json
import logging
import socket
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, origin_under, parse_file, signed_by
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.note import NoteError, public_key
from workflow.trail.refusal import Refusal
from workflow.trail.signer import Head, LogSigner, Signer, SignerRefusal
from workflow.trail.statefile import StateError, refuse_shared

log = logging.getLogger("shenjue.signer")

LINE_LIMIT = 256 * 1024
"""Bytes of a request and of an answer: a proof has some kilobytes."""

READ_SECONDS, ANSWER_SECONDS = 5.0, 15.0
"""How long whoever asks may take to do so, and how long they wait for the answer, others' turns included."""

Signers = Callable[[], Sequence[Signer]]


class SignerAway(StateError):
    """The process of the signer does not answer: nothing is wrong with the log, it is only not signed for now."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"签署程序没有应答（{path}：{why}）。业务照常办理，检查点待签；请在服务器上确认签署程序正在运行，"
            "并且本程序的账号有权使用该套接字",
            f"the signer does not answer ({path}: {why}). Work goes on, the checkpoint is pending; see on the server that "
            "the signer runs and that the account of this program may use its socket",
        )


# -- who asks -----------------------------------------------------------------------------------------------------------


class ProcessSigner(LogSigner):
    """A log that a process behind a socket signs. Everything asked raises `StateError`, mostly `SignerAway`.

    `keys`: origin → the key its checkpoints are checked with, as the process listed them; they never change.
    """

    def __init__(self, path: Path, origin: str, keys: Mapping[str, str]) -> None:
        self._path, self._origin, self._keys = path, origin, dict(keys)

    @property
    def origin(self) -> str:
        """The name of the log."""
        return self._origin

    @property
    def vkeys(self) -> dict[str, str]:
        """Origin → the key its checkpoints are checked with, for every hash."""
        return self._keys

    def last(self) -> Head:
        """What was signed last."""
        return head_of(self._told())

    @property
    def successor(self) -> str:
        """The origin that took the place of this one after a loss; empty while it is in use."""
        return str(self._told()["successor"])

    def _told(self) -> dict[str, Any]:
        for each in listed(self._path):
            if each["origin"] == self._origin:
                return each
        raise StateError(f"签署程序没有日志{self._origin}", f"the signer does not sign the log {self._origin}")

    def again(self) -> CheckpointFile | None:
        """The checkpoint signed last, byte for byte; None before the first."""
        written = asked(self._path, {"ask": "again", "origin": self._origin}).get("checkpoint")
        return parse_file(str(written)) if written else None

    def sign(
        self, head: Head, proofs: Mapping[str, Sequence[bytes]], published: Iterable[CheckpointFile] = ()
    ) -> CheckpointFile:
        """See `LogSigner.sign`. What is answered is looked at: it has to be a signature under this head."""
        request = {
            "ask": "sign",
            "origin": self._origin,
            "size": head.size,
            "roots": {each: made.hex() for each, made in head.roots.items()},
            "proofs": {each: [one.hex() for one in proof] for each, proof in proofs.items()},
            "published": [each.encode() for each in published],
        }
        written = asked(self._path, request).get("checkpoint")
        try:
            file = parse_file(str(written))
            points = [checkpoint_of(note) for note in file.notes]
            due = [(origin_under(self._origin, each), head.size, head.roots[each]) for each in ALGORITHMS]
            genuine = [signed_by(note, public_key(self._keys[checkpoint_of(note).origin])) for note in file.notes]
            if [(each.origin, each.size, each.root) for each in points] != due or not all(genuine):
                raise NoteError("不是所求的检查点", "not the checkpoint asked for")
        except (NoteError, KeyError) as error:
            raise StateError(
                "签署程序的应答不是所求的检查点", "the signer did not answer with what was asked"
            ) from error
        return file


def signers_at(path: Path, seconds: float = ANSWER_SECONDS) -> list[ProcessSigner]:
    """The logs that the process behind the socket signs, the oldest epoch first. Raises StateError."""
    try:
        return [
            ProcessSigner(path, str(each["origin"]), {str(origin): str(key) for origin, key in each["keys"].items()})
            for each in listed(path, seconds)
        ]
    except (KeyError, AttributeError):
        raise _garbled(path) from None


def listed(path: Path, seconds: float = ANSWER_SECONDS) -> list[dict[str, Any]]:
    """What the process tells of each log it signs, the oldest epoch first. Raises StateError."""
    found = asked(path, {"ask": "list"}, seconds).get("signers")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _garbled(path)
    return found


def head_of(told: Mapping[str, Any]) -> Head:
    """A head as it is written in JSON. Raises ValueError, KeyError, TypeError."""
    size, roots = told["size"], {str(each): bytes.fromhex(made) for each, made in told["roots"].items()}
    if type(size) is not int or not 0 <= size < 2**63 or any(len(made) != 32 for made in roots.values()):
        raise ValueError("not the head of a log")
    return Head(size, roots)


def asked(path: Path, request: Mapping[str, Any], seconds: float = ANSWER_SECONDS) -> dict[str, Any]:
    """Ask, and wait so long for the answer. Raises SignerAway, SignerRefusal, StateError."""
    try:
        refuse_shared(path, 0o007)
        if not stat.S_ISSOCK(path.stat().st_mode):
            raise StateError(f"不是套接字：{path}", f"{path} is no socket")
        with socket.socket(socket.AF_UNIX) as line:
            until = monotonic() + seconds
            line.settimeout(seconds)
            line.connect(str(path))
            line.sendall(_encoded(request))
            told = json.loads(_read(line, until))
    except OSError as error:
        raise SignerAway(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise (error if isinstance(error, StateError) else _garbled(path)) from None
    if not isinstance(told, dict):
        raise _garbled(path)
    for key, kind in (("refused", SignerRefusal), ("failed", StateError)):
        if isinstance(said := told.get(key), dict):
            raise kind(str(said.get("zh")), str(said.get("en")))
    return told


def _garbled(path: Path) -> StateError:
    return StateError(f"签署程序（{path}）的应答无法识别", f"what the signer at {path} answers cannot be read")


def _encoded(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def _read(line: socket.socket, until: float) -> bytes:
    """One line, in time. Raises OSError, and ValueError for one that is too long or does not end."""
    found = b""
    while not found.endswith(b"\n"):
        line.settimeout(max(until - monotonic(), 0.001))
        part = line.recv(LINE_LIMIT)
        found += part
        if not part:
            raise ConnectionResetError("the line was cut")
        if len(found) > LINE_LIMIT or b"\n" in found[:-1]:
            raise ValueError("not one line")
    return found


# -- who answers ----------------------------------------------------------------------------------------------------------


def serve(listener: socket.socket, signers: Signers) -> None:
    """Answer whoever comes, one at a time, until the listener is closed or shut down."""
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        # who asks too slowly, too much or leaves gets no answer
        with line, suppress(OSError, ValueError):
            request = _read(line, monotonic() + READ_SECONDS)
            line.settimeout(READ_SECONDS)
            line.sendall(answer(signers, request))


def answer(signers: Signers, request: bytes) -> bytes:
    """The line that answers a line; whatever was asked, an answer and nothing raised."""
    try:
        told = json.loads(request)
        return _encoded(_ASKED[told["ask"]](signers(), told))
    except SignerRefusal as refusal:
        log.critical("拒绝签署：%s。 Refused: %s.", refusal.zh, refusal.en)
        return _encoded({"refused": {"zh": refusal.zh, "en": refusal.en}})
    except Refusal as refusal:
        log.critical("未能签署：%s。 Not signed: %s.", refusal.zh, refusal.en)
        return _encoded({"failed": {"zh": refusal.zh, "en": refusal.en}})
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _encoded({"failed": {"zh": "不是签署请求", "en": "this is no request to the signer"}})
    except OSError as error:
        log.exception("未能签署。 Not signed.")
        return _encoded({"failed": {"zh": f"签署程序不能读写其文件（{error}）", "en": f"the signer's files: {error}"}})


def _list(signers: Sequence[Signer], _: Mapping[str, Any]) -> dict[str, Any]:
    return {"signers": [_told_of(each, each.last()) for each in signers]}


def _told_of(signer: Signer, last: Head) -> dict[str, Any]:
    roots = {each: made.hex() for each, made in last.roots.items()}
    fields = {"origin": signer.origin, "keys": signer.vkeys, "successor": signer.successor}
    return {**fields, "size": last.size, "roots": roots}


def _again(signers: Sequence[Signer], told: Mapping[str, Any]) -> dict[str, Any]:
    file = _of(signers, told).again()
    return {"checkpoint": file.encode() if file else ""}


def _sign(signers: Sequence[Signer], told: Mapping[str, Any]) -> dict[str, Any]:
    head, signer = head_of(told), _of(signers, told)
    proofs = {str(name): [bytes.fromhex(each) for each in proof] for name, proof in told["proofs"].items()}
    return {"checkpoint": signer.sign(head, proofs, [parse_file(each) for each in told["published"]]).encode()}


def _of(signers: Sequence[Signer], told: Mapping[str, Any]) -> Signer:
    for each in signers:
        if each.origin == told["origin"]:
            return each
    raise SignerRefusal(f"不签署日志{told['origin']}", f"the log {told['origin']} is not signed here")


_ASKED = {"list": _list, "again": _again, "sign": _sign}
