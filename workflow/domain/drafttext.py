"""The text of a draft version: what it is bound by, whether another says the same, whether it waits to be checked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from workflow.domain.compare import nothing_left
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Draft
from workflow.domain.unseen import worded

_BOUND = {"version", "note", "title", "body", "bases", "traits", "skips", "why_dropped"}


def draft_digest(draft: Draft) -> str:
    """SHA-256 of a version: its number, its text and note, what it rests on and declares, and the content of its files."""
    said = draft.model_dump(mode="json", include=_BOUND) | {"files": _files(draft)}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def same_text(one: Draft, other: Draft) -> bool:
    """Whether two versions have the same title and body, rest on the same and carry the same files.

    Marks, spaces, letter case and width, and characters nobody sees, make no other text; nor does what a version says
    of itself: its note, and what it declares that it touches or leaves out.
    """
    return _text(one) == _text(other)


def same_version(dossier: Dossier, one: int | None, other: int | None) -> bool:
    """Whether two versions are one, or say the same; of one that is not on record only the number is known."""
    texts = [each for each in dossier.drafts if each.version in (one, other)]
    return one == other or (len(texts) == 2 and same_text(*texts))


def same_content(one: Draft, other: Draft) -> bool:
    """Whether two versions have the same body and carry the same files, whatever they are called or rest on.

    What was found of a text, its risk, its effect on competition, that it is unlawful or was not agreed to, is found of
    what it provides: another title or note, one basis more or another of its articles, makes it no other.
    """
    return (worded(one.body), _files(one)) == (worded(other.body), _files(other))


def restates(dossier: Dossier, one: int | None, other: int | None) -> bool:
    """Whether two versions are one, or provide the same; of one that is not on record only the number is known."""
    texts = [each for each in dossier.drafts if each.version in (one, other)]
    return one == other or (len(texts) == 2 and same_content(*texts))


def repeats(dossier: Dossier, version: int | None, earlier: int | None) -> bool:
    """Whether a version brings an earlier one back: it is the same, or its text is on record and provides the same.

    Papers do not always hold the text: where nothing is known of it, nothing is said of it.
    """
    told = any(each.version == version and holds_text(each) for each in dossier.drafts)
    return version == earlier or (told and restates(dossier, version, earlier))


def another_draft(dossier: Dossier, one: int, other: int) -> bool:
    """Whether not one paragraph of a version is left in another; of one whose words are not on record, or in files, nothing is
    said."""
    texts = [each.body for each in dossier.drafts if each.version in (one, other) and not each.files]
    return len(texts) == 2 and nothing_left(*texts)


def holds_text(draft: Draft) -> bool:
    """Whether what a version provides is on record, in its body or in files."""
    return bool(draft.body.strip() or draft.files)


def places(draft: Draft) -> Counter[tuple[str, str]]:
    """The title, each paragraph, basis and file of a version, without marks, and how often it stands there."""
    paragraphs = (worded(line) for line in draft.body.splitlines())
    return Counter(
        [
            ("title", worded(draft.title)),
            *(("paragraph", each) for each in paragraphs if each),
            *(("basis", each) for each in _bases(draft)),
            *(("file", each) for each in _files(draft)),
        ]
    )


def _text(draft: Draft) -> tuple[object, ...]:
    return worded(draft.title), worded(draft.body), _bases(draft), _files(draft)


def _bases(draft: Draft) -> set[str]:
    return {worded(f"{basis.title} {basis.article}") for basis in draft.bases} - {""}


def _files(draft: Draft) -> list[str]:
    return sorted(file.digest for file in draft.files)


def awaits_check(dossier: Dossier) -> bool:
    """Whether a draft changed after adoption in principle waits to be held against the meeting's opinion."""
    meeting, draft = dossier.closed_meeting, dossier.draft
    if dossier.state != "amending" or meeting is None or draft is None or draft.version <= meeting.version:
        return False
    return draft.version not in {each.version for each in dossier.final_checks}
