"""What the law files hold: instruments with their rules, profiles with their layers, what carries out each paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from workflow.domain.calendar import Convention
from workflow.domain.procedure import LawPart, Words
from workflow.domain.terms import AnnualContent, Trait
from workflow.domain.text import Text


class Kind(StrEnum):
    """How a rule binds: it stops, it stops unless a reason is recorded, or it only advises."""

    BLOCKS = "blocks"
    NEEDS_REASON = "needs_reason"
    ADVISES = "advises"


KIND_NAMES = {
    Kind.BLOCKS: Text("必须满足", "Must be met"),
    Kind.NEEDS_REASON: Text("须说明理由", "Needs a reason"),
    Kind.ADVISES: Text("提示", "Note"),
}
STRICTNESS = {Kind.ADVISES: 0, Kind.NEEDS_REASON: 1, Kind.BLOCKS: 2}


class Rule(LawPart):
    """One demand of one instrument: which article, which steps it holds back, which guard decides."""

    id: str
    article: Words
    stage: str
    steps: tuple[str, ...] = Field(min_length=1)
    kind: Kind
    guard: str
    concern: str = Field(description="rules of one concern are merged: the strictest rules, all are cited")
    params: dict[str, Any] = Field(default_factory=dict)
    yields_to: str = Field(
        default="", description="a guard: where a rule of it stops the step, this one would offer a way that is none"
    )
    when: tuple[Trait, ...] = Field(
        default=(), description="it binds only a matter that touches one of these; empty: every matter"
    )
    kinds: tuple[str, ...] = Field(
        default=(), description="the kinds of matter it binds; empty: those its layer binds, for a house rule the first"
    )
    demand: Words
    remedy: Words
    since: dt.date


class CatalogueRule(LawPart):
    """What has to be there before something is done with the yearly catalogue of matters.

    `needs`: adopted by a meeting, consented to by the Party committee, each item with these `fields`, each adjustment
    with its reason.
    """

    id: str
    article: Words
    act: Literal["adopt", "consent", "publish"]
    needs: Literal["adopted", "consented", "fields", "reasons"]
    fields: tuple[Literal["name", "unit", "basis", "due"], ...] = ()
    demand: Words

    @model_validator(mode="after")
    def _fields_where_they_are_needed(self) -> CatalogueRule:
        if (self.needs == "fields") != bool(self.fields):
            raise ValueError('fields is said with needs = "fields", and only there')
        return self


class DayOfYear(LawPart):
    """A day of any year."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=28)


class AnnualRule(LawPart):
    """What is asked of the yearly report: `act` done by a day of the next year, or `contents` that it must have."""

    id: str
    article: Words
    act: Literal["submit", "publish"]
    until: DayOfYear | None = None
    contents: tuple[AnnualContent, ...] = ()
    demand: Words

    @model_validator(mode="after")
    def _one_of_both(self) -> AnnualRule:
        if (self.until is None) != bool(self.contents):
            raise ValueError("either until or contents is said")
        return self


class Instrument(LawPart):
    """A law, regulation or rule with its demands; `catalogue`: those on the yearly catalogue of matters; `annual`: those on
    the yearly report.

    `note` is what a reader must know of the text the demands were taken from.
    """

    kind: str = Field(pattern="^instrument$")
    id: str
    name: Words
    number: Words
    issued: dt.date
    in_force: dt.date
    note: Words | None = None
    rules: tuple[Rule, ...] = ()
    catalogue: tuple[CatalogueRule, ...] = ()
    annual: tuple[AnnualRule, ...] = ()


class Paragraph(LawPart):
    """One paragraph (款) of an article: what it is about, and what of the system carries it (`guard:<rule>` and so on)."""

    article: int = Field(ge=1)
    paragraph: int = Field(default=1, ge=1)
    gist: Words
    carriers: tuple[str, ...] = ()
    declaratory: Words | None = None


class Coverage(LawPart):
    """What carries an instrument, paragraph by paragraph. `counts`: how many paragraphs each of its articles has."""

    kind: str = Field(pattern="^coverage$")
    instrument: str
    counts: tuple[int, ...] = Field(min_length=1)
    paragraphs: tuple[Paragraph, ...]


class Layer(LawPart):
    """How a profile takes an instrument in: directly or by reference, and by which article."""

    instrument: str
    binding: str = Field(pattern="^(direct|by_reference)$")
    under: Words
    kinds: tuple[str, ...] = Field(default=(), description="the kinds of matter it binds; empty: the profile's first")


class Entry(LawPart):
    """A word of a profile's vocabulary with the effect it has on the procedure."""

    key: str
    name: Words
    effect: str = ""
    kinds: tuple[str, ...] = Field(default=(), description="the kinds of matter it is there for; empty: for every kind")


TAKEN_BY: Mapping[str, str] = {"conclusions": "legality_review.conclude", "outcomes": "deliberation.decide"}
"""Vocabulary → the step that is given one of its words; the effect of the word is the step's outcome."""


class MatterKind(LawPart):
    """A kind of matter with the procedure it goes through."""

    key: str = Field(pattern="^[a-z][a-z_]*$")
    name: Words
    procedure: str


class House(LawPart):
    """The organ's own rules: named, so that they can be cited apart from the law."""

    name: Words
    rules: tuple[Rule, ...] = ()
    catalogue: tuple[CatalogueRule, ...] = ()
    annual: tuple[AnnualRule, ...] = ()


class Profile(LawPart):
    """A rulebook as an organ uses it: layers of instruments, house rules, vocabularies, convention."""

    kind: str = Field(pattern="^profile$")
    id: str
    version: str
    name: Words
    since: dt.date
    kinds: tuple[MatterKind, ...] = Field(min_length=1, description="the first is what is meant where none is named")
    convention: Convention = Convention.FIRST_DAY_EXCLUDED
    layers: tuple[Layer, ...] = Field(min_length=1)
    house: House | None = None
    vocabularies: Mapping[str, tuple[Entry, ...]] = Field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name and version together."""
        return f"{self.id}-{self.version}"
