"""The log as a table for a spreadsheet: what an entry says in words, and the digest by which it is found again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select

from workflow.domain.names import RESULTS
from workflow.domain.text import Text, joined
from workflow.models.trail import LogHead
from workflow.papers.sheet import MOST_ROWS, Cell, Column, Sheet, wall, workbook
from workflow.services.audit import Item, decoded, home_of, item_of
from workflow.services.auditlog import LogFilter, found
from workflow.services.unit import Session
from workflow.trail.merkle import leaf_hash

_NAME = Text("审计日志", "Audit log")
_COLUMNS = (
    (Text("序号", "No."), 8),
    (Text("录入时间", "Entered at"), 20),
    (Text("发生日期", "Happened on"), 12),
    (Text("补录迟延（日）", "Entered late by (days)"), 10),
    (Text("步骤", "Step"), 24),
    (Text("结果", "Result"), 10),
    (Text("办理人", "Person"), 12),
    (Text("职务", "Post"), 16),
    (Text("单位", "Unit"), 18),
    (Text("办理角色", "As"), 16),
    (Text("事项编号", "Matter"), 12),
    (Text("变更前状态", "From"), 16),
    (Text("变更后状态", "To"), 16),
    (Text("依据", "Articles"), 40),
    (Text("拒绝的规则", "Refused by"), 40),
    (Text("登记要点", "Details"), 40),
    (Text("叶哈希（SHA-256）", "Leaf (SHA-256)"), 68),
)


class TooLong(Exception):
    """More entries than a sheet has rows."""


def log_sheet(session: Session, wanted: LogFilter, lang: str) -> BinaryIO:
    """The entries wanted as a workbook, oldest first. Raises TooLong."""
    head = session.execute(select(LogHead.size, LogHead.last_at).order_by(LogHead.organ_id).limit(1)).one()
    if wanted.empty and head.size > MOST_ROWS:
        raise TooLong(head.size)
    columns = [Column(name.say(lang), width) for name, width in _COLUMNS]
    return workbook(Sheet(_NAME.say(lang), columns, _rows(session, wanted, lang)), made=wall(head.last_at))


def _rows(session: Session, wanted: LogFilter, lang: str) -> Iterator[list[Cell]]:
    home = home_of(session)
    for line, (seq, body) in enumerate(found(session, wanted), 1):
        if line > MOST_ROWS:
            raise TooLong(line)
        cells = _cells(item_of(decoded(seq, body), home, (), seq), body)
        yield [cell.say(lang) if isinstance(cell, Text) else cell for cell in cells]


def _cells(item: Item, body: bytes) -> Iterator[Cell | Text]:
    fields = item.fields
    yield item.seq
    yield wall(item.entered_at)
    yield item.happened or ""
    yield item.delay or ""
    yield item.act
    yield RESULTS[fields["res"]]
    yield fields["name"]
    yield fields["post"]
    yield fields["unit"]
    yield item.role
    yield item.decision
    yield item.from_state if fields["from"] else ""
    yield item.to_state if fields["to"] else ""
    yield joined([*item.articles])
    yield joined([rule.demand for rule in item.rules])
    yield joined([Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}") for label, value in item.details])
    yield leaf_hash(body).hex()
