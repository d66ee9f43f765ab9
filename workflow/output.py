"""Printing as UTF-8 whatever the locale: a shell under LANG=C would refuse Chinese."""

from __future__ import annotations

import sys


def put(text: str, *, error: bool = False) -> None:
    """Print `text` as it is."""
    stream = (sys.stderr if error else sys.stdout).buffer
    stream.write(text.encode("utf-8", "replace"))
    stream.flush()
