"""The record of a meeting: who was entitled, came and took part, what each said, what was decided, and its errata."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workflow.domain.facts import Meeting, Member
from workflow.domain.unseen import named, worded

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


def own_words(member: Member) -> list[str]:
    """What the record has of a member in his own words: said, dissented, or written when absent."""
    return [member.view, member.dissent, *([member.statement.words] if member.statement else [])]


def spoken(meeting: Meeting, passage: str) -> list[str]:
    """The own words of members in which a passage stands, each with whose they are, as an erratum may name them."""
    words = [f"{member.name}：{each}" for member in meeting.members for each in own_words(member) if each.strip()]
    return [each for each in words if passage in each]


def touched(meeting: Meeting) -> list[Member]:
    """The members whose own words an erratum may change, or whom it names: how they voted, perhaps.

    A passage is copied as it stands; where it stands in the words of several, it may be meant of each.
    """
    return [
        member
        for member in meeting.members
        if any(
            named(member.name) in worded(erratum.passage + erratum.text)
            or any(erratum.passage.strip() in words for words in own_words(member))
            for erratum in meeting.corrections
        )
    ]


def confirming(meeting: Meeting) -> list[Member]:
    """Who confirms the record: the members who came, and those whom an erratum touches."""
    own = {each.number for each in touched(meeting)}
    return [each for each in meeting.members if each.present or each.number in own]


def unconfirmed(meeting: Meeting) -> list[Member]:
    """Those who confirm the record and have not, as it stands."""
    digest = record_digest(meeting)
    return [each for each in confirming(meeting) if each.confirmation is None or each.confirmation.digest != digest]


def record_texts(meeting: Meeting) -> list[str]:
    """Every text of the record in which an erratum may find its passage: another erratum may be wrong too."""
    resolution = meeting.resolution
    texts = [resolution.text, resolution.majority_reason, resolution.minutes] if resolution else []
    for member in meeting.members:
        texts += [member.absence_reason, member.recusal, *own_words(member)]
    errata = [each.text for each in meeting.corrections]
    return [meeting.place, meeting.chair, meeting.number, meeting.agenda, *texts, *errata]


def as_corrected(meeting: Meeting, text: str) -> str:
    """A text of the record as it reads with the errata, in the order in which they were entered; of two to one passage the
    later holds."""
    errata = {each.passage.strip(): each.text.strip() for each in meeting.corrections}
    for passage, said in errata.items():
        text = text.replace(passage, said)
    return text
