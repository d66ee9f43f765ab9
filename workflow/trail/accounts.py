"""Accounts as the entries tell of them: who made or changed one last, at which entry, and the roles it has since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CREATED, CHANGED, PASSWORD = "person.created", "person.changed", "password.changed"
ACTS = (CREATED, CHANGED, PASSWORD)
"""The acts that make an account what it is."""


@dataclass(frozen=True, slots=True)
class Account:
    """How an account stands since an entry: when that was entered and by whom, and the roles."""

    since: int
    at: str
    by: str
    name: str
    roles: frozenset[str]


class Accounts:
    """Follows entry after entry. Whoever changes only their own password leaves an account as it was."""

    def __init__(self) -> None:
        self.known: dict[str, Account] = {}

    def follow(self, seq: int, entry: Mapping[str, str]) -> None:
        """Take an entry in, whatever it tells of."""
        act, person = entry["act"], entry["obj"].removeprefix("person/")
        if act not in ACTS or entry["res"] != "ok" or (act == PASSWORD and entry["who"] == person):
            return
        before = self.known.get(person)
        if act != PASSWORD:
            roles = frozenset(filter(None, entry["d.roles"].split(";")))
        elif before is None:
            return
        else:
            roles = before.roles
        self.known[person] = Account(seq, entry["ts"], entry["who"], entry["name"], roles)
