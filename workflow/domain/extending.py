"""Profiles that extend another: what they leave out is taken over from it, what they name is theirs.

A county that asks for more than its city writes only what it asks for; so does the next version of a profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]


class CannotExtend(ValueError):
    """A profile extends one that is not there, or in the end itself."""


def extended(raw: Raw, others: Mapping[str, Raw]) -> dict[str, Any]:
    """The profile as if it were written out in full; `others` are all profiles by label.

    Layers and house rules are added to those of the profile extended, and one of the same instrument or id takes its
    place; a vocabulary takes the place of the one of its name; ids under `without` are left out.

    :raises CannotExtend: there is no such profile, or they extend each other in a circle.
    """
    chain = [dict(raw)]
    while base := chain[-1].get("extends"):
        if base not in others:
            raise CannotExtend(f"there is no profile {base}")
        if len(chain) > len(others):
            raise CannotExtend(f"{base} extends itself in the end")
        chain.append(dict(others[base]))
    whole = chain.pop()
    while chain:
        whole = _over(whole, chain.pop())
    return whole


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    without = set(own.get("without", ()))
    found = base | {key: value for key, value in own.items() if key not in ("extends", "without")}
    found["layers"] = _replaced(base.get("layers", []), own.get("layers", []), "instrument", without)
    found["vocabularies"] = dict(base.get("vocabularies", {})) | dict(own.get("vocabularies", {}))
    houses = base.get("house") or {}, own.get("house") or {}
    rules = _replaced(houses[0].get("rules", []), houses[1].get("rules", []), "id", without)
    if any(houses):
        found["house"] = houses[0] | houses[1] | {"rules": rules}
    return found


def _replaced(base: list[Any], own: list[Any], key: str, without: set[str]) -> list[Any]:
    """`base` with what `own` names in its place, the rest of `own` behind; what cannot be read is kept to be told."""
    named = {each[key]: each for each in own if isinstance(each, dict) and key in each}
    kept = [named.pop(each[key], each) if isinstance(each, dict) and key in each else each for each in base]
    more = [each for each in own if not (isinstance(each, dict) and key in each) or each[key] in named]
    return [each for each in kept if not (isinstance(each, dict) and each.get(key) in without)] + more
