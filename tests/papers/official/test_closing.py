"""What closes a paper: the code that checks it does not stand on a page of its own."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from workflow.papers.official.document import Block, Cell, Document, Paragraph, Source, Table
from workflow.papers.official.fonts import fonts_in
from workflow.papers.official.layout import layout_of
from workflow.papers.official.pdf import pdf

SOURCE = Source("本件根据日志生成。", "https://gov.example/public/papers/2022-001/x/1/ab")
SIGNED = Table(((Cell("签名", label=True), Cell("")),), (1, 3))
LONG = Table(tuple((Cell(f"第{row}行"), Cell("表中的一段正文。")) for row in range(7)), (1, 3), head=True)


@pytest.mark.parametrize("last", [(), (SIGNED,), (LONG,)], ids=["text", "a table to sign", "a long table"])
@pytest.mark.parametrize("by", ["", "某乡人民政府"], ids=["unsigned", "signed"])
def test_the_code_never_stands_alone(last: tuple[Block, ...], by: str) -> None:
    """However many lines there are before it: whatever number fills a page is among these."""
    for lines in range(13, 24):
        body = (*(Paragraph(f"第{each}段正文。") for each in range(lines)), *last)
        made = pdf(
            Document("标题", body, by=by, source=SOURCE),
            layout_of(),
            fonts_in(),
            author="某",
            made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC),
        )
        end = PdfReader(io.BytesIO(made)).pages[-1].extract_text()
        assert "本件根据日志生成" in end, lines
        assert "段正文" in end or "某乡" in end, lines


def test_what_minutes_say_stays_where_there_is_room_before_who_attended() -> None:
    body = tuple(Paragraph(f"第{each}段正文。") for each in range(17))
    attending = (("出席", "甲（乡长）"), ("请假", "乙（副乡长）"), ("列席", "丙"))
    paper = Document("标题", body, dated="2022年8月1日", attending=attending, source=SOURCE)
    made = pdf(paper, layout_of(), fonts_in(), author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC))
    first, *_rest, last = PdfReader(io.BytesIO(made)).pages
    assert "第16段正文" in first.extract_text()
    assert all(each in last.extract_text() for each in ("出席", "2022年8月1日", "本件根据日志生成"))
