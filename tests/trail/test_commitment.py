"""A commitment binds to one field and one value, and gives neither away."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.trail.commitment import commit, matches

SALT = bytes(range(16))
PINNED = settings(derandomize=True, deadline=None, max_examples=100)
fields = st.text(max_size=8).filter(lambda field: "\x00" not in field)


def test_it_is_the_keyed_hash_of_field_and_value() -> None:
    expected = hmac.new(SALT, b"phone\x0013800000000", hashlib.sha256).hexdigest()
    assert commit(SALT, "phone", b"13800000000") == f"c1:{expected}"


@given(st.binary(min_size=16, max_size=16), fields, st.binary(max_size=20), fields, st.binary(max_size=20))
@PINNED
def test_it_matches_its_own_field_and_value_only(salt: bytes, f: str, value: bytes, g: str, other: bytes) -> None:
    commitment = commit(salt, f, value)
    assert matches(commitment, salt, f, value)
    assert matches(commitment, salt, g, other) == ((f, value) == (g, other))
    assert not matches(commitment, bytes(16), f, value) or salt == bytes(16)


def test_field_and_value_cannot_be_shifted_into_each_other() -> None:
    assert commit(SALT, "ab", b"c") != commit(SALT, "a", b"bc")
    with pytest.raises(ValueError, match="NUL"):
        commit(SALT, "a\x00b", b"c")


@pytest.mark.parametrize("salt", [b"", bytes(15), bytes(17)])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        commit(salt, "phone", b"")


@pytest.mark.parametrize("text", ["", "c1:", "c2:" + "0" * 64, "电话", "\ud800"])
def test_text_that_is_no_commitment_never_matches(text: str) -> None:
    assert not matches(text, SALT, "phone", b"")
