"""Where the signers of the log are kept: outside the database and its backups, so that an older backup is recognised."""

from __future__ import annotations

from pathlib import Path

from workflow.trail import statefile
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, parse_file
from workflow.trail.epoch import parted
from workflow.trail.note import NoteError, public_key
from workflow.trail.signer import Signer
from workflow.trail.trust import LogTrust, Trust

KEY, MEMORY = "log.key", "log.json"
"""The files of the signer in its folder; those of a later epoch in a folder of its own below, such as e2."""

SEEN = "seen.json"
"""Beside them: the newest checkpoint that came from outside and was not in the database."""


def signer_in(folder: Path) -> Signer | None:
    """The signer whose key and memory are kept in a folder, that of the newest epoch; None where there is none.

    Raises StateError or NoteError where one of them is missing or damaged.
    """
    return next(reversed(signers_in(folder)), None)


def signers_in(folder: Path) -> list[Signer]:
    """The signers of every epoch, the oldest first. Raises StateError or NoteError."""
    later = (each for each in folder.glob("e*") if each.name[1:].isdecimal())
    places = [folder, *sorted(later, key=lambda each: int(each.name[1:]))]
    return [Signer(each / KEY, each / MEMORY) for each in places if (each / KEY).exists() or (each / MEMORY).exists()]


def seen(folder: Path) -> CheckpointFile | None:
    """The newest checkpoint that came from outside. Raises StateError, NoteError."""
    return parse_file(str(statefile.read(folder / SEEN).get("checkpoint"))) if (folder / SEEN).exists() else None


def seen_witnessed(folder: Path) -> bool:
    """Whether the checkpoint from outside bore the cosignature of a witness that was trusted. Raises StateError."""
    return (folder / SEEN).exists() and statefile.read(folder / SEEN).get("witnessed") is True


def refuse_strange(folder: Path, file: CheckpointFile, log: str) -> None:
    """Raise NoteError for a checkpoint of another log than that of the origin `log`, and for one that a key which is here
    should have signed and did not."""
    own = trust_of(*signers_in(folder))
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
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    statefile.write(folder / SEEN, {"checkpoint": file.encode(), "witnessed": witnessed})


def reach(file: CheckpointFile) -> tuple[int, int]:
    """How far a checkpoint reaches: its epoch, and how many entries it covers."""
    point = checkpoint_of(file.notes[0])
    return parted(point.origin)[1], point.size


def create_signer(folder: Path, origin: str, seed: bytes) -> Signer:
    """Make the key that signs a log, from 32 bytes of a secure random source, and the memory of what it signed.

    Raises StateError where there is one already.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Signer.create(folder / KEY, folder / MEMORY, origin, seed)


def trust_of(*signers: Signer) -> Trust:
    """The keys of a log, those of its earlier epochs too, as a trust file names them, without witnesses."""
    keys = (each for signer in signers for each in signer.vkeys.items())
    return Trust(tuple(LogTrust(origin, (public_key(vkey),)) for origin, vkey in keys))
