"""Opinions heard in other ways than by notice, and what was explained to the public (713 arts. 14 and 15, 337 art. 15)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Audience, Disposition, ExplainingWay, HearingWay


class View(Part):
    """A main opinion that was heard, what became of it, and why (713 art. 18)."""

    text: Paragraphs
    disposition: Disposition
    reason: Paragraphs = ""


class OpinionsHeard(Fact):
    """One occasion on which opinions were heard. Names and addresses of citizens are no part of it.

    `anew`: why it takes back what an earlier record said.
    """

    number: int = Field(ge=1)
    way: HearingWay
    version: int | None = None
    place: Line = ""
    audience: tuple[Audience, ...] = ()
    whom: Paragraphs = ""
    people: int | None = Field(default=None, ge=0)
    material_on: dt.date | None = None
    views: tuple[View, ...] = ()
    anew: Paragraphs = ""


class Explanation(Fact):
    """A question of the matter, explained to the public (713 art. 15(2))."""

    way: ExplainingWay
    subject: Line
    text: Paragraphs = ""
