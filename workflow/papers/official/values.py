"""What a template can speak of: the record, the paper it makes, and the words of the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from workflow.domain.dossier import Dossier
from workflow.domain.drawing import rank
from workflow.domain.facts import ExpertDraw
from workflow.domain.inventory import document_number
from workflow.domain.text import Text
from workflow.domain.wording import decided_title, draft_called
from workflow.papers.official.kinds import Available


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


def ranked(drawn: ExpertDraw) -> list[tuple[str, str]]:
    """The candidates of a draw in the order of what they are drawn by, each with that digest."""
    return sorted(((each, rank(drawn.seed, each)) for each in drawn.candidates), key=lambda each: each[1])


def values_of(
    dossier: Dossier, found: Available, *, number: str, said: Words, kind: Text, major: bool = True
) -> dict[str, Any]:
    """The names a template knows, with what they stand for; see docs/papers.md."""
    matter = dossier.draft.title if dossier.draft else dossier.title
    return {
        "d": dossier,
        "item": found.item,
        "within": found.within,
        "place": found.place,
        "on": found.on,
        "number": number,
        "organ": dossier.organ,
        "town": dossier.organ.removesuffix("人民政府"),
        "lead": dossier.initiation.lead_unit if dossier.initiation else "",
        "party": party(dossier.organ),
        "matter": matter,
        "decided": decided_title(matter),
        "called": draft_called(major=major),
        "major": major,
        "titled": Titles(dossier),
        "ranked": ranked,
        "document_number": partial(document_number, dossier),
        "said": said,
        "kind": kind,
    }


def party(organ: str) -> str:
    """The Party committee of the same level as the organ, by its full name where that follows from the organ's."""
    town = organ.removesuffix("人民政府")
    return f"中共{town}委员会" if town != organ else "同级党委"
