"""The work ledger of a year as a workbook: a row for each entry, a column for each figure that any of them gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from workflow.domain.terms import WorkKind
from workflow.domain.text import Text
from workflow.domain.worklog import Measure
from workflow.papers.sheet import Cell, Column, Sheet, wall, workbook
from workflow.services.work import Entry, Sum, sums

_BEFORE = (
    (Text("编号", "Number"), 12),
    (Text("类别", "Kind"), 14),
    (Text("开始日期", "First day"), 12),
    (Text("日期", "Day"), 12),
    (Text("填报单位", "Unit"), 20),
    (Text("工作名称", "Title"), 40),
    (Text("经过和结果", "What was done"), 60),
    (Text("主持、参加人员", "Who led or took part"), 30),
)
_AFTER = (
    (Text("佐证材料", "Evidence"), 30),
    (Text("没有电子材料的原因", "Why there is no evidence"), 30),
    (Text("登记人", "Entered by"), 12),
    (Text("登记时间", "Entered at"), 20),
    (Text("版次", "Version"), 8),
    (Text("状态", "State"), 30),
)
_HEAD = Text("{kind}：{what}（{unit}）", "{kind}: {what} ({unit})")
_STANDS, _WITHDRAWN = Text("有效", "Stands"), Text("已撤回：{reason}", "Withdrawn: {reason}")

Figures = Sequence[tuple[WorkKind, Measure]]


def work_sheet(found: Sequence[Entry], year: int, lang: str, now: datetime) -> BinaryIO:
    """The entries as a workbook, in the order given."""
    figures = [(each.kind, measure) for each in _given(found) for measure, _ in each.figures]
    heads = [_HEAD.fmt(kind=kind.label, what=measure.label, unit=measure.unit).say(lang) for kind, measure in figures]
    columns = [
        *(Column(name.say(lang), width) for name, width in _BEFORE),
        *(Column(head, 14) for head in heads),
        *(Column(name.say(lang), width) for name, width in _AFTER),
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
    yield _WITHDRAWN.fmt(reason=gone.reason) if gone else _STANDS
