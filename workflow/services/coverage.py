"""How far the law is carried by the system, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workflow.domain.coverage import Covered, Known, coverage_of, summary
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Instrument
from workflow.domain.text import Text


@dataclass(frozen=True)
class CoverageView:
    """An instrument with all its paragraphs and what carries each."""

    instrument: Instrument
    paragraphs: tuple[Covered, ...]

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return len({each.article for each in self.paragraphs})

    @property
    def notes(self) -> tuple[tuple[Text, Text], ...]:
        """What a reader must know of the texts of the other instruments that carry something here, by their names."""
        rules = {carrier.key for each in self.paragraphs for carrier in each.carriers}
        others = (each for each in library().instruments.values() if each.note and each.id != self.instrument.id)
        return tuple(
            (Text(f"《{each.name.zh}》", each.name.en), each.note.text)
            for each in others
            if each.note and any(rule.id in rules for rule in each.rules)
        )

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many paragraphs there are, are carried, are declaratory, are open."""
        return summary(self.paragraphs)


@cache
def coverages() -> dict[str, CoverageView]:
    """The coverage of every instrument that has one, by its id; the law files do not change while the program runs."""
    shelf = library()
    known = Known.of(shelf)
    return {
        name: CoverageView(shelf.instruments[name], coverage_of(each, known))
        for name, each in sorted(shelf.coverages.items())
    }
