"""Erasure of personal data: which commitments may lose their opening, and the two entries by which they do.

What a citizen said of who they are stands in one row with the salt of its commitment. Emptying that row leaves the entry,
its leaf and every root as they were; that it was emptied is excused by an entry alone, for which two people answer. Of
anything else that is committed to, nothing is ever excused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

REQUESTED, ERASED, DECLINED = "pii.requested", "pii.erased", "pii.declined"
ACTS = (REQUESTED, ERASED, DECLINED)

PERSONAL: Mapping[str, str] = MappingProxyType(
    {
        "opinion_sender": "participation.receive",
        "hearing_registrant": "hearing.register",
        "suggestion_sender": "execution.suggest",
    }
)
"""What can be erased, by the kind in ``pc``, and the act whose entry commits to it."""


class _Request(NamedTuple):
    """A request that was not decided yet: by whom, for what, in which entry."""

    who: str
    target: tuple[str, str]
    seq: int


class Erasures:
    """Follows the entries of erasure; what is kept grows with them alone."""

    def __init__(self) -> None:
        self._open: dict[str, _Request] = {}
        self.erased: dict[tuple[int, str], int] = {}
        """Entry and kind of what was erased → the entry that says so."""

    def follow(self, seq: int, entry: Mapping[str, str]) -> tuple[str, str] | None:
        """Take an entry; what is wrong with it, in both languages, if it erases what it may not."""
        act = entry["act"]
        if act not in ACTS:
            return None
        target = entry["d.entry"], entry["d.evidence"]
        if act == REQUESTED:
            self._open[entry["obj"]] = _Request(entry["who"], target, seq)
            return None
        asked = self._open.pop(entry["obj"], None)
        if act == DECLINED:
            return None
        number, kind = target
        if kind not in PERSONAL or entry["obj"].partition("/")[0] != kind:
            return f"{kind}不是可以删除的个人信息", f"{kind} is no personal data that can be erased"
        if not number.isdecimal() or int(number) >= seq:
            return "所删除的不是此前条目的内容", "what it erases is of no entry before it"
        if asked is None or asked.target != target or str(asked.seq) != entry["d.request"]:
            return "没有相应的删除申请", "there is no request for it"
        if not entry["who"] or entry["who"] == asked.who or entry["d.asked_by"] != asked.who:
            return "删除申请和核准应为两人", "the request and the approval are not of two people"
        if (int(number), kind) in self.erased:
            return "已经删除过", "it was erased before"
        self.erased[int(number), kind] = seq
        return None
