"""Canonical bytes are those of RFC 8785, as another implementation makes them, or there are none."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.trail.canonical import NotCanonical, canonical

words = st.text(max_size=20) | st.text('\x00\x08\x0c\x1f\x7f\\"/\n\r\t\u2028\ufeff\U00020bb7é', max_size=8)
keys = st.text(st.characters(max_codepoint=127), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | words,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(keys, each, max_size=5),
)


@given(values)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_they_are_those_of_another_implementation(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), 2**53, -(2**53), "\ud800", {"键": 1}, {1: 2}, {"a": [{"b": 1.5}]}, b"x", {1}, object()]
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)
