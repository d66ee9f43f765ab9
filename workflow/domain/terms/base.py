"""What a term is: a stored key with what people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from workflow.domain.text import Text


class Term(StrEnum):
    """A stored key (the value) with its label in Chinese and English."""

    label: Text

    def __new__(cls, key: str, zh: str, en: str) -> Self:
        """Make a member of a key and its label."""
        term = str.__new__(cls, key)
        term._value_ = key
        term.label = Text(zh, en)
        return term

    @classmethod
    def of(cls, key: str) -> Self:
        """The member of a stored key. Raises ValueError if there is none."""
        for term in cls:
            if term == key:
                return term
        raise ValueError(f"{cls.__name__} has no {key}")
