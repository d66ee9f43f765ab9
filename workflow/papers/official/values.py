"""What a template can speak of: the record, the paper it makes, and the words of the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.domain.dossier import Dossier
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
        "said": said,
        "kind": kind,
    }
