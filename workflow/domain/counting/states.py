"""Where the matters stood on the last day counted."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    present = tally.of_kind(tally.first_kind)
    total = 0
    for state in tally.rulebook.procedure.track_by_key["main"].states:
        here = [matter.by for matter in present if matter.state == state.key]
        total += len(here)
        # before it is proposed there is no matter
        if state.key != "new":
            tally.put(f"state.{state.key}", state.name.text, len(here), MATTERS, here, part=True)
    tally.check("办理事项＝各状态事项之和", "Matters = sum over states", len(present), total)
