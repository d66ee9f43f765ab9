"""What no XML holds, and a moment of a real clock, do not keep a paper from being made."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
from lxml import etree

from workflow.papers.official.document import Bar, Bars, Cell, Document, Heading, Paragraph, Source, Table
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


# ECMA-376 part 1, 17.3.1.26 and 17.3.2.28, as far as we write them
ORDER = {
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "numPr",
        "pBdr",
        "shd",
        "tabs",
        "autoSpaceDE",
        "autoSpaceDN",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
        "rPr",
        "sectPr",
    ],
    "rPr": [
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "color",
        "spacing",
        "w",
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "vertAlign",
        "lang",
    ],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"],
}


def test_what_word_reads_stands_in_the_order_of_the_schema():
    paper = Document(
        "标题",
        (
            Heading(1, "一、标题"),
            Paragraph("正文2022年。"),
            Table(((Cell("序号", label=True), Cell("内容")), (Cell("1"), Cell("甲"))), (10, 90), head=True),
            Bars((Bar("甲", 0.5, "5件"),)),
        ),
        mark="清泉乡人民政府文件",
        number="清泉府发〔2022〕1号",
        copies="某办公室。",
        source=Source("某文书", "https://example.invalid/x"),
    )
    made = word(paper, layout_of(), author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
            for element in etree.fromstring(parts.read(part)).iter():
                order = ORDER.get(etree.QName(element).localname, [])
                found = [name for each in element if (name := etree.QName(each).localname) in order]
                assert found == sorted(found, key=order.index), part


def test_a_line_of_the_body_holds_as_many_characters_as_it_has_room_for():
    layout = layout_of()
    made = word(
        Document("标题", (Paragraph("正" * 60),)), layout, author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC)
    )
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        styles, settings = (etree.fromstring(parts.read(f"word/{part}.xml")) for part in ("styles", "settings"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    room, sides = (next(body.iter(f"{space}{name}")) for name in ("pgSz", "pgMar"))
    width = (int(room.get(f"{space}w")) - sum(int(sides.get(f"{space}{side}")) for side in ("left", "right"))) / 20
    (between,) = {int(each.get(f"{space}val")) for each in body.iter(f"{space}spacing") if each.get(f"{space}val")}
    character = layout.type.body + between / 20
    assert 28 * character <= width < 29 * character
    said = [*styles.iter(f"{space}lang"), *settings.iter(f"{space}themeFontLang")]
    assert {each.get(f"{space}eastAsia") for each in said} == {"zh-CN"}
