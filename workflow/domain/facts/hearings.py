"""A hearing from its notice to the report (713 arts. 16 and 17, 337 art. 16)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import DeliveryWay, HearingView, ParticipantKind
from workflow.domain.text import Text


class HearingRegistration(Fact):
    """Somebody who registered to take part. Who it is is no part of the dossier before they are on the list."""

    number: int
    view: HearingView
    summary: Paragraphs = ""


class HearingDelivery(Fact):
    """The material reached a participant (713 art. 16(3))."""

    way: DeliveryWay


class HearingAppearance(Fact):
    """What a participant did at the hearing: came, spoke, signed the record or declined to (713 art. 17)."""

    present: bool
    absence_reason: Line = ""
    statement: Paragraphs = ""
    record_signed: bool = False
    declined: Line = ""


class HearingParticipant(Part):
    """A participant on the published list; `registration` is the number under which they registered."""

    number: int
    name: Line
    unit: Line = ""
    kind: ParticipantKind
    view: HearingView
    registration: int | None = None
    delivery: HearingDelivery | None = None
    appearance: HearingAppearance | None = None


class HearingRoll(Fact):
    """The list of participants as published, and how they were chosen (713 art. 16(3)).

    `departure`: why the places are shared otherwise than the notice announced. `not_back`: why a side that registered for a
    hearing that was called off is not on it, and how it was invited.
    """

    choosing: Paragraphs = ""
    departure: Paragraphs = ""
    not_back: Paragraphs = ""
    participants: tuple[HearingParticipant, ...] = ()


class HearingPostponement(Fact):
    """The hearing was put off to another day."""

    day: dt.date
    time: Line = ""
    place: Line = ""
    reason: Paragraphs


class HearingCancellation(Fact):
    """The hearing will not be held."""

    reason: Paragraphs


class HearingSitting(Fact):
    """The hearing as it was held (713 art. 17)."""

    held_openly: bool = True
    host: Line
    host_post: Line = ""
    host_independent: bool = False
    recorder: Line
    presented_by: Line = ""
    presentation: Paragraphs = ""
    debate: Paragraphs = ""
    explained: Paragraphs = ""
    handling: Paragraphs = ""
    officials_signed: bool = False


class HearingReport(Fact):
    """The report on the hearing."""

    overview: Paragraphs = ""
    matter: Paragraphs = ""
    selection: Paragraphs = ""
    views: Paragraphs = ""
    support: Paragraphs = ""
    disputes: Paragraphs = ""
    advice: Paragraphs = ""
    late_reason: Paragraphs = ""


class Share(NamedTuple):
    """How many places the notice announced for a side, and how many of it registered; None: they are invited."""

    name: Text
    seats: int
    listed: int
    registered: int | None


class Hearing(Fact):
    """A hearing: its notice, and what became of it. `places` is None where all who register take part.

    `seats_for` and the like: the places announced for those who register on each side, and for those who are invited;
    None where the notice gives no number. `again`: why a text that was heard already is heard once more.
    """

    version: int
    title: Line = ""
    organiser: Line = ""
    day: dt.date
    time: Line = ""
    place: Line = ""
    register_until: dt.date
    places: int | None = None
    selection: Paragraphs = ""
    seats: Paragraphs = ""
    seats_for: int | None = None
    seats_against: int | None = None
    seats_neutral: int | None = None
    seats_invited: int | None = None
    contact: Paragraphs = ""
    again: Paragraphs = ""
    registrations: tuple[HearingRegistration, ...] = ()
    roll: HearingRoll | None = None
    postponements: tuple[HearingPostponement, ...] = ()
    cancellation: HearingCancellation | None = None
    sitting: HearingSitting | None = None
    report: HearingReport | None = None

    @property
    def due(self) -> dt.date:
        """The day it is to be held, after whatever postponement."""
        return self.postponements[-1].day if self.postponements else self.day

    @property
    def when(self) -> tuple[dt.date, str, str]:
        """Day, time and place as they stand."""
        return self._put_off(self.postponements)

    def when_on(self, day: dt.date) -> tuple[dt.date, str, str]:
        """Day, time and place as they stood on a day: a paper of that day cannot tell what was put off later."""
        return self._put_off(tuple(each for each in self.postponements if each.on <= day))

    def _put_off(self, postponements: tuple[HearingPostponement, ...]) -> tuple[dt.date, str, str]:
        if not postponements:
            return self.day, self.time, self.place
        last = postponements[-1]
        return last.day, last.time or self.time, last.place or self.place

    @property
    def views(self) -> tuple[HearingView, ...]:
        """The sides somebody can register on: whoever is of one has to be heard, so one the notice has no place for is none."""
        closed = {HearingView.NEUTRAL} if self.seats_neutral == 0 else set()
        return tuple(each for each in HearingView if each not in closed)

    @property
    def shares(self) -> Iterator[Share]:
        """The places of each side the notice gives a number for, beside who is on the list."""
        for view, seats in (
            (HearingView.FOR, self.seats_for),
            (HearingView.AGAINST, self.seats_against),
            (HearingView.NEUTRAL, self.seats_neutral),
        ):
            if seats is not None:
                public = (each for each in self.participants if each.kind is ParticipantKind.REGISTERED)
                listed = sum(each.view is view for each in public)
                yield Share(view.label, seats, listed, sum(each.view is view for each in self.registrations))
        if self.seats_invited is not None:
            listed = sum(each.kind is not ParticipantKind.REGISTERED for each in self.participants)
            yield Share(Text("邀请的参加人", "Invited"), self.seats_invited, listed, None)

    @property
    def participants(self) -> tuple[HearingParticipant, ...]:
        """Those on the list."""
        return self.roll.participants if self.roll else ()

    @property
    def present(self) -> list[HearingParticipant]:
        """Those who came."""
        return [each for each in self.participants if each.appearance and each.appearance.present]
