"""Decisions taken before the system was used, as they were recorded later: how many, how many published, with which stages.

A record counts as it was corrected last, for the year of the decision; one that was withdrawn does not count. They are no
matters of the system and stand in no other figure.
"""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS
from workflow.domain.terms import PastStage
from workflow.domain.text import Text

_HAD = Text("经过{stage}", "With {stage}")


def write(tally: Tally) -> None:
    """Write the figures of this group; none where no such decision was recorded."""
    standing = tally.standing("past")
    if not standing:
        return
    tally.put_count("past", Text("作出的决策", "Decided"), MATTERS, standing)
    published = [each for each in standing if each["d.published"]]
    tally.put_count("past.published", Text("已公布", "Published"), MATTERS, published, part=True)
    for stage in PastStage:
        with_it = [each for each in standing if each[f"d.{stage}"]]
        label = _HAD.fmt(stage=Text(stage.label.zh, stage.label.en.lower()))
        tally.put_count(f"past.{stage}", label, MATTERS, with_it, part=True)
