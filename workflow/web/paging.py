"""Pages of a list, and numbers in addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """The whole number in an address or a hidden field; `otherwise` for anything else, however large or strange."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


@dataclass(frozen=True)
class Page:
    """Which page of how many, and the address of each."""

    page: int
    pages: int
    url: Callable[[int], str]
