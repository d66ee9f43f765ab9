"""The yearly report: read from the bytes of the log's entries, and from no other table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from workflow.domain.actor import Actor
from workflow.domain.annualcharts import time_of
from workflow.domain.counting import count, years
from workflow.domain.counting.durations import Duration, durations
from workflow.domain.figures import GROUPS, Figure, Figures
from workflow.domain.paragraph import paragraph
from workflow.domain.reading import day_of, entered_day, rulebook_of
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.trail import Entry, LogHead
from workflow.services.audit import Item, item_of
from workflow.services.checkpoints import DamagedCheckpoint, Point, newest_point
from workflow.services.unit import Session
from workflow.trail.entry import EntryError, decode, fields_of
from workflow.trail.merkle import Range, leaf_hash

READERS = frozenset({Role.OFFICE.value, Role.CHIEF.value, Role.AUDITOR.value, Role.UNIT_LEAD.value})


class BadLog(Exception):
    """The log cannot be reported on: the entry at `seq` is not what belongs there."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"entry {seq} cannot be read")


@dataclass(frozen=True)
class Log:
    """The entries of a log, decoded, with size and root computed from their bytes, and its newest checkpoint."""

    entries: tuple[Mapping[str, str], ...]
    root: str
    point: Point | None = None
    made: dict[tuple[int, date], Report] = field(default_factory=dict, compare=False)
    """The reports made of it, by year and last day: a page and a file look at one several times."""

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.entries)

    def years(self, today: date) -> list[int]:
        """The years that can be reported on, newest first: from the first the log tells of to the current one."""
        told = self.told
        return list(range(max(today.year, *told), told[-1] - 1, -1)) if told else [today.year]

    @cached_property
    def told(self) -> list[int]:
        """The years its entries tell of, newest first."""
        return years(self.entries)

    def in_use(self, year: int) -> bool:
        """Whether the program was in use in a year: the log had been opened."""
        return self.since is not None and self.since.year <= year

    @property
    def since(self) -> date | None:
        """The day the log was opened, in Asia/Shanghai."""
        return entered_day(self.entries[0]) if self.entries else None

    @property
    def last_day(self) -> date | None:
        """The day of the last entry in Asia/Shanghai."""
        return entered_day(self.entries[-1]) if self.entries else None


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


Told = Callable[[int, int], None]
"""Told from time to time how many entries were read, and of how many."""
_OFTEN = 50_000


def read_log(session: Session, size: int = 0, told: Told = lambda *_: None) -> Log:
    """Read the log from its first entry to its last, and give the first `size` of them; all for 0.

    Raises BadLog for one that cannot be read, is out of order or is not what was signed.
    """
    whole = session.scalar(select(func.sum(LogHead.size))) or 0
    tree, entries = Range(), list[Mapping[str, str]]()
    root = ""
    try:
        point = newest_point(session)
    except DamagedCheckpoint as damaged:
        raise BadLog(damaged.size - 1) from damaged
    signed = point.size if point else 0
    rows = select(Entry.body).order_by(Entry.organ_id, Entry.seq).execution_options(yield_per=500)
    with session.scalars(rows) as found:
        for seq, body in enumerate(found):
            try:
                # what a signature covers is held against its root below
                entry = fields_of(body) if seq < signed else decode(body)
            except EntryError as error:
                raise BadLog(seq) from error
            if entry["seq"] != str(seq):
                raise BadLog(seq)
            tree.append(leaf_hash(body))
            if tree.size % _OFTEN == 0:
                told(tree.size, whole)
            if not size or seq < size:
                entries.append(entry)
            if tree.size == size:
                root = tree.root().hex()
            if point and tree.size == signed and tree.root().hex() != point.root:
                raise BadLog(seq)
    if point and tree.size < point.size:
        raise BadLog(tree.size)
    return Log(tuple(entries), root or tree.root().hex(), point)


def last_day_of(year: int, today: date) -> date:
    """The day up to which a year can be reported on: its end, or today while it runs."""
    return max(min(date(year, 12, 31), today), date(year, 1, 1))


def report_of(log: Log, year: int, as_of: date) -> Report:
    """The report of a year, up to and including the day `as_of`. Raises OutsideYear."""
    if (year, as_of) not in log.made:
        log.made[year, as_of] = _report_of(log, year, as_of)
    return log.made[year, as_of]


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
