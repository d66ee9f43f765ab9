"""A document for Word and WPS, in the layout of GB/T 9704-2012, to be edited there. Fonts are named, never embedded."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import segno
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from workflow.papers.official.document import Bars, Block, Document, Heading, PageBreak, Paragraph, Source, Table
from workflow.papers.official.layout import Layout
from workflow.papers.official.numbering import numbered
from workflow.papers.official.titles import title_lines, title_width
from workflow.papers.official.wordfile import WordFile

_RED = RGBColor(0xD0, 0x00, 0x00)
_ALIGN = {
    "body": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_OF_BARS, _SLICES, _BAR = (0.24, 0.31, 0.45), 20, "B3261E"
"""What of the width is for the name, the bar and the number of a bar; into how many cells a bar is cut; its colour."""
_SIGNED_ROOM = {True: 2, False: 4}
"""How many characters stay free at the right of signature and day: fewer where the name is the longer of the two."""


def word(document: Document, layout: Layout, *, author: str, made: dt.datetime) -> bytes:
    """The document as .docx. The same document and layout are the same bytes; `made` is the moment it carries."""
    file = WordFile(layout, title=document.title, author=author, made=made)
    _Writer(layout, file).write(document)
    return file.written()


class _Writer:
    """Puts a document into a Word file, part by part."""

    def __init__(self, layout: Layout, file: WordFile) -> None:
        self.layout, self.file = layout, file

    def write(self, document: Document) -> None:
        """The parts of the document, from the mark to the lines that close it."""
        self._head(document)
        for number, block in numbered(document.body):
            self._block(number, block)
        # who attended is enough for a page that is signed
        last = len(self.file.docx.paragraphs) - (0 if document.attending else 1)
        self._sign(document)
        for paragraph in self.file.docx.paragraphs[last:-1]:  # what is signed is not signed on a page of its own
            paragraph.paragraph_format.keep_with_next = True
        if document.attached:
            self._block("", PageBreak())
        for number, block in numbered(document.attached):
            if mark := document.annex_mark(block):
                self._mark(mark)
            self._block(number, block)
        self._close(document)

    # -- head -----------------------------------------------------------------------------------------------------

    def _head(self, document: Document) -> None:
        if document.mark:
            size = round(self.layout.mark_size(document.mark) * 2) / 2
            mark = self.file.paragraph(WD_ALIGN_PARAGRAPH.CENTER, exact=size * 1.2)
            mark.paragraph_format.space_before = Mm(35)
            run = self.file.run(mark, document.mark, size, "mark")
            run.font.color.rgb = _RED
            self.file.gap(1)
            self._number_line(document)
            self.file.gap(1)
        elif document.number:
            self.file.run(self.file.paragraph(WD_ALIGN_PARAGRAPH.RIGHT), document.number)
            self.file.gap(1)
        self._title(document.title)
        if document.addressee:
            self.file.run(self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT), f"{document.addressee}：")

    def _mark(self, mark: str) -> None:
        """The mark of an annex, in the first line of its page; its title stands in the third."""
        paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.keep_with_next = True
        self.file.run(paragraph, mark, family="heading1")
        self.file.gap(1)

    def _title(self, text: str) -> None:
        size = self.layout.type.title
        for line in title_lines(text, title_width(self.layout)):
            title = self.file.paragraph(WD_ALIGN_PARAGRAPH.CENTER, exact=max(self.layout.line, size * 1.6))
            self.file.run(title, line, size, "title", tracked=False)
        self.file.gap(1)

    def _number_line(self, document: Document) -> None:
        paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT if document.signer else WD_ALIGN_PARAGRAPH.CENTER)
        if document.signer:
            room, area = Pt(self.layout.type.body), self.layout.page
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = room
            stop = Mm(area.width - area.left - area.right) - room
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, alignment=2)  # right
            self.file.run(paragraph, f"{document.number}\t签发人：")
            self.file.run(paragraph, document.signer, family="heading2")
        else:
            self.file.run(paragraph, document.number)
        line = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=11)
        self.file.border(line, "bottom", 12, "D00000")

    # -- body -----------------------------------------------------------------------------------------------------

    def _block(self, number: str, block: Block) -> None:
        match block:
            case Heading(level, text):
                paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, indent=2)
                paragraph.paragraph_format.keep_with_next = True
                outline = OxmlElement("w:outlineLvl")
                outline.set(qn("w:val"), str(level - 1))
                paragraph._p.get_or_add_pPr().append(outline)
                self.file.run(paragraph, number + text, family={1: "heading1", 2: "heading2"}.get(level, "body"))
            case Paragraph(text, "title"):
                self._title(text)
            case Paragraph(text, align):
                self.file.run(self.file.paragraph(_ALIGN[align], indent=2 if align == "body" else 0), text)
            case PageBreak():
                self.file.docx.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            case Table():
                self._table(block)
            case Bars():
                self._bars(block)

    def _bars(self, block: Bars) -> None:
        """Bars as cells that are shaded: they can be edited as any table can."""
        area = Mm(self.layout.page.width - self.layout.page.left - self.layout.page.right)
        slices = [int(area * _OF_BARS[1] / _SLICES)] * _SLICES
        shares = [int(area * _OF_BARS[0]), *slices, int(area * _OF_BARS[2])]
        grid = self._grid(shares)
        for place, bar in enumerate(block.bars):
            cells = grid.add_row().cells
            full = round(bar.share * _SLICES / 100) or (1 if bar.share else 0)
            for first, last, text in (
                (0, 1, bar.name),
                (1, 1 + full, ""),
                (1 + full, 1 + _SLICES, ""),
                (1 + _SLICES, 2 + _SLICES, bar.said),
            ):
                if first == last:
                    continue
                cell = cells[first].merge(cells[last - 1]) if last - first > 1 else cells[first]
                cell.width = sum(shares[first:last])
                self._cell(cell, text, label=False)
                if (first, last) == (1, 1 + full):
                    self._shade(cell)
                for paragraph in cell.paragraphs if place < len(block.bars) - 1 else ():
                    paragraph.paragraph_format.keep_with_next = True
        self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=6)

    @staticmethod
    def _shade(cell: Any) -> None:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _BAR)):
            shading.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().insert_element_before(shading, "w:vAlign")

    def _grid(self, shares: list[int]) -> Any:
        """A table of no rows yet, its columns as wide as that."""
        grid = self.file.docx.add_table(rows=0, cols=len(shares), style="Table Grid")
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        # as in the PDF: a date fits into its cell
        self.file.inset(grid, 4)
        for column, share in zip(grid.columns, shares, strict=True):
            column.width = share
        return grid

    def _table(self, table: Table) -> None:
        area = Mm(self.layout.page.width - self.layout.page.left - self.layout.page.right)
        shares = [int(area * width / sum(table.widths)) for width in table.widths]
        grid = self._grid(shares)
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
                for paragraph in cell.paragraphs if table.short and place < len(table.rows) - 1 else ():
                    paragraph.paragraph_format.keep_with_next = True
            if table.head and place == 0:
                made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=6)

    def _cell(self, cell: Any, text: str, *, label: bool) -> None:
        size = self.layout.type.table
        cell.vertical_alignment = 1  # centre
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if label else WD_ALIGN_PARAGRAPH.LEFT
            self.file.exact(paragraph, size * 1.5)
            self.file.run(paragraph, line, size, "heading1" if label else "body", tracked=False)

    # -- signature and close --------------------------------------------------------------------------------------

    def _sign(self, document: Document) -> None:
        size = self.layout.type.body
        for place, name in enumerate(document.annexes, 1):
            if place == 1:
                self.file.gap(1)
            paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT)
            head = "附件：" if place == 1 else ""
            number = f"{place}．" if len(document.annexes) > 1 else ""
            hang = 3 + (1.5 if number else 0)
            paragraph.paragraph_format.left_indent = Pt(size * (2 + hang))
            paragraph.paragraph_format.first_line_indent = Pt(-size * (hang if head else hang - 3))
            self.file.run(paragraph, head + number + name)
        for place, (name, who) in enumerate(document.attending):
            if place == 0:
                self.file.gap(1)
            paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT)
            paragraph.paragraph_format.left_indent = Pt(size * 5)
            paragraph.paragraph_format.first_line_indent = Pt(-size * 3)
            self.file.run(paragraph, f"{name}：", family="heading1")
            self.file.run(paragraph, who)
        self._signature(document)

    def _close(self, document: Document) -> None:
        if document.source:
            self._along((document.attached or document.body)[-1:], signed=bool(document.by or document.dated))
            self._source(document.source)
        self._printed(document)

    def _printed(self, document: Document) -> None:
        """Whom it goes to beside its addressee, who had it printed and when: between lines as wide as the text."""
        lines = [f"{name}{names}" for name, names in document.closing]
        if any(document.printing):
            lines.append("\t".join(document.printing))
        if not lines:
            return
        small, page = self.layout.type.small, self.layout.page
        area = Mm(page.width - page.left - page.right)
        grid = self.file.ruled(len(lines), area)
        for place, line in enumerate(lines):
            paragraph = grid.rows[place].cells[0].paragraphs[0]
            self.file.exact(paragraph, small * 1.8)
            shape = paragraph.paragraph_format
            shape.left_indent = shape.right_indent = Pt(small)
            if place < len(document.closing):  # a further line begins under the first name
                shape.left_indent, shape.first_line_indent = Pt(small * 4), Pt(-small * 3)
            else:
                shape.tab_stops.add_tab_stop(area - Pt(small), alignment=2)  # right
            self.file.run(paragraph, line, small, tracked=False)

    def _along(self, last: tuple[Block, ...], *, signed: bool) -> None:
        """The code does not stand on a page of its own: what stands before it comes along."""
        docx = self.file.docx
        if last and isinstance(last[0], Table | Bars) and not signed:
            for cell in docx.tables[-1].rows[-1].cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
        docx.paragraphs[-1].paragraph_format.keep_with_next = True

    def _signature(self, document: Document) -> None:
        lines = [line for line in (document.by, document.dated) if line]
        if not lines:
            return
        self.file.gap(2)
        longest = max(len(line) for line in lines)
        room = _SIGNED_ROOM[len(document.by) > len(document.dated)]
        for line in lines:
            paragraph = self.file.paragraph(WD_ALIGN_PARAGRAPH.RIGHT)
            # the shorter is centred over the other
            paragraph.paragraph_format.right_indent = Pt(self.layout.type.body * (room + (longest - len(line)) / 2))
            paragraph.paragraph_format.keep_with_next = True
            self.file.run(paragraph, line)

    def _source(self, source: Source) -> None:
        image = io.BytesIO()
        segno.make(source.code, error="l", micro=False, boost_error=False).save(image, kind="png", scale=4, border=4)
        # no more room than in the PDF: a whole line more sent a paper of a full page on to a second one
        self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=8).paragraph_format.keep_with_next = True
        grid = self.file.docx.add_table(rows=1, cols=2)
        grid.autofit = False
        left, right = grid.rows[0].cells
        for column, width in zip(grid.columns, (Mm(24), Mm(130)), strict=True):
            column.width = width
        left.width, right.width = Mm(24), Mm(130)
        left.paragraphs[0].add_run().add_picture(image, width=Mm(20))
        right.vertical_alignment = 1
        self.file.exact(right.paragraphs[0], self.layout.type.note * 1.4)
        self.file.run(right.paragraphs[0], source.words, self.layout.type.note, "song", tracked=False)
        # nor does the line Word wants below a table
        for cell in (left, right):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        self.file.paragraph(WD_ALIGN_PARAGRAPH.LEFT, exact=1)
