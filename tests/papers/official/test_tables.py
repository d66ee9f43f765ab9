"""Tables of papers: room to write by hand, and which stay on one page."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from workflow.papers.official.document import Bar, Bars, Cell, Document, Table
from workflow.papers.official.layout import layout_of
from workflow.papers.official.markup import BadMarkup, document_of, guarded
from workflow.papers.official.webpage import webpage
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


def test_bars_are_drawn_in_every_form_and_no_value_is_taken_for_one():
    said = document_of(
        f"标题：图\n---\n|% {guarded('甲|乙')} | 62.5 | 5项 |\n|% 丙 | {guarded('0')} | 0项 |\n| *表 | 格 |"
    )
    bars, table = said.body
    assert bars == Bars((Bar("甲|乙", 62.5, "5项"), Bar("丙", 0, "0项")))
    assert isinstance(table, Table)
    assert list(said.texts())[1:3] == ["甲|乙", "5项"]
    moment = dt.datetime(2022, 8, 1, tzinfo=dt.UTC)
    first, second = docx.Document(io.BytesIO(word(said, layout_of(), author="某", made=moment))).tables[0].rows
    # of 20 slices 12 are filled, and none of a bar of nothing
    assert [cell.grid_span for cell in dict.fromkeys(first.cells)] == [1, 12, 8, 1]
    assert ("w:fill" in first._tr.xml, "w:fill" in second._tr.xml) == (True, False)
    assert '<rect width="62.5%"' in webpage(said).decode()
    with pytest.raises(BadMarkup, match="line 3"):
        document_of("标题：图\n---\n|% 甲 | 多 | 5项 |")
