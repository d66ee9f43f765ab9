"""The rulebooks as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.differing import Change, Difference, Moved, differences, moved
from workflow.domain.explaining import RuleWords, StepWords, all_rules, step_words
from workflow.domain.guards.participation import CONVENTION_NAMES
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Profile
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text, joined
from workflow.services import holidays, organ
from workflow.services.decisionview import DecisionView
from workflow.services.unit import Session


class NoRulebook(LookupError):
    """There is no rulebook of that label, or none in force yet."""


@dataclass(frozen=True, slots=True)
class LayerView:
    """An instrument of the rulebook, and how it binds the organ."""

    name: Text
    number: Text
    binding: Text
    under: Text
    in_force: date | None
    rules: int
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its rules and its steps."""

    key: str
    name: Text
    rules: tuple[RuleWords, ...]
    steps: tuple[StepWords, ...]


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """A vocabulary of the profile: its words with what each leads to."""

    name: Text
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RulebookView:
    """A rulebook as a page shows it."""

    label: str
    name: Text
    version: str
    since: date
    convention: Text
    calendar: str
    layers: tuple[LayerView, ...]
    stages: tuple[StageView, ...]
    vocabularies: tuple[VocabularyView, ...]
    labels: tuple[str, ...]
    in_force: bool

    def rule(self, rule_id: str) -> RuleWords | None:
        """The rule of that id, or the one that rules in its place."""
        rules = [rule for stage in self.stages for rule in stage.rules]
        return next((rule for rule in rules if any(cited.rule_id == rule_id for cited in rule.cited)), None)


_VOCABULARIES = {
    "meeting_kinds": Text("会议种类", "Kinds of meeting"),
    "risk_levels": Text("风险等级", "Levels of risk"),
    "risk_procedures": Text("风险评估程序", "Procedures of risk assessment"),
    "conclusions": Text("合法性审查结论", "Conclusions of legality review"),
    "outcomes": Text("会议决定", "Outcomes of a meeting"),
    "retention": Text("保管期限", "Retention"),
}


def rulebook_view(session: Session, today: date, label: str = "") -> RulebookView:
    """The rulebook of `label`, or the organ's in force on `today`.

    :raises NoRulebook: there is none.
    """
    info = organ.organ(session)
    profiles = library().profiles
    profile_id = info.profile_id if info else next(iter(profiles.values())).id
    try:
        current = library().in_force(profile_id, today)
        rulebook = library().rulebook(label) if label else current
    except KeyError as error:
        raise NoRulebook(str(error)) from None
    if rulebook.profile.id != profile_id:
        raise NoRulebook(label)
    profile = rulebook.profile
    rules = all_rules(rulebook)
    steps = [step_words(rulebook, step) for step in rulebook.procedure.steps]
    return RulebookView(
        label=rulebook.label,
        name=profile.name.text,
        version=profile.version,
        since=profile.since,
        convention=CONVENTION_NAMES[profile.convention],
        calendar=holidays.working_calendar(session).version,
        layers=_layers(rulebook),
        stages=tuple(
            StageView(
                stage.key,
                stage.name.text,
                tuple(rule for rule in rules if rule.stage_key == stage.key),
                tuple(step for step in steps if step.stage_key == stage.key),
            )
            for stage in rulebook.procedure.stages
        ),
        vocabularies=tuple(
            VocabularyView(_VOCABULARIES.get(name, Text(name, name)), tuple(entry.name.text for entry in entries))
            for name, entries in rulebook.vocabularies.items()
        ),
        labels=_labels(profile_id),
        in_force=rulebook.label == current.label,
    )


def move_of(view: DecisionView, calendar: WorkingCalendar) -> tuple[tuple[Difference, ...], Moved | None]:
    """What a move to the newer version changes: the rules that differ, and the findings that come and go."""
    target = view.newer
    if target is None:
        return (), None
    found = tuple(each for each in differences(view.rulebook, target) if each.change is not Change.SAME)
    return found, moved(view.dossier, view.rulebook, target, view.setting.today, calendar)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rulebooks side by side, with the vocabularies that differ; `choices` are all there are, by label, told apart."""

    before: Rulebook
    after: Rulebook
    differences: tuple[Difference, ...]
    vocabularies: tuple[tuple[Text, Text, Text], ...]
    choices: tuple[tuple[str, Text], ...]


def comparison(before: str, after: str) -> Comparison:
    """Two rulebooks by their labels, rule by rule.

    :raises NoRulebook: there is none of that label.
    """
    shelf = library()
    try:
        first, second = shelf.rulebook(before), shelf.rulebook(after)
    except KeyError as error:
        raise NoRulebook(str(error)) from None
    choices = tuple((label, _apart(profile)) for label, profile in sorted(shelf.profiles.items()))
    return Comparison(first, second, differences(first, second), _vocabularies(first, second), choices)


_ALL_SAY = Text("重大行政决策规则", "Major administrative decisions of a ")


def _apart(profile: Profile) -> Text:
    """What tells a profile from the others, first what differs most: a list on a phone cuts off the rest."""
    place = Text(profile.name.zh.removesuffix(_ALL_SAY.zh), profile.name.en.removeprefix(_ALL_SAY.en))
    return Text("{version}版 · {place}", "{version} · {place}").fmt(version=profile.version, place=place)


def _vocabularies(before: Rulebook, after: Rulebook) -> tuple[tuple[Text, Text, Text], ...]:
    """The vocabularies whose words or their effects differ: what each is called, and the words on either side."""

    def words(book: Rulebook, name: str) -> Text:
        return joined(list(book.labels.get(name, {}).values()))

    return tuple(
        (_VOCABULARIES.get(name, Text(name, name)), words(before, name), words(after, name))
        for name in dict.fromkeys((*before.profile.vocabularies, *after.profile.vocabularies))
        if (before.labels.get(name), before.effects.get(name)) != (after.labels.get(name), after.effects.get(name))
    )


def _labels(profile_id: str) -> tuple[str, ...]:
    found = [(profile.since, label) for label, profile in library().profiles.items() if profile.id == profile_id]
    return tuple(label for _, label in sorted(found))


def _layers(rulebook: Rulebook) -> tuple[LayerView, ...]:
    cited: Sequence[tuple[Text, Text]] = [
        (each.source, each.binding) for rule in rulebook.rules for each in rule.citations
    ]
    by_id = {instrument.id: instrument for instrument in rulebook.instruments}
    found = []
    for layer in rulebook.profile.layers:
        instrument = by_id[layer.instrument]
        source = Text(f"《{instrument.name.zh}》", instrument.name.en)
        binding = next((binding for name, binding in cited if name == source), Text("", ""))
        found.append(
            LayerView(
                source,
                instrument.number.text,
                binding,
                layer.under.text,
                instrument.in_force,
                len(instrument.rules),
                instrument.note.text if instrument.note else None,
            )
        )
    if rulebook.profile.house:
        house = rulebook.profile.house
        source = Text(f"《{house.name.zh}》", house.name.en)
        binding = next((binding for name, binding in cited if name == source), Text("", ""))
        found.append(LayerView(source, Text("", ""), binding, Text("", ""), None, len(house.rules)))
    return tuple(found)
