"""Which changes of a draft somebody tells of: by the article, another number in quotation marks, or the words changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import PurePath
from typing import NamedTuple

from workflow.domain.compare import Change, Row, compare
from workflow.domain.facts import Draft
from workflow.domain.text import Text
from workflow.domain.unseen import worded

_NUMBER = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+(?:章|节|条|款|项|部分)|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+(?:、|[.．](?!\d))"
)


class Place(NamedTuple):
    """A run of characters of a paragraph."""

    paragraph: str
    start: int
    end: int


_ARTICLE = re.compile(r"第.+条")
_QUOTED = re.compile("“([^”]+)”")
_CITED = re.compile(r"《(?P<title>[^》]+)》(?:[（(][^）)]*[）)])?(?:[、和至及]?第[^，。；、《》第]{1,8}[条款项])+")
"""A document with its articles."""
_WORDS, _BESIDE = 4, 6
"""As many characters as tell a place apart; and so many on either side of a change are looked at for them."""


def unnamed(before: Draft, after: Draft, said: str) -> Iterator[Text]:
    """The places of a draft that were changed and are not named."""
    words, quotes, own = worded(said), _QUOTED.findall(said), _own(said, after)
    if worded(before.title) != worded(after.title) and worded(after.title) not in words:
        yield Text("名称", "the title")
    for row in compare(before.body, after.body):
        earlier, later = ("".join(piece.text for piece in side) for side in (row.before, row.after))
        if row.change is Change.SAME or _unnumbered(earlier) == _unnumbered(later):
            continue
        paragraph, body = (later, after.body) if later else (earlier, before.body)
        changes = list(_changes(row))
        by_number = _numbered(paragraph, body, own, quotes)
        if by_number and len(changes) == 1:
            continue
        cited = [worded(each) for each in quotes]
        if not all(any(_told(place, words, cited) for place in change) for change in changes):
            begins = _begins(paragraph) or paragraph.split("，")[0]
            said_so = Text("“{begins}”", "“{begins}”")
            if by_number:
                said_so = Text(
                    "“{begins}”（有{count}处改动，须逐处写明）",
                    "“{begins}” (changed in {count} places, each to be told)",
                )
            yield said_so.fmt(begins=begins, count=len(changes))


def _begins(paragraph: str) -> str:
    """The number a paragraph begins with; empty where it has none."""
    number = _NUMBER.match(paragraph)
    return number.group() if number else ""


def _own(said: str, draft: Draft) -> str:
    """What is said without the articles of other documents: an article of a law is no place of the draft."""
    title = worded(draft.title)
    return _CITED.sub(lambda found: found.group() if worded(found["title"]) in title else "", said)


def _numbered(paragraph: str, body: str, own: str, quotes: list[str]) -> bool:
    """Whether a paragraph is named by its number: the article, or another number in quotation marks.

    Where several paragraphs begin with that number it tells none of them apart: then what follows it is quoted too.
    """
    begins = _begins(paragraph)
    if not begins:
        return False
    if sum(_begins(line.strip()) == begins for line in body.splitlines()) == 1:
        return (_ARTICLE.match(begins) is not None and begins in own) or any(each.startswith(begins) for each in quotes)
    quoted = [worded(each) for each in quotes if each.startswith(begins)]
    return any(len(each) > len(worded(begins)) and worded(paragraph).startswith(each) for each in quoted)


def bases_unnamed(before: Draft, after: Draft, said: str) -> Iterator[Text]:
    """What the draft no longer rests on, or rests on now, and is not named by its title and article."""
    words = worded(said)
    sides = [{worded(f"{each.title} {each.article}"): each for each in side.bases} for side in (before, after)]
    for key in sorted((sides[0].keys() ^ sides[1].keys()) - {""}):
        basis = sides[0].get(key) or sides[1][key]
        if worded(basis.title) not in words or worded(basis.article) not in words:
            yield Text(
                f"依据《{basis.title.strip('《》')}》{basis.article}",
                f"the basis {basis.title} {basis.article}".rstrip(),
            )


def files_unnamed(before: Draft, after: Draft, said: str) -> Iterator[Text]:
    """The files that were added, left out or replaced and are not named: with the ending, in quotation marks, or by as many
    characters as tell it apart."""
    words, quotes = worded(said), [worded(each) for each in _QUOTED.findall(said)]
    sides = [{each.digest: each.name for each in side.files} for side in (before, after)]
    changed = [sides[0].get(digest) or sides[1][digest] for digest in sides[0].keys() ^ sides[1].keys()]
    for name in sorted(set(changed)):
        stem = worded(PurePath(name).stem)
        if worded(name) not in words and stem not in quotes and (len(stem) < _WORDS or stem not in words):
            yield Text(f"附件“{name}”", f"the file “{name}”")


def _unnumbered(paragraph: str) -> str:
    """The words of a paragraph: where only the number before it moved, its place did."""
    return worded(_NUMBER.sub("", paragraph, count=1) if _NUMBER.match(paragraph) else paragraph)


def _changes(row: Row) -> Iterator[tuple[Place, ...]]:
    """The changes of a paragraph, each with where it stands on either side: what no mark beside words tells is none."""
    places: dict[int, list[Place]] = defaultdict(list)
    for side in (row.before, row.after):
        end = after = 0
        for piece in side:
            start, end = end, end + len(piece.text)
            # both sides have the same characters unmarked, though not in the same pieces
            after += 0 if piece.marked else len(piece.text)
            if piece.marked and worded(piece.text):
                places[after].append(Place("".join(each.text for each in side), start, end))
    yield from map(tuple, places.values())


def _told(place: Place, words: str, quotes: list[str]) -> bool:
    """Whether a change is told: its words, with those beside it where they are few, or quoted."""
    paragraph, start, end = place
    whole, changed = worded(paragraph), worded(paragraph[start:end])
    if any((changed in each and each in whole) or (len(each) >= _WORDS and each in changed) for each in quotes):
        return True
    beside = range(_BESIDE + 1) if len(changed) < _WORDS else range(1)
    told = (worded(paragraph[max(start - left, 0) : end + right]) for left, right in product(beside, beside))
    return any(len(each) >= _WORDS and each in words for each in told)
