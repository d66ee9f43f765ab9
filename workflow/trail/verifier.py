"""The check of a whole log from its rows alone: no database, no clock, no rulebook.

What it cannot see is an end cut off, or a log rewritten from first to last with every hash recomputed: against those
stands the size and the root of an earlier day, kept somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workflow.trail.accounts import Accounts
from workflow.trail.entry import PASSED_SECONDS, EntryError, decode, set_back
from workflow.trail.epoch import REOPENED, EpochError, follows, statement_of
from workflow.trail.erasure import Erasures
from workflow.trail.merkle import Range, leaf_hash

_MARK = REOPENED.encode()

LISTED = 1000
"""The most problems a verdict lists one by one; those beyond are only counted."""


class Row(NamedTuple):
    """One stored row of a log."""

    seq: int
    body: bytes
    leaf: bytes


class Problem(NamedTuple):
    """One thing wrong with a log: the row it shows at, its kind, and a sentence in both languages."""

    seq: int
    kind: str
    zh: str
    en: str


@dataclass(frozen=True)
class Verdict:
    """What a log was found to be: rows read, the root over their bodies in hex, and everything wrong with them."""

    size: int
    root: str
    origin: str
    """The name the log bears at its end."""
    problems: tuple[Problem, ...]
    unlisted: int = 0
    """Problems found after the list was full."""
    erased: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Entry and kind of the personal data that were erased → the entry that says so."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(rows: Iterable[Row], origin: str | None = None) -> Verdict:
    """Read a log from its first row to its last and report every problem, going on after each.

    `origin` is the name the log must begin with; by default the one its first readable entry gives. The rows are read one
    by one; what is kept grows with the number of objects written about, not with the number of entries.
    """
    reading = _Reading(origin)
    for row in rows:
        reading.read(row)
    return Verdict(
        reading.tree.size,
        reading.tree.root().hex(),
        reading.origin or "",
        tuple(reading.problems),
        reading.unlisted,
        reading.erasures.erased,
    )


class _Reading:
    """Where a reader of the log stands after the rows read so far."""

    def __init__(self, origin: str | None) -> None:
        self.origin = origin
        self.tree = Range()
        self.problems: list[Problem] = []
        self.unlisted = 0
        self.expected_seq = 0
        self.latest = ""
        self.last_leaf: dict[str, str] = {}
        self.states: dict[tuple[str, str], str] = {}
        self.versions: dict[str, int] = {}
        self.erasures = Erasures()
        self.accounts = Accounts()

    def read(self, row: Row) -> None:
        leaf = leaf_hash(row.body)
        before = self.tree.root().hex() if _MARK in row.body else ""
        self.tree.append(leaf)
        if row.seq != self.expected_seq:
            self.report(
                row,
                "gap",
                f"此处应为第{self.expected_seq}号，实为第{row.seq}号",
                f"number {self.expected_seq} was due here, number {row.seq} was found",
            )
        # Each break in the numbers is said once, not again at every row after it.
        self.expected_seq = row.seq + 1
        if row.leaf != leaf:
            self.report(row, "leaf", "存储的叶哈希与条目内容不符", "the stored leaf hash is not that of the entry")
        try:
            entry = decode(row.body)
        except EntryError as error:
            for flaw in error.flaws:
                self.report(row, "entry", f"条目不合规范：{flaw.zh}", f"not a proper entry: {flaw.en}")
            return
        self.check_epoch(row, entry, before)
        self.check_numbers(row, entry)
        self.check_time(row, entry)
        self.check_link(row, entry, leaf.hex())
        self.accounts.follow(row.seq, entry)
        if entry["res"] == "ok":
            self.check_move(row, entry)
            if wrong := self.erasures.follow(row.seq, entry):
                self.report(row, "erasure", f"个人信息删除不成立：{wrong[0]}", f"not a proper erasure: {wrong[1]}")

    def report(self, row: Row, kind: str, zh: str, en: str) -> None:
        if len(self.problems) < LISTED:
            self.problems.append(Problem(row.seq, kind, zh, en))
        else:
            self.unlisted += 1

    def check_numbers(self, row: Row, entry: Mapping[str, str]) -> None:
        if entry["seq"] != str(row.seq):
            self.report(
                row,
                "seq",
                f"条目自称第{entry['seq']}号，存为第{row.seq}号",
                f"the entry calls itself number {entry['seq']} but is stored as {row.seq}",
            )
        if self.origin is None:
            self.origin = entry["log"]
        if entry["log"] != self.origin:
            self.report(
                row,
                "origin",
                f"属于另一日志{entry['log']!r}，应为{self.origin!r}",
                f"belongs to the log {entry['log']!r}, not to {self.origin!r}",
            )

    def check_epoch(self, row: Row, entry: Mapping[str, str], before: str) -> None:
        """A new epoch begins where its first entry says so, over what it says was recovered."""
        if entry["act"] != REOPENED or entry["res"] != "ok":
            return
        try:
            statement = statement_of(entry)
            if statement.root != before:
                raise EpochError("恢复部分的树根不符", "the root over what was recovered is another one")
            if self.origin and not (self.origin == statement.former and follows(statement.origin, self.origin)):
                raise EpochError(f"不接续{self.origin!r}", f"it does not follow {self.origin!r}")
            for each in statement.signatories:
                account = self.accounts.known.get(each.person)
                if account is None or (account.since, each.role in account.roles) != (each.since, True):
                    raise EpochError(
                        f"{each.person}的账号不是条目所载的",
                        f"the account of {each.person} is not what the entries tell of it",
                    )
        except EpochError as error:
            self.report(row, "epoch", f"新一期日志不成立：{error.zh}", f"not a proper new epoch: {error.en}")
            return
        self.origin = statement.origin

    def check_time(self, row: Row, entry: Mapping[str, str]) -> None:
        # Times have one fixed form, so their order is that of the strings.
        if entry["ts"] < self.latest and entry["clk"] != "regressed" and set_back(entry["ts"], self.latest):
            self.report(
                row,
                "time",
                f"时间{entry['ts']}比此前的{self.latest}早{PASSED_SECONDS}秒以上，且未注明时钟回拨",
                f"the time {entry['ts']} is more than {PASSED_SECONDS} seconds before {self.latest}, and no "
                "clock is marked as set back",
            )
        # of many that were passed each is held against the latest, or a clock could go back step by step
        self.latest = entry["ts"] if entry["clk"] == "regressed" else max(self.latest, entry["ts"])

    def check_link(self, row: Row, entry: Mapping[str, str], leaf: str) -> None:
        due = self.last_leaf.get(entry["obj"], "")
        if entry["prev"] != due:
            self.report(
                row,
                "prev",
                f"前一条目应为{due or '空'}，所载为{entry['prev'] or '空'}",
                f"the entry before it is {due or 'none'}, it names {entry['prev'] or 'none'}",
            )
        if entry["obj"]:
            self.last_leaf[entry["obj"]] = leaf

    def check_move(self, row: Row, entry: Mapping[str, str]) -> None:
        """Replay a change of state: it starts where the earlier ones ended, on a version not older than theirs."""
        obj, before, after = entry["obj"], entry["from"], entry["to"]
        if not (before or after):
            return
        came, goes = before.partition(":"), after.partition(":")
        track = goes[0]
        proper = all(goes) and (all(came) or not before)
        if not obj or not proper or (before and came[0] != track) or (not before and track != "main"):
            self.report(
                row,
                "move",
                f"状态变更{before!r}→{after!r}不成立",
                f"the change of state {before!r} → {after!r} cannot be one",
            )
            return
        reached = self.states.get((obj, track), "" if track == "main" else "pending")
        if came[2] != reached:
            self.report(
                row,
                "state",
                f"状态应从{track}:{reached or '（未建立）'}变更，所载为{before or '（未建立）'}",
                f"the state was {track}:{reached or '(none)'}, the entry starts from {before or '(none)'}",
            )
        self.states[obj, track] = goes[2]
        if entry["ver"]:
            version = int(entry["ver"])
            if version < self.versions.get(obj, 0):
                self.report(
                    row,
                    "version",
                    f"版本由{self.versions[obj]}退回{version}",
                    f"the version falls from {self.versions[obj]} to {version}",
                )
            self.versions[obj] = version
