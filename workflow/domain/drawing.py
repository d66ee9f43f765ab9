"""Drawing experts so that nobody chooses: whoever has the log comes to the same result.

The seed is the SHA-256 of a text that names the log's root before the draw, the moment of the draw, the matter, and what
was asked. The root cannot be chosen, the moment not to the millisecond. Candidates are put in the order of the SHA-256
of seed and number; the first are drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

HEADING = "shenjue expert draw 1"


def seed_text(
    *, log_size: int, log_root: str, moment: str, matter: str, field: str, wanted: int, candidates: Sequence[str]
) -> str:
    """The text the seed is made of, a line for each part."""
    return "\n".join(
        (HEADING, str(log_size), log_root, moment, matter, field, str(wanted), ";".join(sorted(candidates)))
    )


def seed_of(text: str) -> str:
    """The seed in hex."""
    return _digest(text)


def rank(seed: str, number: str) -> str:
    """What a candidate is ordered by."""
    return _digest(f"{seed}\n{number}")


def draw(seed: str, candidates: Sequence[str], wanted: int) -> tuple[str, ...]:
    """The numbers of those drawn, in their order."""
    return tuple(sorted(candidates, key=lambda number: rank(seed, number))[:wanted])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
