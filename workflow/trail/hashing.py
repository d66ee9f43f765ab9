"""The hash algorithms of the trail, in one place: SHA-256, and SM3 of GB/T 32905 beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

SHA256 = "sha256"
SM3_NAME = "sm3"
ALGORITHMS = (SHA256, SM3_NAME)
"""The algorithms every log is hashed under from its first entry: one added later would protect nothing earlier."""


def _sm3(data: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SM3, Hash  # only where it is needed

    state = Hash(SM3())
    state.update(data)
    return state.finalize()


@cache
def hashing(algorithm: str) -> Callable[[bytes], bytes]:
    """The function from bytes to their digest. Raises `ValueError` for an algorithm there is none of.

    Whether `hashlib` knows SM3 depends on how its OpenSSL was built; where it does not, `cryptography` does.
    """
    if algorithm == SHA256:
        return lambda data: hashlib.sha256(data).digest()
    if algorithm == SM3_NAME and SM3_NAME not in hashlib.algorithms_available:
        return _sm3
    begun = hashlib.new(algorithm)

    def copied(data: bytes) -> bytes:  # twice as quick as looking the algorithm up each time
        state = begun.copy()
        state.update(data)
        return state.digest()

    return copied


def digest(data: bytes, algorithm: str = SHA256) -> bytes:
    """Digest of the data. Raises `ValueError` for an unknown algorithm."""
    return hashing(algorithm)(data)
