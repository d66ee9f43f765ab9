"""What officials type: full-width digits, days in the usual ways, numbers."""

from __future__ import annotations

import re
from datetime import date

from workflow.domain.unseen import seen

# far enough for any decision, near enough for any calendar
YEARS = {str(year) for year in range(1980, 2201)}
MOST = 999_999_999
_WIDTH = str.maketrans({chr(0xFF01 + place): chr(0x21 + place) for place in range(94)} | {"\u3000": " "})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://[^\s/.:]+(\.[^\s/.:]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def clean(value: str | None) -> str:
    """Text as it is kept: line ends of one kind, no control or direction characters, no blanks around it.

    What nobody would see is nothing, so a field that must be filled in is not filled in with that.
    """
    return seen(_CONTROL.sub("", (value or "").replace("\r\n", "\n").replace("\r", "\n")).strip())


def half_width(value: str) -> str:
    """Full-width digits, letters and signs as half-width ones."""
    return value.translate(_WIDTH).strip()


def typed_digest(written: str) -> str | None:
    """The SHA-256 that was written, in lower case and without blanks; None where it is none."""
    plain = "".join(half_width(written).split()).lower()
    return plain if _SHA256.fullmatch(plain) else None


def is_address(written: str) -> bool:
    """Whether a text is the whole address of a page: with its scheme, a host and no blank."""
    return bool(_ADDRESS.fullmatch(written))


def typed_day(written: str) -> date | None:
    """The day that was written 2022-3-1, 2022年3月1日, ２０２２．３．１ or 2022/3/1; None where it is none."""
    found = _DATE.fullmatch(half_width(written))
    if found is None or found[1] not in YEARS:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
