"""The yearly catalogue as its facts make it: how far it has come, what is public, what may be done next.

Adoption, consent and publication bind to a version: the number of additions, changes and removals of items made until
then. A later one leaves them where they stand and makes a new version, which goes the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workflow.domain.facts import (
    Catalogue,
    CatalogueAdoption,
    CatalogueConsent,
    CatalogueItem,
    CataloguePublication,
)
from workflow.domain.progress import DECIDED
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import CatalogueStage, ItemChange, ItemStanding
from workflow.domain.text import Text


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
        return CatalogueStage.DRAFTED if self.changes else CatalogueStage.CALLED

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

    def items_of(self, version: int) -> tuple[CatalogueItem, ...]:
        """The items of a version, in the order of their numbers."""
        newest = {each.number: each for each in self.changes[:version]}
        return tuple(newest[number] for number in sorted(newest) if newest[number].change is not ItemChange.REMOVED)

    def item(self, number: int) -> CatalogueItem | None:
        """An item of the newest version."""
        return next((each for each in self.items if each.number == number), None)


def _of(facts: Iterable[V], version: int) -> V | None:
    return next((each for each in facts if each.version == version), None) if version else None


def code(year: int, number: int) -> str:
    """How an item is named in a proposal and in the trail."""
    return f"{year}-{number:02d}"


# -- the rules --------------------------------------------------------------------------------------------------------

Broken = Callable[[YearCatalogue, dt.date], bool]


@dataclass(frozen=True)
class CatalogueRule:
    """What an instrument demands before an act on the catalogue; it binds where the profile has the instrument."""

    id: str
    instrument: str
    act: str
    article: Text
    demand: Text
    broken: Broken


def _missing(fact: Versioned | None, on: dt.date) -> bool:
    """Whether a fact was not there yet on a day."""
    return fact is None or fact.on > on


RULES = (
    CatalogueRule(
        "cq-337.3.2",
        "cq-337",
        "consent",
        Text("第三条第二款", "art. 3(2)"),
        Text(
            "事项目录应当经决策机关会议审议通过后，报同级党委同意",
            "The catalogue is adopted by a meeting of the organ before the Party committee is asked for its consent",
        ),
        lambda found, on: _missing(found.adoption, on),
    ),
    CatalogueRule(
        "cn-713.3.3",
        "cn-713",
        "publish",
        Text("第三条第三款", "art. 3(3)"),
        Text(
            "事项目录应当经同级党委同意后向社会公布",
            "The Party committee of the same level consents before the catalogue is published",
        ),
        lambda found, on: _missing(found.consent, on),
    ),
)


def refused(found: YearCatalogue, act: str, on: dt.date, rulebook: Rulebook) -> Iterator[Text]:
    """What the rules in force refuse an act for on a day, each with its article."""
    names = {each.id: Text(f"《{each.name.zh}》", each.name.en) for each in rulebook.instruments}
    for rule in RULES:
        if rule.act == act and rule.instrument in names and rule.broken(found, on):
            yield Text("{demand}（{law}{article}）。", "{demand} ({law}, {article}).").fmt(
                demand=rule.demand, law=names[rule.instrument], article=rule.article
            )


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
