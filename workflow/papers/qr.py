"""QR codes as drawings: a square of modules and one path, for a page to show at any size, and for paper."""

from __future__ import annotations

from dataclasses import dataclass

import segno

BORDER = 4
"""How many modules around a code stay white; readers need them."""


@dataclass(frozen=True)
class Drawing:
    """How many modules wide and high it is, and the path over its dark ones."""

    side: int
    path: str


def drawing(text: str) -> Drawing:
    """The QR code of a text. Raises `ValueError` for one that is too long (2,953 bytes)."""
    rows = list(segno.make(text, error="l", micro=False, boost_error=False).matrix_iter(border=BORDER))
    runs = (f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(bytes(row)))
    return Drawing(len(rows), "".join(runs))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules stand side by side in a row: from which one, and how many."""
    found, start = [], 0
    for part in row.split(b"\x00"):
        if part:
            found.append((start, len(part)))
        start += len(part) + 1
    return found
