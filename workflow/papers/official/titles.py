"""Where a long title is broken: into lines of like length that do not tear apart what belongs together."""

from __future__ import annotations

from itertools import pairwise

from workflow.papers.official.layout import Layout

_NOT_FIRST = "，。；：、！？）》〉”’】〕…的和与及之了"
_NOT_LAST = "（《〈“‘【〔第"
_NUMBER = frozenset("0123456789〔〕年度月日号%％.—－～-")
_GOOD_AFTER = "》〉）的、"
_GOOD_BEFORE = "《〈（"
_GOOD_WORDS = ("关于", "征求", "实施", "暂行", "重大", "年度")


def title_width(layout: Layout) -> int:
    """How many characters of a title fill a line."""
    return int(layout.area / layout.type.title)


def title_lines(title: str, most: int) -> list[str]:
    """The title in as few lines of at most `most` characters as it takes, broken where it hurts least.

    A line neither begins nor ends with a mark that may not, numbers stay whole, and the lines are of like length.
    """
    lines = -(-len(title) // most)
    if lines <= 1:
        return [title]
    best: tuple[float, list[int]] | None = None
    for count in (lines, lines + 1):
        best = _best(title, most, count)
        if best and best[0] < 1000:
            break
    places = best[1] if best else list(range(0, len(title), most))
    return [title[start:end] for start, end in pairwise([*places, len(title)])]


def _best(title: str, most: int, count: int) -> tuple[float, list[int]] | None:
    """The cheapest way into `count` lines: its cost, and where each line begins."""
    even = len(title) / count
    found: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, places) in found.items():
            ends = [len(title)] if line == count - 1 else range(start + 1, min(start + most, len(title) - 1) + 1)
            for end in ends:
                if end - start > most:
                    continue
                total = cost + abs(end - start - even) ** 2 / 4 + _hurt(title, end)
                if end not in further or total < further[end][0]:
                    further[end] = total, [*places, start]
        found = further
    return found.get(len(title))


def _hurt(title: str, place: int) -> float:
    """What it costs to break before the character at `place`."""
    if place >= len(title):
        return 0.0
    before, after = title[place - 1], title[place]
    if after in _NOT_FIRST or before in _NOT_LAST or (before in _NUMBER and after in _NUMBER):
        return 1000.0
    good = before in _GOOD_AFTER or after in _GOOD_BEFORE or title.startswith(_GOOD_WORDS, place)
    good = good or title.endswith("年度", 0, place)
    return 0.0 if good else 14.0
