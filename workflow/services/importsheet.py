"""Workbooks to fill in for an import: the columns, and a second sheet with the words that may stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from workflow.domain.importing import decisions as past_rows
from workflow.domain.importing import work as work_rows
from workflow.domain.terms import Category, Imported, WorkKind
from workflow.domain.text import Text
from workflow.papers.sheet import Column, Sheet, wall, workbook
from workflow.services import organ
from workflow.services.unit import Session

_COLUMNS = {Imported.WORK: work_rows.TEMPLATE, Imported.DECISIONS: past_rows.COLUMNS}
_NOTES = Text("填写说明", "How to fill it in")
_DAYS = Text("日期写作 2021-03-05、2021年3月5日或者 2021.3.5。", "Days: 2021-03-05, 2021年3月5日 or 2021.3.5.")
_VALUES = Text(
    "数字栏填写整数，不使用公式；没有统计的不填。", "Figures: whole numbers, no formulas; empty where not counted."
)
_OWN = Text("一行只填写本类别的数字。", "A row has the figures of its own kind alone.")
_MUST = Text("{head}：必填", "{head}: has to be filled in")


def template(session: Session, kind: Imported, lang: str, now: datetime) -> BinaryIO:
    """The workbook for a kind of import."""
    heads = [Column(each.head.say(lang), each.width) for each in _COLUMNS[kind].values()]
    notes = [[each.say(lang)] for each in _notes(session, kind)]
    return workbook(
        Sheet(kind.label.say(lang), heads, ()),
        Sheet(_NOTES.say(lang), [Column(_NOTES.say(lang), 80)], notes),
        made=wall(now),
    )


def _notes(session: Session, kind: Imported) -> Iterator[Text]:
    yield from (_MUST.fmt(head=each.head) for each in _COLUMNS[kind].values() if each.needed)
    yield _DAYS
    if kind is Imported.DECISIONS:
        head = past_rows.COLUMNS["category"].head
        yield from (Text(f"{head.zh}：{each.label.zh}", f"{head.en}: {each.label.en}") for each in Category)
        return
    yield from (_VALUES, _OWN)
    kinds, units = work_rows.BEFORE["kind"].head, work_rows.BEFORE["unit"].head
    yield from (Text(f"{kinds.zh}：{each.label.zh}", f"{kinds.en}: {each.label.en}") for each in WorkKind)
    for unit in organ.units(session, with_closed=True):
        yield Text(f"{units.zh}：{unit.name}", f"{units.en}: {unit.name}")
