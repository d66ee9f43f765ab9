"""Attempts refused and late entries."""

from __future__ import annotations

from collections import Counter

from workflow.domain.counting.tally import Tally, rules_of
from workflow.domain.figures import ENTRIES, TIMES
from workflow.domain.reading import HOUSE_RULES, refusing_rule, rulebook_of
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    # whoever lacks the role, mistypes a password or works on an old page broke no rule of the procedure, nor does the report
    refusals = [
        entry
        for entry in tally.refusals
        if set(rules_of(entry)) - HOUSE_RULES.keys() and not entry["act"].startswith("report.")
    ]
    label = Text("因不符合程序规则未予办理的操作", "Attempts refused by a rule of the procedure")
    tally.put_count("refused", label, TIMES, refusals)
    rules = Counter(rule for entry in refusals for rule in rules_of(entry))
    for rule_id in rules:
        entries = [entry for entry in refusals if rule_id in rules_of(entry)]
        # by the rules of the matter that was refused: other kinds have other rules
        demand = refusing_rule(rule_id, rulebook_of(entries[-1], tally.rulebook.label)).demand
        label = Text(demand.zh.rstrip("。"), demand.en.rstrip("."))
        tally.put_count(f"refused.{rule_id}", label, TIMES, entries, part=True)
    late = [entry for entries in tally.late.values() for entry in entries]
    tally.put_count("late", Text("补录（录入日期晚于发生日期）", "Late entries"), ENTRIES, late)
    if late:
        longest = max(tally.late)
        which = [int(entry["seq"]) for entry in tally.late[longest]]
        tally.put("late.longest", Text("最长补录间隔", "Longest delay"), longest, Text("日", "days"), which, part=True)
