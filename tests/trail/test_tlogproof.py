"""A receipt of c2sp.org/tlog-proof shows one entry to whoever has the keys, and no changed one does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.trail import course
from tests.trail.course import COUNTY, LOG_KEY, trust
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import inclusion_proof, leaf_hash
from workflow.trail.note import Note, NoteError
from workflow.trail.tlogproof import InclusionProof, ProofError, parse_proof

pytestmark = pytest.mark.trial("T10")

BODIES = [f"第{n}条".encode() for n in range(13)]


def receipt(index: int, which: int = 0) -> InclusionProof:
    algorithm = ALGORITHMS[which]
    leaves = [leaf_hash(body, algorithm) for body in BODIES]
    return InclusionProof(index, tuple(inclusion_proof(leaves, index, len(BODIES), algorithm)), POINT.notes[which])


def point() -> course.CheckpointFile:
    top = course.head_of(BODIES)
    notes = []
    for algorithm in ALGORITHMS:
        at = course.Checkpoint(course.origin_under(course.ORIGIN, algorithm), top.size, top.roots[algorithm])
        note = course.signed_checkpoint(at, LOG_KEY)
        notes.append(note.signed(course.cosign(note, COUNTY, course.START)))
    return course.CheckpointFile(tuple(notes))


POINT = point()


@pytest.mark.parametrize("which", [0, 1])
def test_every_entry_is_shown_under_either_hash(which: int) -> None:
    for index, body in enumerate(BODIES):
        proof = parse_proof(receipt(index, which).encode())
        assert proof == receipt(index, which)
        standing = proof.verify(body, trust())
        assert standing.witnessed
        for other in BODIES[:index]:
            with pytest.raises(ProofError):
                proof.verify(other, trust())


def test_the_form_is_that_of_the_specification() -> None:
    lines = receipt(3).encode().split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 3"]
    assert lines[6] == ""
    assert lines[7] == course.ORIGIN
    extra = replace(receipt(3), extra=b"what an application adds")
    assert extra.encode().split("\n")[1].startswith("extra ")
    assert parse_proof(extra.encode()) == extra


def test_every_changed_byte_is_refused_or_no_longer_witnessed() -> None:
    data = receipt(3).encode().encode()
    for at in range(len(data)):
        for bit in (0, 1, 5):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            try:
                standing = parse_proof(changed.decode()).verify(BODIES[3], trust())
            except (ProofError, NoteError, UnicodeDecodeError):
                continue
            assert not standing.witnessed, at


def test_a_log_that_did_not_sign_proves_nothing() -> None:
    proof = receipt(3)
    with pytest.raises(ProofError):
        replace(proof, note=Note(proof.note.text, proof.note.signatures[1:])).verify(BODIES[3], trust())
    with pytest.raises(ProofError):
        proof.verify(BODIES[3], replace(trust(), logs=()))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\n\n",
        receipt(3).encode().replace("@v1", "@v2"),
        receipt(3).encode().replace("index 3", "index 03"),
        receipt(3).encode().replace("index 3", "3"),
        receipt(3).encode().replace("index 3\n", "index 3\nAAAA\n"),
        receipt(3).encode().replace("index 3", "extra !\nindex 3"),
    ],
)
def test_what_is_no_proof_is_refused(data: str) -> None:
    with pytest.raises((ProofError, NoteError)):
        parse_proof(data)
