"""The rulebook: instruments stacked by a profile, the steps of the procedure, and which rules hold a step back.

What the law files hold is `workflow.domain.lawparts`, they are read by `workflow.domain.lawfiles`; nothing here knows
where they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import GUARDS, Guard, Params
from workflow.domain.lawparts import STRICTNESS, AnnualRule, CatalogueRule, Entry, House, Instrument, Profile, Rule
from workflow.domain.machine import Machines
from workflow.domain.procedure import Procedure, Step
from workflow.domain.terms import Trait
from workflow.domain.text import Text, joined

_R = TypeVar("_R", AnnualRule, CatalogueRule)


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
        """Whether the rule speaks of this matter at all, by what it is declared or shown to touch."""
        return not self.rule.when or not dossier.touched.isdisjoint(self.rule.when)

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

    `kinds`: what the matter is, in the order of the profile; a matter of several goes through every step any demands.
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
    def title(self) -> Text:
        """What people call it: the profile and its version, and the kinds where the label tells them."""
        kinds = "+".join(self.kinds)
        more = self.kind_name if kinds not in ("", self.profile.kinds[0].key) else Text("", "")
        named = Text("{name}（{version}版{kinds}）", "{name} (version {version}{kinds})")
        said = Text(f"，{more.zh}", f", {more.en}") if more.zh else more
        return named.fmt(name=self.profile.name.text, version=self.profile.version, kinds=said)

    @property
    def major(self) -> bool:
        """Whether the matter is, alone or among others, a major administrative decision: the profile's first kind."""
        return not self.kinds or self.profile.kinds[0].key in self.kinds

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

    @cached_property
    def written(self) -> Mapping[str, tuple[Text, Citation]]:
        """The demand of every rule of its layers and where it stands, by id: whatever kind of matter it binds, and those
        on the yearly catalogue and report."""
        found = {
            rule.id: (rule.demand.text, Citation(rule.id, source, rule.article.text, binding))
            for rules, source, binding, _ in self._layers()
            for rule in rules
        }
        found |= {rule.id: (rule.demand.text, citation) for rule, citation in self.catalogue_rules}
        return found | {rule.id: (rule.demand.text, citation) for rule, citation in self.annual_rules}

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

    @cached_property
    def catalogue_rules(self) -> tuple[tuple[CatalogueRule, Citation], ...]:
        """The demands on the yearly catalogue, each with where it stands, layer by layer."""
        return self._yearly(lambda each: each.catalogue)

    @cached_property
    def annual_rules(self) -> tuple[tuple[AnnualRule, Citation], ...]:
        """The demands on the yearly report, each with where it stands, layer by layer."""
        return self._yearly(lambda each: each.annual)

    def _yearly(self, rules_of: Callable[[Instrument | House], tuple[_R, ...]]) -> tuple[tuple[_R, Citation], ...]:
        written = {instrument.id: rules_of(instrument) for instrument in self.instruments}
        house = self.profile.house
        found = [written[layer.instrument] for layer in self.profile.layers] + ([rules_of(house)] if house else [])
        return tuple(
            (rule, Citation(rule.id, source, rule.article.text, binding))
            for rules, (_, source, binding, _) in zip(found, self._layers(), strict=True)
            for rule in rules
        )

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
    def vocabularies(self) -> dict[str, tuple[Entry, ...]]:
        """Vocabulary → its words, those that are there for this kind of matter."""
        mine = set(self.kinds or (self.profile.kinds[0].key,))
        return {
            name: tuple(entry for entry in entries if not entry.kinds or mine.intersection(entry.kinds))
            for name, entries in self.profile.vocabularies.items()
        }

    @cached_property
    def effects(self) -> dict[str, dict[str, str]]:
        """Vocabulary → key → effect."""
        return {name: {entry.key: entry.effect for entry in entries} for name, entries in self.vocabularies.items()}

    def offered(self, vocabulary: str) -> dict[str, Text]:
        """The words of a vocabulary to choose from: a meeting of the Party alone decides nothing (713 art. 30(1))."""
        effects = self.effects[vocabulary]
        return {key: name for key, name in self.labels[vocabulary].items() if effects[key] != "party"}

    @cached_property
    def labels(self) -> dict[str, dict[str, Text]]:
        """Vocabulary → key → what people read."""
        return {name: {entry.key: entry.name.text for entry in entries} for name, entries in self.vocabularies.items()}
