"""Where the signers of the log are kept: outside the database and its backups, so that an older backup is recognised.

Either in a folder of this program, or with a process of its own behind a socket: then no key is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import listdir
from pathlib import Path
from typing import Any, NamedTuple

from workflow.domain.text import Text
from workflow.trail import folders, statefile
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, parse_file
from workflow.trail.epoch import parted
from workflow.trail.hashing import SHA256
from workflow.trail.note import NoteError, public_key
from workflow.trail.signer import LogSigner, Signer
from workflow.trail.signerprocess import ANSWER_SECONDS, listed, signers_at
from workflow.trail.statefile import StateError
from workflow.trail.trust import LogTrust, Trust

KEY, MEMORY = "log.key", "log.json"
"""The files of the signer in its folder; those of a later epoch in a folder of its own below, such as e2."""

SEEN = "seen.json"
"""Beside them: the newest checkpoint that came from outside and was not in the database."""


@dataclass(frozen=True)
class Process:
    """The signer is a process of its own, asked through a socket. `folder` is this program's, and has no key."""

    socket: Path
    folder: Path


Where = Path | Process
"""A folder that has the key and the memory, or the process that has them."""


def folder_of(where: Where) -> Path:
    """The folder of this program, where what came from outside is kept."""
    return where.folder if isinstance(where, Process) else where


def own_folder(where: Where) -> Path:
    """The folder with the key, for what is done with the key itself. Raises StateError where another process has it."""
    if isinstance(where, Process):
        raise StateError(
            "签名密钥由签署程序保管：请以签署程序的账号运行此命令，不设SHENJUE_SIGNER，SHENJUE_SIGNER_DIR设为其目录",
            "the key is with the process of the signer: run this as the account of the signer, without SHENJUE_SIGNER, "
            "and with its folder as SHENJUE_SIGNER_DIR",
        )
    return where


BRIEFLY = 2.0
"""Seconds that somebody who waits for a page waits for the process of the signer."""


def away(where: Where) -> Text | None:
    """Why the process of the signer does not answer; None where it does, or where there is none."""
    try:
        if isinstance(where, Process):
            listed(where.socket, BRIEFLY)
    except StateError as error:
        return Text(f"{error.zh}。", f"{error.en[0].upper()}{error.en[1:]}.")
    return None


