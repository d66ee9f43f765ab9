"""The record of a meeting confirmed by those who were there. No article asks for it; house rules may."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.meetingrecord import unconfirmed
from workflow.domain.substance import says_something
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def record_confirmed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each member present confirmed the record of the meeting as it stands, its errata with it, or it is said why not.

    A paper dossier that holds no confirmation says nothing about it: who signed the minutes stands on the minutes.
    """
    meeting, archive = dossier.closed_meeting, dossier.archive
    if meeting is None or (
        archive and archive.entered is None and not any(each.confirmation for each in meeting.members)
    ):
        return
    told, lacking = bool(archive and says_something(archive.unconfirmed)), unconfirmed(meeting)
    waiting = [Text(each.name, each.name) for each in lacking if each.confirmation is None]
    other = [Text(each.name, each.name) for each in lacking if each.confirmation]
    for sentence, names in ((_WAITING, waiting), (_OTHER, other)):
        if names:
            yield Gap(sentence.fmt(names=joined(names)), excused=told)


_WAITING = Text("会议记录尚未经{names}确认。", "The record is not confirmed by {names}.")
_OTHER = Text(
    "{names}确认的不是现有的会议记录（记录确认后有更正的，应当重新确认）。",
    "What {names} confirmed is not the record as it stands (after an erratum it is confirmed anew).",
)
