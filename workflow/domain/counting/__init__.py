"""Counting the year's figures on lawful decisions from the entries of the trail, and from nothing else.

An entry counts for the day on which what it tells of happened (its effective date, in Asia/Shanghai); where none was
given, as with a refusal, for the day of entry. Every figure names the entries it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workflow.domain.counting import (
    catalogue,
    decisions,
    deliberation,
    evaluation,
    execution,
    expert_review,
    fair_competition,
    legality_review,
    order,
    other_kinds,
    participation,
    past,
    publication,
    risk_assessment,
    states,
    work,
)
from workflow.domain.counting.tally import Fields, Tally
from workflow.domain.figures import Figures, OutsideYear
from workflow.domain.reading import day_of
from workflow.domain.rulebook import Rulebook

__all__ = ["Fields", "count", "years"]

# in the order of the procedure
_GROUPS = {
    "catalogue": catalogue,
    "decisions": decisions,
    "states": states,
    "participation": participation,
    "expert_review": expert_review,
    "risk_assessment": risk_assessment,
    "fair_competition": fair_competition,
    "legality_review": legality_review,
    "deliberation": deliberation,
    "publication": publication,
    "execution": execution,
    "evaluation": evaluation,
    "other_kinds": other_kinds,
    "order": order,
    "past": past,
    "work": work,
}


def count(entries: Iterable[Fields], year: int, rulebook: Rulebook, as_of: dt.date | None = None) -> Figures:
    """Count the year from the decoded entries of a log, in their order. Raises OutsideYear.

    `as_of` is the last day counted, by default the last of the year; later entries about earlier days do count.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    as_of = as_of or last
    if not first <= as_of <= last:
        raise OutsideYear(as_of.isoformat())
    tally = Tally(rulebook, first, as_of)
    for entry in entries:
        tally.note(entry)
        if (day := day_of(entry)) <= as_of:
            tally.add(entry, day)
    for tally.group, group in _GROUPS.items():
        group.write(tally)
    return Figures(year, as_of, rulebook, tuple(tally.figures), tuple(tally.checks))


def years(entries: Iterable[Fields]) -> list[int]:
    """The years the entries tell of, newest first."""
    return sorted({day_of(entry).year for entry in entries}, reverse=True)
