"""What people see of a text: characters nobody sees make it neither filled in nor another, and marks make no other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# letters and a sign by category, and blank all the same
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
# where the ideographs are that Unicode adds: what has no category yet may be one of a rare name
_IDEOGRAPHS = range(0x20000, 0x40000)

_SHARE = "%‰"  # marks by category, and words by what they say
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BRACKETED = re.compile(r"[(\[{【〔〖〈《「『][^)\]}】〕〗〉》」』]{2,}([)\]}】〕〗〉》」』]|$)")
_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[,;:/|—]")
"""What parts a name from what is said of the person."""
_POST = re.compile(
    "(法律顾问|公职律师|律师|副?(?:主任|所长|站长|科长|股长|局长|乡长|镇长|县长|区长|主席|书记|组长|部长|队长|院长|教授|研究员|经理)"
    "|副?调研员|党?委员|科员|干部|干事|办事员|工程师|会计师|法律工作者|负责人|审查人|主持人|记录人|起草人|经办人|同志|先生|女士|老师)$"
)
_SHORTEST = 2
_PARTS = re.compile(r"(?<=\d) +(?=\d)")


def unseen(char: str) -> bool:
    """Whether a character is blank, a mark on another, a control, unassigned outside the ideographs, or of private use."""
    kind = unicodedata.category(char)
    return kind[0] in "MZ" or (kind[0] == "C" and ord(char) not in _IDEOGRAPHS) or char in _FILLERS


def seen(text: str) -> str:
    """The text; empty where nothing of it is seen."""
    return "" if all(map(unseen, text)) else text


def spaced(text: str) -> str:
    """The text in plain characters, with its blanks, but without whatever else nobody sees."""
    return unicodedata.normalize("NFKC", text).translate(_SPACED)


def worded(text: str) -> str:
    """The words and figures of a text, whatever their width and case: without blanks, marks, symbols and what is unseen.

    What parts two figures is kept, whichever mark it is: 3.5 is not 35.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SEEN)
    parted = _THOUSANDS.sub("", plain).translate(_PARTED)
    return _PARTS.sub(".", parted).replace(" ", "")


def same_words(one: str, other: str) -> bool:
    """Whether two titles are one, but for blanks, marks and what nobody sees; where there is none, none is the same."""
    return bool(worded(one)) and worded(one) == worded(other)


def same_name(one: str, other: str) -> bool:
    """Whether two names of people are one: whatever stands in brackets, after a mark or as a post beside them, is no part of
    a name. A single character in brackets is: (大), (女) tell namesakes apart."""
    return bool(named(one)) and named(one) == named(other)


def same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two signatures, each of account and name, are of one person: by the account, or by the name, for one person may
    come to have two accounts, and papers know names alone. Namesakes are told apart in their names."""
    return bool(one[0] and one[0] == other[0]) or same_name(one[1], other[1])


def among(name: str, others: Iterable[str]) -> bool:
    """Whether somebody's name is one of others."""
    return any(same_name(name, each) for each in others)


@lru_cache(maxsize=4096)
def named(name: str) -> str:
    """The words of a name alone. What is left of one has two characters at least: 何主任 stays what it is."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", name)) or name
    head, *blanks = _BESIDE.split(plain, maxsplit=1)[0].split() or [""]
    found = worded(head + "".join(each for each in blanks if not _POST.search(each)))
    while (left := _POST.sub("", found)) != found and len(left) >= _SHORTEST:
        found = left
    return found or worded(name)


def _mark(char: str) -> bool:
    kind = unicodedata.category(char)
    return (kind[0] == "P" and char not in _SHARE) or kind == "So"


class _Into(dict[int, str]):
    """A table for `str.translate`: the characters of which something holds become one text; filled as they are met."""

    def __init__(self, holds: Callable[[str], bool], into: str) -> None:
        self._holds, self._into = holds, into

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = self._into if self._holds(char) else char
        return found


_SEEN = _Into(unseen, "")
_SPACED = _Into(lambda char: unseen(char) and not char.isspace(), "")
_PARTED = _Into(_mark, " ")
