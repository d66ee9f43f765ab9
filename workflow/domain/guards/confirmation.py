"""The record of a meeting confirmed by those who were there. No article asks for it; a profile may."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.meetingrecord import record_digest
from workflow.domain.text import Text, joined


@guard()
def record_confirmed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each member present confirmed one and the same record: that of the meeting as it was closed."""
    meeting = dossier.meeting
    if meeting is None or meeting.resolution is None:
        return
    digest = record_digest(meeting)
    present = [member for member in meeting.members if member.present]
    waiting = [Text(each.name, each.name) for each in present if each.confirmation is None]
    other = [Text(each.name, each.name) for each in present if each.confirmation and each.confirmation.digest != digest]
    if waiting:
        yield Gap(
            Text("会议记录尚未经{names}确认。", "The record is not confirmed by {names}.").fmt(names=joined(waiting))
        )
    if other:
        yield Gap(
            Text("{names}确认的不是现有的会议记录。", "What {names} confirmed is not the record as it stands.").fmt(
                names=joined(other)
            )
        )
