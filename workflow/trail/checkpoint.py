"""Checkpoints of c2sp.org/tlog-checkpoint and their cosignatures: how long a log was, and the root it had.

The specification knows SHA-256 alone. The same log under SM3 is therefore another log to it, whose origin ends in
``/sm3``; a checkpoint file holds the notes of both, one after the other.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from workflow.trail.hashing import SHA256, SM3_NAME
from workflow.trail.note import (
    COSIGNATURE,
    ED25519,
    Note,
    NoteError,
    PublicKey,
    SecretKey,
    Signature,
    is_name,
    parse,
    sign,
    unbase64,
)

_SUFFIX = "/" + SM3_NAME
_DECIMAL = re.compile("0|[1-9][0-9]{0,17}")
_TIME_LIMIT = 253_402_300_800  # the year 10000, in which no time is said; the specification would go on
_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Whose log, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def algorithm(self) -> str:
        """The hash of the log, which its origin tells."""
        return algorithm_of(self.origin)

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin_under(origin: str, algorithm: str) -> str:
    """The origin of the same log under a hash."""
    return origin + _SUFFIX if algorithm == SM3_NAME else origin


def algorithm_of(origin: str) -> str:
    """The hash that an origin means."""
    return SM3_NAME if origin.endswith(_SUFFIX) else SHA256


def checkpoint_of(note: Note) -> Checkpoint:
    """What a note says, its signatures apart. Raises `NoteError` unless it is a checkpoint without extension lines."""
    lines = note.text.split("\n")
    if len(lines) != 4 or not is_name(lines[0]):
        raise NoteError("不是检查点（日志名称、条数、根三行）", "not a checkpoint (three lines: origin, size, root)")
    size, top = decimal(lines[1]), unbase64(lines[2])
    if size is None or len(top) != _WIDTH:
        raise NoteError("检查点的条数或者根不合规范", "the size or the root of the checkpoint is not one")
    return Checkpoint(lines[0], size, top)


def decimal(written: str) -> int | None:
    """A number written without leading zeroes, of at most 18 digits; None for anything else."""
    return int(written) if _DECIMAL.fullmatch(written) else None


def signed_checkpoint(checkpoint: Checkpoint, key: SecretKey) -> Note:
    """The note of a checkpoint with the signature of its log, whose key bears the name of the log."""
    text = checkpoint.text()
    return Note(text, (sign(text, key.named(checkpoint.origin)),))


def cosign(note: Note, key: SecretKey, at: datetime) -> Signature:
    """The line of a witness who saw at that time that the checkpoint only adds to what it saw before."""
    if key.kind != COSIGNATURE:
        raise ValueError("this key does not cosign")
    seconds = int(at.timestamp())
    made = key.sign(_cosigned(note.text, seconds))
    return Signature(key.name, key.public.id, seconds.to_bytes(8, "big") + made)


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def signed_by(note: Note, key: PublicKey) -> bool:
    """Whether a log signed the note. Raises `NoteError` for a line that claims it falsely: then nothing is believed."""
    return bool(_true_ones(note, key, ED25519))


def cosigned_at(note: Note, key: PublicKey) -> datetime | None:
    """When a witness cosigned the note; None if it did not. Raises `NoteError` for a line that claims it falsely."""
    times = [int.from_bytes(each.made[:8], "big") for each in _true_ones(note, key, COSIGNATURE)]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _true_ones(note: Note, key: PublicKey, kind: int) -> list[Signature]:
    """The lines that claim to be from the key, every one of which was checked."""
    mine = [each for each in note.signatures if key.kind == kind and key.made(each)]
    for each in mine:
        _check(note, each, key)
    return mine


def _check(note: Note, signature: Signature, key: PublicKey) -> None:
    message, made = note.text.encode(), signature.made
    if key.kind == COSIGNATURE:
        seconds = int.from_bytes(made[:8], "big")
        message, made = _cosigned(note.text, seconds), made[8:]
        if len(signature.made) != 72 or not 0 < seconds < _TIME_LIMIT:
            raise NoteError(f"{key.name}的见证签名不合规范", f"the cosignature of {key.name} is not one")
    if not key.verifies(message, made):
        raise NoteError(f"{key.name}的签名不成立", f"the signature of {key.name} does not hold")


@dataclass(frozen=True, slots=True)
class CheckpointFile:
    """The notes of one state of a log, one for each hash."""

    notes: tuple[Note, ...]

    def encode(self) -> str:
        """The file: note after note, an empty line between."""
        return "\n".join(note.encode() for note in self.notes)

    def note_of(self, origin: str) -> Note | None:
        """The note of that origin."""
        return next((note for note in self.notes if checkpoint_of(note).origin == origin), None)


def parse_file(data: str) -> CheckpointFile:
    """Read a checkpoint file. Raises `NoteError`, also where its notes are not of one log at one size."""
    blocks = data.split("\n\n")
    # text and signatures of each note; only the signatures of the last end the file
    pairs = [f"{text}\n\n{lines}\n" for text, lines in zip(blocks[::2], blocks[1::2], strict=False)]
    if len(blocks) % 2 or not blocks[-1].endswith("\n"):
        raise NoteError("不是检查点文件", "not a checkpoint file")
    notes = tuple(parse(pair) for pair in (*pairs[:-1], pairs[-1][:-1]))
    points = [checkpoint_of(note) for note in notes]
    logs = {point.origin.removesuffix(_SUFFIX) for point in points}
    if len({point.origin for point in points}) != len(points) or len(logs) > 1 or len({p.size for p in points}) > 1:
        raise NoteError("检查点文件中的各检查点不属于同一日志的同一条数", "the notes are not of one log at one size")
    return CheckpointFile(notes)
