"""Whether the law files fit together: what a profile, a rule or a word of a vocabulary names has to be there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from workflow.domain.guarding import GUARDS
from workflow.domain.lawparts import TAKEN_BY, CatalogueRule, Instrument, Profile, Rule
from workflow.domain.lawproblems import Problem, key_of, said, type_problems, unknown
from workflow.domain.machine import procedure_problems
from workflow.domain.procedure import Procedure, together
from workflow.domain.terms import RiskConsequence, Trait
from workflow.domain.text import Text

VOCABULARIES = ("meeting_kinds", "risk_levels", "risk_procedures", "conclusions", "outcomes", "retention")
"""The vocabularies a profile may have."""

_MEETINGS = ("government", "joint", "party")
# what the guards know to do with; the effects of the other vocabularies are outcomes of a step
_EFFECTS: Mapping[str, frozenset[str]] = {
    "risk_levels": frozenset({"", *RiskConsequence}),
    "risk_procedures": frozenset({"", "simple"}),
    "meeting_kinds": frozenset({"", *_MEETINGS}),
    "retention": frozenset({""}),
}
_GUARDS_LISTED = Text(
    "用“shenjue law guards”查看全部判断函数。", "; `shenjue law guards` lists them with their parameters"
)


@dataclass(frozen=True)
class Shelf:
    """What was read so far, by id or label; `present`: the files there are, whether they could be read or not."""

    instruments: Mapping[str, Instrument]
    procedures: Mapping[str, Procedure]
    profiles: Mapping[str, Profile]
    present: Collection[str]


@dataclass(frozen=True)
class _Source:
    """A list of rules as it stands in a file."""

    file: str
    key: str
    rules: tuple[Rule, ...]
    catalogue: tuple[CatalogueRule, ...]


def references(shelf: Shelf) -> Iterator[Problem]:
    """Everything that names what is not there, or cannot stand beside the rest."""
    for procedure in shelf.procedures.values():
        for key, message in procedure_problems(procedure):
            yield Problem(f"procedures/{procedure.id}.toml", key, message)
    for label, profile in shelf.profiles.items():
        name = f"profiles/{label}.toml"
        known = [shelf.procedures[kind.procedure] for kind in profile.kinds if kind.procedure in shelf.procedures]
        yield from (Problem(name, key, message) for key, message in _own_problems(profile, shelf))
        yield from (Problem(name, key, message) for key, message in _dead_ends(profile, known))
        yield from (Problem(name, "kinds", message) for message in _lost(known))
        yield from _all_rules(_sources(name, profile, shelf), known)
    layered = {layer.instrument for profile in shelf.profiles.values() for layer in profile.layers}
    for instrument in shelf.instruments.values():
        if instrument.id not in layered:
            yield from _all_rules([_source(instrument)], [])


def _own_problems(profile: Profile, shelf: Shelf) -> Iterator[tuple[str, Text]]:
    keys = {each.key for each in profile.kinds}
    for kind in profile.kinds:
        if f"procedures/{kind.procedure}.toml" not in shelf.present:
            yield f"kinds[{kind.key}].procedure", unknown(Text("程序", "procedure"), kind.procedure, shelf.procedures)
    for key, kinds in _kinds_named(profile):
        for name in set(kinds) - keys:
            yield key, unknown(Text("事项种类", "kind"), name, keys)
    for vocabulary, entries in profile.vocabularies.items():
        if vocabulary not in VOCABULARIES:
            yield f"vocabularies.{vocabulary}", unknown(Text("词表", "vocabulary"), vocabulary, VOCABULARIES)
        for key, times in Counter(entry.key for entry in entries).items():
            if times > 1:
                yield f"vocabularies.{vocabulary}", _twice(key)
        for entry in entries:
            if vocabulary in _EFFECTS and entry.effect not in _EFFECTS[vocabulary]:
                there = _EFFECTS[vocabulary] - {""}
                yield f"vocabularies.{vocabulary}[{entry.key}].effect", unknown(_EFFECT, entry.effect, there)
    for layer in profile.layers:
        key = f"layers[{layer.instrument}].instrument"
        if layer.instrument in shelf.instruments:
            begins = shelf.instruments[layer.instrument].in_force
            if begins > profile.since:
                yield key, _TOO_EARLY.fmt(what=layer.instrument, begins=str(begins), since=str(profile.since))
        elif f"instruments/{layer.instrument}.toml" not in shelf.present:  # else that file tells its own problem
            yield key, unknown(Text("法律法规文件", "instrument"), layer.instrument, shelf.instruments)
    for rule in profile.house.rules if profile.house else ():
        if rule.since > profile.since:
            yield (
                f"house.rules[{rule.id}].since",
                _NOT_YET.fmt(begins=str(rule.since), since=str(profile.since)),
            )


_EFFECT = Text("效果", "effect")
# days are told as the files write them
_TOO_EARLY = Text(
    "{what}自{begins}起才施行，{since}起的规则不能引用；请改 since，或者去掉该层。",
    "{what} is in force only since {begins}: a profile of {since} has no such layer; change since, or leave the layer out",
)
_NOT_YET = Text(
    "本条自{begins}起，晚于本版规则的{since}；请另写一个自该日起的版本。",
    "the rule begins on {begins}, after this version on {since}: write a version of its own for that day",
)


def _twice(what: str) -> Text:
    return Text("“{what}”重复，请改名。", "{what} is there twice: give one another name").fmt(what=what)


def since_problem(since: dt.date, parent: str, parent_since: dt.date, same: bool) -> Text | None:
    """What is wrong with the day a version begins: the next version of a profile begins after the one it extends."""
    if since < parent_since or (same and since == parent_since):
        return Text(
            "{since}不在所承接的{parent}（{begun}起）之后，请改为更晚的日期。",
            "{since} is not after {parent}, which it extends and which begins on {begun}: write a later day",
        ).fmt(since=str(since), parent=parent, begun=str(parent_since))
    return None


def _dead_ends(profile: Profile, procedures: list[Procedure]) -> Iterable[tuple[str, Text]]:
    """The words of a vocabulary whose effect is no outcome of the step that takes them: they could be chosen in vain."""
    for vocabulary, step_id in TAKEN_BY.items():
        for procedure in procedures:
            step = procedure.step_by_id.get(step_id)
            led = {move.when for move in step.moves} if step else set()
            for entry in profile.vocabularies.get(vocabulary, ()) if step else ():
                if entry.effect not in led:
                    yield (
                        f"vocabularies.{vocabulary}[{entry.key}].effect",
                        Text(
                            "{procedure}的步骤{step}没有“{effect}”这种结果；可用：{all}。",
                            "{step} of {procedure} has no outcome {effect}; there is: {all}",
                        ).fmt(
                            procedure=procedure.id,
                            step=step_id,
                            effect=entry.effect or Text("（未写）", "(none)"),
                            all=Text("、".join(sorted(led)), ", ".join(sorted(led))),
                        ),
                    )


def _lost(procedures: list[Procedure]) -> Iterator[Text]:
    """The steps that a matter of two kinds would lose: one main track has to hold the states of the other."""
    for pair in combinations([each for each in procedures if not any(procedure_problems(each))], 2):
        both = together(pair).step_by_id
        for lost in sorted({step for each in pair for step in each.step_by_id} - both.keys()):
            yield Text(
                "{one}与{other}合并办理时，步骤“{step}”无法办理：较短程序的主流程状态，较长程序都应当有。",
                "a matter of {one} and {other} could not take {step}: the longer procedure has to have every main state "
                "of the shorter",
            ).fmt(one=pair[0].id, other=pair[1].id, step=lost)


def _kinds_named(profile: Profile) -> Iterable[tuple[str, tuple[str, ...]]]:
    for layer in profile.layers:
        yield f"layers[{layer.instrument}].kinds", layer.kinds
    for rule in profile.house.rules if profile.house else ():
        yield f"house.rules[{rule.id}].kinds", rule.kinds
    for vocabulary, entries in profile.vocabularies.items():
        for entry in entries:
            yield f"vocabularies.{vocabulary}[{entry.key}].kinds", entry.kinds


def _source(instrument: Instrument) -> _Source:
    return _Source(f"instruments/{instrument.id}.toml", "rules", instrument.rules, instrument.catalogue)


def _sources(file: str, profile: Profile, shelf: Shelf) -> list[_Source]:
    """The rules of a profile, the organ's own last: what does not go with the law is its own fault."""
    layers = [shelf.instruments[each.instrument] for each in profile.layers if each.instrument in shelf.instruments]
    house = profile.house
    own = [_Source(file, "house.rules", house.rules, house.catalogue)] if house else []
    return [*map(_source, layers), *own]


