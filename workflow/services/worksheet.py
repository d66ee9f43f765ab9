"""The work ledger of a year as a workbook: a row for each entry, a column for each figure that any of them gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from workflow.domain.importing.work import AFTER, BEFORE, STANDS, WITHDRAWN, head_of
from workflow.domain.terms import WorkKind
from workflow.domain.text import Text
from workflow.domain.worklog import Measure
from workflow.papers.sheet import Cell, Column, Sheet, wall, workbook
from workflow.services.work import Entry, Sum, sums

_WITHDRAWN = Text(WITHDRAWN.zh + "：{reason}", WITHDRAWN.en + ": {reason}")

Figures = Sequence[tuple[WorkKind, Measure]]


def work_sheet(found: Sequence[Entry], year: int, lang: str, now: datetime) -> BinaryIO:
    """The entries as a workbook, in the order given."""
    figures = [(each.kind, measure) for each in _given(found) for measure, _ in each.figures]
    columns = [
        *(Column(each.head.say(lang), each.width) for each in BEFORE.values()),
        *(Column(head_of(*each).say(lang), 14) for each in figures),
        *(Column(each.head.say(lang), each.width) for each in AFTER.values()),
    ]
    rows = ([cell.say(lang) if isinstance(cell, Text) else cell for cell in _cells(each, figures)] for each in found)
    return workbook(Sheet(Text(f"{year}年度工作台账", f"Work ledger {year}").say(lang), columns, rows), made=wall(now))


def _given(found: Sequence[Entry]) -> list[Sum]:
    """The figures given by any entry, withdrawn ones too: a row shows what it said."""
    return sums(Entry(each.versions, each.by) for each in found)


def _cells(each: Entry, figures: Figures) -> Iterator[Cell | Text]:
    told, gone = each.newest, each.withdrawal
    yield told.number
    yield told.kind.label
    yield told.began or ""
    yield told.on
    yield told.unit
    yield told.title
    yield told.text
    yield told.participants
    for kind, measure in figures:
        value = getattr(told, measure.key) if told.kind is kind else None
        yield "" if value is None else value
    yield "\n".join(file.name for file in told.files)
    yield told.no_files
    yield each.by[-1]
    yield wall(told.entered) if told.entered else ""
    yield told.version
    yield _WITHDRAWN.fmt(reason=gone.reason) if gone else STANDS
