"""The register of document numbers (发文字号): agency codes, where their series begin, the numbers given and voided (GB/T 9704-2012 7.2.5)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import NumberUse

Year = Annotated[int, Field(ge=1949, le=9999)]
Serial = Annotated[int, Field(ge=1, le=99_999)]


class NumberCode(Fact):
    """An agency code of the organ, entered on the day `on`; papers dated `since` or later may have it."""

    code: Line
    use: NumberUse
    since: dt.date


class NumberCodeClosing(Fact):
    """No number of the code is given to papers dated later than `on`."""

    reason: Paragraphs


class SeriesStart(Fact):
    """The first number the program gives of a code in a year; those before it were given on paper."""

    year: Year
    first: Serial


class GivenNumber(Fact):
    """A number given to a paper dated `on`: of its year, after the last of the series.

    `matter` is the number of the decision it belongs to, empty for a paper of none. `paper` is the key of the paper among
    those of the decision, such as ``minutes-1``; empty where that was not said.
    """

    year: Year
    serial: Serial
    title: Line
    matter: Line = ""
    paper: Line = ""


class VoidedNumber(Fact):
    """A number that was given and is not used: it stays in the register, and is given to no other paper."""

    reason: Paragraphs
