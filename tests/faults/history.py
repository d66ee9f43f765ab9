"""What was asked and answered, held against the log: each matter has one chain of steps, and nobody was told wrong.

An operation is a request as the one who sent it sees it. It may be sent again, by a hurried hand or after its answer did
not come; no answer says nothing about whether it was done.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

STALE = "Stale"
"""The one refusal that the operations here may meet: somebody else was quicker."""

GONE = "OperationalError"
"""The database went away: whoever asked does not know what became of it."""


class Told(NamedTuple):
    """A message of a client: that it sends a request about a matter as it saw it, or what it was answered.

    The answer is the number of the entry, or what went wrong; None is before the answer.
    """

    req: str
    matter: int | None
    seen: int | None
    answer: int | str | None = None


@dataclass
class Operation:
    """A request, and every answer that came to it."""

    matter: int | None
    seen: int | None
    answers: list[int | str] = field(default_factory=list)

    @property
    def done(self) -> set[int]:
        """The numbers of the entries it was answered with; it should be one at most."""
        return {each for each in self.answers if isinstance(each, int)}

    @property
    def refused(self) -> bool:
        """Whether it was told that it came too late."""
        return STALE in self.answers


class Entered(NamedTuple):
    """A step as the log tells of it."""

    seq: int
    matter: int
    fields: Mapping[str, str]

    @property
    def version(self) -> int:
        """The version of the matter that the step made."""
        return int(self.fields["ver"])


def contradictions(operations: Mapping[str, Operation], entries: Sequence[Entered]) -> list[str]:
    """Everything in which the answers and the log do not agree; `entries` in their order, steps that were taken."""
    entered = defaultdict[str, list[Entered]](list)
    for entry in entries:
        entered[entry.fields["req"]].append(entry)
    strangers = [f"{req}: entered, but never asked for" for req in entered.keys() - operations.keys()]
    of_each = [f"{req}: {said}" for req, asked in operations.items() for said in _told_wrong(asked, entered[req])]
    return [*strangers, *of_each, *_broken(entries)]


def _told_wrong(asked: Operation, entries: Sequence[Entered]) -> Iterator[str]:
    if strange := [each for each in asked.answers if isinstance(each, str) and each not in (STALE, GONE)]:
        yield f"answered with {strange}"
    if len(entries) > 1:
        yield f"entered {len(entries)} times"
    if asked.done and asked.done != {entry.seq for entry in entries}:
        yield f"answered with the entries {asked.done}, entered as {[entry.seq for entry in entries]}"
    if asked.refused and entries:
        yield "refused, and entered"
    for entry in entries:
        if asked.matter is not None and (asked.matter, (asked.seen or 0) + 1) != (entry.matter, entry.version):
            seen = f"version {asked.seen} of matter {asked.matter}"
            yield f"asked on {seen}, entered as version {entry.version} of matter {entry.matter}"


def _broken(entries: Sequence[Entered]) -> Iterator[str]:
    """Where a matter does not go on from where it stood."""
    versions = Counter[int]()
    states = dict[tuple[int, str], str]()
    for seq, matter, fields in entries:
        versions[matter] += 1
        if int(fields["ver"]) != versions[matter]:
            yield f"entry {seq}: version {fields['ver']} of matter {matter} follows version {versions[matter] - 1}"
        before, after = fields["from"], fields["to"]
        if before and before != states.get((matter, before.partition(":")[0])):
            yield f"entry {seq}: matter {matter} goes on from {before}, where it did not stand"
        if after:
            states[matter, after.partition(":")[0]] = after
