"""Reading an entry of the trail aloud: act, states, roles, articles and rules by the rulebook it names.

`home` is throughout the profile of the organ whose log it is: an entry of the house names no rulebook.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache

from workflow.domain.evidence import Labels, field_name, value_words
from workflow.domain.facts.base import SHANGHAI
from workflow.domain.lawfiles import library
from workflow.domain.names import FIELDS, HOUSE_ACTS
from workflow.domain.names.house import FOR_PROGRAMS
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import Role
from workflow.domain.text import Text, joined

UNREADABLE = "unreadable"
"""Stands for the act of an entry that cannot be read."""

YES_NO = {"yes": Text("是", "Yes"), "no": Text("否", "No")}
PUBLIC = Text("社会公众", "The public")

# refusals that no rule of law gave
HOUSE_RULES: Mapping[str, Text] = {
    "role": Text("操作人没有办理本步骤的权限", "No role of the person may take this step"),
    "stale": Text(
        "页面打开后事项已有变化，或者当前状态不允许办理本步骤",
        "The matter had changed since the page was opened, or its state does not allow the step",
    ),
    "password": Text("签署时输入的密码不正确", "The password entered to sign was wrong"),
}


@dataclass(frozen=True)
class RefusingRule:
    """A rule that refused a step: what it demands and where that stands."""

    id: str
    demand: Text
    articles: tuple[Text, ...]


@cache
def _rulebook(label: str) -> Rulebook:
    return library().rulebook(label)


def rulebook_of(entry: Mapping[str, str], home: str) -> Rulebook:
    """The rulebook an entry names; for one that names none, the newest of the organ's profile `home`.

    Of an organ whose profile is not known it is the newest there is.
    """
    try:
        return _rulebook(entry["rule"].partition("#")[0])
    except KeyError:
        profiles = library().profiles
        own = [label for label, profile in profiles.items() if profile.id == home] or profiles
        return _rulebook(max(own, key=lambda each: (profiles[each].since, each)))


def labels_of(entry: Mapping[str, str], home: str) -> Labels:
    """The vocabularies by which an entry and its evidence are read: those of its rulebook, the kinds of matter it knows,
    and what the rulebooks are called that the entry names."""
    book = rulebook_of(entry, home)
    kinds = {each.key: each.name.text for each in book.profile.kinds}
    titles: dict[str, Text] = {}
    for key in ("rulebook", "before", "after"):
        with suppress(KeyError):  # what an entry names need not be a rulebook, nor one of this installation
            titles[entry[f"d.{key}"]] = _rulebook(entry[f"d.{key}"]).title
    return {**book.labels, "kinds": kinds, "rulebooks": titles}


def act_name(entry: Mapping[str, str], home: str) -> Text:
    """What was done."""
    return name_of_act(entry["act"], rulebook_of(entry, home))


def name_of_act(act: str, rulebook: Rulebook) -> Text:
    """What an act is called."""
    if act == UNREADABLE:
        return Text("条目无法识别", "Entry cannot be read")
    step = rulebook.procedure.step_by_id.get(act)
    return step.name.text if step else HOUSE_ACTS.get(act, Text(act, act))


def all_acts() -> dict[str, Text]:
    """Every step stage by stage, with its stage where several are called alike, then the acts of the house."""
    procedures = sorted(library().procedures.values(), key=lambda each: len(each.stages), reverse=True)
    # of the longest procedure, which has every stage: the shorter ones add steps, no order of their own
    order = [stage.key for stage in procedures[0].stages]
    acts: dict[str, tuple[Text, Text]] = {}
    for key in order:
        for each in procedures:
            names = {stage.key: stage.name.text for stage in each.stages}
            acts |= {step.id: (step.name.text, names[key]) for step in each.steps if step.stage == key}
    alike = Counter(words for name, _ in acts.values() for words in set(name))
    named = {
        key: name
        if alike[name.zh] == alike[name.en] == 1
        else Text(f"{name.zh}（{stage.zh}）", f"{name.en} ({stage.en})")
        for key, (name, stage) in acts.items()
    }
    return named | dict(HOUSE_ACTS)


def state_name(entry: Mapping[str, str], key: str, home: str) -> Text:
    """The state in ``from`` or ``to`` of an entry; empty for none."""
    track, _, state = entry[key].partition(":")
    procedure = rulebook_of(entry, home).procedure
    if not state or track not in procedure.track_by_key:
        return Text(entry[key], entry[key])
    return procedure.state_name(track, state)


def role_name(entry: Mapping[str, str]) -> Text:
    """As what the actor acted; a refusal names all roles they held."""
    known = {role.value: role.label for role in Role} | {"public": PUBLIC}
    return joined([known.get(key, Text(key, key)) for key in entry["as"].split(",") if key])


def articles(entry: Mapping[str, str], home: str) -> list[Text]:
    """The articles an entry cites; those of the rules that refused for a refusal."""
    if entry["res"] == "denied":
        return list(dict.fromkeys(article for rule in refusing_rules(entry, home) for article in rule.articles))
    known = _citations(rulebook_of(entry, home))
    return [known.get(each, Text(each, each)) for each in dict.fromkeys(entry["law"].split(";")) if each]


@cache
def _citations_of(label: str) -> dict[str, Text]:
    orders = {citation.zh: citation for _, citation in _orders().values()}
    return orders | {text.zh: text for rule in _rulebook(label).rules for text in rule.articles}


@cache
def _orders() -> dict[str, tuple[Text, Text]]:
    """The demand of every rule of an order and where it stands, by id: law in force binds whatever rulebook is pinned."""
    return {
        rule.id: (rule.demand.text, Text(f"《{each.name.zh}》{rule.article.zh}", f"{each.name.en} {rule.article.en}"))
        for each in library().instruments.values()
        for rule in each.rules
    }


def _citations(rulebook: Rulebook) -> dict[str, Text]:
    return _citations_of(rulebook.label)


@cache
def _rules_of(label: str) -> dict[str, EffectiveRule]:
    return {rule.id: rule for rule in _rulebook(label).rules}


def refusing_rule(rule_id: str, rulebook: Rulebook) -> RefusingRule:
    """A rule by its id, as a refusal names it."""
    rule = _rules_of(rulebook.label).get(rule_id)
    if rule is not None:
        return RefusingRule(rule_id, rule.rule.demand.text, tuple(rule.articles))
    if rule_id in rulebook.written:
        demand, citation = rulebook.written[rule_id]
        return RefusingRule(rule_id, demand, (citation.text,))
    if rule_id in _orders():
        demand, article = _orders()[rule_id]
        return RefusingRule(rule_id, demand, (article,))
    return RefusingRule(rule_id, HOUSE_RULES.get(rule_id, Text(rule_id, rule_id)), ())


def refusing_rules(entry: Mapping[str, str], home: str) -> list[RefusingRule]:
    """The rules that refused; none for an entry that is no refusal."""
    rulebook = rulebook_of(entry, home)
    return [refusing_rule(each, rulebook) for each in entry.get("d.rules", "").split(";") if each]


def reasons(entry: Mapping[str, str]) -> Text:
    """What a refusal said to the person, as it was entered; empty where a rule of the house refused."""
    if set(entry.get("d.rules", "").split(";")) & HOUSE_RULES.keys():
        return Text("", "")
    said = entry.get("d.reasons", "")
    return Text(said, said)


_PLACES = {name: place for place, name in enumerate(FIELDS)}


def details(entry: Mapping[str, str], home: str) -> list[tuple[Text, Text]]:
    """The details an entry carries, as label and value, in the order in which fields have their names; empty ones are left out."""
    labels, act = labels_of(entry, home), entry["act"]
    found = []
    for key, value in sorted(
        entry.items(), key=lambda each: (_PLACES.get(each[0].removeprefix("d."), len(_PLACES)), each[0])
    ):
        name = key.removeprefix("d.")
        if name == key or not value or name in FOR_PROGRAMS or (entry["res"] == "denied"):
            continue
        if value in YES_NO:
            said = YES_NO[value]
        else:
            values = [value] if name == "calendar" else value.split(";")  # a calendar with overrides is one value
            said = joined([value_words(act, name, each, labels) for each in values])
        found.append((field_name(name, act), said))
    return found


def entered_day(entry: Mapping[str, str]) -> dt.date:
    """The day of entry in Asia/Shanghai."""
    moment = entry["ts"]
    # in UTC the hour settles the day: a log of years has few hours and many entries
    return _day_at(f"{moment[:13]}:00Z" if moment.endswith("Z") else moment)


@lru_cache(maxsize=100_000)
def _day_at(moment: str) -> dt.date:
    return dt.datetime.fromisoformat(moment).astimezone(SHANGHAI).date()


_day_of = lru_cache(maxsize=100_000)(dt.date.fromisoformat)


def day_of(entry: Mapping[str, str]) -> dt.date:
    """The day an entry counts for: when it happened, and where that is not given, when it was entered."""
    return _day_of(entry["eff"]) if entry["eff"] else entered_day(entry)


def delay(entry: Mapping[str, str]) -> int:
    """By how many calendar days it was entered after it happened; 0 where no day was given."""
    return max((entered_day(entry) - day_of(entry)).days, 0)


def overdue(entry: Mapping[str, str]) -> Text | None:
    """Whether a publication came after the last day for it, or came to be known here only then (711 art. 26)."""
    limit = entry.get("d.publish_by", "")
    if not limit or entry["res"] != "ok":
        return None
    last = _day_of(limit)
    if day_of(entry) > last:
        return Text("逾期公布", "Published late")
    if entered_day(entry) > last:
        return Text("公布期限届满后才录入", "Entered after the last day for publication")
    return None
