"""The text of a draft version: what it is bound by, whether another says the same, whether it waits to be checked."""

from __future__ import annotations

import hashlib
import json
import re

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Draft

_SAID = {"title", "body", "bases", "traits", "skips"}
_BLANK = re.compile(r"\\[nrt]|\s")


def draft_digest(draft: Draft) -> str:
    """SHA-256 of a version: its number, its text and note, what it rests on and declares, and the content of its files."""
    return hashlib.sha256(_written(draft, {"version", "note", *_SAID}).encode()).hexdigest()


def same_text(one: Draft, other: Draft) -> bool:
    """Whether two versions say, rest on and declare the same, whatever their notes and the spaces in between."""
    return _BLANK.sub("", _written(one, _SAID)) == _BLANK.sub("", _written(other, _SAID))


def _written(draft: Draft, parts: set[str]) -> str:
    said = draft.model_dump(mode="json", include=parts) | {"files": sorted(file.digest for file in draft.files)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def awaits_check(dossier: Dossier) -> bool:
    """Whether a draft changed after adoption in principle waits to be held against the meeting's opinion."""
    meeting, draft = dossier.closed_meeting, dossier.draft
    if dossier.state != "amending" or meeting is None or draft is None or draft.version <= meeting.version:
        return False
    return draft.version not in {each.version for each in dossier.final_checks}
