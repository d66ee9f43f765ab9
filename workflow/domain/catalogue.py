"""The yearly catalogue as its facts make it: how far it has come, what is public, what may be done next.

Adoption, consent and publication bind to a version: the number of additions, changes and removals of items made until
then. A later one leaves them where they stand and makes a new version, which goes the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workflow.domain.dossier import PlanChange
from workflow.domain.facts import (
    Catalogue,
    CatalogueAdoption,
    CatalogueConsent,
    CatalogueItem,
    CataloguePublication,
)
from workflow.domain.facts.base import known_at
from workflow.domain.lawparts import CatalogueRule
from workflow.domain.progress import DECIDED
from workflow.domain.rulebook import Citation, Rulebook
from workflow.domain.substance import says_something
from workflow.domain.terms import CatalogueStage, ItemChange, ItemStanding, PlannedStage
from workflow.domain.text import Text, joined
from workflow.domain.unseen import same_words

NEEDED = (PlannedStage.LEGALITY_REVIEW, PlannedStage.DELIBERATION)
"""What no item goes without: neither stage knows an exception (713 arts. 25 and 30)."""


class Versioned(Protocol):
    """A fact that binds to a version of the catalogue."""

    @property
    def on(self) -> dt.date:
        """The day."""

    @property
    def version(self) -> int:
        """How many changes of items had been made."""


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True)
class YearCatalogue:
    """The catalogue of a year with everything entered of it, oldest first."""

    begun: Catalogue
    changes: tuple[CatalogueItem, ...] = ()
    adoptions: tuple[CatalogueAdoption, ...] = ()
    consents: tuple[CatalogueConsent, ...] = ()
    publications: tuple[CataloguePublication, ...] = ()

    @property
    def version(self) -> int:
        """The newest version."""
        return len(self.changes)

    @property
    def adoption(self) -> CatalogueAdoption | None:
        """The adoption of the newest version."""
        return _of(self.adoptions, self.version)

    @property
    def consent(self) -> CatalogueConsent | None:
        """The consent to the newest version."""
        return _of(self.consents, self.version)

    @property
    def publication(self) -> CataloguePublication | None:
        """The publication of the newest version."""
        return _of(self.publications, self.version)

    @property
    def stage(self) -> CatalogueStage:
        """How far the newest version has come."""
        if self.publication:
            return CatalogueStage.PUBLISHED
        if self.consent:
            return CatalogueStage.CONSENTED
        if self.adoption:
            return CatalogueStage.ADOPTED
        drawn_up = any(each.change is ItemChange.ADDED for each in self.changes)
        return CatalogueStage.DRAFTED if drawn_up else CatalogueStage.CALLED

    @property
    def shown_stage(self) -> CatalogueStage:
        """How far the catalogue itself has come: what is published stays so while it is adjusted."""
        return CatalogueStage.PUBLISHED if self.publications else self.stage

    @property
    def course(self) -> tuple[CatalogueAdoption | CatalogueConsent | CataloguePublication, ...]:
        """What was done with each version, one version after the other."""
        done: list[CatalogueAdoption | CatalogueConsent | CataloguePublication]
        done = [*self.adoptions, *self.consents, *self.publications]
        return tuple(sorted(done, key=lambda each: each.version))

    @property
    def public_version(self) -> int:
        """The version published last; 0 before the first publication."""
        return self.publications[-1].version if self.publications else 0

    @property
    def adjusting(self) -> bool:
        """Whether an adjustment is under way that is not published yet."""
        return 0 < self.public_version < self.version

    @property
    def items(self) -> tuple[CatalogueItem, ...]:
        """The items of the newest version."""
        return self.items_of(self.version)

    @property
    def public_items(self) -> tuple[CatalogueItem, ...]:
        """The items as published last."""
        return self.items_of(self.public_version)

    @property
    def first_public(self) -> int:
        """The version published first; what follows is adjustment. The newest one before that."""
        return self.publications[0].version if self.publications else self.version

    @property
    def adjustments(self) -> tuple[CatalogueItem, ...]:
        """What was added, changed and removed since the first publication."""
        return self.changes[self.first_public :]

    @property
    def public_adjustments(self) -> tuple[CatalogueItem, ...]:
        """The adjustments that are published."""
        return self.changes[self.first_public : self.public_version]

    def adjustments_of(self, version: int) -> tuple[CatalogueItem, ...]:
        """What a published version changed of the one published before it; nothing of the first."""
        before = [each.version for each in self.publications if each.version < version]
        return self.changes[before[-1] : version] if before else ()

    def until(self, moment: dt.datetime) -> YearCatalogue:
        """The catalogue as it stood at a moment: what was entered later is left out."""
        return YearCatalogue(
            self.begun,
            known_at(self.changes, moment),
            known_at(self.adoptions, moment),
            known_at(self.consents, moment),
            known_at(self.publications, moment),
        )

    def items_of(self, version: int) -> tuple[CatalogueItem, ...]:
        """The items of a version, in the order of their numbers."""
        listed = (ItemChange.ADDED, ItemChange.CHANGED)
        return tuple(each for each in self._newest(version) if each.change in listed)

    def _newest(self, version: int) -> list[CatalogueItem]:
        """The newest word on each number up to a version, in the order of the numbers."""
        newest = {each.number: each for each in self.changes[:version]}
        return [newest[number] for number in sorted(newest)]

    @property
    def sent(self) -> tuple[CatalogueItem, ...]:
        """What units sent in and nobody has decided on: neither put on the list nor left out."""
        return tuple(each for each in self._newest(self.version) if each.change is ItemChange.SENT)

    @property
    def left_out(self) -> tuple[CatalogueItem, ...]:
        """What units sent in and was never put on the list, with the reason."""
        listed = {each.number for each in self.changes if each.change is ItemChange.ADDED}
        gone = (each for each in self._newest(self.version) if each.change is ItemChange.REMOVED)
        return tuple(each for each in gone if each.number not in listed)

    def item(self, number: int) -> CatalogueItem | None:
        """An item of the newest version, or one that was sent in for it."""
        return next((each for each in (*self.items, *self.sent) if each.number == number), None)

    def dropped(self, number: int) -> Iterator[PlanChange]:
        """The published adjustments by which stages of an item are planned no longer: by which it was removed and entered anew
        without them, too."""
        before: tuple[PlannedStage, ...] = ()
        numbers = {number, *(each.number for each in self._earlier(number))}
        for each in self.publications:
            item = next((item for item in self.items_of(each.version) if item.number in numbers), None)
            stages = item.stages if item else ()
            if gone := tuple(stage for stage in before if stage not in stages):
                reason = [change.reason for change in self.changes[: each.version] if change.number in numbers][-1]
                yield PlanChange(on=each.on, dropped=gone, removed=item is None, reason=reason)
            before = stages

    def _earlier(self, number: int) -> Iterator[CatalogueItem]:
        """The items that were removed before one of the same name was entered under a number of its own, oldest first."""
        left_out = self.left_out
        added = [place for place, each in enumerate(self.changes) if each.number == number]
        for each in self.changes[: added[0]] if added else ():
            gone = each.change is ItemChange.REMOVED and each not in left_out
            if gone and same_words(each.name, self.changes[added[0]].name):
                yield each

    def anew(self, change: CatalogueItem) -> tuple[CatalogueItem, tuple[PlannedStage, ...]] | None:
        """The removed item that an addition enters anew under another number, and the stages it planned that this plans not."""
        earlier = [*self._earlier(change.number)] if change.change is ItemChange.ADDED else []
        gone = tuple(each for each in earlier[-1].stages if each not in change.stages) if earlier else ()
        return (earlier[-1], gone) if earlier else None

    @property
    def next_number(self) -> int:
        """The number of the next item; a number is never given twice."""
        return max((each.number for each in self.changes), default=0) + 1

    def called(self, on: dt.date) -> bool:
        """Whether the units may send in items on a day: until the last day of the call, before anything is adopted."""
        return self.begun.until is not None and self.begun.on <= on <= self.begun.until and not self.adoptions

    def namesake(self, item: CatalogueItem) -> CatalogueItem | None:
        """Another item of the same name, on the list or sent in."""
        others = (each for each in (*self.items, *self.sent) if each.number != item.number)
        return next((each for each in others if same_words(each.name, item.name)), None)


def _of(facts: Iterable[V], version: int) -> V | None:
    return next((each for each in facts if each.version == version), None) if version else None


def code(year: int, number: int) -> str:
    """How an item is named in a proposal and in the trail."""
    return f"{year}-{number:02d}"


def content_problems(found: YearCatalogue, fact: CatalogueItem) -> dict[str, Text]:
    """What is wrong with an item as it is described."""
    problems, year = {}, found.begun.year
    if not set(NEEDED) <= set(fact.stages):
        problems["stages"] = Text(
            "合法性审查和集体讨论决定是每项决策的必经程序，应当勾选。",
            "Every decision goes through legality review and collective deliberation: tick both.",
        )
    if fact.due.year < year:
        said = Text(
            "计划完成时间早于目录年度（{year}年）。", "The planned day lies before the year of the catalogue ({year})."
        )
        problems["due"] = said.fmt(year=str(year))
    elif fact.due.year > year and not says_something(fact.remark):
        said = Text(
            "计划完成时间不在目录年度（{year}年）之内；跨年度办理的，请在备注中说明。",
            "The planned day lies outside the year of the catalogue ({year}): if so intended, say why under the remark.",
        )
        problems["due"] = said.fmt(year=str(year))
    if same := found.namesake(fact):
        said = Text("目录第{number}项已是同名事项。", "Item {number} has this name already.")
        problems["name"] = said.fmt(number=same.number)
    return problems


def _missing(fact: Versioned | None, on: dt.date) -> bool:
    """Whether a fact was not there yet on a day."""
    return fact is None or fact.on > on


def _broken(found: YearCatalogue, rule: CatalogueRule, on: dt.date) -> bool:
    """Whether what the rule wants is not there on a day."""
    match rule.needs:
        case "adopted":
            return _missing(found.adoption, on)
        case "consented":
            return _missing(found.consent, on)
        case "fields":
            return any(not str(getattr(item, name)).strip() for item in found.items for name in rule.fields)
        case "reasons":
            return any(not says_something(each.reason) for each in found.adjustments)


@dataclass(frozen=True)
class CatalogueRefusal:
    """A rule that refuses an act, with what it says."""

    rule: CatalogueRule
    says: Text


def refused(found: YearCatalogue, act: str, on: dt.date, rulebook: Rulebook) -> Iterator[CatalogueRefusal]:
    """What the rules in force refuse an act for on a day, each with its articles: what several demand is said once."""
    broken: dict[tuple[str, tuple[str, ...]], list[tuple[CatalogueRule, Citation]]] = {}
    for rule, citation in rulebook.catalogue_rules:
        if rule.act == act and _broken(found, rule, on):
            broken.setdefault((rule.needs, rule.fields), []).append((rule, citation))
    for several in broken.values():
        rule = several[-1][0]
        says = Text("{demand}（{articles}）。", "{demand} ({articles}).").fmt(
            demand=rule.demand.text, articles=joined([citation.text for _, citation in several])
        )
        yield CatalogueRefusal(rule, says)


# -- progress ---------------------------------------------------------------------------------------------------------


def standing(state: str | None, ended: Collection[str]) -> ItemStanding:
    """How far an item has come by the main state of its matter; None: no matter names it. `ended`: states of no result."""
    if state is None:
        return ItemStanding.NOT_STARTED
    if state in ended:
        return ItemStanding.ENDED
    return ItemStanding.DECIDED if state in DECIDED else ItemStanding.RUNNING


def overdue(item: CatalogueItem, stands: ItemStanding, today: dt.date) -> bool:
    """Whether the planned day has passed without a decision."""
    return item.due < today and stands in (ItemStanding.NOT_STARTED, ItemStanding.RUNNING)
