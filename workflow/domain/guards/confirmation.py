"""The record of a meeting confirmed by those who were there. No article asks for it; house rules may."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Meeting
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.meetingrecord import touched, unconfirmed
from workflow.domain.substance import says_something
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def record_confirmed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each member present confirmed the record of the meeting as it stands, its errata with it, or it is said why not.

    A paper dossier that holds no confirmation says nothing about it: who signed the minutes stands on the minutes.
    """
    meeting, archive = _confirmable(dossier), dossier.archive
    if meeting is None:
        return
    told, lacking = bool(archive and says_something(archive.unconfirmed)), unconfirmed(meeting)
    waiting = [Text(each.name, each.name) for each in lacking if each.confirmation is None]
    other = [Text(each.name, each.name) for each in lacking if each.confirmation]
    for sentence, names in ((_WAITING, waiting), (_OTHER, other)):
        if names:
            yield Gap(sentence.fmt(names=joined(names)), excused=told)


@guard()
def own_words_confirmed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A member whose own words or vote an erratum changes confirmed the record with it: what somebody said against a
    decision is set down as it was said (713 art. 30(3)), and nobody else says otherwise afterwards. No reason excuses it.
    """
    meeting = _confirmable(dossier)
    if meeting is None:
        return
    waiting = {each.number for each in unconfirmed(meeting)}
    if names := [Text(each.name, each.name) for each in touched(meeting) if each.number in waiting]:
        yield Gap(_OWN_WORDS.fmt(names=joined(names)))


def _confirmable(dossier: Dossier) -> Meeting | None:
    """The meeting whose record is confirmed; none for a paper dossier that says nothing of it."""
    meeting, archive = dossier.closed_meeting, dossier.archive
    on_paper = archive is not None and archive.entered is None
    return None if meeting and on_paper and not any(each.confirmation for each in meeting.members) else meeting


_OWN_WORDS = Text(
    "会议记录的更正涉及{names}本人的发言、表决意见或者不同意见，尚未经其确认。",
    "An erratum touches what {names} said, voted or objected, and was not confirmed by them.",
)
_WAITING = Text("会议记录尚未经{names}确认。", "The record is not confirmed by {names}.")
_OTHER = Text(
    "{names}确认的不是现有的会议记录（记录确认后有更正的，应当重新确认）。",
    "What {names} confirmed is not the record as it stands (after an erratum it is confirmed anew).",
)
