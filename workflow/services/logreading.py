"""Reading the whole log for the yearly report; what was read stays in memory as long as its bytes are the same.

The bytes of every entry are read each time and held against what is kept: nothing is believed because it was read before. What
is saved is to take the same bytes apart again, and to count the same year again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select

from workflow.domain.counting import years
from workflow.domain.reading import entered_day
from workflow.models.trail import Entry, LogHead
from workflow.services.checkpoints import DamagedCheckpoint, Point, newest_point
from workflow.services.unit import Session
from workflow.trail.entry import EntryError, decode, fields_of
from workflow.trail.merkle import Range, leaf_hash, root

Told = Callable[[int, int], None]
"""Told from time to time how many entries were read, and of how many."""
_OFTEN = 50_000
_KEPT = 400_000
"""Entries beyond which nothing is kept: about 2 KB of memory each."""
_LOGS = 6
"""Of how many sizes the log is kept with its reports: that of today and those that reports were handed upward with."""


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
    made: dict[tuple[int, date], Any] = field(default_factory=dict, compare=False)
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


def read_log(session: Session, size: int = 0, told: Told = lambda *_: None) -> Log:
    """Read the log from its first entry to its last, and give the first `size` of them; all for 0.

    Raises BadLog for one that cannot be read, is out of order or is not what was signed.
    """
    reader = _READERS.setdefault(session.get_bind().engine, _Reader())
    with reader.lock:
        return reader.read(session, size, told)


class _Reader:
    """What was read of the log of one database."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._entries: list[Mapping[str, str]] = []
        self._leaves: list[bytes] = []
        self._tree = Range()
        self._roots: dict[int, str] = {}
        self._signed: Point | None = None
        self._logs: dict[int, Log] = {}

    def read(self, session: Session, size: int, told: Told) -> Log:
        whole = session.scalar(select(func.sum(LogHead.size))) or 0
        try:
            point = newest_point(session)
        except DamagedCheckpoint as damaged:
            raise BadLog(damaged.size - 1) from damaged
        if not self._same(session, told, whole):
            self._forget()
        try:
            self._go_on(session, point.size if point else 0, told, whole)
            self._hold_against(point)
        except BadLog:
            self._forget()
            raise
        log = self._log(size or len(self._entries))
        if len(self._entries) > _KEPT:
            self._forget()
        return log

    def _same(self, session: Session, told: Told, whole: int) -> bool:
        """Whether the log still begins with the very bytes that are kept."""
        seen = 0
        for seen, body in enumerate(_bodies(session, 0, len(self._leaves)), 1):
            if leaf_hash(body) != self._leaves[seen - 1]:
                return False
            if seen % _OFTEN == 0:
                told(seen, whole)
        return seen == len(self._leaves)

    def _go_on(self, session: Session, signed: int, told: Told, whole: int) -> None:
        """Read what comes after the kept entries. Raises BadLog."""
        first = len(self._entries)
        for seq, body in enumerate(_bodies(session, first), first):
            try:
                # what a signature covers is held against its root afterwards
                entry = fields_of(body) if seq < signed else decode(body)
            except EntryError as error:
                raise BadLog(seq) from error
            if entry["seq"] != str(seq):
                raise BadLog(seq)
            self._entries.append(entry)
            self._leaves.append(leaf_hash(body))
            self._tree.append(self._leaves[-1])
            if self._tree.size == signed:
                self._roots = {signed: self._tree.root().hex()}
            if (seq + 1) % _OFTEN == 0:
                told(seq + 1, whole)
        if len(self._entries) > first:
            self._logs = {size: log for size, log in self._logs.items() if size < first}

    def _hold_against(self, point: Point | None) -> None:
        """See that the newest checkpoint is of this log. Raises BadLog."""
        if point == self._signed:
            return
        self._logs.clear()
        if point and len(self._leaves) < point.size:
            raise BadLog(len(self._leaves))
        if point and self._root(point.size) != point.root:
            raise BadLog(point.size - 1)
        self._signed = point

    def _log(self, size: int) -> Log:
        if size not in self._logs:
            if len(self._logs) >= _LOGS:
                self._logs.pop(next(iter(self._logs)))
            self._logs[size] = Log(tuple(self._entries[:size]), self._root(size), self._signed)
        return self._logs[size]

    def _root(self, size: int) -> str:
        """The root of the first `size` entries, in hexadecimal: that of all, or one passed by while reading, is there already."""
        if size >= self._tree.size:
            return self._tree.root().hex()
        return self._roots.get(size) or root(self._leaves[:size]).hex()


_READERS: WeakKeyDictionary[Engine, _Reader] = WeakKeyDictionary()


def _bodies(session: Session, first: int, many: int | None = None) -> Iterator[bytes]:
    """The bytes of the entries from one on, in their order."""
    if many == 0:
        return
    rows = select(Entry.body).order_by(Entry.organ_id, Entry.seq).offset(first).limit(many)
    with session.execute(rows.execution_options(yield_per=500)) as found:
        for (body,) in found:
            yield body
