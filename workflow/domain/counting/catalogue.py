"""The yearly catalogue of the year reported on: its items as published last, what became of them, the adjustments."""

from __future__ import annotations

from workflow.domain.catalogue import standing
from workflow.domain.counting.tally import Fields, Tally, number
from workflow.domain.figures import ITEMS
from workflow.domain.terms import ItemChange, ItemStanding
from workflow.domain.text import Text

_LISTED = (ItemChange.ADDED, ItemChange.CHANGED)
_STANDINGS = (ItemStanding.DECIDED, ItemStanding.RUNNING, ItemStanding.ENDED, ItemStanding.NOT_STARTED)


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
    stands: dict[ItemStanding, list[int]] = {each: [] for each in _STANDINGS}
    for name, each in present.items():
        matter = matters.get(name)
        stands[standing(matter.state if matter else None, tally.ended)].append(
            matter.by if matter else int(each["seq"])
        )
    for which, entries in stands.items():
        tally.put(f"catalogue.{which}", which.label, len(entries), ITEMS, entries, part=True)
    tally.put_count("catalogue.adjusted", Text("公布后调整的事项", "Items adjusted after publication"), ITEMS, adjusted)
