"""Attempts refused and late entries."""

from __future__ import annotations

from collections import Counter

from workflow.domain.counting.tally import Tally, rules_of
from workflow.domain.figures import ENTRIES, TIMES
from workflow.domain.reading import delay, refusing_rule, rulebook_of
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    label = Text("系统拒绝的办理操作", "Attempts refused")
    tally.put_count("refused", label, TIMES, tally.refusals)
    rules = Counter(rule for entry in tally.refusals for rule in rules_of(entry))
    for rule_id in rules:
        entries = [entry for entry in tally.refusals if rule_id in rules_of(entry)]
        # by the rules of the matter that was refused: other kinds have other rules
        demand = refusing_rule(rule_id, rulebook_of(entries[-1], tally.rulebook.label)).demand
        label = Text(demand.zh.rstrip("。"), demand.en.rstrip("."))
        tally.put_count(f"refused.{rule_id}", label, TIMES, entries, part=True)
    tally.put_count("late", Text("补录（录入日期晚于发生日期）", "Late entries"), ENTRIES, tally.late)
    if tally.late:
        longest = max(delay(entry) for entry in tally.late)
        which = [int(entry["seq"]) for entry in tally.late if delay(entry) == longest]
        tally.put("late.longest", Text("最长补录间隔", "Longest delay"), longest, Text("日", "days"), which, part=True)
