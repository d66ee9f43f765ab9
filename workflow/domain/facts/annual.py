"""The yearly report on building a law-based government: its text in versions, handed upward, published."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import AnnualContent, PublishChannel

FIRST_YEAR, LAST_YEAR = 2000, 9998
"""The years there can be a report of; the day by which it is due lies in the next, which is a day too."""


class AnnualSection(Part):
    """A section: what it is of, its own heading where there are several, its text. Figures stand in it by their keys: `{decisions}`."""

    content: AnnualContent
    heading: Line = ""
    text: Paragraphs


class AnnualText(Fact):
    """A version of the text. `until`: the last day counted. `size`: of how many entries of the log its figures are; 0: of all there are."""

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    version: Annotated[int, Field(ge=1)]
    until: dt.date
    size: Annotated[int, Field(ge=0)] = 0
    sections: tuple[AnnualSection, ...]


class AnnualSubmission(Fact):
    """A version was handed to the next level up; its figures are of the first `size` entries of the log, whose root is `root`.

    `approved_by` is the chief who signed it: a paper to a superior names that person (GB/T 9704-2012, 7.2.6).
    `copied_to`: who has a copy of it (抄送). `sums`: why sums in the text do not add up, where some do not. `reason`: why it replaces what was handed up before.
    """

    year: int
    version: int
    addressee: Line
    copied_to: Line = ""
    approved_by: Line
    document: Line
    sums: Paragraphs = ""
    reason: Paragraphs = ""
    size: int = 0
    root: str = ""


class AnnualPublication(Fact):
    """The version that was handed upward was published."""

    year: int
    version: int
    channels: tuple[PublishChannel, ...]
    address: Line = ""
