"""Commitments: what stands in an entry in place of a citizen's personal data.

A plain hash of a telephone number is found by trying all of them; keyed with a random salt it says nothing, and
destroying the salt erases the value for good while the entry, and every root over it, stays as it was.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping

SALT_BYTES = 16
"""Length of a salt, which must come from a secure random source and be used for one value only."""


def commit(salt: bytes, field: str, value: bytes) -> str:
    """Commitment to the value of a field: ``c1:`` and the hex of HMAC-SHA-256(salt, field ‖ 0x00 ‖ value).

    Raises `ValueError` for a salt of another length and for a field name with a NUL, which would let one field's
    commitment pass for another's.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    if "\x00" in field:
        raise ValueError("a field name cannot hold a NUL")
    return "c1:" + hmac.digest(salt, field.encode("utf-8") + b"\x00" + value, "sha256").hex()


def matches(commitment: str, salt: bytes, field: str, value: bytes) -> bool:
    """Whether `commitment` is the one to this value, compared in constant time. Raises as `commit` does."""
    return hmac.compare_digest(commitment.encode("utf-8", "surrogatepass"), commit(salt, field, value).encode("ascii"))


def commitments_of(entry: Mapping[str, str]) -> dict[str, str]:
    """Kind of evidence → the commitment to it, private ones too."""
    pairs = [each.partition("=") for key in ("in", "pc") for each in entry[key].split(";") if each]
    return {kind: commitment for kind, _, commitment in pairs}


def fits(commitment: str, salt: bytes, kind: str, body: bytes) -> bool:
    """Whether a piece of evidence is what was committed to."""
    proper = isinstance(salt, bytes) and isinstance(body, bytes) and len(salt) == SALT_BYTES
    return proper and matches(commitment, salt, kind, body)
