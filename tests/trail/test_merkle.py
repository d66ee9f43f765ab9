"""The tree is the one of RFC 9162, whatever its size."""

from __future__ import annotations

import hashlib

import pytest
from pymerkle import InmemoryTree  # type: ignore[import-untyped]

from workflow.trail.merkle import Range, leaf_hash, node_hash, root

BODIES = [f"第{n}条".encode() * (n % 5) for n in range(70)]


def plain(leaves: list[bytes]) -> bytes:
    """Section 2.1.1 of RFC 9162, written as it reads."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node_hash(plain(leaves[:k]), plain(leaves[k:]))


def test_roots_of_every_size_agree_with_two_other_implementations() -> None:
    other, tree = InmemoryTree(algorithm="sha256"), Range()
    leaves = [leaf_hash(body) for body in BODIES]
    for size in range(len(leaves) + 1):
        assert tree.size == size
        assert tree.root() == root(leaves[:size]) == plain(leaves[:size]) == other.get_root()
        if size < len(leaves):
            tree.append(leaves[size])
            other.append_entry(BODIES[size])


def test_prefixes_are_those_of_the_standard() -> None:
    assert leaf_hash(b"a") == hashlib.sha256(b"\x00a").digest()
    assert node_hash(b"l", b"r") == hashlib.sha256(b"\x01lr").digest()
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert root([left, right]) != root([leaf_hash(left + right)])


def test_the_root_is_read_without_ending_the_tree() -> None:
    tree = Range()
    for body in BODIES:
        assert tree.root() == tree.root()
        tree.append(leaf_hash(body))
    assert tree.root() == root(map(leaf_hash, BODIES))


def test_memory_is_one_hash_for_each_1_bit_of_the_size() -> None:
    tree = Range()
    for size in range(1, 1025):
        tree.append(leaf_hash(b""))
        assert len(tree._peaks) == size.bit_count()


def test_another_hash_gives_another_tree() -> None:
    leaves = [leaf_hash(body, "sha512") for body in BODIES]
    assert len(root(leaves, "sha512")) == 64
    assert root([], "sha512") == hashlib.sha512(b"").digest()


def test_a_leaf_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Range().append(b"a body where its hash belongs")
    with pytest.raises(ValueError, match="unsupported hash"):
        Range("no such hash")
