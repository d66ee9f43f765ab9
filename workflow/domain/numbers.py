"""Document numbers (发文字号): agency code, year in six-angle brackets, serial number (GB/T 9704-2012 7.2.5).

Read leniently, since people and old papers write them in many ways; printed strictly: 清泉府发〔2022〕5号.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from workflow.domain.unseen import unseen

_CODE = re.compile(r"[^\s0-9〔〕\[\]()（）【】]{1,20}")
_NUMBER = re.compile(r"(?P<code>[^\s〔〕\[\]()（）【】]{1,20})〔(?P<year>(?:19|20)\d{2})〕(?P<serial>[1-9]\d{0,4})号?")
_BRACKETS = re.compile(r"[\[【［(（〔]\s*(\d{4})\s*[\]】］)）〕]")


class DocumentNumber(NamedTuple):
    """A number in its parts."""

    code: str
    year: int
    serial: int

    def __str__(self) -> str:
        """The number as it is printed."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


def tidied(written: str) -> str:
    """What was written with the brackets, digits, blanks, 第 and leading zeros of a number put right; any text comes back."""
    shown = (char for char in written if not unseen(char))
    plain = "".join(chr(ord(char) - 0xFEE0) if "０" <= char <= "９" else char for char in shown)
    plain = _BRACKETS.sub(r"〔\1〕", re.sub(r"\s", "", plain))
    return re.sub(r"〕第?0*", "〕", plain)


def as_printed(written: str) -> str:
    """A number as it is printed; what is none stays as it was written."""
    found = document_number(written)
    return str(found) if found else written.strip()


def document_number(written: str) -> DocumentNumber | None:
    """The number that was written in whatever way; None for what is none."""
    found = _NUMBER.fullmatch(tidied(written))
    return DocumentNumber(found["code"], int(found["year"]), int(found["serial"])) if found else None


def may_be_code(written: str) -> bool:
    """Whether numbers can begin with it: a few characters, no digit, no bracket, no blank."""
    return bool(_CODE.fullmatch(written))
