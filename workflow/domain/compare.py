"""Two versions of a text side by side: paragraph by paragraph, with the changed characters marked.

Whatever is given, comparing ends soon: where two passages are too long to be compared character by character they are
compared by sentences, and beyond that as wholes. The answer is coarser then, never wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# products of lengths up to which a comparison is quick enough for a page
_PAIRS = 40_000
_TOKENS = 250_000
_LINES = 1_000_000
# below this share of common pairs of characters, two paragraphs are different ones and not a changed one
_ALIKE = 0.35

_WORD = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。；！？.;!?]*[。；！？.;!?]?", re.DOTALL)


class Change(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of characters, marked if the other version does not have it in this place."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Row:
    """A paragraph before and after; a side on which it does not exist has no pieces."""

    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compare(before: str, after: str) -> list[Row]:
    """The paragraphs of both texts in their order; blank lines and blanks around a paragraph do not count."""
    old, new = _paragraphs(before), _paragraphs(after)
    rows: list[Row] = []
    many = len(old) * len(new) > _LINES
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=many).get_opcodes():
        if tag == "equal":
            rows += [_same(paragraph) for paragraph in old[i1:i2]]
        else:
            rows += _changed(old[i1:i2], new[j1:j2])
    return rows


def nothing_left(before: str, after: str) -> bool:
    """Whether not one paragraph of a text is left in another, as it was or changed, nor the whole in other paragraphs.

    A single paragraph is too little to tell by: it may only point to a file.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    if min(len(old), len(new)) < 2 or any(
        row.change in (Change.SAME, Change.CHANGED) for row in compare(before, after)
    ):
        return False
    return _likeness(_profile("".join(old)), _profile("".join(new))) < _ALIKE


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _same(paragraph: str) -> Row:
    piece = (Piece(paragraph, False),)
    return Row(Change.SAME, piece, piece)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """The rows of a stretch in which no paragraph is the same: the like are paired, the rest removed or added."""
    i = j = 0
    for left, right in [*_pairs(old, new), (len(old), len(new))]:
        yield from (Row(Change.REMOVED, (Piece(text, True),), ()) for text in old[i:left])
        yield from (Row(Change.ADDED, (), (Piece(text, True),)) for text in new[j:right])
        if left < len(old):
            yield Row(Change.CHANGED, *_marked(old[left], new[right]))
        i, j = left + 1, right + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs belong together, in order, so that the likeness of all pairs is greatest."""
    olds, news = [_profile(text) for text in old], [_profile(text) for text in new]
    if len(old) * len(new) > _PAIRS:
        return [(n, n) for n in range(min(len(old), len(new))) if _likeness(olds[n], news[n]) >= _ALIKE]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_likeness(left, right) for right in news] for left in olds]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _profile(text: str) -> Counter[str]:
    return Counter(text[n : n + 2] for n in range(max(len(text) - 1, 1)))


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    if len(left) > len(right):
        left, right = right, left
    common = sum(min(count, right[pair]) for pair, count in left.items() if pair in right)
    return 2 * common / (left.total() + right.total())


def _marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both paragraphs in pieces; numbers and Latin words are marked whole."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _TOKENS:
        old, new = ([each for each in _SENTENCE.findall(text) if each] for text in (before, after))
    if len(old) * len(new) > _TOKENS:
        return (Piece(before, True),), (Piece(after, True),)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in _smoothed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        _append(left, "".join(old[i1:i2]), tag != "equal")
        _append(right, "".join(new[j1:j2]), tag != "equal")
    return tuple(left), tuple(right)


_Opcode = tuple[str, int, int, int, int]


def _smoothed(codes: Sequence[_Opcode]) -> Iterator[_Opcode]:
    """A single character in common between two changes is chance, and only makes them hard to read."""
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        yield ("replace" if tag == "equal" and inside and i2 - i1 == 1 else tag), i1, i2, j1, j2


def _append(pieces: list[Piece], text: str, marked: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1].marked == marked:
        text = pieces.pop().text + text
    pieces.append(Piece(text, marked))
