"""What was entered once more in place of an earlier record that it takes back, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Fact, Part
from workflow.domain.fieldwords import place_of
from workflow.domain.text import Text
from workflow.domain.unseen import same_words


@dataclass(frozen=True)
class TakenBack:
    """A record that says otherwise than the one before it: what it is, of which day, and why it was entered anew."""

    what: Text
    on: dt.date
    why: str


def taken_back(dossier: Dossier) -> tuple[TakenBack, ...]:
    """All such records, in the order of the dossier."""
    return tuple(_within(dossier, ()))


def completes(before: Fact, after: Fact) -> bool:
    """Whether a record of the same says all that the one before it said, on the same day, and more: a reply that came since."""
    said, says = (
        {key: value for key in _told(each) if (value := getattr(each, key)) not in (None, "")}
        for each in (before, after)
    )
    return all(_same(value, says.get(key)) for key, value in said.items()) and len(says) > len(said)


def _told(fact: Fact) -> set[str]:
    return set(type(fact).model_fields) - {"entered", "entered_by", "anew"}


def _same(one: object, other: object) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and same_words(one, other))


def _within(part: object, way: tuple[str | int, ...]) -> Iterator[TakenBack]:
    if isinstance(part, Part):
        if why := getattr(part, "anew", ""):
            yield TakenBack(place_of(way).text, getattr(part, "on"), why)  # noqa: B009 - only facts are entered anew
        for key in type(part).model_fields:
            yield from _within(getattr(part, key), (*way, key))
    elif isinstance(part, tuple):
        for number, each in enumerate(part):
            yield from _within(each, (*way, number))
