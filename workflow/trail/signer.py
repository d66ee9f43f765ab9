"""The signer of a log: it remembers outside the database what it signed last, and signs only what adds to that.

A database restored from a backup, a log rewritten with all its hashes, two copies of one log: each comes here to be
signed, and is refused.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.trail import statefile
from workflow.trail.checkpoint import (
    Checkpoint,
    CheckpointFile,
    checkpoint_of,
    origin_under,
    signed_by,
    signed_checkpoint,
)
from workflow.trail.hashing import ALGORITHMS, digest
from workflow.trail.merkle import extends
from workflow.trail.note import ED25519, Note, NoteError, SecretKey, is_name, secret_key
from workflow.trail.refusal import Refusal
from workflow.trail.statefile import StateError


class SignerRefusal(Refusal):
    """What the signer does not sign."""


@dataclass(frozen=True)
class Head:
    """How many entries a log has, and their root under each hash."""

    size: int
    roots: Mapping[str, bytes]


EMPTY = Head(0, {algorithm: digest(b"", algorithm) for algorithm in ALGORITHMS})


class LogSigner(ABC):
    """Whoever signs one log: in this process (`Signer`), or in one of its own (`signerprocess`)."""

    @property
    @abstractmethod
    def origin(self) -> str:
        """The name of the log."""

    @property
    @abstractmethod
    def vkeys(self) -> Mapping[str, str]:
        """Origin → the key its checkpoints are checked with, for every hash."""

    @abstractmethod
    def last(self) -> Head:
        """What was signed last. Raises `StateError`."""

    @property
    @abstractmethod
    def successor(self) -> str:
        """The origin that took the place of this one after a loss; empty while it is in use. Raises `StateError`."""

    @abstractmethod
    def again(self) -> CheckpointFile | None:
        """The checkpoint signed last, byte for byte; None before the first."""

    @abstractmethod
    def sign(
        self, head: Head, proofs: Mapping[str, Sequence[bytes]], published: Iterable[CheckpointFile] = ()
    ) -> CheckpointFile:
        """Sign the head of the log, after remembering it.

        `proofs` show for each hash that it adds to `last()`; `published` are checkpoints known from elsewhere, such as
        the newest one a witness has: one that is ahead of the memory shows that the memory itself is an old copy.
        The same head is signed again with the same bytes. Raises `SignerRefusal`.
        """

    def refuse_closed(self) -> None:
        """Raises `SignerRefusal` where another origin took the place of this one."""
        if self.successor:
            raise SignerRefusal(
                f"日志{self.origin}有条目丢失，已由{self.successor}接续，不得再签",
                f"entries of the log {self.origin} were lost, it goes on as {self.successor} and is never signed again",
            )


class Signer(LogSigner):
    """The signer of one log, with its key and its memory. Raises `StateError` or `NoteError` where one is missing."""

    def __init__(self, key_file: Path, state_file: Path) -> None:
        self._key = secret_key(statefile.read_key(key_file))
        self._state_file = state_file
        self.last()

    @classmethod
    def create(cls, key_file: Path, state_file: Path, origin: str, seed: bytes) -> Signer:
        """Begin a log: write its key, made of 32 bytes from a secure random source, and the memory of the empty log.

        Neither may be there already: a memory begun anew would sign a second history.
        """
        if not is_name(origin) or len(seed) != 32:
            raise ValueError("an origin is a name without spaces, a seed has 32 bytes")
        statefile.begin(key_file, SecretKey(origin, ED25519, seed).encode(), state_file, _fields(origin, EMPTY))
        return cls(key_file, state_file)

    @property
    def origin(self) -> str:
        """The name of the log."""
        return self._key.name

    @property
    def vkeys(self) -> dict[str, str]:
        """Origin → the key its checkpoints are checked with, for every hash."""
        origins = [origin_under(self.origin, algorithm) for algorithm in ALGORITHMS]
        return {origin: self._key.named(origin).public.encode() for origin in origins}

    def last(self) -> Head:
        """What was signed last. Raises `StateError`."""
        fields = statefile.read(self._state_file)
        try:
            head = Head(int(fields["size"]), {each: bytes.fromhex(fields["roots"][each]) for each in ALGORITHMS})
            known = fields["origin"]
        except (KeyError, TypeError, ValueError) as error:
            raise StateError("签名状态文件已损坏", "the state file is damaged") from error
        if known != self.origin:
            raise StateError("签名状态文件属于另一日志", "the state file is that of another log")
        return head

    @property
    def successor(self) -> str:
        """The origin that took the place of this one after a loss; empty while it is in use. Raises `StateError`."""
        return str(statefile.read(self._state_file).get("successor", ""))

    def close(self, successor: str) -> None:
        """Never sign this log again: entries of it were lost, and it goes on as `successor`."""
        with statefile.locked(self._state_file):
            statefile.write(self._state_file, {**_fields(self.origin, self.last()), "successor": successor})

    def again(self) -> CheckpointFile | None:
        """The checkpoint signed last, byte for byte; None before the first."""
        last = self.last()
        return self._signed_file(last) if last.size else None

    def sign(
        self, head: Head, proofs: Mapping[str, Sequence[bytes]], published: Iterable[CheckpointFile] = ()
    ) -> CheckpointFile:
        """See `LogSigner.sign`; nothing else is signed while it is."""
        with statefile.locked(self._state_file):
            self.refuse_closed()
            last = self.last()
            self._check_memory(last, published)
            self._check(last, head, proofs)
            if head != last:
                statefile.write(self._state_file, _fields(self.origin, head))
        return self._signed_file(head)

    def _signed_file(self, head: Head) -> CheckpointFile:
        points = (Checkpoint(origin_under(self.origin, each), head.size, head.roots[each]) for each in ALGORITHMS)
        return CheckpointFile(tuple(signed_checkpoint(point, self._key) for point in points))

    def _check(self, last: Head, head: Head, proofs: Mapping[str, Sequence[bytes]]) -> None:
        if set(head.roots) != set(ALGORITHMS):
            raise SignerRefusal("每种杂凑算法都应当有根", "there must be a root for every hash")
        if head.size < last.size:
            raise SignerRefusal(
                f"日志只有{head.size}条，已签署过{last.size}条：可能由备份恢复，旧日志不得再签",
                f"the log has {head.size} entries where {last.size} were signed: it may come from a backup, "
                "and is never signed again",
            )
        for each in ALGORITHMS:
            if head.size == last.size and head.roots[each] != last.roots[each]:
                raise SignerRefusal(
                    f"前{last.size}条的根（{each}）与已签署的不同：日志被改写",
                    f"the root over the {last.size} entries ({each}) is not the one signed: the log was rewritten",
                )
            if not extends(last.size, last.roots[each], head.size, head.roots[each], proofs.get(each, ()), each):
                raise SignerRefusal(
                    f"不能证明日志（{each}）只在已签署的{last.size}条之后增加",
                    f"it is not proved ({each}) that the log only adds to the {last.size} entries signed",
                )

    def _check_memory(self, last: Head, published: Iterable[CheckpointFile]) -> None:
        for file in published:
            for note in file.notes:
                point = checkpoint_of(note)
                ours = point.origin in self.vkeys and self._signed(note, point.origin)
                ahead = point.size > last.size
                differs = point.size == last.size and point.root != last.roots[point.algorithm]
                if ours and (ahead or differs):
                    raise SignerRefusal(
                        f"签名状态停在{last.size}条，却已签署过{point.size}条的检查点：状态文件是旧的或者被更换",
                        f"the memory ends at {last.size} entries, but a checkpoint of {point.size} was signed: the "
                        "state file is an old copy, or another one",
                    )

    def _signed(self, note: Note, origin: str) -> bool:
        try:
            return signed_by(note, self._key.named(origin).public)
        except NoteError:
            return False


def _fields(origin: str, head: Head) -> dict[str, object]:
    return {"origin": origin, "size": head.size, "roots": {each: head.roots[each].hex() for each in ALGORITHMS}}
