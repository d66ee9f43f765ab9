"""Proof files of c2sp.org/tlog-proof: that one entry is in a log, for whoever has nothing but the entry and the keys."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from workflow.trail.checkpoint import checkpoint_of, decimal
from workflow.trail.merkle import includes, leaf_hash
from workflow.trail.note import Note, parse, unbase64
from workflow.trail.refusal import Refusal
from workflow.trail.trust import Standing, Trust

_FIRST = "c2sp.org/tlog-proof@v1"


class ProofError(Refusal):
    """A proof file that is not one, or proves nothing."""


@dataclass(frozen=True)
class InclusionProof:
    """The number of an entry, the hashes beside its way to the root, and the checkpoint with that root."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""
    """What an application adds for itself; nothing vouches for it."""

    def encode(self) -> str:
        """The proof file; its name ends in ``.tlog-proof``."""
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        lines = "".join(base64.b64encode(each).decode() + "\n" for each in self.hashes)
        return f"{_FIRST}\n{extra}index {self.index}\n{lines}\n{self.note.encode()}"

    def verify(self, body: bytes, trust: Trust) -> Standing:
        """What the checkpoint is worth, once the entry of these bytes is shown to be under it.

        Raises `ProofError` where it is not, or its log did not sign; `NoteError` for a false signature. Whether enough
        witnesses cosigned is for the reader to ask of the answer.
        """
        point, standing = checkpoint_of(self.note), trust.standing(self.note)
        if not standing.signed:
            raise ProofError("检查点没有所信任的日志签名", "no trusted key of the log signed the checkpoint")
        leaf = leaf_hash(body, point.algorithm)
        if not includes(leaf, self.index, point.size, point.root, self.hashes, point.algorithm):
            raise ProofError(f"不能证明此条目是第{self.index}号", f"this entry is not shown to be number {self.index}")
        return standing


def parse_proof(data: str) -> InclusionProof:
    """Read a proof file. Raises `ProofError`, or `NoteError` for its checkpoint."""
    head, between, note = data.partition("\n\n")
    first, *lines = head.split("\n")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = unbase64(lines.pop(0).removeprefix("extra "))
        lines = lines if extra else []
    written = lines.pop(0) if lines else ""
    index, hashes = decimal(written.removeprefix("index ")), tuple(map(unbase64, lines))
    proper = between and first == _FIRST and written.startswith("index ") and all(len(each) == 32 for each in hashes)
    if index is None or not proper:
        raise ProofError("不是证明文件", "not a proof file")
    return InclusionProof(index, hashes, parse(note), extra)
