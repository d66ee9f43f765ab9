"""What a guard is: a pure function over a dossier, registered under the name the law files call it by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from workflow.domain.calendar import Convention, WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.text import Text

Numbers = tuple[tuple[Text, Text], ...]
"""What a rule's parameters say, as pairs of label and value."""

LIMITS: Mapping[str, Text] = {"soft": Text("一般不少于", "as a rule at least"), "hard": Text("不得少于", "at least")}
"""How a minimum binds, in the words of the law."""


class Params(BaseModel):
    """The parameters of a guard. `strictness` orders two settings of one concern: the greater rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def strictness(self) -> tuple[int, ...]:
        """Return what to compare by; guards without numbers are all equally strict."""
        return ()

    def numbers(self, convention: Convention) -> Numbers:
        """Say every parameter in words, with days counted by `convention`; a guard without parameters has none."""
        return ()


@dataclass(frozen=True)
class Gap:
    """What is missing. `excused`: a lawful reason stands in the record, so it is shown but no finding.

    `private`: the sentence names people who are no officials; the trail gets the demand of the rule in its place.
    """

    detail: Text
    excused: bool = False
    private: bool = False


@dataclass(frozen=True)
class Setting:
    """What a guard may know beside the dossier: the day, how days are counted, and the profile's vocabularies.

    `record`: the record is judged, not a step about to be taken; what is still to come is not missed.
    """

    today: dt.date
    calendar: WorkingCalendar
    convention: Convention = Convention.FIRST_DAY_EXCLUDED
    effects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    record: bool = False

    def effect(self, vocabulary: str, key: str) -> str:
        """Return the effect the profile gives to `key`, or the empty string if it does not know it."""
        return self.effects.get(vocabulary, {}).get(key, "")


Check = Callable[[Dossier, Any, Setting], Iterator[Gap]]


@dataclass(frozen=True)
class Guard:
    """A registered guard. `own_fact`: it looks at what the step itself records, not at what came before."""

    name: str
    check: Check
    params: type[Params]
    own_fact: bool


GUARDS: dict[str, Guard] = {}


def guard(params: type[Params] = Params, *, own_fact: bool = False) -> Callable[[Check], Check]:
    """Register the decorated function under its own name."""

    def register(check: Check) -> Check:
        if check.__name__ in GUARDS:
            raise ValueError(f"two guards are named {check.__name__}")
        GUARDS[check.__name__] = Guard(check.__name__, check, params, own_fact)
        return check

    return register
