"""QR codes: the drawing is the code, module by module, with nothing a strict page would refuse."""

from __future__ import annotations

import re

import pytest
import segno

from workflow.papers.qr import BORDER, drawing

NOTE = "gov.example/log\n1200\nMf5u0aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8=\n\n— gov.example/log AAAA\n"


def dark(path: str) -> set[tuple[int, int]]:
    """The modules a path covers."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert all(there == back for _, _, there, back in runs)
    return {(int(x) + step, int(y)) for x, y, width, _ in runs for step in range(int(width))}


def test_the_drawing_is_the_code():
    found = drawing(NOTE)
    code = segno.make(NOTE, error="l", micro=False, boost_error=False)
    assert found.side == code.symbol_size(border=BORDER)[0]
    assert dark(found.path) == {
        (x + BORDER, y + BORDER) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module
    }
    # nothing touches the white border
    assert all(BORDER <= each < found.side - BORDER for place in dark(found.path) for each in place)


def test_what_no_code_can_hold_is_refused():
    with pytest.raises(ValueError, match="Data too large"):
        drawing("x" * 3000)
