"""What a template can speak of: the record, the paper it makes, and the words of the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.domain.dossier import Dossier
from workflow.domain.drawing import rank
from workflow.domain.facts import ExpertDraw
from workflow.domain.text import Text
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


def values_of(dossier: Dossier, found: Available, *, number: str, said: Words, kind: Text) -> dict[str, Any]:
    """The names a template knows, with what they stand for; see docs/papers.md."""
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
        "matter": dossier.draft.title if dossier.draft else dossier.title,
        "titled": Titles(dossier),
        "ranked": ranked,
        "said": said,
        "kind": kind,
    }
