"""A Word file in the making: its page, its paragraphs, runs and borders as the style sheet has them."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from workflow.papers.official.layout import Layout

# Word reads the elements of a paragraph or a run in the order of the schema alone: what may stand behind them
_AFTER_SPACES = ("w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:vertAlign", "w:lang")


class WordFile:
    """A Word file in the layout of official documents; `made` is the moment it carries."""

    def __init__(self, layout: Layout, *, title: str, author: str, made: dt.datetime) -> None:
        self.layout, self.made = layout, made
        self.docx: Any = docx.Document()
        properties = self.docx.core_properties
        properties.title = title
        properties.author = properties.last_modified_by = author
        properties.comments = ""
        properties.created = properties.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
        for part, name in ((self.docx.styles, "w:lang"), (self.docx.settings, "w:themeFontLang")):
            for language in part.element.iter(qn(name)):
                language.set(qn("w:eastAsia"), "zh-CN")
        self._page()

    def paragraph(self, align: WD_ALIGN_PARAGRAPH, *, indent: int = 0, exact: float = 0) -> Paragraph:
        """A further paragraph; `indent`: by how many characters its first line, `exact`: its line in points."""
        paragraph: Paragraph = self.docx.add_paragraph()
        paragraph.alignment = align
        self.exact(paragraph, exact or self.layout.line)
        if indent:
            # python-docx's own indent first: it puts the element where it belongs
            paragraph.paragraph_format.first_line_indent = Pt(self.layout.type.body * indent)
            properties: Any = paragraph._p.get_or_add_pPr()
            properties.ind.set(qn("w:firstLineChars"), str(indent * 100))
        return paragraph

    def exact(self, paragraph: Paragraph, points: float) -> None:
        """Lines of exactly so many points, whatever the lines of the page are."""
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(round(points * 20) / 20)
        properties: Any = paragraph._p.pPr
        if properties.find(qn("w:snapToGrid")) is None:
            free = OxmlElement("w:snapToGrid")
            free.set(qn("w:val"), "0")
            properties.insert_element_before(free, *_AFTER_SPACES)

    def gap(self, lines: int) -> None:
        """Empty lines."""
        for _each in range(lines):
            self.paragraph(WD_ALIGN_PARAGRAPH.LEFT)

    def run(self, paragraph: Any, text: str, size: float = 0, family: str = "body", *, tracked: bool = True) -> Any:
        """Text of a paragraph; `tracked`: spaced as the lines of the body, where it is of its size."""
        run = paragraph.add_run(_printable(text))
        run.font.size = Pt(size or self.layout.type.body)
        properties = run._r.get_or_add_rPr()
        self._family(properties, getattr(self.layout.fonts, family)[0])
        if tracked and not size:
            spacing = OxmlElement("w:spacing")
            # in twentieths of a point, the smaller one: a hair more on each character is one character less in the line
            spacing.set(qn("w:val"), str(math.floor(self.layout.tracking * 20)))
            properties.insert_element_before(spacing, *_AFTER_SPACING)
        return run

    @staticmethod
    def border(paragraph: Paragraph, side: str, eighths: int, colour: str) -> None:
        """A line along one side of a paragraph."""
        properties = paragraph._p.get_or_add_pPr()
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            borders = OxmlElement("w:pBdr")
            properties.insert_element_before(borders, "w:shd", "w:tabs", *_AFTER_SPACES)
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)

    def ruled(self, rows: int, width: int) -> Any:
        """A table of one column between lines: those above and below it are the thicker ones."""
        grid = self.docx.add_table(rows=rows, cols=1)
        grid.autofit = False
        grid.columns[0].width = width
        borders = OxmlElement("w:tblBorders")
        for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
            border = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", "000000")):
                border.set(qn(f"w:{name}"), value)
            borders.append(border)
        grid._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        self.inset(grid, 0)
        self.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=1)
        return grid

    @staticmethod
    def inset(grid: Any, points: int) -> None:
        """How much room the cells of a table leave at left and right."""
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(points * 20))
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")

    def written(self) -> bytes:
        """The file; the moment it was made stands in every part of it instead of the clock."""
        first, out = io.BytesIO(), io.BytesIO()
        self.docx.save(first)
        moment = self.made.timetuple()[:6]
        with zipfile.ZipFile(first) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in read.namelist():
                part = zipfile.ZipInfo(name, date_time=moment)
                part.compress_type = zipfile.ZIP_DEFLATED
                part.external_attr = 0o600 << 16
                written.writestr(part, read.read(name))
        return out.getvalue()

    def _page(self) -> None:
        page, section = self.layout.page, self.docx.sections[0]
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        # the number stands 7 mm below the area; its own line is about five high
        section.footer_distance = Mm(max(page.bottom - 12, 5))
        # no grid: every line is exactly as high as the page wants it, and LibreOffice would give the code a line more
        normal = self.docx.styles["Normal"]
        normal.font.size = Pt(self.layout.type.body)
        self._family(normal.element.get_or_add_rPr(), self.layout.fonts.body[0])
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
        normal.paragraph_format.widow_control = False
        # no room between Chinese and figures: a line has its 28 characters
        for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
            plain = OxmlElement(name)
            plain.set(qn("w:val"), "0")
            normal.element.get_or_add_pPr().insert_element_before(plain, *_AFTER_SPACES)
        self.docx.settings.odd_and_even_pages_header_footer = True
        self._number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        self._number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def _number(self, footer: Any, align: WD_ALIGN_PARAGRAPH) -> None:
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        room = Pt(self.layout.type.small)
        if align == WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = room
        else:
            paragraph.paragraph_format.left_indent = room
        self.run(paragraph, "— ", self.layout.type.small, "song")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = self.run(paragraph, "", self.layout.type.small, "song")
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            element.text = text or None
            run._r.append(element)
        self.run(paragraph, " —", self.layout.type.small, "song")

    @staticmethod
    def _family(properties: Any, family: str) -> None:
        fonts = properties.get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), family)


_NO_XML = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")


def _printable(text: str) -> str:
    """The text without what no XML holds: control characters, surrogates, U+FFFE and U+FFFF."""
    return _NO_XML.sub("", text)
