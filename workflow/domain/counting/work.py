"""The work ledger: of each kind how many entries, and the sums of the figures they give.

An entry counts as it was corrected last, for the day it tells of; one that was withdrawn does not count.
"""

from __future__ import annotations

from workflow.domain.counting.tally import Fields, Tally
from workflow.domain.figures import ENTRIES
from workflow.domain.terms import WorkKind
from workflow.domain.text import Text
from workflow.domain.worklog import MEASURES

_WITH_KIND = Text("{kind}：{what}", "{kind}: {what}")


def write(tally: Tally) -> None:
    """Write the figures of this group: only of kinds with an entry, and of their figures those that were given."""
    standing = tally.standing("work")
    tally.put_count("work", Text("有效的台账条目", "Entries that stand"), ENTRIES, standing)
    for kind in WorkKind:
        of_kind = [each for each in standing if each["d.kind"] == kind]
        if not of_kind:
            continue
        tally.put_count(f"work.{kind}", kind.label, ENTRIES, of_kind, part=True)
        for measure in MEASURES[kind]:
            if _given(of_kind, measure.key):
                said = _WITH_KIND.fmt(kind=kind.label, what=measure.label)
                tally.put_sum(f"work.{kind}.{measure.key}", said, measure.unit, of_kind, measure.key)


def _given(entries: list[Fields], detail: str) -> bool:
    return any(each[f"d.{detail}"] for each in entries)
