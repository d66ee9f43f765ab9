"""A rulebook in words.

What the numbers of a rule say, which rule of a concern rules and why, who may take which step from where.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.domain.guarding import GUARDS, Numbers
from workflow.domain.lawparts import KIND_NAMES, STRICTNESS, TAKEN_BY, Entry, Rule
from workflow.domain.procedure import Step
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import CompetitionConclusion, FinalFinding
from workflow.domain.text import Text, joined

_REACHES = {
    "any": Text("{role}", "{role}"),
    "proposing": Text("提出单位的{role}", "{role} of the proposing unit"),
    "undertaking": Text("承办单位的{role}", "{role} of an undertaking unit"),
    "lead": Text("牵头单位的{role}", "{role} of the lead unit"),
    "executing": Text("执行单位的{role}", "{role} of an executing unit"),
}
_OUTCOMES = {
    "controllable": Text("认定可控", "found controllable"),
    "uncontrollable": Text("认定不可控", "found not controllable"),
    **{str(each): each.label for each in CompetitionConclusion},
    "minor": Text("一般调整", "adjusted in detail"),
    "major": Text("重大调整", "adjusted in substance"),
    "change": Text("修改后重新审查、讨论", "to be changed"),
    "end": Text("终止", "ended"),
    "kept_to": Text("没有超出会议决定的范围", "kept to what the meeting decided"),
    "beyond": Text("超出会议决定的范围", "beyond what the meeting decided"),
    "short": FinalFinding.SHORT.label,
}


@dataclass(frozen=True)
class Cited:
    """One rule of a concern as its own instrument writes it; `note` where its article is cited by subject."""

    rule_id: str
    source: Text
    article: Text
    binding: Text
    kind: str
    demand: Text
    numbers: Numbers
    since: dt.date
    ruling: bool
    note: Text | None = None


@dataclass(frozen=True)
class RuleWords:
    """A rule that holds, in words."""

    id: str
    stage: Text
    stage_key: str
    kind: str
    kind_name: Text
    demand: Text
    remedy: Text
    numbers: Numbers
    steps: tuple[tuple[str, Text], ...]
    cited: tuple[Cited, ...]
    why: Text
    since: dt.date


@dataclass(frozen=True)
class Arrow:
    """Where a step leads from which states, and with what outcome."""

    sources: tuple[Text, ...]
    target: Text
    outcome: Text | None


@dataclass(frozen=True)
class StepWords:
    """A step of the procedure, in words."""

    id: str
    name: Text
    stage_key: str
    who: tuple[Text, ...]
    arrows: tuple[Arrow, ...]
    during: tuple[Text, ...]
    rules: tuple[RuleWords, ...]
    password: bool
    shared: bool


def _numbers(rule: Rule, rulebook: Rulebook) -> Numbers:
    """Which matters a rule binds, and what its parameters say."""
    binds = ((Text("适用情形", "Applies where"), joined([trait.label for trait in rule.when])),) if rule.when else ()
    return binds + GUARDS[rule.guard].params.model_validate(rule.params).numbers(rulebook.profile.convention)


def _written(rulebook: Rulebook) -> dict[str, Rule]:
    house = rulebook.profile.house.rules if rulebook.profile.house else ()
    return {rule.id: rule for rules in (*(each.rules for each in rulebook.instruments), house) for rule in rules}


def _numbered(article: Text) -> bool:
    """Whether a citation names its article by number, not by what it is about."""
    return article.zh.startswith("第")


def rule_words(rulebook: Rulebook, effective: EffectiveRule) -> RuleWords:
    """One rule of the rulebook in words."""
    written = _written(rulebook)
    notes = {rule.id: each.note.text for each in rulebook.instruments if each.note for rule in each.rules}
    stages = {stage.key: stage.name.text for stage in rulebook.procedure.stages}
    known = rulebook.procedure.step_by_id
    return RuleWords(
        id=effective.id,
        stage=stages[effective.rule.stage],
        stage_key=effective.rule.stage,
        kind=effective.rule.kind.value,
        kind_name=KIND_NAMES[effective.rule.kind],
        demand=effective.rule.demand.text,
        remedy=effective.rule.remedy.text,
        numbers=_numbers(effective.rule, rulebook),
        # a rule may name steps that only other kinds of matter have
        steps=tuple((step, known[step].name.text) for step in effective.rule.steps if step in known),
        cited=tuple(
            Cited(
                rule_id=citation.rule_id,
                note=None if _numbered(citation.article) else notes.get(citation.rule_id),
                source=citation.source,
                article=citation.article,
                binding=citation.binding,
                kind=written[citation.rule_id].kind.value,
                demand=written[citation.rule_id].demand.text,
                numbers=_numbers(written[citation.rule_id], rulebook),
                since=written[citation.rule_id].since,
                ruling=citation.rule_id == effective.id,
            )
            for citation in effective.citations
        ),
        why=_why(effective, written),
        since=effective.rule.since,
    )


def _why(effective: EffectiveRule, written: dict[str, Rule]) -> Text:
    """Why this rule rules among those that demand the like."""
    others = [written[citation.rule_id] for citation in effective.citations if citation.rule_id != effective.id]
    if not others:
        return Text("只有这一条规定有此要求。", "No other provision demands this.")
    if all(STRICTNESS[other.kind] < STRICTNESS[effective.rule.kind] for other in others):
        return Text(
            "各规定中以此条约束最强（{mine}），其他规定为{theirs}，故以此条为准，一并引用其他规定。",
            "It binds most strongly ({mine}; the others: {theirs}), so it rules; the others are cited too.",
        ).fmt(
            mine=KIND_NAMES[effective.rule.kind],
            theirs=joined(list(dict.fromkeys(KIND_NAMES[other.kind] for other in others))),
        )
    asked = effective.params.strictness()
    theirs = [GUARDS[other.guard].params.model_validate(other.params).strictness() for other in others]
    if asked and all(other < asked for other in theirs):
        return Text(
            "各规定中以此条要求最多，故以此条为准，一并引用其他规定。",
            "It asks for more than the others, so it rules; the others are cited too.",
        )
    return Text(
        "各规定要求相同的，以更具体的一层为准（本级内部规则、本市规定、国家条例依次），一并引用其他规定。",
        "Where all ask the same, the more specific layer rules (house rules, then the city's, then the State's); all are cited.",
    )


def all_rules(rulebook: Rulebook) -> tuple[RuleWords, ...]:
    """All rules that hold, in the order of the stages."""
    return tuple(rule_words(rulebook, each) for each in rulebook.rules)


def step_words(rulebook: Rulebook, step: Step) -> StepWords:
    """One step in words: who takes it, from which state to which, and which rules hold it back."""
    procedure = rulebook.procedure

    def named(track: str, states: Iterable[str]) -> tuple[Text, ...]:
        return tuple(procedure.state_name(track, state) for state in states)

    who = [_REACHES[reach].fmt(role=role.label) for role, reach in step.roles.items()]
    if step.public:
        who.append(Text("社会公众", "the public"))
    return StepWords(
        id=step.id,
        name=step.name.text,
        stage_key=step.stage,
        who=tuple(who),
        arrows=tuple(
            Arrow(
                named(step.track, move.source),
                procedure.state_name(step.track, move.target) if move.target else Text("状态不变", "unchanged"),
                _outcome(rulebook, step, move.when),
            )
            for move in step.moves
            if _known(rulebook, step, move.when)
        ),
        during=named("main", step.during),
        rules=tuple(rule_words(rulebook, each) for each in rulebook.rules_for(step.id)),
        password=step.password,
        shared=step.shared,
    )


def _words(rulebook: Rulebook, step: Step) -> tuple[Entry, ...] | None:
    """The words of the profile that the step is given one of; None for a step whose outcomes are no words."""
    vocabulary = next((name for name, taken_by in TAKEN_BY.items() if taken_by == step.id), None)
    return None if vocabulary is None else rulebook.vocabularies.get(vocabulary, ())


def _known(rulebook: Rulebook, step: Step, when: str) -> bool:
    """Whether the profile has a word for an outcome: ways that only other places know are not shown."""
    words = _words(rulebook, step)
    return words is None or not when or any(entry.effect == when for entry in words)


def _outcome(rulebook: Rulebook, step: Step, when: str) -> Text | None:
    """An outcome by the words of the profile that have this effect."""
    if not when:
        return None
    found = [entry.name.text for entry in _words(rulebook, step) or () if entry.effect == when]
    return joined(found) if found else _OUTCOMES.get(when, Text(when, when))
