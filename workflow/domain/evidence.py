"""What stood in a fact, and what a later one of its kind changed: for reading, in both languages."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.domain.calendar import calendar_called
from workflow.domain.names import FIELDS, KINDS, OWN, SPECIAL, WORDS
from workflow.domain.names.house import FOR_PROGRAMS
from workflow.domain.text import Text, day_words, joined

Labels = Mapping[str, Mapping[str, Text]]
"""The profile's vocabularies: name → key → what people read."""

WHOLE = 3
"""Texts of at most so many lines are shown whole; of longer ones only the lines that changed."""

_PLACES = {key: place for place, key in enumerate(FIELDS)}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ITEM = re.compile(r"\d{4}-\d{2,}", re.ASCII)
_NOTHING: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Change:
    """A field that differs between two facts; an empty `before` or `after` means it was not there.

    `excerpt` says that only the lines that differ are given.
    """

    key: str
    label: Text
    before: Text
    after: Text
    excerpt: bool = False


def kind_name(kind: str) -> Text:
    """What a kind of evidence is called."""
    return KINDS.get(kind, Text(kind, kind))


def field_name(key: str, *within: str) -> Text:
    """What a field is called; `within` are the kinds or lists it stands in, the nearest first."""
    for place in within:
        if f"{place}.{key}" in SPECIAL:
            return SPECIAL[f"{place}.{key}"]
    for place in within:
        if key in OWN.get(place, {}):
            return OWN[place][key]
    return FIELDS.get(key, Text(key, key))


def describe(kind: str, fact: Mapping[str, object], labels: Labels) -> list[tuple[Text, Text]]:
    """The fields of a fact that hold something, in their order, as label and value."""
    return [
        (field_name(key, kind), value_words(kind, key, value, labels))
        for key, value in _ordered(fact)
        if value not in _NOTHING
    ]


def _ordered(fact: Mapping[str, object]) -> list[tuple[str, object]]:
    """The fields in the order in which people expect them: canonical bytes have them by the alphabet."""
    return sorted(fact.items(), key=lambda each: _PLACES.get(each[0], len(_PLACES)))


def differences(kind: str, before: Mapping[str, object], after: Mapping[str, object], labels: Labels) -> list[Change]:
    """Every field in which `after` differs from `before`, in their order."""
    found = []
    for key, _ in _ordered({**before, **after}):
        old, new = before.get(key), after.get(key)
        if old == new or (old in _NOTHING and new in _NOTHING):
            continue
        said = [value_words(kind, key, value, labels) for value in (old, new)]
        found.append(_change(key, field_name(key, kind), *said))
    return found


def _change(key: str, label: Text, before: Text, after: Text) -> Change:
    if max(len(before.zh.splitlines()), len(after.zh.splitlines())) <= WHOLE:
        return Change(key, label, before, after)
    zh, en = _changed_lines(before.zh, after.zh), _changed_lines(before.en, after.en)
    return Change(key, label, Text(zh[0], en[0]), Text(zh[1], en[1]), excerpt=bool(before.zh and after.zh))


def _changed_lines(before: str, after: str) -> tuple[str, str]:
    old, new = before.splitlines(), after.splitlines()
    gone, come = list[str](), list[str]()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            come += new[c:d]
    return "\n".join(gone), "\n".join(come)


def value_words(kind: str, key: str, value: object, labels: Labels) -> Text:
    """A value as people read it: terms by their names, days as days, lists one item a line."""
    if value in _NOTHING:
        return Text("", "")
    match value:
        case bool():
            return Text("是", "Yes") if value else Text("否", "No")
        case str():
            return _word(kind, key, value, labels)
        case int() | float():
            return Text(str(value), str(value))
        case Mapping():
            return _object(key, value, labels, kind)
        case Sequence():
            if any(isinstance(each, Mapping) for each in value):
                return _numbered(kind, key, value, labels)
            return joined([value_words(kind, key, each, labels) for each in value])
    return Text(str(value), str(value))


def _numbered(kind: str, key: str, items: Sequence[object], labels: Labels) -> Text:
    """A list of objects, one a line, each with the number it carries or else that of its place."""
    zh, en = list[str](), list[str]()
    for place, item in enumerate(items, 1):
        number: object = place
        if isinstance(item, Mapping) and "number" in item:
            number = item["number"]
            item = {name: inner for name, inner in item.items() if name != "number"}
        said = value_words(kind, key, item, labels)
        zh.append(f"{number}. {said.zh}")
        en.append(f"{number}. {said.en}")
    return Text("\n".join(zh), "\n".join(en))


def _object(name: str, value: Mapping[str, object], labels: Labels, kind: str) -> Text:
    pairs = [
        (field_name(key, name), value_words(f"{kind}.{name}", key, inner, labels))
        for key, inner in _ordered(value)
        if inner not in _NOTHING and key not in FOR_PROGRAMS
    ]
    return Text(
        "；".join(f"{label.zh}：{said.zh}" for label, said in pairs),
        "; ".join(f"{label.en}: {said.en}" for label, said in pairs),
    )


def _word(kind: str, key: str, value: str, labels: Labels) -> Text:
    if key == "calendar":
        return calendar_called(value)
    if key == "what":
        return field_name(value, kind)
    terms = WORDS.get(f"{kind}.{key}", WORDS.get(key))
    if isinstance(terms, str):
        return labels.get(terms, {}).get(value, Text(value, value))
    if terms is not None:
        return next((term.label for term in terms if term == value), Text(value, value))
    if key == "catalogue_item" and _ITEM.fullmatch(value):
        year, number = value[:4], int(value[5:])
        return Text(f"{year}年度目录第{number}项", f"item {number} of the catalogue of {year}")
    if _DAY.fullmatch(value):
        try:
            return day_words(dt.date.fromisoformat(value))
        except ValueError:
            return Text(value, value)
    return Text(value, value)
