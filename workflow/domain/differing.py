"""Two rulebooks side by side, rule by rule; and what another rulebook would find in a dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import Finding, asked, check_dossier, findings_of, outstanding, setting_of
from workflow.domain.dossier import Dossier
from workflow.domain.explaining import RuleWords, rule_words
from workflow.domain.guarding import Setting
from workflow.domain.lawfiles import Library
from workflow.domain.lawparts import STRICTNESS
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.text import Text


class Change(StrEnum):
    """How a demand of one rulebook stands in the other."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    STRICTER = "stricter"
    LOOSER = "looser"
    OTHER = "other"


CHANGE_NAMES: Mapping[Change, Text] = {
    Change.SAME: Text("相同", "The same"),
    Change.ADDED: Text("新增", "Added"),
    Change.REMOVED: Text("取消", "Dropped"),
    Change.STRICTER: Text("更严", "Stricter"),
    Change.LOOSER: Text("放宽", "Looser"),
    Change.OTHER: Text("不同", "Different"),
}


@dataclass(frozen=True)
class Difference:
    """One demand in two rulebooks; None where one of them has none of its kind."""

    before: RuleWords | None
    after: RuleWords | None
    change: Change

    @property
    def stage_key(self) -> str:
        """The stage it belongs to."""
        rule = self.after or self.before
        return rule.stage_key if rule else ""

    @property
    def stage(self) -> Text:
        """The name of that stage."""
        rule = self.after or self.before
        return rule.stage if rule else Text("", "")


@dataclass(frozen=True)
class Moved:
    """What a move to another rulebook changes for one dossier: findings that come and that go."""

    comes: tuple[Finding, ...]
    goes: tuple[Finding, ...]


def differences(before: Rulebook, after: Rulebook) -> tuple[Difference, ...]:
    """Every demand of either rulebook, in the order of stages. Articles that differ alone make no difference."""
    old, new = _by_concern(before), _by_concern(after)
    found = []
    for key in dict.fromkeys((*old, *new)):
        was, is_ = old.get(key), new.get(key)
        words = rule_words(before, was) if was else None, rule_words(after, is_) if is_ else None
        found.append(Difference(*words, _change(was, is_)))
    order = {stage.key: place for book in (before, after) for place, stage in enumerate(book.procedure.stages)}
    return tuple(sorted(found, key=lambda each: order[each.stage_key]))


def _by_concern(rulebook: Rulebook) -> dict[tuple[str, tuple[str, ...]], EffectiveRule]:
    return {(rule.rule.concern, tuple(sorted(rule.rule.when))): rule for rule in rulebook.rules}


def _change(was: EffectiveRule | None, is_: EffectiveRule | None) -> Change:
    if was is None or is_ is None:
        return Change.ADDED if was is None else Change.REMOVED
    if was.guard is not is_.guard:
        return Change.OTHER
    first, second = ((STRICTNESS[rule.rule.kind], rule.params.strictness()) for rule in (was, is_))
    if first == second:
        return Change.SAME if was.params == is_.params else Change.OTHER
    return Change.STRICTER if second > first else Change.LOOSER


def newer(library: Library, rulebook: Rulebook, today: dt.date) -> Rulebook | None:
    """The version a running decision may move to: the one in force on `today`, if it is younger than its own.

    The kinds of matter stay what they are; a version that does not know one of them is none to move to.
    """
    try:
        current = library.in_force(rulebook.profile.id, today, rulebook.kinds)
    except KeyError:
        return None
    return current if current.profile.since > rulebook.profile.since else None


def moved(dossier: Dossier, before: Rulebook, after: Rulebook, today: dt.date, calendar: WorkingCalendar) -> Moved:
    """What the record of a dossier lacks under `after` and not under `before`, and the other way round."""
    old = check_dossier(before, dossier, setting_of(before, today, calendar))
    new = check_dossier(after, dossier, setting_of(after, today, calendar))
    said = {each.detail for each in old}, {each.detail for each in new}
    return Moved(
        tuple(each for each in new if each.detail not in said[0]),
        tuple(each for each in old if each.detail not in said[1]),
    )


def law_since(
    library: Library, rulebook: Rulebook, step_id: str, dossier: Dossier, today: dt.date
) -> tuple[EffectiveRule, ...]:
    """The rules of instruments that came into force since, by which a step of this matter is held back as well.

    A version of the rules is pinned so that nobody changes the house's own in the midst of a matter. What becomes law
    binds whatever is pinned: it is asked as it stands, with its own article, whether the matter is moved or not.
    """
    later = newer(library, rulebook, today)
    if later is None:
        return ()
    known = {layer.instrument for layer in rulebook.profile.layers}
    added = {rule.id for each in later.instruments if each.id not in known for rule in each.rules}
    return tuple(rule for rule in asked(later, step_id, dossier) if rule.id in added)


def missing_before(
    library: Library, rulebook: Rulebook, step_id: str, dossier: Dossier, setting: Setting
) -> list[Finding]:
    """What is missing before a step can be begun: by the rules of the matter, and by law that came into force since."""
    since = [rule for rule in law_since(library, rulebook, step_id, dossier, setting.today) if not rule.guard.own_fact]
    return [*outstanding(rulebook, step_id, dossier, setting), *findings_of(since, dossier, setting)]


@dataclass(frozen=True)
class Otherwise:
    """What newer rules ask of what is done already. `moved`: the matter went over to them."""

    before: Rulebook
    after: Rulebook
    moved: bool
    comes: tuple[Finding, ...]


def asked_otherwise(
    library: Library, rulebook: Rulebook, dossier: Dossier, today: dt.date, calendar: WorkingCalendar
) -> Otherwise | None:
    """What newer rules ask of the stages behind a matter; None where it was begun under those in force, or is
    archived.

    Told to whoever reviews and decides, and not held against the matter: what was done was lawful when it was done, and
    rules do not reach back. What can still be mended the reviewer asks for, by a supplement or by sending it back.
    """
    later = newer(library, rulebook, today)
    # what is closed is neither reviewed nor decided any more
    if dossier.archive or (later is None and not dossier.moves):
        return None
    before = library.rulebook(dossier.moves[0].before) if dossier.moves else rulebook
    after = later or rulebook
    comes = moved(dossier, before, after, today, calendar).comes
    return Otherwise(before, after, later is None, tuple(each for each in comes if not each.excused))
