"""What every fact is made of.

A fact has the date on which it happened (`on`, as claimed, in Asia/Shanghai) and, once it stands in the log, the moment
of its entry (`entered`). A paper dossier has no `entered`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

SHANGHAI = ZoneInfo("Asia/Shanghai")

Line = Annotated[str, StringConstraints(max_length=300)]
Paragraphs = Annotated[str, StringConstraints(max_length=60_000)]
HIGHEST = 5
"""The top of the scale of likelihood and of impact."""
Grade = Annotated[int, Field(ge=1, le=HIGHEST)]


class Part(BaseModel):
    """A piece of a fact: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Fact(Part):
    """Something that happened on a day and was entered at a moment."""

    on: dt.date
    entered: AwareDatetime | None = None

    @property
    def entered_on(self) -> dt.date | None:
        """The day of its entry in Asia/Shanghai; None for a paper."""
        if self.entered is None:
            return None
        try:
            return self.entered.astimezone(SHANGHAI).date()
        except OverflowError:  # a moment in the first or last hours of the calendar
            return self.entered.date()

    def follows(self, other: Fact) -> bool:
        """Whether it came after another: by the moment of entry, where both have one; papers only say the day."""
        if self.entered and other.entered:
            return self.entered > other.entered
        return self.on > other.on


_F = TypeVar("_F", bound=Fact)


def known_at(found: tuple[_F, ...], moment: dt.datetime) -> tuple[_F, ...]:
    """Those of the facts that had been entered at a moment; what has no moment of entry is kept."""
    return tuple(each for each in found if each.entered is None or each.entered <= moment)