def _all_rules(sources: list[_Source], procedures: list[Procedure]) -> Iterator[Problem]:
    seen: set[str] = set()
    concerns: dict[tuple[str, tuple[Trait, ...]], Rule] = {}
    for source in sources:
        catalogue = source.key.removesuffix("rules") + "catalogue"
        ids = [(source.key, rule.id) for rule in source.rules] + [(catalogue, rule.id) for rule in source.catalogue]
        for key, name in ids:
            if name in seen:
                yield Problem(source.file, f"{key}[{name}].id", _twice(name))
            seen.add(name)
        for rule in source.rules:
            for where, message in _rule_problems(rule, procedures, concerns):
                yield Problem(source.file, f"{source.key}[{rule.id}].{where}", message)


def _rule_problems(
    rule: Rule, procedures: list[Procedure], concerns: dict[tuple[str, tuple[Trait, ...]], Rule]
) -> Iterator[tuple[str, Text]]:
    guard, sound = GUARDS.get(rule.guard), True
    if guard is None:
        sound = False
        yield "guard", unknown(Text("判断函数", "guard"), rule.guard, GUARDS, _GUARDS_LISTED)
    else:
        yield from params_problems(rule.guard, rule.params)
    if rule.yields_to and rule.yields_to not in GUARDS:
        yield "yields_to", unknown(Text("判断函数", "guard"), rule.yields_to, GUARDS, _GUARDS_LISTED)
    if procedures:
        for step in rule.steps:
            if not any(step in each.step_by_id for each in procedures):
                sound = False
                steps = {each for procedure in procedures for each in procedure.step_by_id}
                yield "steps", unknown(Text("步骤", "step"), step, steps, Text("", ""))
        stages = {stage.key for each in procedures for stage in each.stages}
        if rule.stage not in stages:
            yield "stage", unknown(Text("阶段", "stage"), rule.stage, stages)
    if not sound:  # what is misspelt is said once
        return
    first = concerns.setdefault((rule.concern, tuple(sorted(rule.when))), rule)
    if (first.guard, first.steps) != (rule.guard, rule.steps):
        yield (
            "concern",
            Text(
                "{rule}与{first}的 concern 相同，guard 和 steps 却不同，不能合并；请照{first}写 guard = {guard}、"
                "steps = {steps}，或者另起一个 concern。",
                "{rule} and {first} share a concern but not guard and steps: they cannot be merged; write guard = {guard} "
                "and steps = {steps} as {first} does, or another concern",
            ).fmt(rule=rule.id, first=first.id, guard=f'"{first.guard}"', steps=list(first.steps)),
        )


def params_problems(guard: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    """What is wrong with the parameters of a rule, at which key of the rule."""
    params = GUARDS[guard].params
    wrong = dict(type_problems(params, given))
    yield from ((f"params.{name}", message) for name, message in wrong.items())
    try:
        params.model_validate(given)
    except ValidationError as error:
        for found in error.errors():
            if not found["loc"] or found["loc"][0] not in wrong:
                yield key_of(("params", *found["loc"]), {"params": given}), said(found, params)
