"""Canonical bytes: the JSON of RFC 8785, of what entries and facts are made of.

Of text, whole numbers, yes and no, nothing, and of lists and objects of these under keys of ASCII, the standard library
makes the very same bytes as the standard asks for, in a quarter of the time it takes to write them step by step. Anything
else is refused: a fraction, a number no other reader keeps exactly, a key whose place among others is open to argument.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

_EXACT = 2**53
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class NotCanonical(ValueError):
    """There are no canonical bytes of such a value here."""


def canonical(value: object) -> bytes:
    """Canonical bytes of a value. Raises `NotCanonical`."""
    _check(value)
    return written(value)


def written(value: object) -> bytes:
    """The bytes of a value known to be proper. Raises `NotCanonical` for text with a lone surrogate."""
    try:
        return _encoder.encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate") from error


def _check(value: object) -> None:
    if isinstance(value, dict):
        if not _ascii(value):
            raise NotCanonical("a key that is not ASCII")
        _check_each(value.values())
    elif isinstance(value, list | tuple):
        _check_each(value)
    elif isinstance(value, int):
        if not -_EXACT < value < _EXACT:
            raise NotCanonical(f"a number of {value.bit_length()} bits")
    elif value is not None and not isinstance(value, str):
        raise NotCanonical(type(value).__name__)


def _check_each(values: Iterable[object]) -> None:
    for each in values:
        if not isinstance(each, str):
            _check(each)


def _ascii(keys: Iterable[object]) -> bool:
    try:
        return "".join(keys).isascii()  # type: ignore[arg-type]
    except TypeError:
        return False
