"""Where a long title is broken: words stay whole, and the lines make a trapezium or a lozenge (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, pairwise

from workflow.papers.official.layout import Layout

_NEVER, _TORN, _BOUND, _LOOSE, _GOOD = 1000.0, 300.0, 60.0, 8.0, 0.0
"""What a break costs: against the rules of setting, inside a word, between words that belong together, between others, where it helps."""
_IN_NAME = 6.0
"""What a break inside 《》 costs beside."""

_SCRAP = 4
"""Of a name so few characters are not left at the end of a line."""

_NOT_FIRST = frozenset("，。；：、！？）》〉”’】〕…")
_NOT_LAST = frozenset("（《〈“‘【〔第")
_NUMBER = frozenset("0123456789〔〕年度月日号%％.—－～-")
_GOOD_AFTER = frozenset("》〉、")
_PARTICLES = frozenset("的和与及之了或等")
"""Words that neither begin a line nor, but for 的, end one."""
_PLACES = frozenset("省市区县乡镇村")
"""Words of one character that end a name."""
_NOTE = re.compile("（[^（）]{1,5}）")
"""（草案） and the like belong to what they stand behind."""
_KIND = re.compile("的[^的》）]{1,4}$")
"""The kind of paper that a title ends with (的请示, 的通知) is not torn off."""
_TERMS = ("重大行政决策", "合法性审查", "公平竞争审查", "法治政府", "风险评估", "后评估", "听证会", "意见书", "草案")
"""What the law calls by one word and the dictionary does not."""


def title_width(layout: Layout) -> int:
    """How many characters of a title fill a line."""
    return int(layout.area / layout.type.title)


def title_lines(title: str, most: int) -> list[str]:
    """The title in as few lines of at most `most` characters as it takes, broken where it hurts least.

    A line begins and ends with a whole word, numbers stay whole, and the lines are of like length, the outer ones rather shorter.
    """
    ends = [0.0, *accumulate(0.6 if each.isascii() else 1.0 for each in title)]
    if ends[-1] <= most:
        return [title]
    hurt = _hurts(title)
    lines = -int(-ends[-1] // most)
    best: tuple[float, list[int]] | None = None
    for count in (lines, lines + 1):
        found = _best(ends, hurt, most, count)
        best = min(filter(None, (best, found)), default=None)
        if best and best[0] < _BOUND * count:
            break
    places = best[1] if best else list(range(0, len(title), most))
    return [title[start:end] for start, end in pairwise([*places, len(title)])]


def _best(ends: list[float], hurt: list[float], most: int, count: int) -> tuple[float, list[int]] | None:
    """The cheapest way into `count` lines: its cost, and where each line begins."""
    found: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for wished in _wished(ends[-1], count):
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, places) in found.items():
            for end in range(start + 1, len(ends)):
                width = ends[end] - ends[start]
                if width > most:
                    break
                total = cost + (width - wished) ** 2 / 4 + hurt[end]
                if end not in further or total < further[end][0]:
                    further[end] = total, [*places, start]
        found = further
    return found.get(len(ends) - 1)


def _wished(whole: float, count: int) -> list[float]:
    """How wide each line had best be: of three or more the first and the last are the shorter."""
    shares = [1.0 if 0 < place < count - 1 else 0.85 for place in range(count)]
    return [whole * each / sum(shares) for each in shares]


def _hurts(title: str) -> list[float]:
    """What a break costs before each character, and at the end."""
    costs = [_TORN] * len(title) + [_GOOD]
    words = list(_words(title))
    for (_start, before), (place, after) in pairwise(words):
        costs[place] = _between(before, after)
        begun = title.rfind("《", 0, place)
        if begun > title.rfind("》", 0, place):
            costs[place] += _IN_NAME if place - begun > _SCRAP else _BOUND / 2
    for note in _NOTE.finditer(title):
        costs[note.start()] = max(costs[note.start()], _BOUND)
        costs[note.start() + 1 : note.end()] = [_NEVER] * (len(note[0]) - 1)
    if kind := _KIND.search(title):
        costs[kind.start() : len(title)] = [_NEVER] * len(kind[0])
    for place in range(1, len(title)):
        before, after = title[place - 1], title[place]
        if after in _NOT_FIRST or before in _NOT_LAST or (before in _NUMBER and after in _NUMBER):
            costs[place] = _NEVER
    return costs


def _between(before: str, after: str) -> float:
    """What a break between two words costs."""
    if after in _PARTICLES:
        return _NEVER
    if before in _PARTICLES - {"的"} or before == "关于":
        return _BOUND
    if before[-1] in _GOOD_AFTER or before == "年度" or after == "关于" or after[0] in "《〈":
        return _GOOD
    if len(after) == 1 and after not in _NOT_LAST:
        return _BOUND
    return _LOOSE if len(before) > 1 or before in _PLACES or before in "）的" else 2 * _LOOSE


def _words(title: str) -> Iterator[tuple[int, str]]:
    """The words of a title, each with the place it begins at."""
    place = 0
    for word in _segmenter()(title):
        yield place, word
        place += len(word)


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """What tells words apart. Its dictionary takes a fifth of a second to load: only a title of several lines waits for it."""
    import rjieba

    for each in _TERMS:
        rjieba.add_word(each, None, None)
    # without guessing at words the dictionary lacks: names of places came out wrong
    return lambda text: rjieba.cut(text, False)
