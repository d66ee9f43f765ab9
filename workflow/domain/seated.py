"""Whether those a meeting counts are those the register of its body has, and who came or went shortly before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Meeting, Seat
from workflow.domain.guarding import Setting
from workflow.domain.substance import stated
from workflow.domain.text import Text, joined
from workflow.domain.unseen import named, worded


@dataclass(frozen=True)
class Seated:
    """What is to be said of who sits in a meeting: who came or went shortly before, and whom the register has otherwise."""

    changes: tuple[Text, ...]
    differing: tuple[Text, ...] = ()


def seated(dossier: Dossier, meeting: Meeting) -> Seated:
    """What is to be said of those a meeting counts."""
    return Seated(changes(dossier, meeting.kind, meeting.on), tuple(miscounted(dossier, meeting)))


def members_on(dossier: Dossier, body: str, on: dt.date) -> dict[str, str] | None:
    """The members the register of a body has for a day, by their names alone; None where none is kept for it."""
    known = [each for each in dossier.seats if each.body == body]
    if not known or on < min(each.since for each in known):
        return None
    return {named(each.name): each.name for each in known if each.held(on)}


def bodies(setting: Setting) -> dict[str, Text]:
    """The names of the bodies that may decide, by their keys; one of the Party alone is none of the organ."""
    names = setting.labels.get("meeting_kinds", {})
    return {key: name for key, name in names.items() if setting.effect("meeting_kinds", key) != "party"}


def body_named(meeting: str, setting: Setting) -> str:
    """The key of the body that the name of a meeting bears; empty where it bears none, or says that it is not that one."""
    names = {key: worded(name.zh) for key, name in bodies(setting).items()}
    said = worded(meeting)
    borne = (key for key, name in names.items() if name in said and f"非{name}" not in said)
    return max(borne, key=lambda key: len(names[key]), default="")


def miscounted(dossier: Dossier, meeting: Meeting) -> Iterator[Text]:
    """How record and register differ. Nobody is known to differ where no register of the body is kept, or for a day
    before it begins; a name is the same with a post beside it or without."""
    entitled = members_on(dossier, meeting.kind, meeting.on)
    if entitled is None:
        return
    listed = {named(each.name): each.name for each in meeting.members}
    if left_out := [name for key, name in entitled.items() if key not in listed]:
        said = Text(
            "{on}的会议没有计入当日登记在册的组成人员：{who}。",
            "The meeting of {on} does not count members the register has for that day: {who}.",
        )
        yield said.fmt(on=meeting.on, who=_listed(left_out))
    if beyond := [name for key, name in listed.items() if key not in entitled]:
        said = Text(
            "{on}的会议计入了当日没有登记在册的人员：{who}。",
            "The meeting of {on} counts people the register does not have for that day: {who}.",
        )
        yield said.fmt(on=meeting.on, who=_listed(beyond))


def _listed(names: list[str]) -> Text:
    return joined([Text(name, name) for name in names])


def changes(dossier: Dossier, kind: str, on: dt.date) -> tuple[Text, ...]:
    """Who came to the body or left it between the day the matter could first be brought before it and the meeting of `on`,
    or was entered as having done so in these days, each with the reason.

    From the legality opinion on it could be brought before a meeting, whenever it was put on an agenda.
    """
    reviewed = [each.conclusion.on for each in dossier.reviews if each.conclusion]
    brought = [each.on for each in (*dossier.meeting_submissions, *dossier.agenda)] + reviewed[-1:]
    first = min([day for day in brought if day <= on], default=on)
    seats = [each for each in dossier.seats if each.body == kind]
    return tuple(text for each in seats for text in (*_came(each, first, on), *_left(each, first, on)))


def _came(seat: Seat, first: dt.date, on: dt.date) -> Iterator[Text]:
    entered = seat.entered_on or seat.since
    if seat.since <= on and first <= max(seat.since, entered):
        said = Text(
            "{name}自{since}起担任（{entered}录入），依据：{why}", "{name} since {since} (entered {entered}): {why}"
        )
        yield said.fmt(name=seat.name, since=seat.since, entered=entered, why=stated(seat.why))


def _left(seat: Seat, first: dt.date, on: dt.date) -> Iterator[Text]:
    if seat.until is None:
        return
    entered, gone = seat.left_entered_on or seat.until, seat.until + dt.timedelta(days=1)
    if gone <= on and first <= max(gone, entered):
        said = Text(
            "{name}自{gone}起不再担任（{entered}录入），理由：{why}",
            "{name} no longer since {gone} (entered {entered}): {why}",
        )
        yield said.fmt(name=seat.name, gone=gone, entered=entered, why=stated(seat.left_why))
