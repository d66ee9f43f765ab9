"""A document as one web page that needs nothing else: for a website, or to be read without an office program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from workflow.papers.official.document import Bars, Block, Document, Heading, PageBreak, Paragraph, Table
from workflow.papers.official.numbering import numbered

_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.9 FangSong,STFangsong,serif;color:#111}"
    "h1{text-align:center;font-size:1.6rem;line-height:1.4}h2{font:bold 1.15rem SimHei,sans-serif}h3{font:1.1rem KaiTi,serif}"
    "p{text-indent:2em;margin:.4rem 0}.left{text-indent:0}.right{text-align:right;text-indent:0}.centre{text-align:center;text-indent:0}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.95rem}td,th{border:1px solid #888;padding:.25rem .5rem;"
    "text-align:left}.bar{width:35%}.source{border-top:1px solid #888;margin-top:2rem;font-size:.9rem;text-indent:0;word-break:break-all}"
)


def webpage(document: Document) -> bytes:
    """The document as HTML; the same document is the same bytes."""
    head = f"<title>{escape(document.title)}</title><style>{_STYLE}</style>"
    signer = f"签发人：{document.signer}" if document.signer else ""
    parts = [
        *(f'<p class="left">{escape(each)}</p>' for each in (document.number, signer) if each),
        f"<h1>{escape(document.title)}</h1>",
        *([f'<p class="left">{escape(document.addressee)}：</p>'] if document.addressee else []),
        *_blocks(document.body),
        *(f'<p class="right">{escape(each)}</p>' for each in (document.by, document.dated) if each),
        *_blocks(document.attached, document),
        *(f'<p class="left">{escape(name + names)}</p>' for name, names in document.closing),
        *(f'<p class="left">{escape(each)}</p>' for each in ["　".join(filter(None, document.printing))] if each),
    ]
    if document.source:
        parts.append(f'<p class="source">{escape(document.source.words)}<br>{escape(document.source.code)}</p>')
    body = "\n".join(parts)
    page = f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">{head}</head>\n<body>\n{body}\n</body></html>\n'
    return page.encode()


def _blocks(blocks: Iterable[Block], annexed: Document | None = None) -> Iterator[str]:
    for number, block in numbered(blocks):
        match block:
            case Heading():
                yield f"<h{block.level + 1}>{number}{escape(block.text)}</h{block.level + 1}>"
            case Paragraph(align="title"):
                if annexed and (mark := annexed.annex_mark(block)):
                    yield f'<p class="left">{mark}</p>'
                yield f"<h2>{escape(block.text)}</h2>"
            case Paragraph():
                yield f'<p class="{block.align}">{escape(block.text)}</p>'
            case Table():
                yield _table(block)
            case Bars():
                yield _bars(block)
            case PageBreak():
                yield "<hr>"


def _bars(block: Bars) -> str:
    rows = [
        f'<tr><th scope="row">{escape(each.name)}</th><td class="bar"><svg width="100%" height="12" aria-hidden="true">'
        f'<rect width="{each.share:g}%" height="12" fill="#b3261e"/></svg></td><td>{escape(each.said)}</td></tr>'
        for each in block.bars
    ]
    return f"<table>{''.join(rows)}</table>"


def _table(table: Table) -> str:
    rows = []
    for place, row in enumerate(table.rows):
        head = table.head and place == 0
        cells = []
        for cell in row:
            tag = "th" if head or cell.label else "td"
            span = f' colspan="{cell.span}"' if cell.span > 1 else ""
            cells.append(f"<{tag}{span}>{escape(cell.text)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"
