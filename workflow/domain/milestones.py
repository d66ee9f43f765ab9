"""A network of steps to come: what each waits for, its earliest lawful day, and what decides that day.

Pure arithmetic over days; which steps there are and how long they take is said by `workflow.domain.planning`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workflow.domain.calendar import CalendarUnknown, Convention
from workflow.domain.rulebook import EffectiveRule
from workflow.domain.text import Text

NO_LENGTH = Text("法律没有规定期限", "no length is set by law")


@dataclass(frozen=True)
class Wait:
    """One thing a step waits for: another step (none: the day the plan begins), and the first day it allows.

    `unknown` says why that day cannot be counted.
    """

    after: str
    day: dt.date | None
    said: Text
    rules: tuple[EffectiveRule, ...] = ()
    unknown: Text | None = None


@dataclass(frozen=True)
class Milestone:
    """A step with its earliest lawful day, or the day on which it was taken.

    `decisive`: the steps that this day follows from; `latest`: the last lawful day, where a rule sets one; `day_off`:
    people are to meet on the day, and it is no working day: no rule forbids that, so that it is told and not moved.
    """

    key: str
    name: Text
    day: dt.date | None
    reason: Text
    articles: tuple[Text, ...] = ()
    decisive: tuple[str, ...] = ()
    done: bool = False
    unknown: Text | None = None
    latest: dt.date | None = None
    latest_reason: Text | None = None
    critical: bool = False
    day_off: bool = False


def counted(count: Callable[[], dt.date], year: int) -> tuple[dt.date | None, Text | None]:
    """The day `count` comes to, or why it cannot be counted: no calendar, or the end of the year 9999."""
    try:
        return count(), None
    except CalendarUnknown as unknown:
        return None, unknown.text
    except OverflowError:
        return None, CalendarUnknown(year).text


def rule_said(rule: EffectiveRule, convention: Convention) -> Text:
    """The numbers of a rule in its own words."""
    pairs = [Text(f"{a.zh}{b.zh}", f"{a.en}: {b.en}") for a, b in rule.params.numbers(convention)]
    return Text("，".join(each.zh for each in pairs), "; ".join(each.en for each in pairs))


@dataclass
class Network:
    """The steps found so far, in the order of the way, for a plan that begins on `start`."""

    start: dt.date
    convention: Convention
    found: dict[str, Milestone] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.found

    def __iter__(self) -> Iterator[Milestone]:
        return iter(self.found.values())

    def begin(self) -> Wait:
        """Nothing that is still to come lies before the day the plan begins."""
        return Wait("", self.start, Text("自{day}起即可办理", "may be done from {day} on").fmt(day=self.start))

    def after(self, *keys: str) -> list[Wait]:
        """Directly after each of those steps that this matter has."""
        said = Text("{name}（{day}）后即可办理", "may be done once “{name}” is, on {day}")
        return [
            Wait(key, self.found[key].day, said.fmt(name=self.found[key].name, day=self.found[key].day))
            for key in keys
            if key in self.found
        ]

    def period(
        self, key: str, count: Callable[[dt.date], dt.date], rule: EffectiveRule, since: dt.date | None = None
    ) -> Wait:
        """After the time a rule sets from a step on; `since`: counted from another day than the step's."""
        from_day = since or self.found[key].day
        if from_day is None:
            return Wait(key, None, NO_LENGTH, (rule,))
        day, unknown = counted(lambda: count(from_day), from_day.year)
        said = Text("自{name}（{day}）起算：{numbers}", "from “{name}” on {day}; {numbers}").fmt(
            name=self.found[key].name, day=from_day, numbers=rule_said(rule, self.convention)
        )
        return Wait(key, day, said, (rule,), unknown)

    def done(self, key: str, name: Text, day: dt.date, said: Text | None = None) -> None:
        """Add a step that was taken."""
        reason = said or Text("已于{day}办理", "done on {day}").fmt(day=day)
        self.found[key] = Milestone(key, name, day, reason, done=True)

    def add(self, key: str, name: Text, waits: Sequence[Wait], rules: Sequence[EffectiveRule] = ()) -> None:
        """Add a step to come: its day is the last of those that `waits` allow. `rules`: what else asks for it."""
        if unknown := [each for each in waits if each.day is None]:
            said = next((each.unknown for each in unknown if each.unknown), None)
            ahead = Text("须待前一步骤的日期确定", "waits for a step whose day is not known")
            articles = _articles([*(rule for each in unknown for rule in each.rules), *rules])
            keys = tuple(each.after for each in unknown if each.after)
            self.found[key] = Milestone(key, name, None, said or ahead, articles, keys, unknown=said)
            return
        day = max(each.day for each in waits if each.day)
        decisive = [each for each in waits if each.day == day]
        # of those that come to the same day the one with a number says more than the one without
        ruling = max(decisive, key=lambda each: (bool(each.rules), bool(each.after)))
        reason = ruling.said
        if not ruling.rules:
            reason = Text("{said}，{none}", "{said}; {none}").fmt(said=reason, none=NO_LENGTH)
        keys = tuple(dict.fromkeys(each.after for each in decisive if each.after))
        self.found[key] = Milestone(key, name, day, reason, _articles([*ruling.rules, *rules]), keys)

    def limit(self, key: str, day: dt.date | None, said: Text, rules: Sequence[EffectiveRule]) -> None:
        """Set the last lawful day of a step that was added; of two the earlier holds. No day: `said` tells why."""
        step = self.found[key]
        if step.done or (step.latest and (day is None or step.latest <= day)):
            return
        articles = tuple(dict.fromkeys((*step.articles, *_articles(rules))))
        self.found[key] = replace(step, latest=day, latest_reason=said, articles=articles)

    def marked(self, goal: str) -> tuple[Milestone, ...]:
        """All steps, those marked critical that the earliest day of `goal` follows from."""
        critical: set[str] = set()
        waiting = [goal] if goal in self.found else []
        while waiting:
            key = waiting.pop()
            if key not in critical and not self.found[key].done:
                critical.add(key)
                waiting += self.found[key].decisive
        return tuple(replace(each, critical=each.key in critical) for each in self)


def _articles(rules: Sequence[EffectiveRule]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(article for rule in rules for article in rule.articles))
