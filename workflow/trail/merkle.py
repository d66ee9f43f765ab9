"""The hash tree of RFC 9162 section 2.1 over the entries of a log, and the proofs of its sections 2.1.3 and 2.1.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow.trail.hashing import SHA256, digest, hashing

Span = tuple[int, int]
"""The leaves from one number up to another, which is not among them."""


def leaf_hash(body: bytes, algorithm: str = SHA256) -> bytes:
    """Hash of one entry; its prefix keeps a leaf from ever passing for a node."""
    return digest(b"\x00" + body, algorithm)


def node_hash(left: bytes, right: bytes, algorithm: str = SHA256) -> bytes:
    """Hash of an inner node over its two children."""
    return digest(b"\x01" + left + right, algorithm)


class Range:
    """A growing tree that keeps only the roots of its complete subtrees: one hash for each 1 bit of its size."""

    def __init__(self, algorithm: str = SHA256) -> None:
        self.algorithm = algorithm
        self.size = 0
        self._digest = hashing(algorithm)
        self._width = len(self._digest(b""))
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one leaf, given as its hash. Raises `ValueError` for bytes that cannot be one."""
        if len(leaf) != self._width:
            raise ValueError(f"a leaf hash has {self._width} bytes, not {len(leaf)}")
        node, complete = leaf, self.size
        while complete & 1:
            node = self._digest(b"\x01" + self._peaks.pop() + node)
            complete >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Root of the tree so far; the hash of nothing for the empty one."""
        if not self._peaks:
            return self._digest(b"")
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = self._digest(b"\x01" + peak + node)
        return node


def root(leaves: Iterable[bytes], algorithm: str = SHA256) -> bytes:
    """Root over leaf hashes read one by one, in memory that grows with the logarithm of their number."""
    tree = Range(algorithm)
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


# ------------------------------------------------------------------------------------------------- making of proofs


def inclusion_proof(leaves: Iterable[bytes], index: int, size: int, algorithm: str = SHA256) -> list[bytes]:
    """Proof that the leaf of that number is in the tree of the first `size` leaves, which are read once.

    Raises `ValueError` where there is no such leaf, or fewer leaves than said.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} has no leaf {index}")
    return _roots_of(leaves, list(_beside(index, 0, size)), size, algorithm)


def inclusion_proofs(
    leaves: Sequence[bytes], indexes: Iterable[int], size: int, algorithm: str = SHA256
) -> dict[int, list[bytes]]:
    """The proofs of several leaves, for which the tree is climbed once. Raises `ValueError` as `inclusion_proof` does."""
    numbers = list(indexes)
    if not all(0 <= index < size for index in numbers) or len(leaves) < size:
        raise ValueError(f"a tree of {size} does not have all of these leaves")
    ways = {index: list(_beside(index, 0, size)) for index in numbers}
    wanted = {span for way in ways.values() for span in way}
    roots: dict[Span, bytes] = {}

    def climb(start: int, end: int) -> bytes:
        if end - start == 1:
            found = leaves[start]
        else:
            middle = start + _split(end - start)
            found = node_hash(climb(start, middle), climb(middle, end), algorithm)
        if (start, end) in wanted:
            roots[start, end] = found
        return found

    if ways:
        climb(0, size)
    return {index: [roots[span] for span in way] for index, way in ways.items()}


def consistency_proof(leaves: Iterable[bytes], old: int, size: int, algorithm: str = SHA256) -> list[bytes]:
    """Proof that the tree of the first `size` leaves, which are read once, only adds to that of the first `old`.

    It is empty where nothing is to be proved: the same size, or nothing before. Raises `ValueError` for a tree that
    shrinks, and for fewer leaves than said.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {size} does not add to one of {old}")
    spans = list(_between(old, 0, size, True)) if 0 < old < size else []
    return _roots_of(leaves, spans, size, algorithm)


def _split(size: int) -> int:
    """The largest power of two smaller than a size of at least two."""
    return 1 << (size - 1).bit_length() - 1


def _beside(index: int, start: int, end: int) -> Iterator[Span]:
    """The subtrees beside the way from a leaf to the root, the lowest first: PATH of section 2.1.3.1."""
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if index < middle:
        yield from _beside(index, start, middle)
        yield middle, end
    else:
        yield from _beside(index, middle, end)
        yield start, middle


def _between(old: int, start: int, end: int, known: bool) -> Iterator[Span]:
    """The subtrees from which both roots are made: SUBPROOF of section 2.1.4.1. `known`: the old root is this one."""
    if old == end:
        if not known:
            yield start, end
        return
    middle = start + _split(end - start)
    if old <= middle:
        yield from _between(old, start, middle, known)
        yield middle, end
    else:
        yield from _between(old, middle, end, False)
        yield start, middle


def _roots_of(leaves: Iterable[bytes], spans: Sequence[Span], size: int, algorithm: str) -> list[bytes]:
    """Root of each span, none of which overlaps another, in one reading of the leaves."""
    roots: dict[Span, bytes] = {}
    waiting = sorted(spans, reverse=True)
    tree, number = Range(algorithm), 0
    for number, leaf in enumerate(leaves, 1):
        if waiting and number > waiting[-1][0]:
            tree.append(leaf)
            if number == waiting[-1][1]:
                roots[waiting.pop()] = tree.root()
                tree = Range(algorithm)
        if number == size:
            break
    if number < size:
        raise ValueError(f"there are {number} leaves, not {size}")
    return [roots[span] for span in spans]


# ----------------------------------------------------------------------------------------------- checking of proofs


def includes(leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes], algorithm: str = SHA256) -> bool:
    """Whether the proof shows that `leaf` is number `index` of the tree with that size and root (section 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes([leaf, root, *proof], algorithm):
        return False
    place, last, node = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(each, node, algorithm)
            while place & 1 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, each, algorithm)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def extends(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes], algorithm: str = SHA256) -> bool:
    """Whether the proof shows that the tree of `size` only adds to that of `old` (section 2.1.4.2).

    Nothing is to be proved of the empty tree, but its root, and both roots of one size, must be the ones they are.
    """
    if not 0 <= old <= size or not _are_hashes([old_root, root, *proof], algorithm):
        return False
    nothing = digest(b"", algorithm)
    if size == 0:
        return not proof and old_root == root == nothing
    if old == 0:
        return not proof and old_root == nothing
    if old == size:
        return not proof and old_root == root
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(each, before, algorithm), node_hash(each, after, algorithm)
            while place & 1 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, each, algorithm)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _are_hashes(values: Iterable[bytes], algorithm: str) -> bool:
    width = len(digest(b"", algorithm))
    return all(len(value) == width for value in values)
