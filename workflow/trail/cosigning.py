"""What a witness is asked, and how it refuses: the requests of c2sp.org/tlog-witness, on the network or in a file on a stick."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, decimal
from workflow.trail.note import Note, NoteError, parse, unbase64
from workflow.trail.refusal import Refusal

PROOF_LINES = 63


class WitnessRefusal(Refusal):
    """What a witness does not cosign; `status` is the HTTP status, `size` what it cosigned last (for 409)."""

    def __init__(self, status: int, zh: str, en: str, size: int | None = None) -> None:
        super().__init__(zh, en)
        self.status = status
        self.size = size


@dataclass(frozen=True)
class Request:
    """What a witness is asked: a checkpoint, and the proof that it adds to the one of `old` entries."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    def encode(self) -> str:
        """The body of add-checkpoint, and the content of a request file."""
        lines = "".join(base64.b64encode(each).decode() + "\n" for each in self.proof)
        return f"old {self.old}\n{lines}\n{self.note.encode()}"


def parse_request(data: str) -> Request:
    """Read a request. Raises `WitnessRefusal` with status 400."""
    head, between, note = data.partition("\n\n")
    first, *lines = head.split("\n")
    old, proof = decimal(first.removeprefix("old ")), tuple(unbase64(line) for line in lines)
    proper = between and first.startswith("old ") and len(proof) <= PROOF_LINES and all(len(p) == 32 for p in proof)
    if old is None or not proper:
        raise WitnessRefusal(400, "请求不合规范", "the request is not one")
    try:
        return Request(old, proof, parse(note))
    except NoteError as error:
        raise WitnessRefusal(
            400, f"请求中的检查点不合规范：{error.zh}", f"the checkpoint is not one: {error.en}"
        ) from error


def request_file(requests: Sequence[Request]) -> str:
    """The requests for all hashes of a log in one file, an empty line between."""
    return "\n".join(each.encode() for each in requests)


def parse_request_file(data: str) -> tuple[Request, ...]:
    """Read a request file of one request or more. Raises `WitnessRefusal` with status 400."""
    blocks = data.split("\n\n")
    if len(blocks) % 3:
        raise WitnessRefusal(400, "请求文件不合规范", "the request file is not one")
    whole = ["\n\n".join(blocks[n : n + 3]) for n in range(0, len(blocks), 3)]
    return tuple(map(parse_request, [*(each + "\n" for each in whole[:-1]), whole[-1]]))


def requests_for(checkpoint: CheckpointFile, old: int, proofs: Mapping[str, Sequence[bytes]]) -> tuple[Request, ...]:
    """What to ask a witness that cosigned `old` entries last; `proofs` by hash."""
    notes = ((note, checkpoint_of(note).algorithm) for note in checkpoint.notes)
    return tuple(Request(old, tuple(proofs.get(algorithm, ())), note) for note, algorithm in notes)
