"""The notice, the opinions and what became of them (713 arts. 14 to 18, 337 arts. 15 to 18)."""

from __future__ import annotations

import datetime as dt

from pydantic import ValidationInfo, field_validator

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Disposition, NoticeChannel, ReplyWay


class NoticeAmendment(Fact):
    """A notice put right or extended while it runs, as it was made known: where to turn and until when from then on.

    No article speaks of it; the period is never shortened by it.
    """

    contact: Paragraphs = ""
    ends: dt.date
    reason: Paragraphs = ""

    @property
    def known(self) -> dt.date:
        """The day it was made known: never before it was entered, whatever it claims."""
        return max(self.on, self.entered_on or self.on)


class Notice(Fact):
    """The public notice soliciting opinions (713 art. 15, 337 art. 17), as it first appeared, and what was amended since."""

    version: int
    title: Line = ""
    channels: tuple[NoticeChannel, ...] = ()
    ways: tuple[ReplyWay, ...] = ()
    contact: Paragraphs = ""
    starts: dt.date
    ends: dt.date
    shortened_reason: Paragraphs = ""
    amendments: tuple[NoticeAmendment, ...] = ()

    @field_validator("amendments")
    @classmethod
    def _as_before(cls, amendments: tuple[NoticeAmendment, ...], info: ValidationInfo) -> tuple[NoticeAmendment, ...]:
        """Where papers do not say that it was put right where to turn, that stays as it was."""
        found, contact = [], info.data.get("contact", "")
        for each in amendments:
            contact = each.contact or contact
            found.append(each.model_copy(update={"contact": contact}))
        return tuple(found)

    @property
    def closes(self) -> dt.date:
        """The last day of the period, as last extended."""
        return self.amendments[-1].ends if self.amendments else self.ends

    @property
    def reached(self) -> str:
        """Where to turn, as last put right."""
        return self.amendments[-1].contact if self.amendments else self.contact


class Answer(Fact):
    """What became of one opinion, and why; `topic` is the class it was sorted into (713 art. 18).

    `hidden`: the passages of the opinion that are not published, by their first place and the one after their last;
    what stands there is personal and is not said again.
    """

    disposition: Disposition
    reason: Paragraphs = ""
    topic: Line = ""
    duplicate_of: int | None = None
    hidden: tuple[tuple[int, int], ...] = ()


class Opinion(Fact):
    """One opinion from the public. Who sent it is no part of the dossier. `asks_hearing`: it asks for a hearing."""

    number: int
    channel: ReplyWay
    text: Paragraphs
    asks_hearing: bool = False
    answer: Answer | None = None


class ParticipationResult(Fact):
    """The published result of public participation; no opinion at all is a result too (713 art. 18)."""

    summary: Paragraphs
    report_published: bool = False


class Reopening(Fact):
    """Why opinions are solicited anew, for which version of the draft."""

    version: int
    reason: Paragraphs


class EarlierRound(Part):
    """A round of public participation that was concluded before opinions were solicited anew; it stays as it was."""

    notice: Notice
    opinions: tuple[Opinion, ...] = ()
    result: ParticipationResult
    reopening: Reopening

    @property
    def participation(self) -> ParticipationResult:
        """The result by the name it has in a dossier, whose notice, opinions and result are those of the newest round."""
        return self.result
