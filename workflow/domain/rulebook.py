"""The rulebook: instruments stacked by a profile, the steps of the procedure, and which rules hold a step back.

The law files are read by `workflow.domain.lawfiles`; nothing here knows where they come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import GUARDS, Guard, Params
from workflow.domain.machine import Machines
from workflow.domain.procedure import LawPart, Procedure, Step, Words
from workflow.domain.terms import Trait
from workflow.domain.text import Text, joined


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
    """What an instrument demands before an act on the yearly catalogue: something that has to have gone before.

    It binds where a profile has the instrument, and is about the catalogue as a whole, not about a matter.
    """

    id: str
    article: Words
    act: Literal["adopt", "consent", "publish"]
    requires: Literal["adoption", "consent"]
    demand: Words
    since: dt.date


class Instrument(LawPart):
    """A law, regulation or rule with its demands."""

    kind: str = Field(pattern="^instrument$")
    id: str
    name: Words
    number: Words
    issued: dt.date
    in_force: dt.date
    rules: tuple[Rule, ...] = ()
    catalogue: tuple[CatalogueRule, ...] = Field(default=(), description="demands on the yearly catalogue of matters")


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


@dataclass(frozen=True)
class Citation:
    """Where a demand stands: which instrument, which article, and how it binds this organ."""

    rule_id: str
    source: Text
    article: Text
    binding: Text

    @property
    def text(self) -> Text:
        """The citation in full, as an official writes it."""
        return Text(f"{self.source.zh}{self.article.zh}", f"{self.source.en} {self.article.en}")


@dataclass(frozen=True)
class EffectiveRule:
    """What holds in the end for one concern: the ruling rule, and every rule that demands the like."""

    rule: Rule
    guard: Guard
    params: Params
    citations: tuple[Citation, ...]

    @property
    def id(self) -> str:
        """The id of the ruling rule."""
        return self.rule.id

    def binds(self, dossier: Dossier) -> bool:
        """Whether the rule speaks of this matter at all, by what the newest draft says the matter touches."""
        return not self.rule.when or not dossier.traits.isdisjoint(self.rule.when)

    @property
    def articles(self) -> list[Text]:
        """All articles that demand it."""
        return [citation.text for citation in self.citations]


_BINDING = {
    "direct": Text("直接适用", "binds directly"),
    "by_reference": Text("参照执行", "applied by reference"),
    "house": Text("本级内部规则", "house rule"),
}


@dataclass(frozen=True)
class Rulebook:
    """A profile with its instruments and the procedure of a kind of matter, ready to be asked.

    `kinds`: what the matter is; the first leads the way, of the others come the rules and steps it lacks.
    """

    profile: Profile
    procedure: Procedure
    instruments: tuple[Instrument, ...]
    kinds: tuple[str, ...] = ()

    @cached_property
    def machines(self) -> Machines:
        """The procedure as a table of transitions."""
        return Machines(self.procedure)

    @property
    def label(self) -> str:
        """Profile, version and kinds, as pinned on a decision and written into the trail; the first kind goes unsaid."""
        kinds = "+".join(self.kinds)
        return self.profile.label if kinds in ("", self.profile.kinds[0].key) else f"{self.profile.label}:{kinds}"

    @property
    def kind_name(self) -> Text:
        """What the matter is."""
        names = {each.key: each.name.text for each in self.profile.kinds}
        return joined([names[key] for key in self.kinds or (self.profile.kinds[0].key,)])

    @cached_property
    def rules(self) -> tuple[EffectiveRule, ...]:
        """The rules that hold, one per concern, in the order of stages: the strictest rules, all are cited.

        Only rules that bind the same matters are merged.
        """
        concerns: dict[tuple[str, frozenset[Trait]], list[tuple[int, Rule, Citation]]] = {}
        for depth, (rules, source, binding, kinds) in enumerate(self._layers()):
            for rule in self._binding(rules, kinds):
                citation = Citation(rule.id, source, rule.article.text, binding)
                same = rule.concern, frozenset(rule.when)
                concerns.setdefault(same, []).append((depth, rule, citation))
        ruled = [self._rule_of(found) for found in concerns.values()]
        order = {stage.key: place for place, stage in enumerate(self.procedure.stages)}
        return tuple(sorted(ruled, key=lambda each: order[each.rule.stage]))

    def _binding(self, rules: tuple[Rule, ...], kinds: tuple[str, ...]) -> Iterator[Rule]:
        """Those of a layer's rules that bind this kind of matter and one of its steps."""
        first = (self.profile.kinds[0].key,)
        mine = set(self.kinds or first)
        for rule in rules:
            if mine.intersection(rule.kinds or kinds or first) and self.procedure.step_by_id.keys() & set(rule.steps):
                yield rule

    def _layers(self) -> list[tuple[tuple[Rule, ...], Text, Text, tuple[str, ...]]]:
        by_id = {instrument.id: instrument for instrument in self.instruments}
        layers = []
        for layer in self.profile.layers:
            instrument = by_id[layer.instrument]
            name = Text(f"《{instrument.name.zh}》", instrument.name.en)
            layers.append((instrument.rules, name, _BINDING[layer.binding], layer.kinds))
        if self.profile.house:
            name = Text(f"《{self.profile.house.name.zh}》", self.profile.house.name.en)
            layers.append((self.profile.house.rules, name, _BINDING["house"], ()))
        return layers

    @staticmethod
    def _rule_of(found: list[tuple[int, Rule, Citation]]) -> EffectiveRule:
        def strictness(each: tuple[int, Rule, Citation]) -> tuple[int, tuple[int, ...], int]:
            depth, rule, _ = each
            params = GUARDS[rule.guard].params.model_validate(rule.params)
            return STRICTNESS[rule.kind], params.strictness(), depth

        _, rule, first = max(found, key=strictness)
        guard = GUARDS[rule.guard]
        others = [citation for _, other, citation in found if other is not rule]
        return EffectiveRule(rule, guard, guard.params.model_validate(rule.params), (first, *others))

    @cached_property
    def _rules_by_step(self) -> dict[str, tuple[EffectiveRule, ...]]:
        return {
            step.id: tuple(rule for rule in self.rules if step.id in rule.rule.steps) for step in self.procedure.steps
        }

    def rules_for(self, step_id: str) -> tuple[EffectiveRule, ...]:
        """The rules that hold `step_id` back; none where the procedure has no such step."""
        return self._rules_by_step.get(step_id, ())

    def step(self, step_id: str) -> Step:
        """The step of that id. Raises KeyError if the procedure has none."""
        return self.procedure.step_by_id[step_id]

    @cached_property
    def effects(self) -> dict[str, dict[str, str]]:
        """Vocabulary → key → effect."""
        return {
            name: {entry.key: entry.effect for entry in entries} for name, entries in self.profile.vocabularies.items()
        }

    @cached_property
    def labels(self) -> dict[str, dict[str, Text]]:
        """Vocabulary → key → what people read."""
        return {
            name: {entry.key: entry.name.text for entry in entries}
            for name, entries in self.profile.vocabularies.items()
        }
