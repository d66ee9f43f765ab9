"""Matters dealt with, by category, and how they began."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS
from workflow.domain.terms import Category
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    present = tally.of_kind(tally.first_kind)
    tally.put("decisions", Text("办理的决策事项", "Matters dealt with"), len(present), MATTERS, [m.by for m in present])
    total = 0
    for category in Category:
        here = [matter.named_by for matter in present if matter.category == category]
        total += len(here)
        tally.put(f"category.{category}", category.label, len(here), MATTERS, here, part=True)
    tally.check("办理事项＝各类别事项之和", "Matters = sum over categories", len(present), total)
    for act, key, label in (
        ("initiation.propose", "proposals", Text("收到决策事项建议", "Proposals received")),
        ("initiation.approve", "started", Text("启动决策程序", "Procedures started")),
        ("initiation.decline", "declined", Text("决定不予启动", "Declined")),
        ("initiation.reply", "replied", Text("答复建议人", "Proposers answered")),
    ):
        tally.put_count(key, label, MATTERS, tally.did(act))
