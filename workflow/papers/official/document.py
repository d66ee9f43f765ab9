"""What an official document consists of, before it is set: GB/T 9704-2012 names its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

Align = Literal["body", "left", "centre", "right", "title"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3, without its number: that follows from its place (一、（一）1．). `own`: its text has one."""

    level: int
    text: str
    own: bool = field(default=False, metadata={"told": False})  # its text tells


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `body` is indented by two characters, `title` is what stands above something attached."""

    text: str
    align: Align = "body"


@dataclass(frozen=True)
class Cell:
    """A cell of a table: `label` names what stands beside it, `span` says over how many columns it goes."""

    text: str
    label: bool = False
    span: int = 1


@dataclass(frozen=True)
class Table:
    """A table; the first row is repeated on each page where `head`. `widths`: the columns' shares."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: bool = False

    @property
    def short(self) -> bool:
        """Whether it is so short that it stays on one page."""
        texts = [cell.text for row in self.rows for cell in row]
        return len(self.rows) <= _SHORT and sum(map(len, texts)) <= _SHORT * 20


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, how long it is beside the longest, in per cent, and its number in words."""

    name: str
    share: float
    said: str


@dataclass(frozen=True)
class Bars:
    """Bars below one another, each with its number, so that they are a table too."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


_SHORT = 6
"""How many rows a short table has at most."""

Block = Heading | Paragraph | Table | Bars | PageBreak


@dataclass(frozen=True)
class Source:
    """Where a paper comes from: `words` are printed beside the QR code, of which `code` is the text."""

    words: str
    code: str


@dataclass(frozen=True)
class Document:
    """An official document. Parts that are empty are left out.

    `mark` is the red mark of the issuing organ (发文机关标志), with `number` (发文字号) and, on papers to a superior, `signer`
    (签发人) below it; `attending` are the lines of minutes (出席, 请假, 列席); `by` and `dated` sign; `attached` is the text
    that goes with it, on a page of its own; it closes with `copies` (抄送), of minutes `distributed` (分送), and with who had
    it printed and when (`printed`, `printed_on`: 印发机关、印发日期).
    """

    title: str
    body: tuple[Block, ...] = ()
    mark: str = ""
    number: str = ""
    signer: str = ""
    addressee: str = ""
    attending: tuple[tuple[str, str], ...] = ()
    annexes: tuple[str, ...] = ()
    by: str = ""
    dated: str = ""
    attached: tuple[Block, ...] = ()
    copies: str = ""
    distributed: str = ""
    printed: str = ""
    printed_on: str = ""
    source: Source | None = None

    @property
    def closing(self) -> tuple[tuple[str, str], ...]:
        """The lines that close it and what each begins with (版记): whom it goes to beside its addressee."""
        lines = (("抄送：", self.copies), ("分送：", self.distributed))
        return tuple((name, f"{names.rstrip('。')}。") for name, names in lines if names)

    @property
    def printing(self) -> tuple[str, str]:
        """Who had it printed, and when, as the last line says it."""
        return self.printed, f"{self.printed_on}印发" if self.printed_on else ""

    def annex_mark(self, block: Block) -> str:
        """What stands at the top left where an annex begins, as the note below the text counts it: 附件, or 附件1."""
        if not isinstance(block, Paragraph) or block.align != "title" or block.text not in self.annexes:
            return ""
        return f"附件{self.annexes.index(block.text) + 1}" if len(self.annexes) > 1 else "附件"

    def told(self) -> Any:
        """What it says, as plain values: parts that say nothing of their own are left out, so that a part it may have
        one day changes nothing of a paper that has none."""
        return _told(self)

    def texts(self) -> Iterator[str]:
        """Every piece of text in it, for whoever looks whether it can be printed."""
        for each in fields(self):
            yield from _texts(getattr(self, each.name))


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    if not is_dataclass(value):
        return value
    kept = ((each.name, getattr(value, each.name)) for each in fields(value) if each.metadata.get("told", True))
    defaults = {each.name: each.default for each in fields(value)}
    return {name: _told(part) for name, part in kept if part != defaults[name]}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Heading | Paragraph | Cell | Table | Bar | Bars | Source):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
