"""What a case of a rule is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.domain.dossiers import LABEL, TODAY, having
from workflow.domain.dossier import Dossier


@dataclass(frozen=True)
class Case:
    """The lawful dossier with `change`: met when `says` is empty, else not met for a reason that says so in Chinese.

    `profile`: whose vocabularies it is read with.
    """

    rules: tuple[str, ...]
    name: str
    change: Mapping[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    excused: bool = False
    today: date = TODAY
    profile: str = LABEL

    @property
    def dossier(self) -> Dossier:
        """The dossier of the case."""
        return having(self.change)


def holds(rules: str, name: str, change: Mapping[str, Any] | None = None, today: date = TODAY) -> Case:
    """The rules (their ids, apart by spaces) are met."""
    return Case(tuple(rules.split()), name, change or {}, today=today)


def refuses(rules: str, name: str, change: Mapping[str, Any], *says: str, today: date = TODAY) -> Case:
    """The rules are not met, and the finding contains each of `says`."""
    assert says
    return Case(tuple(rules.split()), name, change, says, today=today)


def excuses(rules: str, name: str, change: Mapping[str, Any], *says: str) -> Case:
    """The demand is departed from with a reason on record: shown, but not held against the dossier."""
    return Case(tuple(rules.split()), name, change, says, excused=True)


def left_out(stage: str, ground: str, *traits: str) -> dict[str, object]:
    """The newest draft declares what it touches, and why the stage does not apply."""
    return {
        "drafts.1.traits": list(traits),
        "drafts.1.skips": [{"stage": stage, "ground": ground, "decided_by": "周文"}],
    }
