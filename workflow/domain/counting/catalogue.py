"""The yearly catalogue of the year reported on: its items as published last, what became of them, the adjustments."""

from __future__ import annotations

from workflow.domain.counting.tally import Fields, Tally, number
from workflow.domain.figures import ITEMS
from workflow.domain.progress import DECIDED
from workflow.domain.terms import ItemChange
from workflow.domain.text import Text

_LISTED = (ItemChange.ADDED, ItemChange.CHANGED)


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    changes = [each for each in tally.catalogue if each["act"] == "catalogue.item"]
    versions = [number(each, "version") for each in tally.catalogue if each["act"] == "catalogue.published"]
    first, last = (versions[0], versions[-1]) if versions else (0, 0)
    present, adjusted = dict[str, Fields](), list[Fields]()
    for each in changes:
        version = number(each, "version")
        if version > last:
            continue
        # what a unit sent in is no item before the office puts it on the list, and leaving it out adjusts nothing
        known = present.pop(each["d.catalogue_item"], None)
        if each["d.change"] in _LISTED:
            present[each["d.catalogue_item"]] = each
        if version > first and (known or each["d.change"] in _LISTED):
            adjusted.append(each)
    matters = {matter.item: matter for matter in tally.matters.values() if matter.item}
    tally.put_count("catalogue", Text("目录事项", "Items of the catalogue"), ITEMS, present.values())
    begun = {name: matters[name] for name in present if name in matters}
    decided = [matter.by for matter in begun.values() if matter.state in DECIDED]
    others = [matter.by for matter in begun.values() if matter.state not in DECIDED]
    waiting = [int(each["seq"]) for name, each in present.items() if name not in begun]
    for key, label, entries in (
        ("decided", Text("已决定", "Decided"), decided),
        ("running", Text("办理中或者终止", "Under way or ended"), others),
        ("not_started", Text("未启动", "Not started"), waiting),
    ):
        tally.put(f"catalogue.{key}", label, len(entries), ITEMS, entries, part=True)
    tally.put_count("catalogue.adjusted", Text("公布后调整的事项", "Items adjusted after publication"), ITEMS, adjusted)
