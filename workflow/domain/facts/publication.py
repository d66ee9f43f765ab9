"""Report to the Party committee and the congress, publication, archive (713 arts. 8 and 31 to 33, 337 arts. 10, 31, 32, 37)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import CongressForm, PartyReportKind, PublishChannel, Reconsidered


class PartyReport(Fact):
    """The request or report to the Party committee before the decision is issued (713 art. 31).

    `approved_by`: who signed it for dispatch, whom a paper to a superior names (签发人, GB/T 9704-2012, 7.2.6).
    `agreed`: what the reply says, to a request or to a report; None where there is no reply, or nobody noted it.
    `anew`: why it repeats or takes back what an earlier record said.
    """

    kind: PartyReportKind
    number: Line = ""
    approved_by: Line = ""
    text: Paragraphs = ""
    reply: Paragraphs = ""
    reply_on: dt.date | None = None
    agreed: bool | None = None
    anew: Paragraphs = ""


class CongressReport(Fact):
    """The matter before the people's congress or its standing committee, before it is issued (713 art. 8(1)).

    `agreed`: how it decided; None where it only heard a report, answered that it need not decide, or nobody noted it.
    `anew`: why it repeats or takes back what an earlier record said.
    """

    form: CongressForm
    recipient: Line
    number: Line = ""
    text: Paragraphs = ""
    reply: Paragraphs = ""
    agreed: bool | None = None
    anew: Paragraphs = ""


class Reconsideration(Fact):
    """What becomes of a decision not yet made known that the Party committee or the people's congress did not agree to.

    `version`: that of the draft it stood at.
    """

    way: Reconsidered
    reason: Paragraphs
    version: int
    decided_by: Line = ""


class Publication(Fact):
    """The publication of the decision (713 art. 32).

    `retitled` is why the title is not that of the draft decided on. `formed_on` is the date of the document; `publish_by`, the last day to publish it, is frozen with the version of the
    calendar it was computed by (711 art. 26). `addressed_to` and `copied_to` are those the document is sent to and those who have a copy of it (主送、抄送),
    `printed_by` and `printed_on` who had it printed and when, as GB/T 9704-2012 has them stand on it.
    """

    number: Line
    title: Line = ""
    retitled: Paragraphs = ""
    formed_on: dt.date | None = None
    publish_by: dt.date | None = None
    calendar: Line = ""
    addressed_to: Line = ""
    copied_to: Line = ""
    printed_by: Line = ""
    printed_on: dt.date | None = None
    channels: tuple[PublishChannel, ...] = ()
    wide_concern: bool = False
    explanation: Paragraphs = ""
    interpretation: Paragraphs = ""


class PublicationAmendment(Fact):
    """What was put right in, or added to, a decision as it was published; what was published first stays beside it.

    `correction` says what was wrong and what is right, `reason` how it came about, `approved_by` who had it put right;
    `channels` are further ones, `interpretation` what was done since to explain it (713 art. 32). No article speaks of
    corrections; what was decided is not changed by one.
    """

    correction: Paragraphs = ""
    reason: Paragraphs = ""
    approved_by: Line = ""
    channels: tuple[PublishChannel, ...] = ()
    interpretation: Paragraphs = ""


class ArchiveItem(Part):
    """One line of the in-file list."""

    key: Line
    title: Line
    responsible: Line = ""
    on: dt.date | None = None
    pages: int | None = None
    note: Line = ""


class Archive(Fact):
    """The dossier handed to the archive (713 art. 33, 337 art. 37).

    `unconfirmed` is why not everybody who was there confirmed the record of the meeting.
    """

    retention: Line
    received_by: Line
    unconfirmed: Paragraphs = ""
    items: tuple[ArchiveItem, ...] = ()


class Handover(Fact):
    """A package of the archived dossier handed over to whoever keeps it from now on (档案法实施条例 art. 40).

    `package` is the SHA-256 of the package in hex, `as_of` the entry of the log up to which it holds the record.
    """

    recipient: Line
    received_by: Line
    handed_by: Line
    package: Line
    as_of: int
    note: Paragraphs = ""


class ArchiveSupplement(Fact):
    """A further list of records formed in execution, added to an archived dossier (337 art. 37)."""

    received_by: Line
    items: tuple[ArchiveItem, ...] = ()
