"""The work ledger: what was done for law-based government beside the decisions, with its figures and evidence."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.facts.drafting import FileRef
from workflow.domain.terms import WorkKind

Count = Annotated[int, Field(ge=0, le=999_999_999)]


class WorkFigures(Fact):
    """Every figure an entry may give; zero is a figure, None was not given. `workflow.domain.worklog` says of which kind."""

    sessions: Count | None = None
    people: Count | None = None
    sat: Count | None = None
    passed: Count | None = None
    materials: Count | None = None
    meetings: Count | None = None
    reports: Count | None = None
    made: Count | None = None
    repealed: Count | None = None
    reviewed: Count | None = None
    changed: Count | None = None
    inspections: Count | None = None
    cases: Count | None = None
    simple: Count | None = None
    general: Count | None = None
    coercions: Count | None = None
    fines: Count | None = None
    published: Count | None = None
    received: Count | None = None
    verified: Count | None = None
    handled: Count | None = None
    answered: Count | None = None


class WorkRecord(WorkFigures):
    """An entry of the work ledger as recorded or corrected: the newest version counts.

    `on`: the day it was done, or the last of several, of which `began` is the first. `text` and `participants` name
    officials alone, never who complained. `no_files`: why there is no evidence. `reason`: why it is corrected.
    """

    kind: WorkKind
    number: Line
    version: int
    unit: Line
    began: dt.date | None = None
    title: Line
    text: Paragraphs = ""
    participants: Paragraphs = ""
    files: tuple[FileRef, ...] = ()
    no_files: Line = ""
    reason: Paragraphs = ""


class WorkWithdrawal(Fact):
    """An entry is withdrawn: it stays in the ledger and counts no longer."""

    reason: Paragraphs
