"""Fair competition review."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import TIMES
from workflow.domain.terms import CompetitionConclusion
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    concluded = tally.did("fair_competition.conclude")
    label = Text("作出公平竞争审查结论", "Fair competition reviews concluded")
    total = tally.put_count("competition", label, TIMES, concluded)
    names = {str(each): each.label for each in CompetitionConclusion}
    parts = tally.put_parts("competition", names, TIMES, concluded, lambda entry: entry["d.conclusion"])
    tally.check("公平竞争审查＝各结论之和", "Fair competition reviews = sum over conclusions", total, parts)
