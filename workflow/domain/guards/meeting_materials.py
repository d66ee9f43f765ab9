"""What the unit hands in before the meeting, and what the office sends back (713 art. 29, 337 art. 29)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Meeting
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.deliberation import review_before
from workflow.domain.guards.legality_review import held
from workflow.domain.substance import says_something
from workflow.domain.terms import MeetingMaterial
from workflow.domain.text import Text, joined


class MeetingMaterialParams(Params):
    """Which materials have to be handed in for deliberation."""

    materials: tuple[MeetingMaterial, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More materials are stricter."""
        return (len(self.materials),)

    def numbers(self, convention: Convention) -> Numbers:
        """The materials."""
        return ((Text("报送材料", "Materials"), joined([each.label for each in self.materials])),)


@guard(MeetingMaterialParams, own_fact=True)
def meeting_materials_listed(dossier: Dossier, params: MeetingMaterialParams, setting: Setting) -> Iterator[Gap]:
    """The list handed in for deliberation holds what the rule lists (713 art. 29, 337 art. 29).

    What public opinions, expert opinions and risks came to is asked for where that procedure was followed; fair
    competition review, where a rule asks for it, is not made up for by not having been held.
    """
    if not dossier.meeting_submissions:
        return
    listed = dossier.meeting_submissions[-1].materials
    due = [each for each in params.materials if each is MeetingMaterial.COMPETITION or held(dossier, each)]
    missing = [each.label for each in due if each not in listed]
    if missing:
        yield Gap(Text("报送审议的材料缺少：{what}。", "What was handed in lacks: {what}.").fmt(what=joined(missing)))


def not_handed_in(dossier: Dossier, meeting: Meeting | None) -> Iterator[Gap]:
    """Why nothing stands that the unit handed in for a meeting; None: for the one to come, with the newest draft.

    It is of the version before the meeting, came by its day, not before the legality opinion that belongs to it, and was
    not sent back. One that stood for a meeting that put the matter off stands for the next.
    """
    version = meeting.version if meeting else dossier.draft.version if dossier.draft else None
    if version is None:
        return
    until = meeting.on if meeting else dt.date.max
    handed = [each for each in dossier.meeting_submissions if each.version == version and each.on <= until]
    if not handed:
        yield Gap(
            Text(
                "承办单位没有报送草案第{version}版的审议材料。",
                "The unit has not handed in version {version} with its materials.",
            ).fmt(version=version)
        )
        return
    review, returned = review_before(dossier, meeting), [each for each in dossier.meeting_returns if each.on <= until]
    opinion = review.conclusion if review and review.submission.version == version else None
    if opinion and opinion.on <= until and all(opinion.follows(each) for each in handed):
        yield Gap(
            Text(
                "审议材料（{day}）报送在前，合法性审查意见（{opinion}）出具在后。",
                "The materials were handed in on {day}, before the legality opinion of {opinion}.",
            ).fmt(day=handed[-1].on, opinion=opinion.on)
        )
    elif returned and all(returned[-1].follows(each) for each in handed):
        yield Gap(
            Text(
                "审议材料{day}退回承办单位，之后没有重新报送。",
                "The materials were sent back on {day}, and not handed in again.",
            ).fmt(day=returned[-1].on)
        )


@guard()
def materials_handed_in(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Before any meeting deliberates a version, the unit handed it in with its materials (713 art. 29, 337 art. 29)."""
    if setting.record and not dossier.meeting_submissions:
        # papers may well be silent on what went from desk to desk
        return
    again = dossier.meeting and dossier.meeting.resolution and dossier.state == "reviewed" and not setting.record
    to_come = (None,) if again or not dossier.meetings else ()
    for meeting in (*dossier.meetings, *to_come):
        yield from not_handed_in(dossier, meeting)


@guard()
def materials_before_agenda(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A meeting is arranged once the unit has handed its materials in (337 art. 29)."""
    if not setting.record:
        yield from not_handed_in(dossier, None)
        return
    # of an agenda the record does not say which version it was for; papers may well be silent on what went from desk to desk
    handed = [each.on for each in dossier.meeting_submissions]
    for entry in dossier.agenda if handed else ():
        if entry.on < min(handed):
            yield Gap(
                Text(
                    "{day}列入会议议程，此前承办单位没有报送审议材料。",
                    "Put on an agenda on {day}, before the unit had handed in its materials.",
                ).fmt(day=entry.on)
            )


@guard(own_fact=True)
def return_reasoned(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whatever is sent back to the unit is sent back with the reason (337 art. 29)."""
    for each in dossier.meeting_returns:
        if not says_something(each.reason):
            yield Gap(
                Text("{day}退回承办单位，没有说明理由。", "Sent back on {day} without a reason.").fmt(day=each.on)
            )
