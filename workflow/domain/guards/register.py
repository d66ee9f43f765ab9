"""Who is entitled to deliberate, held against the register of the body (713 art. 30, house rules)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.seated import members_on, miscounted
from workflow.domain.text import Text


@guard()
def entitled_as_registered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Those the record of a meeting counts are those the register of its body has for that day (713 art. 30).

    The register may have changed since the meeting was convened. An item that was only put off is to be deliberated
    again, by all of them.
    """
    for meeting in dossier.meetings if setting.record else dossier.meetings[-1:]:
        if meeting.resolution and setting.effect("outcomes", meeting.resolution.outcome) == "postponed":
            continue
        for text in miscounted(dossier, meeting):
            yield Gap(text)


@guard()
def register_kept(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """There is a register that those who are entitled, chair and sign for the chief are held against (713 art. 30).

    Where no body has members on record any name is taken. Papers that bring no register are told nothing.
    """
    if setting.record and not dossier.seats:
        return
    meeting = dossier.meeting
    if meeting is None and not dossier.seats:
        yield Gap(
            Text(
                "没有登记会议组成人员，应到人员、主持人和行政首长无法核对。",
                "No body has its members registered: who is entitled, chairs and is the chief cannot be compared.",
            )
        )
    if meeting and members_on(dossier, meeting.kind, meeting.on) is None:
        names = setting.labels.get("meeting_kinds", {})
        yield Gap(
            Text(
                "没有登记“{body}”{on}的组成人员，应到人员、主持人和行政首长无法核对。",
                "The members of “{body}” on {on} are not registered: who is entitled, chairs and is the chief cannot be compared.",
            ).fmt(body=names.get(meeting.kind, meeting.kind), on=meeting.on)
        )
