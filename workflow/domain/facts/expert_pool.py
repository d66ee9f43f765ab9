"""The expert pool: who belongs to it, as described from when on, and what was noted of them (713 art. 21, 337 art. 20)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import Pool, PoolNoteKind, Standing


class PoolExpert(Fact):
    """An expert taken into the pool: whose pool it is never changes."""

    pool: Pool


class PoolProfile(Fact):
    """An expert as the register describes them; a later description supersedes it."""

    name: Line
    field: Line
    unit: Line
    post: Line = ""
    valid_from: dt.date
    valid_until: dt.date | None = None

    def standing(self, day: dt.date, left_on: dt.date | None = None) -> Standing:
        """Whether the expert may be called on a day; `left_on`: the day on which the expert left the pool."""
        if left_on is not None and left_on <= day:
            return Standing.LEFT
        if day < self.valid_from:
            return Standing.AHEAD
        return Standing.EXPIRED if self.valid_until and day > self.valid_until else Standing.CURRENT


class PoolNote(Fact):
    """An appraisal, a breach, or the removal with its reason."""

    kind: PoolNoteKind
    text: Paragraphs
