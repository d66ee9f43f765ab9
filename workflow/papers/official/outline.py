"""The main content of a draft, for a letter that it is annexed to: whole where it is short, else what its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from workflow.domain.text import numeral
from workflow.papers.official.document import Heading
from workflow.papers.official.markup import NUMBERS, drafted

_SHORT = 900
"""How many characters a draft has at most that is told whole: more than two pages of a letter are its annex."""
# a line that cites an article goes on without a space
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条\s")


def outline(body: str) -> Iterator[tuple[bool, str]]:
    """The lines of it, each with whether it is a heading; its headings are without their numbers, which the letter gives anew."""
    lines = [shown for each in body.splitlines() if (shown := each.strip())]
    if sum(map(len, lines)) <= _SHORT:
        yield from _whole(lines)
        return
    parts = [_bare(each) for each in lines if _level(each) == 1]
    articles = sum(1 for each in lines if _ARTICLE.match(each))
    if len(parts) > 1:
        many = "两" if len(parts) == 2 else numeral(len(parts))
        yield False, f"分为{'、'.join(parts)}{many}个部分，全文附后。"
    elif parts:
        yield False, f"包括{parts[0]}，全文附后。"
    elif articles:
        yield False, f"共{articles}条，全文附后。"
    else:
        yield False, "全文附后。"


def _whole(lines: list[str]) -> Iterator[tuple[bool, str]]:
    places = count(1)
    for line in lines:
        if _level(line) == 1:
            places = count(1)
            yield True, _bare(line)
        elif NUMBERS[1].match(line):
            # what the draft numbers （一） stands below a heading that bears such a number in the letter
            yield False, f"{next(places)}．{line.partition('）')[2].strip()}"
        else:
            yield False, line


def _level(line: str) -> int:
    block = drafted(line)
    return block.level if isinstance(block, Heading) else 0


def _bare(heading: str) -> str:
    return heading.partition("、")[2].strip()
