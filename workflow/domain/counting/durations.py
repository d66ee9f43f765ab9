"""How long the stages took: from the day a stage began to the day it ended, in calendar days, by the entries of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from workflow.domain.reading import day_of
from workflow.domain.text import Text

Fields = Mapping[str, str]

# what begins a stage, and what ends it
_SPANS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "initiation": (frozenset({"initiation.propose"}), frozenset({"initiation.approve", "initiation.decline"})),
    "participation": (frozenset({"participation.open"}), frozenset({"participation.conclude"})),
    "expert_review": (frozenset({"expert_review.convene"}), frozenset({"expert_review.conclude"})),
    "risk_assessment": (frozenset({"risk_assessment.start"}), frozenset({"risk_assessment.find"})),
    "fair_competition": (frozenset({"fair_competition.examine"}), frozenset({"fair_competition.conclude"})),
    "legality_review": (frozenset({"legality_review.submit"}), frozenset({"legality_review.conclude"})),
    # the meeting itself is a day: what takes time is from the unit's handing in to the decision
    "deliberation": (frozenset({"deliberation.submit"}), frozenset({"deliberation.decide"})),
    "publication": (frozenset({"deliberation.decide"}), frozenset({"publication.publish"})),
}


_COUNTED = {"deliberation": Text("（自报送审议材料起）", " (from handing in the materials)")}
"""From what a stage is counted, where its name does not say it."""

_BY_ACT: Mapping[str, list[tuple[str, bool, bool]]] = {
    act: [(stage, act in ends, act in begins) for stage, (begins, ends) in _SPANS.items() if act in begins | ends]
    for act in frozenset().union(*(begins | ends for begins, ends in _SPANS.values()))
}
"""An act → the stages it ends or begins, and which of both."""


@dataclass(frozen=True)
class Duration:
    """How long a stage took in the year: how often it ended, the shortest, middle and longest time, the entries that ended it."""

    stage: str
    name: Text
    times: int
    shortest: int
    median: float
    longest: int
    entries: tuple[int, ...]


def durations(entries: Iterable[Fields], year: int, names: Mapping[str, Text]) -> list[Duration]:
    """The stages that ended in the year, in the order of the procedure; a stage begun anew counts from its new beginning."""
    began: dict[tuple[str, str], dt.date] = {}
    took: dict[str, list[tuple[int, int]]] = {stage: [] for stage in _SPANS}
    for entry in entries:
        # few acts begin or end a stage: the others of a long log are passed by at once
        spans = _BY_ACT.get(entry["act"])
        if spans is None or entry["res"] != "ok":
            continue
        for stage, ends, begins in spans:
            matter = stage, entry["obj"]
            if ends and matter in began:
                day = day_of(entry)
                days = (day - began.pop(matter)).days
                if day.year == year:
                    took[stage].append((days, int(entry["seq"])))
            if begins:
                began[matter] = day_of(entry)
    return [_of(stage, names.get(stage, Text(stage, stage)), found) for stage, found in took.items() if found]


def _of(stage: str, name: Text, found: list[tuple[int, int]]) -> Duration:
    days = sorted(each for each, _ in found)
    seqs = tuple(seq for _, seq in found)
    counted = _COUNTED.get(stage, Text("", ""))
    name = Text(name.zh + counted.zh, name.en + counted.en)
    return Duration(stage, name, len(days), days[0], median(days), days[-1], seqs)
