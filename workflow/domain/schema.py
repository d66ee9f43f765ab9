"""What each part of a dossier is called, and the JSON Schema of a dossier's file made from it.

The Chinese name is the schema's title, the English sentence with the Chinese one its description; messages about a file
name a place by them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from workflow.domain import terms
from workflow.domain.dossier import Dossier
from workflow.domain.names import PARTS
from workflow.domain.text import Text


def name_of(part: type[BaseModel], key: str) -> Text:
    """What `key` of `part` is called; a key without a name is its own name."""
    for each in part.__mro__:
        if each in PARTS and key in PARTS[each]:
            return Text(*PARTS[each][key])
    return Text(key, key)


@cache
def _parts() -> dict[str, type[BaseModel]]:
    return {part.__name__: part for part in PARTS}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a dossier's file. What stands in it is ours: no time, no machine."""
    found = Dossier.model_json_schema()
    definitions: dict[str, Any] = found["$defs"]
    for name, each in [("Dossier", found), *definitions.items()]:
        if "enum" in each:
            labels = [term.label for term in getattr(terms, name)]
            each["description"] = "; ".join(
                f"{key}: {label.zh} ({label.en})" for key, label in zip(each["enum"], labels, strict=True)
            )
            each.pop("title", None)
            continue
        each.pop("title", None)
        for key, value in each["properties"].items():
            label = name_of(_parts()[name], key)
            value["title"] = label.zh
            value["description"] = f"{label.en}. {label.zh}。"
    title = "重大行政决策卷宗 Dossier of a major administrative decision"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **found}
