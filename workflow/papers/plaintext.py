"""Plain text for a terminal or a printer: lines of a width in which Chinese characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from workflow.domain.text import Text

WIDTH = 78
# what may not begin a line
_CLOSING = "，。；：、！？）》〉”’】〕…,.;:!?)]}"


def entry(label: Text, value: Text, lang: str, indent: int) -> Iterator[str]:
    """A label and its value, whose further lines hang below its first."""
    room = 9 if lang.startswith("zh") else 10
    head = " " * indent + label.say(lang)
    head += " " * max(indent + room - width(head), 1)
    yield from wrapped(head + value.say(lang), width(head))


def plain(text: str) -> str:
    """The text without characters that could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def wrapped(text: str, hang: int) -> list[str]:
    """The text in lines of at most `WIDTH` columns, full-width characters being two; lines after the first hang."""
    lines, line = [], ""
    for piece in _pieces(plain(text)):
        if width(line) + width(piece.rstrip()) > WIDTH and line.strip() and piece[0] not in _CLOSING:
            lines.append(line.rstrip())
            line = " " * hang + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What a line may not be broken in: a Chinese character, or a run of others up to the space after it."""
    run = ""
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            if run:
                yield run
                run = ""
            yield char
        else:
            run += char
            if char == " " and run.strip():
                yield run
                run = ""
    if run:
        yield run
