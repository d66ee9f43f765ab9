"""The text of a draft version: what it is bound by, whether another says the same, whether it waits to be checked."""

from __future__ import annotations

import hashlib
import json

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Draft

_SAID = {"title", "body", "note", "bases", "traits", "skips"}


def draft_digest(draft: Draft) -> str:
    """SHA-256 of a version: its number, its text and note, what it rests on and declares, and the content of its files."""
    said = draft.model_dump(mode="json", include={"version", *_SAID})
    said["files"] = [file.digest for file in draft.files]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def same_text(one: Draft, other: Draft) -> bool:
    """Whether two versions say, rest on and declare the same, whatever the spaces and line ends in between."""
    return _squeezed(one) == _squeezed(other)


def _squeezed(draft: Draft) -> tuple[str, list[str]]:
    said = json.dumps(draft.model_dump(mode="json", include=_SAID), ensure_ascii=False, sort_keys=True)
    return "".join(said.replace("\\n", "").replace("\\r", "").split()), sorted(file.digest for file in draft.files)


def awaits_check(dossier: Dossier) -> bool:
    """Whether a draft changed after adoption in principle waits to be held against the meeting's opinion."""
    meeting, draft = dossier.closed_meeting, dossier.draft
    if dossier.state != "amending" or meeting is None or draft is None or draft.version <= meeting.version:
        return False
    return draft.version not in {each.version for each in dossier.final_checks}
