"""What a template can speak of: the record, the paper it makes, and the words of the rules in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from workflow.domain.annual import told
from workflow.domain.attribution import document_number
from workflow.domain.catalogue import YearCatalogue
from workflow.domain.dossier import Dossier
from workflow.domain.drawing import rank
from workflow.domain.facts import AnnualSection, AnnualSubmission, AnnualText, ExpertDraw
from workflow.domain.recusal import draws, lots_left
from workflow.domain.text import Text
from workflow.domain.wording import decided_title, draft_called, quoted, says_draft
from workflow.papers.official.kinds import Available
from workflow.papers.official.outline import outline


@dataclass(frozen=True)
class Words:
    """The words of a profile: `said("meeting_kinds", key)`; a key it does not know is said as it is."""

    labels: Mapping[str, Mapping[str, Text]]

    def __call__(self, vocabulary: str, key: str) -> str:
        """The word of a key in a vocabulary."""
        word = self.labels.get(vocabulary, {}).get(key)
        return word.zh if word else key


@dataclass(frozen=True)
class Titles:
    """`titled(version)`: what the draft is called in that version; what the matter is called where there is none such."""

    dossier: Dossier

    def __call__(self, version: int | None) -> str:
        """The title of a version."""
        found = (each.title for each in self.dossier.drafts if each.version == version)
        return next(found, self.dossier.title)


@dataclass(frozen=True)
class AgendaLine:
    """One item of an agenda: its place, the title, what is put before the meeting, the unit that reports on it."""

    place: int
    title: str
    called: str
    unit: str = ""

    def __str__(self) -> str:
        """The item as an agenda names it."""
        return f"审议{quoted(self.title)}{'' if says_draft(self.title) else self.called}"


def agenda_line(dossier: Dossier, place: int, *, major: bool) -> AgendaLine:
    """The matter of a dossier as an item of an agenda."""
    title = dossier.draft.title if dossier.draft else dossier.title
    return AgendaLine(place, title, draft_called(major=major), _lead(dossier))


def ranked(drawn: ExpertDraw) -> list[tuple[str, str]]:
    """The candidates of a draw in the order of what they are drawn by, each with that digest."""
    return sorted(((each, rank(drawn.seed, each)) for each in drawn.candidates), key=lambda each: each[1])


def values_of(
    dossier: Dossier,
    found: Available,
    *,
    number: str,
    said: Words,
    kind: Text,
    major: bool = True,
    beside: Sequence[AgendaLine] = (),
    given: str = "",
) -> dict[str, Any]:
    """The names a template knows, with what they stand for; see docs/papers.md.

    `beside`: of a paper made of an agenda, its other items. `given`: the number the office gave to this very paper.
    """
    matter = dossier.draft.title if dossier.draft else dossier.title
    own = agenda_line(dossier, getattr(found.item, "item", 1), major=major)
    return {
        "d": dossier,
        "item": found.item,
        "within": found.within,
        "place": found.place,
        "on": found.on,
        "number": number,
        "given": given,
        "organ": dossier.organ,
        "town": dossier.organ.removesuffix("人民政府"),
        "lead": _lead(dossier),
        "party": party(dossier.organ),
        "matter": matter,
        "decided": decided_title(matter),
        "agenda": sorted((own, *beside), key=lambda each: each.place),
        "titled": Titles(dossier),
        "ranked": ranked,
        "draws_for": lambda review: draws(dossier, dossier.expert_reviews.index(review)),
        "lots_left": lambda review: lots_left(dossier, review),
        "outline": outline,
        "document_number": partial(document_number, dossier),
        "said": said,
        "kind": kind,
    }


def catalogue_values(found: YearCatalogue, paper: Available, organ: str, said: Words) -> dict[str, Any]:
    """The names a template of a paper of a year's catalogue knows."""
    version = paper.item.version
    return {
        "c": found,
        "item": paper.item,
        "on": paper.on,
        "year": found.begun.year,
        "organ": organ,
        "party": party(organ),
        "items": found.items_of(version),
        "changes": found.adjustments_of(version),
        "adoption": next((each for each in found.adoptions if each.version == version), None),
        "consent": next((each for each in found.consents if each.version == version), None),
        "said": said,
    }


@dataclass(frozen=True)
class FigureLine:
    """A figure as a table gives it: its name, its number with the unit, that of the year before."""

    name: str
    value: str
    before: str


@dataclass(frozen=True)
class BarLine:
    """A bar of a chart: its name, how long it is beside the longest (per cent), its number with the unit."""

    name: str
    share: float
    said: str


def report_values(
    text: AnnualText,
    sections: Sequence[AnnualSection],
    submission: AnnualSubmission | None,
    organ: str,
    tables: Sequence[tuple[str, Sequence[FigureLine]]],
    charts: Sequence[tuple[str, Sequence[BarLine]]],
    sealed: Mapping[str, Any],
) -> dict[str, Any]:
    """The names a template of the yearly report knows. `submission`: by which it was handed upward; `sealed`: `size` and `root` of the log its figures are of; `scope`: what
    of the figures tells of a part of a year only, or was recorded later; `typed`: the numbers typed by hand, by their heading.
    """
    return {
        "text": text,
        "year": text.year,
        "organ": organ,
        "contents": told(sections, text.year),
        "submission": submission,
        "on": submission.on if submission else text.on,
        "tables": tables,
        "charts": charts,
        **sealed,
    }


def party(organ: str) -> str:
    """The Party committee of the same level as the organ, by its full name where that follows from the organ's."""
    town = organ.removesuffix("人民政府")
    return f"中共{town}委员会" if town != organ else "同级党委"


def _lead(dossier: Dossier) -> str:
    return dossier.initiation.lead_unit if dossier.initiation else ""
