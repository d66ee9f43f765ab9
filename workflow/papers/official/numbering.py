"""The numbers of headings: 一、 then （一） then 1．, each level counted anew below the one above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.domain.text import numeral
from workflow.papers.official.document import Block, Heading


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with the number before its text; empty for what is no heading, and for one that came with its number."""
    count = [0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading) or block.own:
            yield "", block
            continue
        place = block.level - 1
        count = [*count[:place], count[place] + 1, *[0] * (2 - place)]
        yield _written(block.level, count[place]), block


def _written(level: int, number: int) -> str:
    match level:
        case 1:
            return f"{numeral(number)}、"
        case 2:
            return f"（{numeral(number)}）"
    return f"{number}．"
