"""Inclusion and consistency proofs are those of RFC 9162, and none that was changed anywhere is believed."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator

import pytest
from pymerkle import InmemoryTree  # type: ignore[import-untyped]

from tests.longtier.recording import Many, Ran
from workflow.trail import hashing
from workflow.trail.hashing import ALGORITHMS, digest
from workflow.trail.merkle import (
    consistency_proof,
    extends,
    includes,
    inclusion_proof,
    inclusion_proofs,
    leaf_hash,
    node_hash,
    root,
)

pytestmark = pytest.mark.trial("T10")

UP_TO, FAR = 64, 256
BODIES = [f"第{n}条".encode() for n in range(FAR)]


def plain(leaves: list[bytes], algorithm: str) -> bytes:
    """MTH of RFC 6962 section 2.1, as it reads."""
    if not leaves:
        return digest(b"", algorithm)
    if len(leaves) == 1:
        return leaves[0]
    k = half(len(leaves))
    return node_hash(plain(leaves[:k], algorithm), plain(leaves[k:], algorithm), algorithm)


def half(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def path(m: int, leaves: list[bytes], algorithm: str) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, as it reads."""
    if len(leaves) == 1:
        return []
    k = half(len(leaves))
    if m < k:
        return [*path(m, leaves[:k], algorithm), plain(leaves[k:], algorithm)]
    return [*path(m - k, leaves[k:], algorithm), plain(leaves[:k], algorithm)]


