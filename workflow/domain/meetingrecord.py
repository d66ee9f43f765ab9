"""The record of a meeting: who was entitled, came and took part, what each said, what was decided, and its errata."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workflow.domain.facts import Meeting, Member

_LATER: dict[str, Any] = {
    "entered": True,
    "corrections": {"__all__": {"entered"}},
    "resolution": {"entered"},
    "members": {
        "__all__": {"confirmation": True, "statement": {"entered"}, "attendance_records": {"__all__": {"entered"}}}
    },
}


def record_digest(meeting: Meeting) -> str:
    """SHA-256 of the record as it was closed, and of its errata if there are any: what was confirmed does not change it."""
    said = meeting.model_dump(mode="json", exclude=_LATER if meeting.corrections else _LATER | {"corrections": True})
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def unconfirmed(meeting: Meeting) -> list[Member]:
    """The members who came and have not confirmed the record as it stands."""
    digest = record_digest(meeting)
    return [
        each
        for each in meeting.members
        if each.present and (each.confirmation is None or each.confirmation.digest != digest)
    ]


def record_texts(meeting: Meeting) -> list[str]:
    """Every text of the record in which an erratum may find its passage."""
    resolution = meeting.resolution
    texts = [resolution.text, resolution.majority_reason, resolution.minutes] if resolution else []
    for member in meeting.members:
        texts += [member.absence_reason, member.recusal, member.view, member.dissent]
        texts += [member.statement.words] if member.statement else []
    return [meeting.place, meeting.chair, meeting.number, meeting.agenda, *texts]
