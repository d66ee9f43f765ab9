"""Profiles and procedures that extend another: what they leave out is taken over, what they name is theirs.

A county that asks for more than its city writes only what it asks for; so does the next version of a profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from workflow.domain.lawproblems import unknown
from workflow.domain.text import Text

Raw = Mapping[str, Any]


class CannotExtend(ValueError):
    """A profile extends one that is not there, or in the end itself, or leaves out what is not there: at which key."""

    def __init__(self, said: Text, key: str = "extends") -> None:
        self.said, self.key = said, key
        super().__init__(said.en)


def extended(raw: Raw, others: Mapping[str, Raw]) -> dict[str, Any]:
    """The profile as if it were written out in full; `others` are all profiles by label.

    Layers, kinds and house rules are added to those of the profile extended, and one of the same instrument, key or id
    takes its place; a vocabulary takes the place of the one of its name; what `without` names is left out.

    :raises CannotExtend: there is no such profile, or they extend each other in a circle.
    """
    return _whole(raw, others, "profile", _over)


def extended_procedure(raw: Raw, others: Mapping[str, Raw]) -> dict[str, Any]:
    """The procedure as if it were written out in full; `others` are all procedures by id.

    Stages, states, tracks and steps are added, and one of the same key or id takes its place. `without` names what is
    left out: a stage with its track and steps, a state with the arrows from and to it, or a step.

    :raises CannotExtend: there is no such procedure, or they extend each other in a circle.
    """
    return _whole(raw, others, "procedure", _over_procedure)


def _whole(
    raw: Raw, others: Mapping[str, Raw], what: str, over: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    _shaped(raw)
    chain = [dict(raw)]
    while base := chain[-1].get("extends"):
        if base not in others:
            known = {label for label, other in others.items() if other != chain[-1]}
            raise CannotExtend(unknown(_WHAT[what], base, known))
        if len(chain) > len(others):
            round_ = Text("{base}最终承接了自己，请改 extends。", "{base} extends itself in the end: change extends")
            raise CannotExtend(round_.fmt(base=base))
        try:
            _shaped(others[base])
        except CannotExtend:
            first = Text(
                "所承接的{base}有误，请先改该文件。", "{base}, which it extends, is wrong: mend that file first"
            )
            raise CannotExtend(first.fmt(base=base)) from None
        chain.append(dict(others[base]))
    whole = chain.pop()
    while chain:
        whole = over(whole, chain.pop())
    return whole


_TABLES, _LISTS = ("vocabularies", "house"), ("kinds", "layers", "stages", "tracks", "steps")
_A_TABLE = Text("应当写成 [{key}]，不是列表或者文字。", "write it as [{key}], no list and no words")
_A_LIST = Text("应当写成列表：每项一个 [[{key}]]。", "write a list: [[{key}]] for each")
_OF_WORDS = Text('应当写成列表，例如 ["house.period"]。', 'write a list, such as ["house.period"]')
_A_LABEL = Text('应当写一个版本，例如 "cq-township-2024.1"。', 'name one version, such as "cq-township-2024.1"')


def _shaped(raw: Raw) -> None:
    """Whether what is put together with another file is a table, a list or a word where it has to be."""
    house = raw.get("house", {})
    if not isinstance(raw.get("extends", ""), str):
        raise CannotExtend(_A_LABEL)
    if not isinstance(raw.get("without", []), list) or not all(
        isinstance(each, str) for each in raw.get("without", [])
    ):
        raise CannotExtend(_OF_WORDS, "without")
    for key in _TABLES:
        if not isinstance(raw.get(key, {}), dict):
            raise CannotExtend(_A_TABLE.fmt(key=key), key)
    for key, value in ((key, raw.get(key, [])) for key in _LISTS):
        if not isinstance(value, list):
            raise CannotExtend(_A_LIST.fmt(key=key), key)
    for key in ("rules", "catalogue"):
        if not isinstance(house.get(key, []), list):
            raise CannotExtend(_A_LIST.fmt(key=f"house.{key}"), f"house.{key}")


_WHAT = {"profile": Text("规则", "profile"), "procedure": Text("程序", "procedure")}


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    without = set(own.get("without", ()))
    _there(base, without)
    _once(own)
    found = base | {key: value for key, value in own.items() if key not in ("extends", "without")}
    found["kinds"] = _replaced(base.get("kinds", []), own.get("kinds", []), "key", without)
    found["layers"] = _replaced(base.get("layers", []), own.get("layers", []), "instrument", without)
    found["vocabularies"] = dict(base.get("vocabularies", {})) | dict(own.get("vocabularies", {}))
    houses = base.get("house") or {}, own.get("house") or {}
    if any(houses):
        lists = {
            key: _replaced(houses[0].get(key, []), houses[1].get(key, []), "id", without)
            for key in ("rules", "catalogue")
        }
        found["house"] = houses[0] | houses[1] | lists
    return found


def _once(own: dict[str, Any]) -> None:
    """Whether a profile names its own parts once each: one of two alike would take the other's place without a word."""
    house = own.get("house") or {}
    for name, parts, key in (
        ("kinds", own.get("kinds", ()), "key"),
        ("layers", own.get("layers", ()), "instrument"),
        ("house.rules", house.get("rules", ()), "id"),
        ("house.catalogue", house.get("catalogue", ()), "id"),
    ):
        written = Counter(str(each[key]) for each in parts if isinstance(each, dict) and key in each)
        for word, times in written.items():
            if times > 1:
                twice = Text("“{word}”重复，请改名或者删去一处。", "{word} is there twice: rename or delete one")
                raise CannotExtend(twice.fmt(word=word), f"{name}[{word}]")


