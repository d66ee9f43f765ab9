"""Whether the log can be believed: every row, evidence, state and table of facts is held against the entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row as SqlRow
from sqlalchemy import select

from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.people import Organ
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.services import storage
from workflow.services.entrycheck import misfiled, unproved
from workflow.services.housecheck import House
from workflow.services.matters import Matters
from workflow.services.peoplecheck import People
from workflow.services.personalcheck import unopened
from workflow.services.protection import unprotected
from workflow.services.raw import UNREADABLE, raw
from workflow.services.rootcheck import Noted, Roots
from workflow.services.rowcheck import disagreements
from workflow.services.storedrows import misfits
from workflow.services.unit import Session
from workflow.trail.commitment import commitments_of
from workflow.trail.merkle import leaf_hash
from workflow.trail.verifier import LISTED, Row, verify

BATCH = 500


@dataclass(frozen=True)
class Fault:
    """One thing wrong: at which entry (None where none can be named), of which kind, and a sentence."""

    seq: int | None
    kind: str
    said: Text


@dataclass(frozen=True)
class Soundness:
    """What a log was found to be."""

    origin: str
    size: int
    root: str
    since: datetime | None
    last: datetime | None
    evidence: int
    decisions: int
    faults: tuple[Fault, ...]
    unlisted: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


Progress = Callable[[int, int], None]


def examine(session: Session, progress: Progress | None = None, noted: Noted | None = None) -> list[Soundness]:
    """Examine the log of every organ, in the order of organs; one with no log gives an empty list.

    Entries are read one by one and never become objects, the tables of facts some matters at a time; what is kept in
    memory grows with the number of matters and with the problems found. `progress` is told now and then how many
    entries of how many were read. `noted` is what the beginning of the log must agree with.
    """
    return [_Examination(session, head, progress, noted).run() for head in _heads(session)]


class _Head(NamedTuple):
    """What the head of a log says; without a name where it was taken away."""

    organ_id: int
    origin: str
    size: int


def _heads(session: Session) -> list[_Head]:
    """The head of every log, and a nameless one for entries, or an organ, that ought to have one."""
    found = session.execute(select(LogHead.organ_id, LogHead.origin, LogHead.size).order_by(LogHead.organ_id))
    heads = [_Head(*row) for row in found]
    known = [head.organ_id for head in heads]
    bare = set(session.scalars(select(Entry.organ_id).where(Entry.organ_id.not_in(known)).distinct()))
    if not heads:
        bare |= set(session.scalars(select(Organ.id)))
    return heads + [_Head(each, "", 0) for each in sorted(bare)]


class _Examination:
    def __init__(self, session: Session, head: _Head, progress: Progress | None, noted: Noted | None) -> None:
        self.session, self.head, self.progress = session, head, progress
        self.stored = storage.disagreements(session)
        self.organ_id: int = head.organ_id
        self.roots = Roots(session, self.organ_id, noted)
        self.faults: list[Fault] = []
        self.unlisted = 0
        self.matters = Matters()
        self.people = People()
        self.house = House()
        self.commitments = 0
        self.first: datetime | None = None
        self.last = ""
        self.numbers = {
            row.id: row.number
            for row in session.execute(select(Decision.id, Decision.number).where(Decision.organ_id == self.organ_id))
        }

    def run(self) -> Soundness:
        # the name the log began with; each epoch after it has a name of its own
        begun = self.session.scalar(select(Organ.origin).where(Organ.id == self.organ_id))
        verdict = verify(self._rows(), begun)
        for problem in verdict.problems:
            self.report(problem.seq, problem.kind, problem.zh, problem.en)
        self.unlisted += verdict.unlisted
        self._check_head(verdict.size, verdict.origin)
        for kind, said in self.roots.conclude(verdict.size):
            self.report(None, kind, said.zh, said.en)
        self._check_stray_evidence()
        of_this = self.session, self.organ_id
        self._part("decision", self.matters.disagreements(*of_this))
        self._part("account", self.people.disagreements(*of_this))
        self._part("house", self.house.disagreements(*of_this))
        self._part("table", disagreements(*of_this, self.numbers))
        self._part("personal", unopened(*of_this, sorted(self.numbers), verdict.erased))
        self._part("stored", ((None, said) for said in misfits(self.session)))
        self._check_protection()
        order = {id(fault): place for place, fault in enumerate(self.faults)}
        faults = sorted(self.faults, key=lambda each: (each.seq is None, each.seq or 0, order[id(each)]))
        return Soundness(
            self.head.origin or verdict.origin,
            verdict.size,
            verdict.root,
            self.first,
            datetime.fromisoformat(self.last) if self.last else None,
            self.commitments,
            len(self.numbers),
            tuple(faults),
            self.unlisted,
        )

    def _part(self, kind: str, found: Iterable[tuple[int | None, Text]]) -> None:
        """Report what a part of the examination finds; where it cannot go on, that is a finding too."""
        try:
            for seq, said in found:
                self.report(seq, kind, said.zh, said.en)
        except UNREADABLE as error:
            zh = f"数据表含有无法读取的内容，核对（{kind}）未能完成：{type(error).__name__}"
            self.report(None, kind, zh, f"the tables hold what cannot be read: {kind} was not compared to the end")

    def report(self, seq: int | None, kind: str, zh: str, en: str) -> None:
        if len(self.faults) < LISTED:
            # SQLite keeps whatever it is given for a number
            self.faults.append(Fault(seq if isinstance(seq, int) else None, kind, Text(zh, en)))
        else:
            self.unlisted += 1

    def _rows(self) -> Iterator[Row]:
        """The rows as the verifier reads them, each looked at on the way."""
        columns = raw(
            Entry.seq,
            Entry.body,
            Entry.leaf,
            Entry.at,
            Entry.act,
            Entry.result,
            Entry.obj,
            Entry.person,
            Entry.unit,
            Entry.effective,
            Entry.decision_id,
            Entry.request,
        )
        evidence = self._evidence()
        waiting = next(evidence, None)
        found = columns.where(Entry.organ_id == self.organ_id).order_by(Entry.seq)
        with storage.by_rows(self.session, self.stored is None):
            entries = self.session.execute(found.execution_options(yield_per=BATCH))
        for count, row in enumerate(entries, 1):
            if not isinstance(row.seq, int):
                self.report(
                    None, "row", f"条目编号不是数字：{row.seq!r}", f"the number of an entry is none: {row.seq!r}"
                )
                continue
            here = []
            while waiting is not None and waiting.seq <= row.seq:
                if waiting.seq == row.seq:
                    here.append(waiting)
                waiting = next(evidence, None)
            self._look(row, here)
            if self.progress and not count % 1000:
                self.progress(count, self.head.size)
            body = self._bytes(row.seq, "body", row.body)
            for kind, said in self.roots.follow(leaf_hash(body)):
                self.report(None, kind, said.zh, said.en)
            yield Row(row.seq, body, self._bytes(row.seq, "leaf", row.leaf))

    def _bytes(self, seq: int, column: str, value: object) -> bytes:
        """A value as bytes. SQLite keeps whatever was put into a column: text instead of bytes is found here."""
        if isinstance(value, bytes):
            return value
        self.report(seq, "row", f"{column}列存的不是字节", f"the column {column} does not hold bytes")
        return value.encode() if isinstance(value, str) else b""

    def _evidence(self) -> Iterator[SqlRow[*tuple[Any, ...]]]:
        columns = raw(Evidence.seq, Evidence.kind, Evidence.decision_id, Evidence.thread, Evidence.salt, Evidence.body)
        found = columns.where(Evidence.organ_id == self.organ_id).order_by(Evidence.seq, Evidence.kind)
        with storage.by_rows(self.session, self.stored is None):
            kept = self.session.execute(found.execution_options(yield_per=BATCH))
        with kept as pieces:
            for piece in pieces:
                if isinstance(piece.seq, int):
                    yield piece
                else:
                    zh, en = f"材料{piece.kind}没有对应条目", f"the evidence {piece.kind} belongs to no entry"
                    self.report(None, "evidence", zh, en)

    def _look(self, row: SqlRow[*tuple[Any, ...]], evidence: list[SqlRow[*tuple[Any, ...]]]) -> None:
        try:
            entry = json.loads(row.body)
            fields = {str(key): str(value) for key, value in entry.items()}
            self.first = self.first or datetime.fromisoformat(fields["ts"])
            self.last = max(self.last, fields["ts"])
            for said in misfiled(row, fields, self.numbers.get(row.decision_id)):
                self.report(row.seq, "index", said.zh, said.en)
            self.commitments += len(commitments_of(fields))
            for said in unproved(row, fields, evidence):
                self.report(row.seq, "evidence", said.zh, said.en)
            self.house.passed(fields)
            if fields["res"] == "ok":
                self.house.follow(row.seq, fields)
                for seq, said in self.people.follow(row.seq, fields):
                    self.report(seq, "account", said.zh, said.en)
                if fields["obj"].startswith("decision/"):
                    self.matters.follow(row.seq, fields)
        except UNREADABLE:
            # an entry that cannot be read is named by the verifier, with everything wrong in it
            return

    def _check_head(self, size: int, origin: str) -> None:
        if not self.head.origin:
            self.report(None, "head", "日志头缺失", "the head of the log is missing")
            return
        if self.head.origin != origin:
            zh, en = f"日志头记为{self.head.origin}，条目为{origin}", f"the head of the log names {self.head.origin}"
            self.report(None, "head", zh, f"{en}, the entries {origin}")
        if self.head.size != size:
            self.report(
                None,
                "head",
                f"日志头记为{self.head.size}条，实有{size}条",
                f"the head of the log says {self.head.size} entries, there are {size}",
            )

    def _check_stray_evidence(self) -> None:
        entries = select(Entry.seq).where(Entry.organ_id == self.organ_id)
        stray = select(Evidence.seq, Evidence.kind).where(
            Evidence.organ_id == self.organ_id, Evidence.seq.not_in(entries)
        )
        for row in self.session.execute(stray):
            self.report(
                row.seq, "evidence", f"材料{row.kind}没有对应条目", f"the evidence {row.kind} belongs to no entry"
            )

    def _check_protection(self) -> None:
        for said in self.stored or ():
            self.report(None, "storage", said.zh, said.en)
        for said in unprotected(self.session):
            self.report(None, "protection", said.zh, said.en)
