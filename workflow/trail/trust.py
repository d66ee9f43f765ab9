"""Whom a reader of checkpoints believes: keys of logs, keys of witnesses, how many of them, and which no longer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, cosigned_at, signed_by
from workflow.trail.note import CHECKED, COSIGNATURE, ED25519, Note, NoteError, PublicKey, public_key, signatures
from workflow.trail.refusal import Refusal

NEWEST_WITHIN_DAYS = 31


class TrustError(Refusal):
    """A trust file that cannot be used."""


@dataclass(frozen=True)
class LogTrust:
    """A log: the keys it signs with, and how many witnesses must have cosigned."""

    origin: str
    keys: tuple[PublicKey, ...]
    quorum: int = 0


@dataclass(frozen=True)
class Revocation:
    """A key that was lost: what it signed on trees of more than `size` entries counts for nothing."""

    key: PublicKey
    size: int = 0


@dataclass(frozen=True)
class Standing:
    """What a checkpoint is worth: whether its log signed it, which witnesses did when, and whether they are enough."""

    signed: bool
    cosigned: Mapping[str, datetime]
    quorum: int

    @property
    def witnessed(self) -> bool:
        """Whether enough witnesses cosigned."""
        return len(self.cosigned) >= self.quorum


@dataclass(frozen=True)
class Trust:
    """A trust file as read."""

    logs: tuple[LogTrust, ...]
    witnesses: tuple[PublicKey, ...] = ()
    revoked: tuple[Revocation, ...] = ()
    newest_within_days: int = NEWEST_WITHIN_DAYS
    unchecked: tuple[PublicKey, ...] = field(default=(), compare=False)
    """Witnesses whose signatures cannot be checked here."""

    def log(self, origin: str) -> LogTrust | None:
        """What is known of a log."""
        return next((each for each in self.logs if each.origin == origin), None)

    def counts(self, key: PublicKey, size: int) -> bool:
        """Whether the key may still speak of a tree of that size."""
        return not any(each.key == key and size > each.size for each in self.revoked)

    def standing(self, note: Note) -> Standing:
        """What a checkpoint is worth. Raises `NoteError` for one that bears a false signature of a key known here."""
        point = checkpoint_of(note)
        log = self.log(point.origin) or LogTrust(point.origin, ())
        signed = [signed_by(note, key) and self.counts(key, point.size) for key in log.keys]
        times = {key.name: cosigned_at(note, key) for key in self.witnesses if self.counts(key, point.size)}
        return Standing(any(signed), {name: at for name, at in times.items() if at}, log.quorum)

    def witnessed(self, checkpoint: CheckpointFile, answer: str) -> CheckpointFile:
        """The checkpoint file with the lines a witness answered, each put where it holds.

        Raises `NoteError` where no line is from a witness known here, or one holds nowhere.
        """
        notes = list(checkpoint.notes)
        known = [each for each in signatures(answer) if any(key.made(each) for key in self.witnesses)]
        if not known:
            raise NoteError("回执中没有所信任的见证人的签名", "the answer has no signature of a witness known here")
        for line in known:
            places = [n for n, note in enumerate(checkpoint.notes) if self._holds(Note(note.text, (line,)))]
            if not places:
                raise NoteError(f"{line.name}的签名不成立", f"the signature of {line.name} does not hold")
            notes[places[0]] = notes[places[0]].signed(line)
        return CheckpointFile(tuple(notes))

    def _holds(self, note: Note) -> bool:
        try:
            return any(cosigned_at(note, key) for key in self.witnesses)
        except NoteError:
            return False

    def encode(self) -> str:
        """The trust file."""
        logs = [{"origin": e.origin, "keys": [k.encode() for k in e.keys], "quorum": e.quorum} for e in self.logs]
        witnesses = [{"key": key.encode()} for key in (*self.witnesses, *self.unchecked)]
        revoked = [{"key": each.key.encode(), "size": each.size} for each in self.revoked]
        fields = {"logs": logs, "witnesses": witnesses, "revoked": revoked}
        return json.dumps(fields | {"newest_within_days": self.newest_within_days}, indent=2, ensure_ascii=False) + "\n"


def parse_trust(data: str) -> Trust:
    """Read a trust file. Raises `TrustError`, or `NoteError` for a key that is none."""
    try:
        fields = json.loads(data)
        unknown = set(fields) - {"logs", "witnesses", "revoked", "newest_within_days"}
        logs = tuple(
            LogTrust(each["origin"], _keys(each["keys"]), _number(each.get("quorum", 0))) for each in fields["logs"]
        )
        witnesses = _keys(each["key"] for each in fields.get("witnesses", ()))
        revoked = tuple(
            Revocation(public_key(each["key"]), _number(each.get("size", 0))) for each in fields.get("revoked", ())
        )
        newest = _number(fields.get("newest_within_days", NEWEST_WITHIN_DAYS))
    except NoteError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TrustError("信任文件不合规范", "the trust file is not one") from error
    if unknown:
        raise TrustError(
            f"信任文件含有未知的键：{sorted(unknown)}", f"unknown keys in the trust file: {sorted(unknown)}"
        )
    if len({key.name for key in witnesses}) != len(witnesses) or any(key.kind == ED25519 for key in witnesses):
        raise TrustError("见证公钥重名或者类型不符", "two witnesses of one name, or a key of another type")
    usable = tuple(key for key in witnesses if key.kind == COSIGNATURE)
    return Trust(logs, usable, revoked, newest, tuple(key for key in witnesses if key.kind not in CHECKED))


def _keys(written: Iterable[str]) -> tuple[PublicKey, ...]:
    return tuple(public_key(each) for each in written)


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a number")
    return value