def _there(base: dict[str, Any], without: set[str]) -> None:
    """Whether what is left out is there to be left out. A rule of the law is none of it: its layer is, or nothing."""
    house = base.get("house") or {}
    parts = (*base.get("kinds", ()), *base.get("layers", ()), *house.get("rules", ()), *house.get("catalogue", ()))
    known = {each.get(key) for each in parts if isinstance(each, dict) for key in ("key", "instrument", "id")} - {None}
    for name in sorted(map(str, without - known)):
        what = Text("可以去掉的内部规则、层或者事项种类", "house rule, layer or kind of matter to leave out")
        raise CannotExtend(unknown(what, name, {str(each) for each in known}), "without")


def _replaced(base: list[Any], own: list[Any], key: str, without: set[str]) -> list[Any]:
    """`base` with what `own` names in its place, the rest of `own` behind; what cannot be read is kept to be told."""
    named = {each[key]: each for each in own if isinstance(each, dict) and key in each}
    kept = [named.pop(each[key], each) if isinstance(each, dict) and key in each else each for each in base]
    more = [each for each in own if not (isinstance(each, dict) and key in each) or each[key] in named]
    return [each for each in kept if not (isinstance(each, dict) and each.get(key) in without)] + more


def _over_procedure(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    without = set(own.get("without", ()))
    found = base | {key: value for key, value in own.items() if key not in ("extends", "without")}
    found["stages"] = _replaced(base.get("stages", []), own.get("stages", []), "key", without)
    tracks = _replaced(base.get("tracks", []), own.get("tracks", []), "key", without)
    found["tracks"] = [
        track
        | {"states": [state for state in track.get("states", []) if not _left_out(state, without, "key", "stage")]}
        for track in tracks
    ]
    steps = _replaced(base.get("steps", []), own.get("steps", []), "id", without)
    found["steps"] = [
        kept
        for step in steps
        if not _left_out(step, without, "id", "stage", "track") and (kept := _step(step, without))
    ]
    return found


def _step(step: dict[str, Any], without: set[str]) -> dict[str, Any] | None:
    """The step without the states that are left out; None where it can no longer be taken."""
    moves = [kept for move in step.get("moves", []) if (kept := _move(move, without))]
    during = [state for state in step.get("during", []) if state not in without]
    if not moves or (step.get("during") and not during):
        return None
    return step | {"moves": moves} | ({"during": during} if during else {})


def _left_out(part: Raw, without: set[str], *keys: str) -> bool:
    return any(part.get(key) in without for key in keys)


def _move(move: dict[str, Any], without: set[str]) -> dict[str, Any] | None:
    """The arrow without the states that are left out; None where nothing is left of it."""
    source = [state for state in move.get("source", []) if state not in without]
    return move | {"source": source} if source and move.get("target") not in without else None