class Unreadable(StateError):
    """The folder is there, and this account cannot read it: what was signed is not known."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"无法读取签名目录{folder}（{error.strerror}）。请以该目录所有者的账号运行；日志由其他账号签署的，"
            "请设SHENJUE_SIGNER，并把SHENJUE_SIGNER_DIR设为本账号自有的目录",
            f"the signer's folder {folder} cannot be read ({error.strerror}). Run this as the account that owns it; where "
            "another account signs the log, set SHENJUE_SIGNER, and SHENJUE_SIGNER_DIR to a folder of this account's own",
        )


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreadable(folder, error) from error


def _names(folder: Path) -> set[str]:
    """What is in a folder; nothing where there is none. One that cannot be read is not taken for an empty one."""
    try:
        return set(listdir(folder))
    except FileNotFoundError:
        return set()


def signer_in(where: Where) -> LogSigner | None:
    """The signer that is kept there, that of the newest epoch; None where there is none.

    Raises StateError or NoteError where its key or its memory is missing or damaged, or cannot be read.
    """
    return next(reversed(signers_in(where)), None)


def signers_in(where: Where, seconds: float = ANSWER_SECONDS) -> Sequence[LogSigner]:
    """The signers of every epoch, the oldest first. Raises StateError or NoteError.

    `seconds`: how long the process of the signer is waited for.
    """
    return signers_at(where.socket, seconds) if isinstance(where, Process) else kept_in(where)


def kept_in(folder: Path) -> list[Signer]:
    """The signers whose keys are kept in a folder, the oldest epoch first. Raises StateError or NoteError."""
    with _reading(folder):
        return [Signer(each / KEY, each / MEMORY) for each in places(folder)]


def places(folder: Path) -> list[Path]:
    """The folders of the epochs that have a signer, the oldest first. Raises StateError."""
    later = (each for each in _names(folder) if each[0] == "e" and each[1:].isdecimal())
    every = [folder, *(folder / each for each in sorted(later, key=lambda each: int(each[1:])))]
    return [each for each in every if KEY in (names := _names(each)) or (MEMORY in names and _signed(each))]


def _signed(place: Path) -> bool:
    """Whether anything was signed, as a memory without its key says; else the power failed before the key was there."""
    return bool(_memory(statefile.read(place / MEMORY)).size)


class Memory(NamedTuple):
    """What the newest signer remembers: how many entries of which log it signed last, and their root under SHA-256."""

    origin: str
    size: int
    root: bytes


def memory_in(where: Where, seconds: float = ANSWER_SECONDS) -> Memory | None:
    """The memory of the newest signer, without its key; None where there is none. Raises StateError.

    `seconds`: how long the process of the signer is waited for.
    """
    if isinstance(where, Process):
        told = listed(where.socket, seconds)
        return _memory(told[-1]) if told else None
    with _reading(where):
        place = next(reversed(places(where)), None)
        if place is None:
            return None
        fields = statefile.read(place / MEMORY)
    return _memory(fields)


def _memory(fields: Mapping[str, Any]) -> Memory:
    try:
        return Memory(str(fields["origin"]), int(fields["size"]), bytes.fromhex(fields["roots"][SHA256]))
    except (KeyError, TypeError, ValueError) as error:
        raise StateError("签名状态文件已损坏", "the state file is damaged") from error


def seen(where: Where) -> CheckpointFile | None:
    """The newest checkpoint that came from outside. Raises StateError, NoteError."""
    fields = _seen(folder_of(where))
    return parse_file(str(fields.get("checkpoint"))) if fields else None


def _seen(folder: Path) -> dict[str, Any]:
    with _reading(folder):
        return statefile.read(folder / SEEN) if SEEN in _names(folder) else {}


def seen_witnessed(folder: Path) -> bool:
    """Whether the checkpoint from outside bore the cosignature of a witness that was trusted. Raises StateError."""
    return _seen(folder).get("witnessed") is True


def refuse_strange(where: Where, file: CheckpointFile, log: str) -> None:
    """Raise NoteError for a checkpoint of another log than that of the origin `log`, and for one that a key which is here
    should have signed and did not."""
    own = trust_of(*signers_in(where))
    here = {each.origin for each in own.logs}
    for note in file.notes:
        origin = checkpoint_of(note).origin
        if parted(origin)[0] != parted(log)[0]:
            raise NoteError(f"检查点属于另一日志{origin}", f"the checkpoint is of another log, {origin}")
        if origin in here and not own.standing(note).signed:
            raise NoteError("检查点不是本机的密钥签署的", "the key of the log that is here did not sign the checkpoint")


def remember(folder: Path, file: CheckpointFile, *, witnessed: bool) -> None:
    """Keep a checkpoint that came from outside beside the signer: what it covers was signed, whatever the database says.

    One that reaches less far than what is kept changes nothing.
    """
    kept = seen(folder)
    if kept and (reach(kept), seen_witnessed(folder)) > (reach(file), witnessed):
        return
    folders.make(folder, 0o700)
    statefile.write(folder / SEEN, {"checkpoint": file.encode(), "witnessed": witnessed})


def reach(file: CheckpointFile) -> tuple[int, int]:
    """How far a checkpoint reaches: its epoch, and how many entries it covers."""
    point = checkpoint_of(file.notes[0])
    return parted(point.origin)[1], point.size


def create_signer(folder: Path, origin: str, seed: bytes) -> Signer:
    """Make the key that signs a log, from 32 bytes of a secure random source, and the memory of what it signed.

    Raises StateError where there is one already.
    """
    folders.make(folder, 0o700)
    return Signer.create(folder / KEY, folder / MEMORY, origin, seed)


def trust_of(*signers: LogSigner) -> Trust:
    """The keys of a log, those of its earlier epochs too, as a trust file names them, without witnesses."""
    keys = (each for signer in signers for each in signer.vkeys.items())
    return Trust(tuple(LogTrust(origin, (public_key(vkey),)) for origin, vkey in keys))
