"""A document for Word and WPS, in the layout of GB/T 9704-2012, to be edited there. Fonts are named, never embedded."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import segno
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from workflow.papers.official.document import Block, Document, Heading, PageBreak, Paragraph, Source, Table
from workflow.papers.official.layout import Layout
from workflow.papers.official.numbering import numbered
from workflow.papers.official.titles import title_lines, title_width

_RED = RGBColor(0xD0, 0x00, 0x00)
_ALIGN = {
    "body": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_SIGNED_ROOM = {True: 2, False: 4}
"""How many characters stay free at the right of signature and day: fewer where the name is the longer of the two."""


def word(document: Document, layout: Layout, *, author: str, made: dt.datetime) -> bytes:
    """The document as .docx. The same document and layout are the same bytes; `made` is the moment it carries."""
    return _Word(layout, author, made).written(document)


class _Word:
    """A Word file in the making."""

    def __init__(self, layout: Layout, author: str, made: dt.datetime) -> None:
        self.layout, self.made = layout, made
        self.file: Any = docx.Document()
        properties = self.file.core_properties
        properties.author = properties.last_modified_by = author
        properties.comments = ""
        properties.created = properties.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
        self._page()

    def written(self, document: Document) -> bytes:
        """The file with the document in it."""
        self.file.core_properties.title = document.title
        self._head(document)
        for number, block in numbered(document.body):
            self._block(number, block)
        self._close(document)
        return self._bytes()

    # -- page -----------------------------------------------------------------------------------------------------

    def _page(self) -> None:
        page, section = self.layout.page, self.file.sections[0]
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        # the number stands 7 mm below the area; its own line is about five high
        section.footer_distance = Mm(max(page.bottom - 12, 5))
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(self.layout.line * 20)))
        normal = self.file.styles["Normal"]
        normal.font.size = Pt(self.layout.type.body)
        self._family(normal.element.get_or_add_rPr(), self.layout.fonts.body[0])
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
        normal.paragraph_format.widow_control = False
        for name in (
            "w:autoSpaceDE",
            "w:autoSpaceDN",
        ):  # no room between Chinese and figures: a line has its 28 characters
            plain = OxmlElement(name)
            plain.set(qn("w:val"), "0")
            normal.element.get_or_add_pPr().append(plain)
        self.file.settings.odd_and_even_pages_header_footer = True
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
        self._run(paragraph, "— ", self.layout.type.small, "song")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = self._run(paragraph, "", self.layout.type.small, "song")
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            element.text = text or None
            run._r.append(element)
        self._run(paragraph, " —", self.layout.type.small, "song")

    # -- head -----------------------------------------------------------------------------------------------------

    def _head(self, document: Document) -> None:
        sizes = self.layout.type
        if document.mark:
            size = round(self.layout.mark_size(document.mark) * 2) / 2
            mark = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER, exact=size * 1.2)
            mark.paragraph_format.space_before = Mm(35)
            run = self._run(mark, document.mark, size, "mark")
            run.font.color.rgb = _RED
            self._gap(1)
            self._number_line(document)
            self._gap(1)
        elif document.number:
            self._run(self._paragraph(WD_ALIGN_PARAGRAPH.RIGHT), document.number)
        width = title_width(self.layout)
        for line in title_lines(document.title, width):
            title = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER, exact=max(self.layout.line, sizes.title * 1.6))
            self._run(title, line, sizes.title, "title", tracked=False)
        self._gap(1)
        for name, who in document.attending:
            paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT)
            paragraph.paragraph_format.left_indent = Pt(sizes.body * 3)
            paragraph.paragraph_format.first_line_indent = Pt(-sizes.body * 3)
            self._run(paragraph, f"{name}：", family="heading1")
            self._run(paragraph, who)
        if document.addressee:
            self._run(self._paragraph(WD_ALIGN_PARAGRAPH.LEFT), f"{document.addressee}：")

    def _number_line(self, document: Document) -> None:
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT if document.signer else WD_ALIGN_PARAGRAPH.CENTER)
        if document.signer:
            room, area = Pt(self.layout.type.body), self.layout.page
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = room
            stop = Mm(area.width - area.left - area.right) - room
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, alignment=2)  # right
            self._run(paragraph, f"{document.number}\t签发人：")
            self._run(paragraph, document.signer, family="heading2")
        else:
            self._run(paragraph, document.number)
        line = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=11)
        self._border(line, "bottom", 12, "D00000")

    # -- body -----------------------------------------------------------------------------------------------------

    def _block(self, number: str, block: Block) -> None:
        match block:
            case Heading(level, text):
                paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT, indent=2)
                paragraph.paragraph_format.keep_with_next = True
                outline = OxmlElement("w:outlineLvl")
                outline.set(qn("w:val"), str(level - 1))
                paragraph._p.get_or_add_pPr().append(outline)
                self._run(paragraph, number + text, family={1: "heading1", 2: "heading2"}.get(level, "body"))
            case Paragraph(text, align):
                self._run(self._paragraph(_ALIGN[align], indent=2 if align == "body" else 0), text)
            case PageBreak():
                self.file.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            case Table():
                self._table(block)

    def _table(self, table: Table) -> None:
        area = Mm(self.layout.page.width - self.layout.page.left - self.layout.page.right)
        shares = [int(area * width / sum(table.widths)) for width in table.widths]
        grid = self.file.add_table(rows=0, cols=len(shares), style="Table Grid")
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, share in zip(grid.columns, shares, strict=True):
            column.width = share
        for place, row in enumerate(table.rows):
            made = grid.add_row()
            cells, first = made.cells, 0
            for each in row:
                last = first + each.span
                cell = cells[first].merge(cells[last - 1]) if each.span > 1 else cells[first]
                cell.width = sum(shares[first:last])
                first = last
                label = each.label or (table.head and place == 0)
                self._cell(cell, each.text, label=label)
            if table.head and place == 0:
                made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self._paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=6)

    def _cell(self, cell: Any, text: str, *, label: bool) -> None:
        size = self.layout.type.table
        cell.vertical_alignment = 1  # centre
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if label else WD_ALIGN_PARAGRAPH.LEFT
            self._exact(paragraph, size * 1.5)
            self._run(paragraph, line, size, "heading1" if label else "body", tracked=False)

    # -- close ----------------------------------------------------------------------------------------------------

    def _close(self, document: Document) -> None:
        size = self.layout.type.body
        for place, name in enumerate(document.annexes, 1):
            if place == 1:
                self._gap(1)
            paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT)
            head = "附件：" if place == 1 else ""
            number = f"{place}．" if len(document.annexes) > 1 else ""
            hang = 3 + (1.5 if number else 0)
            paragraph.paragraph_format.left_indent = Pt(size * (2 + hang))
            paragraph.paragraph_format.first_line_indent = Pt(-size * (hang if head else hang - 3))
            self._run(paragraph, head + number + name)
        self._signature(document)
        if document.source:
            self._source(document.source)
        small = self.layout.type.small
        lines = [line for line in (f"抄送：{document.copies}" if document.copies else "", document.printed) if line]
        for place, line in enumerate(lines):
            paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=small * 1.8)
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(small)
            if place == 0:
                self._border(paragraph, "top", 8, "000000")
            self._border(paragraph, "bottom", 8 if place == len(lines) - 1 else 4, "000000")
            self._run(paragraph, line, small, tracked=False)

    def _signature(self, document: Document) -> None:
        lines = [line for line in (document.by, document.dated) if line]
        if not lines:
            return
        self._gap(2)
        longest = max(len(line) for line in lines)
        room = _SIGNED_ROOM[len(document.by) > len(document.dated)]
        for line in lines:
            paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.RIGHT)
            # the shorter is centred over the other
            paragraph.paragraph_format.right_indent = Pt(self.layout.type.body * (room + (longest - len(line)) / 2))
            paragraph.paragraph_format.keep_with_next = True
            self._run(paragraph, line)

    def _source(self, source: Source) -> None:
        image = io.BytesIO()
        segno.make(source.code, error="l", micro=False, boost_error=False).save(image, kind="png", scale=4, border=4)
        self._gap(1)
        grid = self.file.add_table(rows=1, cols=2)
        grid.autofit = False
        left, right = grid.rows[0].cells
        left.width, right.width = Mm(24), Mm(130)
        left.paragraphs[0].add_run().add_picture(image, width=Mm(20))
        right.vertical_alignment = 1
        self._run(right.paragraphs[0], source.words, self.layout.type.note, "song", tracked=False)
        self._paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=6)

    # -- pieces ---------------------------------------------------------------------------------------------------

    def _paragraph(self, align: WD_ALIGN_PARAGRAPH, *, indent: int = 0, exact: float = 0) -> WordParagraph:
        paragraph: WordParagraph = self.file.add_paragraph()
        paragraph.alignment = align
        self._exact(paragraph, exact or self.layout.line)
        if indent:
            # python-docx's own indent first: it puts the element where it belongs
            paragraph.paragraph_format.first_line_indent = Pt(self.layout.type.body * indent)
            properties: Any = paragraph._p.pPr
            properties.ind.set(qn("w:firstLineChars"), str(indent * 100))
        return paragraph

    def _exact(self, paragraph: WordParagraph, points: float) -> None:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(round(points * 20) / 20)

    def _gap(self, lines: int) -> None:
        for _each in range(lines):
            self._paragraph(WD_ALIGN_PARAGRAPH.LEFT)

    def _run(self, paragraph: Any, text: str, size: float = 0, family: str = "body", *, tracked: bool = True) -> Any:
        run = paragraph.add_run(_printable(text))
        run.font.size = Pt(size or self.layout.type.body)
        properties = run._r.get_or_add_rPr()
        self._family(properties, getattr(self.layout.fonts, family)[0])
        if tracked and not size:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(round(self.layout.tracking * 20)))
            properties.append(spacing)
        return run

    @staticmethod
    def _family(properties: Any, family: str) -> None:
        fonts = properties.get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), family)

    @staticmethod
    def _border(paragraph: WordParagraph, side: str, eighths: int, colour: str) -> None:
        properties = paragraph._p.get_or_add_pPr()
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            borders = OxmlElement("w:pBdr")
            properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)

    def _bytes(self) -> bytes:
        """The file; the moment it was made stands in every part of it instead of the clock."""
        first, out = io.BytesIO(), io.BytesIO()
        self.file.save(first)
        moment = self.made.timetuple()[:6]
        with zipfile.ZipFile(first) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in read.namelist():
                part = zipfile.ZipInfo(name, date_time=moment)
                part.compress_type = zipfile.ZIP_DEFLATED
                part.external_attr = 0o600 << 16
                written.writestr(part, read.read(name))
        return out.getvalue()


def _printable(text: str) -> str:
    """The text without control characters, which no XML holds."""
    return "".join(char for char in text if char >= " " or char == "\t")
