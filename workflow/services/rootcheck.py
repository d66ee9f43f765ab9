"""The roots of the log that somebody wrote down, against the log: a size noted elsewhere, and the checkpoints kept here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workflow.domain.text import Text
from workflow.services.checkpoints import signed_roots
from workflow.services.loss import lost_at
from workflow.services.unit import Session
from workflow.trail.merkle import Range


@dataclass(frozen=True)
class Noted:
    """How long the log was on an earlier day and the root it had then, in hex, as somebody noted them elsewhere."""

    size: int
    root: str


class Differing(NamedTuple):
    """A root that is not the one written down; `kind` says by whom: signed here, or noted elsewhere."""

    kind: str
    said: Text


class Roots:
    """The roots of one log, followed entry by entry."""

    def __init__(self, session: Session, organ_id: int, noted: Noted | None) -> None:
        self._session, self._noted, self._beginning = session, noted, Range()
        self._signed, self._tree = signed_roots(session, organ_id), Range()

    def follow(self, leaf: bytes) -> Iterator[Differing]:
        """Take the next entry; after the first checkpoint that differs, all do."""
        if self._noted and self._beginning.size < self._noted.size:
            self._beginning.append(leaf)
        if not self._signed:
            return
        self._tree.append(leaf)
        signed, size = self._signed.pop(self._tree.size, None), self._tree.size
        if signed == "":
            said = Text("{size}条的检查点已损坏", "the checkpoint of {size} entries is damaged")
            yield Differing("signed", said.fmt(size=size))
        elif signed and signed != self._tree.root().hex():
            self._signed = {}
            said = Text(
                "前{size}条的树根与已签署的检查点不同：这些条目被改写过",
                "the root over the first {size} entries is not the one that was signed: they were rewritten",
            )
            yield Differing("signed", said.fmt(size=size))

    def conclude(self, size: int) -> Iterator[Differing]:
        """What the log of `size` entries does not reach, or is not what it was noted to be."""
        if self._noted and (said := self._not_as(self._noted, size)):
            yield Differing("noted", said)
        if self._signed:
            said = Text(
                "已签署过{longest}条的检查点，现在只有{size}条：末尾的条目被删去，或者日志被换过",
                "a checkpoint of {longest} entries was signed, there are only {size}: the end was cut off, or replaced",
            )
            yield Differing("signed", said.fmt(longest=max(self._signed), size=size))

    def _not_as(self, noted: Noted, size: int) -> Text | None:
        root = self._beginning.root().hex()
        if size < noted.size:
            said = Text(
                "此前记下的条目数为{noted}，现在只有{size}条：末尾的条目被删去，或者日志被换过",
                "{noted} entries were noted, there are only {size}: the end was cut off, or the log was replaced",
            )
            return said.fmt(noted=noted.size, size=size)
        if noted.root == root:
            return None
        if lost := lost_at(self._session, noted.size):
            said = Text(
                "此前记下的{noted}条在丢失的范围内（见第{recovered}号条目），不能核对",
                "the {noted} entries noted are among those lost (see entry {recovered}): not compared",
            )
            return said.fmt(noted=noted.size, recovered=lost.recovered)
        said = Text(
            "前{noted}条的树根为{root}，此前记下的是{was}：这些条目被改写过",
            "the root over the first {noted} entries is {root}, noted was {was}: they were rewritten",
        )
        return said.fmt(noted=noted.size, root=root, was=noted.root)
