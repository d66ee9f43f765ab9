"""The yearly report: read from the bytes of the log's entries, and from no other table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.domain.actor import Actor
from workflow.domain.annualcharts import time_of
from workflow.domain.counting import count
from workflow.domain.counting.durations import Duration, durations
from workflow.domain.figures import GROUPS, Figure, Figures
from workflow.domain.paragraph import paragraph
from workflow.domain.reading import day_of, rulebook_of
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.services.audit import Item, item_of
from workflow.services.checkpoints import Point
from workflow.services.logreading import Log

READERS = frozenset({Role.OFFICE.value, Role.CHIEF.value, Role.AUDITOR.value, Role.UNIT_LEAD.value})


@dataclass(frozen=True)
class Report:
    """The figures of a year with their paragraph, and the log they were computed from."""

    figures: Figures
    paragraph: Text
    size: int
    root: str
    titles: Mapping[str, str]
    entries: Mapping[int, Mapping[str, str]]
    point: Point | None

    @property
    def unsigned(self) -> int:
        """How many of the entries behind the figures the newest checkpoint does not cover."""
        return sum(1 for seq in self.entries if not self.point or seq >= self.point.size)

    @property
    def by_group(self) -> list[tuple[str, list[Figure]]]:
        """The figures by groups, in the order of the procedure."""
        return [(group, [each for each in self.figures.figures if each.group == group]) for group in GROUPS]

    @property
    def groups(self) -> list[tuple[Text, list[Figure]]]:
        """The same, by the names of the groups."""
        return [(GROUPS[group], figures) for group, figures in self.by_group]

    def title(self, item: Item) -> str:
        """The title of the matter an entry tells of, by the log."""
        return self.titles.get(item.fields["obj"], "")


def may_read(actor: Actor) -> bool:
    """Whether the report is open to the actor."""
    return actor.has(*READERS)


def last_day_of(year: int, today: date) -> date:
    """The day up to which a year can be reported on: its end, or today while it runs."""
    return max(min(date(year, 12, 31), today), date(year, 1, 1))


def report_of(log: Log, year: int, as_of: date) -> Report:
    """The report of a year, up to and including the day `as_of`. Raises OutsideYear."""
    found: Report | None = log.made.get((year, as_of))
    if found is None:
        if len(log.made) >= _MADE:
            log.made.clear()
        found = log.made[year, as_of] = _report_of(log, year, as_of)
    return found


_MADE = 16
"""How many reports of a log are kept beside it."""


def _report_of(log: Log, year: int, as_of: date) -> Report:
    figures = count(log.entries, year, _rulebook(log.entries, as_of), as_of)
    behind = {seq for figure in figures.figures for seq in figure.entries}
    titles = {entry["obj"]: entry["d.title"] for entry in log.entries if entry["res"] == "ok" and "d.title" in entry}
    entries = {seq: log.entries[seq] for seq in sorted(behind)}
    return Report(figures, paragraph(figures), log.size, log.root, titles, entries, log.point)


def _rulebook(entries: Sequence[Mapping[str, str]], day: date) -> Rulebook:
    """The rulebook whose words the report uses: the last one applied until `day`, else the newest of the organ's.

    It is that of a major decision, whatever the matter was that it was last applied to. The entry that opens the log
    names the organ's profile.
    """
    applied = (entry["rule"] for entry in reversed(entries) if entry["rule"] and day_of(entry) <= day)
    home = entries[0].get("d.rulebook", "") if entries else ""
    label = next(applied, "").partition("#")[0].partition(":")[0]
    return rulebook_of({"rule": label}, home)


def behind(log: Log, found: Report, figure: Figure) -> list[Item]:
    """The entries a figure rests on."""
    return [item_of(log.entries[seq], found.figures.rulebook.profile.id) for seq in figure.entries]


def times_taken(log: Log, found: Report) -> list[Duration]:
    """How long the stages took that ended in the year of the report."""
    names = {stage.key: stage.name.text for stage in found.figures.rulebook.procedure.stages}
    return durations(log.entries, found.figures.year, names)


def time_taken(log: Log, found: Report, key: str) -> Figure | None:
    """The time of a stage as a figure, by its key."""
    return next((figure for each in times_taken(log, found) if (figure := time_of(each)).key == key), None)


def as_data(found: Report) -> dict[str, Any]:
    """The report for programs: every figure with the entries it rests on, every sentence in both languages."""
    return {
        "year": found.figures.year,
        "as_of": found.figures.as_of.isoformat(),
        "rulebook": found.figures.rulebook.label,
        "log": {"size": found.size, "root": found.root},
        "checkpoint": found.point.note.encode() if found.point else None,
        "paragraph": found.paragraph._asdict(),
        "figures": [
            {
                "key": each.key,
                "group": each.group,
                "label": each.label._asdict(),
                "value": each.value,
                "unit": each.unit._asdict(),
                "entries": list(each.entries),
                "counted": each.counted,
            }
            for each in found.figures.figures
        ],
        "checks": [
            {"label": each.label._asdict(), "first": each.first, "second": each.second, "holds": each.holds}
            for each in found.figures.checks
        ],
    }
