"""What counting works with: the entries sorted, and the figures as they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from workflow.domain.figures import NUMBER, Check, Figure
from workflow.domain.reading import day_of, entered_day
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text

Fields = Mapping[str, str]


@dataclass
class Matter:
    """A decision as the entries tell of it."""

    state: str = ""
    by: int = 0
    category: str = ""
    item: str = ""
    """The item of the yearly catalogue it carries out."""
    kinds: tuple[str, ...] = ()
    named_by: int = 0
    over_before: bool = False
    received: list[int] = field(default_factory=list)
    answers: dict[str, tuple[str, int]] = field(default_factory=dict)
    rounds: dict[int, tuple[list[int], list[tuple[str, int]]]] = field(default_factory=dict)
    """The entry that published a result → the opinions it deals with, and how they were answered."""
    opined: dict[str, int] = field(default_factory=dict)
    panels: dict[int, list[int]] = field(default_factory=dict)
    """The entry that concluded an expert review → the opinions given in it, the newest of each expert."""


class Tally:
    """The entries of a year sorted by act and by matter, and the figures written so far."""

    def __init__(self, rulebook: Rulebook, first: dt.date, as_of: dt.date) -> None:
        self.rulebook, self.first, self.as_of = rulebook, first, as_of
        self.matters: dict[str, Matter] = {}
        self.acts: dict[str, list[Fields]] = {}
        self.others: dict[str, dict[str, list[Fields]]] = {}
        self.catalogue: list[Fields] = []
        self._catalogue = f"catalogue/{first.year}"
        self.refusals: list[Fields] = []
        self.late: dict[int, list[Fields]] = {}
        """What was entered after the day it tells of, by how many calendar days."""
        self._registers: dict[str, Fields] = {}
        self.figures: list[Figure] = []
        self.checks: list[Check] = []
        self.group = ""
        self.first_kind = rulebook.profile.kinds[0].key
        states = rulebook.procedure.track_by_key["main"].states
        self.final = {state.key for state in states if state.final}
        self.ended = {state.key for state in states if state.ended}

    def note(self, entry: Fields) -> None:
        """Take in what was said last of an entry of the work ledger, or of a past decision, whatever day it tells of: the day
        may be corrected."""
        if entry["act"].startswith(("work.", "past.")) and entry["res"] == "ok":
            self._registers[entry["obj"]] = entry

    def standing(self, register: str) -> list[Fields]:
        """The entries of a register (work, past) that stand and tell of the time counted."""
        return [
            entry
            for entry in self._registers.values()
            if entry["act"] in (f"{register}.recorded", f"{register}.corrected")
            and self.first <= day_of(entry) <= self.as_of
        ]

    def add(self, entry: Fields, day: dt.date) -> None:
        """Take in an entry and the day it counts for, in the order of the log."""
        done = entry["res"] == "ok"
        kinds = self._kinds(entry)
        if day >= self.first:
            if entry["res"] == "denied":
                self.refusals.append(entry)
            elif done:
                for kind in kinds:
                    acts = self.acts if kind == self.first_kind else self.others.setdefault(kind, {})
                    acts.setdefault(entry["act"], []).append(entry)
            if entry["eff"] and (entered := entered_day(entry)) > day:
                self.late.setdefault((entered - day).days, []).append(entry)
        if done and entry["obj"] == self._catalogue:
            self.catalogue.append(entry)
        if done and entry["obj"].startswith("decision/"):
            self._follow(entry, day, kinds)

    def _kinds(self, entry: Fields) -> tuple[str, ...]:
        """What the matter an entry tells of is: its proposal says so; nothing said is the profile's first kind."""
        matter = self.matters.get(entry["obj"])
        said = entry.get("d.kinds", "")
        return tuple(said.split(";")) if said else matter.kinds if matter else (self.first_kind,)

    def of_kind(self, kind: str) -> list[Matter]:
        """The matters of a kind that were not over before the year."""
        return [
            matter
            for matter in self.matters.values()
            if matter.state and not matter.over_before and kind in matter.kinds
        ]

    def _follow(self, entry: Fields, day: dt.date, kinds: tuple[str, ...]) -> None:
        matter = self.matters.get(entry["obj"])
        if matter is None:
            matter = self.matters[entry["obj"]] = Matter()
        seq = int(entry["seq"])
        track, _, state = entry["to"].partition(":")
        if track == "main" and state:
            matter.state, matter.by = state, seq
            matter.over_before = state in self.final and day < self.first
        matter.kinds = kinds
        if "d.category" in entry:
            matter.category, matter.named_by = entry["d.category"], seq
        matter.item = entry.get("d.catalogue_item", matter.item)
        match entry["act"]:
            case "participation.receive":
                matter.received.append(seq)
            case "participation.answer":
                # one answer may be given to several opinions
                for opinion in entry["d.opinion"].split(";"):
                    matter.answers[opinion] = entry["d.disposition"], seq
            case "participation.conclude":
                matter.rounds[seq] = matter.received, list(matter.answers.values())
                matter.received, matter.answers = [], {}
            case "expert_review.opine":
                matter.opined[entry["d.expert"]] = seq
            case "expert_review.conclude":
                matter.panels[seq] = list(matter.opined.values())
                matter.opined = {}

    # -- writing figures ---------------------------------------------------------------------------------------------

    def put(
        self,
        key: str,
        label: Text,
        value: int | str,
        unit: Text,
        entries: Iterable[int],
        *,
        part: bool = False,
        counted: str = "",
    ) -> None:
        """Write a figure into the group at hand."""
        seqs = tuple(sorted(set(entries)))
        self.figures.append(Figure(self.group, key, label, value, unit, seqs, part, counted))

    def put_count(self, key: str, label: Text, unit: Text, entries: Iterable[Fields], *, part: bool = False) -> int:
        """How many entries there are; returns it."""
        seqs = [int(entry["seq"]) for entry in entries]
        self.put(key, label, len(seqs), unit, seqs, part=part, counted=NUMBER)
        return len(seqs)

    def put_sum(
        self, key: str, label: Text, unit: Text, entries: list[Fields], detail: str, *, part: bool = True
    ) -> int:
        """The sum of a detail; it rests on the entries in which it is not zero."""
        having = [entry for entry in entries if number(entry, detail)]
        value = sum(number(entry, detail) for entry in having)
        self.put(key, label, value, unit, [int(entry["seq"]) for entry in having], part=part, counted=detail)
        return value

    def put_parts(
        self,
        prefix: str,
        names: Mapping[str, Text],
        unit: Text,
        entries: list[Fields],
        key_of: Callable[[Fields], str],
    ) -> int:
        """One figure for each key of a vocabulary, used or not, and for any other key found."""
        found: dict[str, list[Fields]] = {key: [] for key in (*names, *map(key_of, entries))}
        for entry in entries:
            found[key_of(entry)].append(entry)
        return sum(
            self.put_count(f"{prefix}.{key}", names.get(key, Text(key, key)), unit, found[key], part=True)
            for key in found
        )

    def check(self, zh: str, en: str, first: int, second: int) -> None:
        """Write down two ways to the same number."""
        self.checks.append(Check(Text(zh, en), first, second))

    def did(self, act: str) -> list[Fields]:
        """The entries of the year that tell of an act done."""
        return self.acts.get(act, [])


def number(entry: Fields, detail: str) -> int:
    """A detail that is a number; 0 where it is empty."""
    return int(entry[f"d.{detail}"] or 0)


def rules_of(entry: Fields) -> list[str]:
    """The rules that refused."""
    return [each for each in entry["d.rules"].split(";") if each]


def mean(days: list[int]) -> str:
    """One decimal, none where it is a whole number."""
    average = (Decimal(sum(days)) / len(days)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(average.to_integral_value() if average == average.to_integral_value() else average)
