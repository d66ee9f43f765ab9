"""What goes with a paper stands behind its signature, on a page of its own; who came stands below what was said."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from tests.papers.official.reading import words
from workflow.papers.official.document import Heading, Paragraph, Table
from workflow.papers.official.fonts import fonts_in
from workflow.papers.official.layout import layout_of
from workflow.papers.official.markup import BadMarkup, document_of, guarded
from workflow.papers.official.numbering import numbered
from workflow.papers.official.pdf import pdf
from workflow.papers.official.webpage import webpage
from workflow.papers.official.word import word

NOTICE = "标题：通知\n出席：李明\n署名：某乡\n日期：2022年8月1日\n---\n# 正文\n现予印发。\n---\n== 方案\n# 总则\n第一条"
MOMENT = dt.datetime(2022, 8, 1, tzinfo=dt.UTC)


def test_a_second_line_begins_what_is_attached_with_numbers_of_its_own():
    document = document_of(NOTICE)
    assert document.body == (Heading(1, "正文"), Paragraph("现予印发。"))
    assert document.attached == (Paragraph("方案", "title"), Heading(1, "总则"), Paragraph("第一条"))
    said = words(word(document, layout_of(), author="某", made=MOMENT))
    parts = ["一、正文", "现予印发。", "出席：李明", "某乡", "2022年8月1日", "方案", "一、总则", "第一条"]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)


def test_an_annex_bears_the_mark_that_the_note_below_the_text_counts_it_by():
    """GB/T 9704-2012 7.3.6: in the first line of its page, its title in the third; it closes with the lines of 7.4."""
    two = document_of(
        "标题：通知\n附件：方案\n附件：说明\n抄送：县交通局\n印发：乡党政办公室\n印发日期：2022年8月2日\n---\n现予印发。"
        "\n---\n== 方案\n第一条\n+++\n== 说明\n== 其他"
    )
    marks = [two.annex_mark(each) for each in two.attached]
    assert [each for each in marks if each] == ["附件1", "附件2"]
    for made in (words(word(two, layout_of(), author="某", made=MOMENT)), webpage(two).decode()):
        parts = ["附件1", "方案", "第一条", "附件2", "说明", "其他", "抄送：县交通局。", "乡党政办公室"]
        place = made.index("附件1")
        assert [made.index(part, place) for part in parts] == sorted(made.index(part, place) for part in parts)
        assert "2022年8月2日印发" in made
    said = [each.extract_text() for each in PdfReader(io.BytesIO(pdf_of(two))).pages]
    assert [each.split()[0] for each in said[1:]] == ["附件1", "附件2"]
    assert "抄送：县交通局。" in said[-1]


def pdf_of(document):
    return pdf(document, layout_of(), fonts_in(), author="某", made=MOMENT)


def test_a_third_line_is_refused_with_its_place():
    with pytest.raises(BadMarkup) as bad:
        document_of(f"{NOTICE}\n---\n又一份")
    assert bad.value.line == 12


def test_widths_begin_a_table_right_behind_another():
    document = document_of("标题：表\n---\n|- 1 - 2 |\n| 一 | 二 |\n|- 1 - 1 - 1 |\n| 三 | 四 | 五 |")
    assert [type(each) for each in document.body] == [Table, Table]
    assert [each.widths for each in document.body] == [(1, 2), (1, 1, 1)]


def test_headings_that_a_draft_brings_are_set_as_headings():
    said = guarded("一、不同意")
    body = guarded("一、目的\n为了整修村道，制定本方案。\n（一）原则\n一、严格落实责任，确保安全。\n二、" + "长" * 40)
    document = document_of(f"标题：方案\n---\n# 总则\n~ {body}\n# 附则\n{said}")
    assert document.body == (
        Heading(1, "总则"),
        Heading(1, "一、目的", own=True),
        Paragraph("为了整修村道，制定本方案。"),
        Heading(2, "（一）原则", own=True),
        Paragraph("一、严格落实责任，确保安全。"),
        Paragraph("二、" + "长" * 40),
        Heading(1, "附则"),
        Paragraph("一、不同意"),
    )
    assert [number for number, _ in numbered(document.body)] == ["一、", "", "", "", "", "", "二、", ""]
