"""The yearly catalogue of decision matters: drawn up, adopted, consented to, published, adjusted (713 art. 3(3), 337 art. 3)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import ItemChange, PlannedStage, PublishChannel


class Catalogue(Fact):
    """The catalogue of a year is begun; `until` and `call`: by when, and for what, the units were asked for proposals."""

    year: Annotated[int, Field(ge=2000, le=9998)]
    until: dt.date | None = None
    call: Paragraphs = ""


class CatalogueItem(Fact):
    """An item as added, changed or removed: the newest of its number counts. `reason` is said of every adjustment.

    `proposer`: the unit that sent it in; empty where the office put it in itself.
    """

    number: Annotated[int, Field(ge=1)]
    change: ItemChange
    name: Line
    unit: Line
    basis: Paragraphs
    stages: tuple[PlannedStage, ...]
    due: dt.date
    remark: Line = ""
    reason: Paragraphs = ""
    proposer: Line = ""


class CatalogueAdoption(Fact):
    """A meeting adopted a version: the catalogue after so many additions, changes and removals of items."""

    version: int
    kind: Line
    meeting: Line


class CatalogueConsent(Fact):
    """The Party committee of the same level consented to a version, by a document of this number."""

    version: int
    document: Line


class CataloguePublication(Fact):
    """A version was published."""

    version: int
    document: Line
    channels: tuple[PublishChannel, ...]
