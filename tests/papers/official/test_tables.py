"""Tables of papers: room to write by hand, and which stay on one page."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from workflow.papers.official.document import Cell, Document, Table
from workflow.papers.official.layout import layout_of
from workflow.papers.official.markup import document_of, guarded
from workflow.papers.official.word import word

LONG = Table(tuple((Cell("甲"),) for _row in range(7)), (1,))


def test_a_cell_of_underscores_is_room_to_write_and_a_value_is_not():
    table = document_of(f"标题：表\n---\n| *签名 | ___ | {guarded('__')} |").body[0]
    assert [cell.text for cell in table.rows[0]] == ["签名", "\u3000\n\u3000\n\u3000", "__"]


@pytest.mark.parametrize(
    ("table", "short"),
    [
        (Table(LONG.rows[:6], (1,)), True),
        (LONG, False),
        (Table(((Cell("字" * 120),),), (1,)), True),
        (Table(((Cell("字" * 121),),), (1,)), False),
    ],
)
def test_a_table_of_few_rows_and_words_stays_on_its_page(table, short):
    assert table.short is short


@pytest.mark.parametrize(("rows", "kept"), [(3, [True, True, None]), (7, [None] * 7)])
def test_word_keeps_the_rows_of_a_short_table_together(rows, kept):
    table = Table(LONG.rows[:rows], (1,))
    made = word(Document("表", (table,)), layout_of(), author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC))
    found = docx.Document(io.BytesIO(made)).tables[0]
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in found.rows] == kept
