"""What people see of a text: characters nobody sees make it neither filled in nor another, and marks make no other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# letters and a sign by category, and blank all the same
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
# where the ideographs are that Unicode adds: what has no category yet may be one of a rare name
_IDEOGRAPHS = range(0x20000, 0x40000)

_SHARE = "%‰"  # marks by category, and words by what they say
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PARTS = re.compile(r"(?<=\d) +(?=\d)")


def unseen(char: str) -> bool:
    """Whether a character is blank, a mark on another, a control, unassigned outside the ideographs, or of private use."""
    kind = unicodedata.category(char)
    return kind[0] in "MZ" or (kind[0] == "C" and ord(char) not in _IDEOGRAPHS) or char in _FILLERS


def seen(text: str) -> str:
    """The text; empty where nothing of it is seen."""
    return "" if all(map(unseen, text)) else text


def worded(text: str) -> str:
    """The words and figures of a text, whatever their width and case: without blanks, marks, symbols and what is unseen.

    What parts two figures is kept, whichever mark it is: 3.5 is not 35.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if not unseen(char))
    parted = "".join(" " if _mark(char) else char for char in _THOUSANDS.sub("", plain))
    return _PARTS.sub(".", parted).replace(" ", "")


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, but for blanks, marks and what nobody sees; where there is none, none is the same."""
    return bool(worded(one)) and worded(one) == worded(other)


def among(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of others."""
    return any(same_name(name, each) for each in others)


def _mark(char: str) -> bool:
    kind = unicodedata.category(char)
    return (kind[0] == "P" and char not in _SHARE) or kind == "So"
