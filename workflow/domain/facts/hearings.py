"""A hearing from its notice to the report (713 arts. 16 and 17, 337 art. 16)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import DeliveryWay, HearingView, ParticipantKind


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
    """The list of participants as published, and how they were chosen (713 art. 16(3))."""

    choosing: Paragraphs = ""
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


class Hearing(Fact):
    """A hearing: its notice, and what became of it. `places` is None where all who register take part."""

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
    contact: Paragraphs = ""
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
        if not self.postponements:
            return self.day, self.time, self.place
        last = self.postponements[-1]
        return last.day, last.time or self.time, last.place or self.place

    @property
    def participants(self) -> tuple[HearingParticipant, ...]:
        """Those on the list."""
        return self.roll.participants if self.roll else ()

    @property
    def present(self) -> list[HearingParticipant]:
        """Those who came."""
        return [each for each in self.participants if each.appearance and each.appearance.present]
