"""A document as PDF, in the layout of GB/T 9704-2012, set by Typst: what it says is data there, never markup."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from workflow.papers.official.document import Bars, Block, Document, Heading, PageBreak, Paragraph, Source
from workflow.papers.official.fonts import FontSet, MissingGlyphs
from workflow.papers.official.layout import Layout
from workflow.papers.official.numbering import numbered
from workflow.papers.official.titles import title_lines, title_width
from workflow.papers.qr import drawing

_TEMPLATE = (Path(__file__).parent / "gbt9704.typ").read_bytes()


def pdf(document: Document, layout: Layout, fonts: FontSet, *, author: str, made: dt.datetime) -> bytes:
    """The document as PDF/A. The same document, layout and fonts are the same bytes; `made` is the moment it carries.

    Raises MissingGlyphs where no font at hand has a character of it.
    """
    if missing := fonts.missing(document.texts()):
        raise MissingGlyphs(missing)
    chosen = {purpose: fonts.families(wished) for purpose, wished in layout.fonts.model_dump().items()}
    style = layout.model_dump(mode="json") | {"fonts": chosen, "line": layout.line, "tracking": layout.tracking}
    compiler = typst.Compiler(_TEMPLATE, font_paths=typst.Fonts(False, False, [str(each) for each in fonts.folders]))
    inputs = {"document": json.dumps(_data(document, layout, author)), "style": json.dumps(style)}
    found: Any = compiler.compile(
        format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=made.replace(microsecond=0)
    )
    return bytes(found)


def _data(document: Document, layout: Layout, author: str) -> dict[str, Any]:
    names = (
        "title",
        "mark",
        "number",
        "signer",
        "addressee",
        "by",
        "dated",
        "closing",
        "printing",
        "attending",
        "annexes",
    )
    return {name: getattr(document, name) for name in names} | {
        "author": author,
        "mark_size": layout.mark_size(document.mark),
        "title_lines": title_lines(document.title, title_width(layout)),
        "body": [_block(number, block, layout) for number, block in numbered(document.body)],
        "attached": [
            _block(number, block, layout) | {"mark": document.annex_mark(block)}
            for number, block in numbered(document.attached)
        ],
        "source": _source(document.source) if document.source else None,
    }


def _block(number: str, block: Block, layout: Layout) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "number": number, "text": text}
        case Paragraph(text, "title"):
            return {"kind": "title", "lines": title_lines(text, title_width(layout))}
        case Paragraph(text, align):
            return {"kind": "paragraph", "text": text, "align": align}
        case PageBreak():
            return {"kind": "break"}
        case Bars(bars):
            return {"kind": "bars", "bars": [asdict(each) for each in bars]}
    rows = [
        [{"text": each.text, "label": each.label or (block.head and place == 0), "span": each.span} for each in row]
        for place, row in enumerate(block.rows)
    ]
    return {"kind": "table", "rows": rows, "widths": block.widths, "head": block.head, "short": block.short}


def _source(source: Source) -> dict[str, str]:
    drawn = drawing(source.code)
    box = f'viewBox="0 0 {drawn.side} {drawn.side}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{drawn.path}"/></svg>'
    return {"words": source.words, "code": source.code, "svg": svg}