def subproof(m: int, leaves: list[bytes], known: bool, algorithm: str) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, as it reads."""
    if m == len(leaves):
        return [] if known else [plain(leaves, algorithm)]
    k = half(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], known, algorithm), plain(leaves[k:], algorithm)]
    return [*subproof(m - k, leaves[k:], False, algorithm), plain(leaves[:k], algorithm)]


def leaves_of(algorithm: str, up_to: int = UP_TO) -> list[bytes]:
    return [leaf_hash(body, algorithm) for body in BODIES[:up_to]]


def roots_of(algorithm: str, up_to: int = UP_TO) -> list[bytes]:
    leaves = leaves_of(algorithm, up_to)
    return [root(leaves[:size], algorithm) for size in range(up_to + 1)]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_inclusion_proof_is_that_of_the_standard_and_is_believed(algorithm: str, many: Many, ran: Ran) -> None:
    up_to = many(UP_TO, FAR)
    leaves, roots, pairs = leaves_of(algorithm, up_to), roots_of(algorithm, up_to), 0
    for size in range(1, up_to + 1):
        for index in range(size):
            proof = inclusion_proof(leaves, index, size, algorithm)
            assert proof == path(index, leaves[:size], algorithm)
            assert includes(leaves[index], index, size, roots[size], proof, algorithm)
            pairs += 1
    ran(pairs=pairs)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_consistency_proof_is_that_of_the_standard_and_is_believed(algorithm: str, many: Many, ran: Ran) -> None:
    up_to = many(UP_TO, FAR)
    leaves, roots, pairs = leaves_of(algorithm, up_to), roots_of(algorithm, up_to), 0
    for size in range(up_to + 1):
        for old in range(size + 1):
            proof = consistency_proof(leaves, old, size, algorithm)
            if old > 0:
                assert proof == subproof(old, leaves[:size], True, algorithm)
            assert extends(old, roots[old], size, roots[size], proof, algorithm)
            pairs += 1
    ran(pairs=pairs)


def test_another_implementation_makes_the_same_paths() -> None:
    other, leaves = InmemoryTree(algorithm="sha256"), leaves_of("sha256")
    for body in BODIES[:33]:
        other.append_entry(body)
    for size in range(1, 34):
        for n in range(1, size + 1):
            theirs = [bytes.fromhex(each) for each in other.prove_inclusion(n, size).serialize()["path"]]
            assert theirs == [leaves[n - 1], *inclusion_proof(leaves, n - 1, size)]


def flips(proof: list[bytes], bits: range) -> Iterator[list[bytes]]:
    for n, each in enumerate(proof):
        for bit in bits:
            forged = bytearray(each)
            forged[bit // 8] ^= 1 << bit % 8
            yield [*proof[:n], bytes(forged), *proof[n + 1 :]]


def rearranged(proof: list[bytes]) -> Iterator[list[bytes]]:
    yield [*proof, bytes(32)]
    yield [bytes(32), *proof]
    for n, each in enumerate(proof):
        yield proof[:n] + proof[n + 1 :]
        yield [*proof[:n], each, *proof[n:]]
        yield [*proof[:n], each[:-1], *proof[n + 1 :]]
        yield [*proof[:n], each + b"\x00", *proof[n + 1 :]]
        if n and proof[n - 1] != each:
            yield [*proof[: n - 1], each, proof[n - 1], *proof[n + 1 :]]


def test_no_changed_inclusion_proof_is_believed() -> None:
    leaves, roots = leaves_of("sha256"), roots_of("sha256")
    for size in (1, 2, 3, 7, 8, 13):
        for index in range(size):
            proof, top = inclusion_proof(leaves, index, size), roots[size]
            for forged in (*flips(proof, range(256)), *rearranged(proof)):
                assert not includes(leaves[index], index, size, top, forged)
            for other in range(-1, UP_TO):
                assert (other == index) == includes(leaves[index], other, size, top, proof)
                assert (other == index) == includes(leaves[other], index, size, top, proof)
            for other in range(UP_TO + 1):
                assert (roots[other] == top) == includes(leaves[index], index, size, roots[other], proof)


def test_an_inclusion_proof_says_what_size_it_is_for_only_with_its_root() -> None:
    # One path may be the right one in trees of several sizes; the root tells them apart.
    leaves, roots = leaves_of("sha256"), roots_of("sha256")
    for size in range(1, 33):
        for claimed in range(33):
            proof = inclusion_proof(leaves, size - 1, size)
            if claimed != size and includes(leaves[size - 1], size - 1, claimed, roots[size], proof):
                assert len(proof) == len(inclusion_proof(leaves, size - 1, max(claimed, size)))
            assert claimed == size or not includes(leaves[size - 1], size - 1, claimed, roots[claimed], proof)


def test_no_changed_consistency_proof_is_believed() -> None:
    leaves, roots = leaves_of("sha256"), roots_of("sha256")
    for old, size in ((1, 2), (1, 8), (2, 3), (3, 7), (4, 7), (4, 8), (6, 8), (7, 13), (8, 8), (0, 5), (13, 33)):
        proof = consistency_proof(leaves, old, size)
        for forged in (*flips(proof, range(256)), *rearranged(proof)):
            assert not extends(old, roots[old], size, roots[size], forged)
        for other in range(UP_TO + 1):
            assert (other == old) == extends(old, roots[other], size, roots[size], proof)
            assert (other == size or old == 0) == extends(old, roots[old], size, roots[other], proof)
        assert not extends(size + 1, roots[size], size, roots[size], proof)
        assert not extends(-1, roots[0], size, roots[size], [])


def test_no_proof_is_found_for_a_fork() -> None:
    leaves, roots = leaves_of("sha256"), roots_of("sha256")
    forked = [*leaves[:5], leaf_hash("另一条".encode()), *leaves[6:]]
    for size in range(6, 20):
        honest = consistency_proof(leaves, 6, size)
        forging = consistency_proof(forked, 6, size)
        for proof in (honest, forging):
            assert not extends(6, roots[6], size, root(forked[:size]), proof)


@pytest.mark.parametrize("make", [inclusion_proof, consistency_proof])
def test_what_cannot_be_proved_is_not_tried(make: object) -> None:
    assert callable(make)
    for place, size in ((-1, 3), (4, 3), (2, UP_TO + 1)):
        with pytest.raises(ValueError, match=r"tree|leaves"):
            make(iter(leaves_of("sha256")), place, size)


def test_leaves_are_read_once_and_no_further_than_needed() -> None:
    leaves = iter(leaves_of("sha256"))
    assert inclusion_proof(leaves, 3, 8) == path(3, leaves_of("sha256")[:8], "sha256")
    assert next(leaves) == leaves_of("sha256")[8]


def test_sm3_is_that_of_the_national_standard() -> None:
    # Example 1 of GB/T 32905-2016, appendix A.
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest(b"abc", "sm3").hex() == expected
    assert hashing._sm3(b"abc").hex() == expected


def test_sm3_is_there_where_hashlib_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    hashing.hashing.cache_clear()
    assert hashing.hashing("sm3") is hashing._sm3
    hashing.hashing.cache_clear()


def test_openssl_hashes_the_same() -> None:
    for algorithm in ALGORITHMS:
        said = subprocess.run(
            ["openssl", "dgst", f"-{algorithm}", "-r"], input=BODIES[3], capture_output=True, check=True
        )
        assert said.stdout.split()[0].decode() == digest(BODIES[3], algorithm).hex()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_many_proofs_at_once_are_the_same_proofs(algorithm):
    leaves = leaves_of(algorithm)
    for size in (1, 2, 3, 7, 8, 33, UP_TO):
        for some in (range(size), range(0, size, 3), ()):
            proofs = {n: inclusion_proof(leaves, n, size, algorithm) for n in some}
            assert inclusion_proofs(leaves, some, size, algorithm) == proofs


@pytest.mark.parametrize(("indexes", "size"), [([5], 5), ([-1], 5), ([0], UP_TO + 1)])
def test_no_proof_of_a_leaf_that_is_not_there(indexes, size):
    with pytest.raises(ValueError, match=f"a tree of {size}"):
        inclusion_proofs(leaves_of("sha256"), indexes, size)
