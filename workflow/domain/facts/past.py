"""Decisions taken before the system was used: what the papers say of them, and what the rules say of that."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.facts.drafting import FileRef
from workflow.domain.terms import Category


class PastFinding(Part):
    """What a rule said of a past decision when it was recorded: it is kept with the record and stops nothing."""

    rule: Line
    basis: Paragraphs = ""
    basis_en: Paragraphs = ""
    detail: Paragraphs
    detail_en: Paragraphs


class PastDecision(Fact):
    """A past decision as recorded or corrected: the newest version counts. `on`: the day it was decided.

    Of each stage the day it was held or ended, None where there was none or no paper tells of it. `document`: the number it
    was issued under; `reason`: why the record is corrected.
    """

    number: Line
    version: int
    title: Line
    category: Category | None = None
    unit: Line = ""
    meeting: Line = ""
    document: Line = ""
    published: dt.date | None = None
    published_where: Line = ""
    participation_from: dt.date | None = None
    participation: dt.date | None = None
    expert_review: dt.date | None = None
    risk_assessment: dt.date | None = None
    legality_review: dt.date | None = None
    deliberation: dt.date | None = None
    remark: Paragraphs = ""
    files: tuple[FileRef, ...] = ()
    findings: tuple[PastFinding, ...] = ()
    reason: Paragraphs = ""


class PastWithdrawal(Fact):
    """The record of a past decision is withdrawn: it stays in the register and counts no longer."""

    reason: Paragraphs
