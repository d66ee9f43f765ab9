"""Report to the Party committee, publication, archive (713 arts. 31 to 33, 337 arts. 31, 32 and 37)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import PartyReportKind, PublishChannel


class PartyReport(Fact):
    """The request or report to the Party committee before the decision is issued (713 art. 31)."""

    kind: PartyReportKind
    number: Line = ""
    text: Paragraphs = ""
    reply: Paragraphs = ""
    reply_on: dt.date | None = None


class Publication(Fact):
    """The publication of the decision (713 art. 32)."""

    number: Line
    title: Line = ""
    channels: tuple[PublishChannel, ...] = ()
    wide_concern: bool = False
    explanation: Paragraphs = ""
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
    """The dossier handed to the archive (713 art. 33, 337 art. 37)."""

    retention: Line
    received_by: Line
    items: tuple[ArchiveItem, ...] = ()
