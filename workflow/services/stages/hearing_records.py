"""Hearings held and after: postponement and cancellation, record, report (713 art. 17)."""

from __future__ import annotations

import datetime as dt

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.text import Text
from workflow.models.hearings import (
    HearingAppearance,
    HearingCancellation,
    HearingPostponement,
    HearingReport,
    HearingSitting,
)
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records
from workflow.services.stages.hearings import hearing_of, participants_of


class PostponeAct(Act):
    """A postponement as entered."""

    day: dt.date
    time: Line = ""
    place: Line = ""
    reason: Reason


@records("hearing.postpone", PostponeAct)
def postpone(taking: Taking, act: PostponeAct) -> Recorded:
    """Record and publish that the hearing is put off."""
    hearing = hearing_of(taking)
    due = hearing.postponements[-1].day if hearing.postponements else hearing.day
    if act.day <= max(due, act.on):
        raise BadInput(
            {
                "day": Text(
                    "延期后的日期应当晚于原定日期（{day}）和公告日期。", "The new day lies after {day} and the notice."
                ).fmt(day=due)
            }
        )
    row = taking.put(HearingPostponement, hearing_id=hearing.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    fact = facts.HearingPostponement.model_validate(row)
    return Recorded({"day": act.day.isoformat()}, (Proof("postponement", fact),))


class CancelAct(Act):
    """A cancellation as entered."""

    reason: Reason


@records("hearing.cancel", CancelAct)
def cancel(taking: Taking, act: CancelAct) -> Recorded:
    """Record and publish that the hearing is called off; another may be announced."""
    row = taking.put(HearingCancellation, hearing_id=hearing_of(taking).id, reason=act.reason, **taking.stamp(act))
    return Recorded({}, (Proof("cancellation", facts.HearingCancellation.model_validate(row)),))


class AppearanceInput(Part):
    """What a participant did at the hearing, as entered."""

    number: int
    present: bool
    absence_reason: Line = ""
    statement: Paragraphs = ""
    record_signed: bool = False
    declined: Line = ""

    def cleared(self) -> dict[str, object]:
        """Nothing is kept of somebody who did not come but why; who came has no reason of absence."""
        if self.present:
            return self.model_dump() | {"absence_reason": ""}
        return self.model_dump() | {"statement": "", "record_signed": False, "declined": ""}


class SittingAct(Act):
    """The record of a hearing as entered."""

    held_openly: bool = False
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
    appearances: tuple[AppearanceInput, ...] = ()


@records("hearing.hold", SittingAct)
def hold(taking: Taking, act: SittingAct) -> Recorded:
    """Record the hearing as it was held, with everybody on the list."""
    hearing, participants = hearing_of(taking), participants_of(taking)
    due = hearing.postponements[-1].day if hearing.postponements else hearing.day
    if act.on != due:
        raise BadInput(
            {
                "on": Text(
                    "听证会公告的日期是{day}；改期召开的，应当先公告延期。",
                    "The hearing is announced for {day}; to hold it on another day, put it off first.",
                ).fmt(day=due)
            }
        )
    if sorted(each.number for each in act.appearances) != sorted(participants):
        raise BadInput(
            {"appearances": Text("请逐人记录到会和陈述情况。", "Record for each participant whether they came.")}
        )
    taking.put(
        HearingSitting, hearing_id=hearing.id, **act.model_dump(exclude={"on", "appearances"}), **taking.stamp(act)
    )
    told = [each.cleared() for each in act.appearances]
    for each in told:
        words = {name: value for name, value in each.items() if name != "number"}
        who = participants[int(str(each["number"]))]
        taking.put(HearingAppearance, participant_id=who.id, **words, **taking.stamp(act))
    present = sum(1 for each in act.appearances if each.present)
    fact = act.model_dump(mode="json", exclude={"on", "appearances"}) | {"appearances": told}
    details = {"present": str(present), "absent": str(len(told) - present)}
    return Recorded(details, (Proof("sitting", fact, private=True),))


class ReportAct(Act):
    """The report on a hearing as entered."""

    overview: Paragraphs = ""
    matter: Paragraphs = ""
    selection: Paragraphs = ""
    views: Paragraphs = ""
    support: Paragraphs = ""
    disputes: Paragraphs = ""
    advice: Paragraphs = ""
    late_reason: Paragraphs = ""


@records("hearing.report", ReportAct)
def report(taking: Taking, act: ReportAct) -> Recorded:
    """Record the report; it goes with the draft to legality review and to the organ."""
    row = taking.put(
        HearingReport, hearing_id=hearing_of(taking).id, **act.model_dump(exclude={"on"}), **taking.stamp(act)
    )
    return Recorded({}, (Proof("hearing_report", facts.HearingReport.model_validate(row), private=True),))
