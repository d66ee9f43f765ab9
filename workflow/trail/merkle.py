"""The hash tree of RFC 9162 section 2.1 over the entries of a log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def leaf_hash(body: bytes, algorithm: str = "sha256") -> bytes:
    """Hash of one entry; its prefix keeps a leaf from ever passing for a node."""
    return hashlib.new(algorithm, b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes, algorithm: str = "sha256") -> bytes:
    """Hash of an inner node over its two children."""
    return hashlib.new(algorithm, b"\x01" + left + right).digest()


class Range:
    """A growing tree that keeps only the roots of its complete subtrees: one hash for each 1 bit of its size."""

    def __init__(self, algorithm: str = "sha256") -> None:
        self.algorithm = algorithm
        self.size = 0
        self._width = hashlib.new(algorithm).digest_size
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one leaf, given as its hash. Raises `ValueError` for bytes that cannot be one."""
        if len(leaf) != self._width:
            raise ValueError(f"a leaf hash has {self._width} bytes, not {len(leaf)}")
        node, complete = leaf, self.size
        while complete & 1:
            node = node_hash(self._peaks.pop(), node, self.algorithm)
            complete >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Root of the tree so far; the hash of nothing for the empty one."""
        if not self._peaks:
            return hashlib.new(self.algorithm, b"").digest()
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node, self.algorithm)
        return node


def root(leaves: Iterable[bytes], algorithm: str = "sha256") -> bytes:
    """Root over leaf hashes read one by one, in memory that grows with the logarithm of their number."""
    tree = Range(algorithm)
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()
