"""How the names of a stage are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from pydantic import BaseModel

from workflow.domain.terms import Term
from workflow.domain.text import Text


class Named(NamedTuple):
    """What a key is called in Chinese, and what it holds, in English."""

    zh: str
    en: str


def of(**names: str) -> dict[str, Named]:
    """Names of the fields of a part, each as ``Chinese｜English``."""
    return {key: Named(*words.split("｜")) for key, words in names.items()}


def texts(table: dict[str, tuple[str, str]]) -> Mapping[str, Text]:
    """A table of words in both languages."""
    return MappingProxyType({key: Text(*words) for key, words in table.items()})


@dataclass(frozen=True)
class StageNames:
    """The words of one stage.

    `parts`: the fields of its facts, for the schema and for messages about a file. `kinds`: its kinds of evidence.
    `fields`: a field's name wherever it stands. `special`: ``kind.field`` or ``list.field`` → a more exact name.
    `words`: ``kind.field`` or field → the terms of its value, or the name of the profile's vocabulary.
    """

    parts: Mapping[type[BaseModel], Mapping[str, Named]]
    kinds: Mapping[str, Text]
    fields: Mapping[str, Text]
    special: Mapping[str, Text] = field(default_factory=dict)
    words: Mapping[str, type[Term] | str] = field(default_factory=dict)
