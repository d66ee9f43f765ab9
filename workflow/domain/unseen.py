"""Characters that nobody sees: a text of nothing else is blank, and another one of them makes no other text."""

from __future__ import annotations

import unicodedata

# letters and a sign by category, and blank all the same
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
# where the ideographs are that Unicode adds: what has no category yet may be one of a rare name
_IDEOGRAPHS = range(0x20000, 0x40000)


def unseen(char: str) -> bool:
    """Whether a character is blank, a mark on another, a control, unassigned outside the ideographs, or of private use."""
    kind = unicodedata.category(char)
    return kind[0] in "MZ" or (kind[0] == "C" and ord(char) not in _IDEOGRAPHS) or char in _FILLERS


def seen(text: str) -> str:
    """The text; empty where nothing of it is seen."""
    return "" if all(map(unseen, text)) else text


def worded(text: str) -> str:
    """The letters, figures and signs of a text, whatever their width and case: without blanks, marks and what is unseen."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if not unseen(char) and unicodedata.category(char)[0] != "P")
