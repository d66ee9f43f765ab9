"""What no XML holds, and a moment of a real clock, do not keep a paper from being made."""

from __future__ import annotations

import datetime as dt
import io

import docx

from workflow.papers.official.document import Document, Paragraph
from workflow.papers.official.fonts import fonts_in
from workflow.papers.official.layout import layout_of
from workflow.papers.official.pdf import pdf
from workflow.papers.official.word import word


def test_characters_that_no_xml_holds_are_left_out():
    odd = "甲\x00乙\ufffe丙\uffff丁\ud800戊"
    made = word(
        Document("标题", (Paragraph(odd),)), layout_of(), author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC)
    )
    assert "甲乙丙丁戊" in [each.text for each in docx.Document(io.BytesIO(made)).paragraphs]


def test_a_moment_of_a_real_clock_is_no_hindrance():
    moment = dt.datetime(2022, 8, 1, 9, 30, 1, 123456, tzinfo=dt.UTC)
    paper = Document("标题", (Paragraph("正文。"),))
    assert pdf(paper, layout_of(), fonts_in(), author="某", made=moment).startswith(b"%PDF-")
    assert word(paper, layout_of(), author="某", made=moment)
