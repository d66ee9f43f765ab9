"""The few marks a template is written with, and how they are read: text → document.

Above the line `---` stand the parts of the document, each `名称：内容`; below it one paragraph a line:

    # 一级标题（一、）     ## 二级标题（（一））     ### 三级标题（1．）
    ~ 草案文本             its paragraphs; a short line that brings its number 一、 or （一） is a heading
    = 居中               > 居右                 < 顶格，不空两字        == 附件等的标题
    | 单元格 | 单元格 |   first row `|: … |` is the head; `*` before a cell's text makes it a label, a cell `>` joins the one
                        before; a cell `___` is left empty, with a line to write on by hand for each `_`; a row
                        `|- 1 - 2 - 4 |` begins a table and gives the widths of its columns
    |% 名称 | 62.5 | 5项 |   a bar, 62.5 per cent as long as the longest, with its name and its number
    +++                 what follows begins on a new page
    ---                 a second time: what follows is attached, on a new page behind signature and day

Whatever comes out of the record is text and never a mark: `guarded` sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from workflow.domain.text import Text
from workflow.papers.official.document import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)

PARTS = {
    "版头": "mark",
    "文号": "number",
    "签发人": "signer",
    "标题": "title",
    "主送": "addressee",
    "署名": "by",
    "日期": "dated",
    "抄送": "copies",
    "分送": "distributed",
    "印发": "printed",
    "印发日期": "printed_on",
}
"""The name of a part in a template → the field of the document."""
SEVERAL = {"附件": "annexes"}
ATTENDING = ("出席", "请假", "列席")

_ALIGN: dict[str, Align] = {"=": "centre", ">": "right", "<": "left"}
_MARKS = ("#", "~", "=", ">", "<", "|", "+", "-")
_WIDTHS = re.compile(r"\|-([\d\s-]+)\|")
_ROOM = re.compile("_+")
# an annex is named on paper, not as the file it is kept as
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
# headings of a draft, as GB/T 9704-2012 numbers the first two levels: a line is 28 characters, two of them its indent
NUMBERS = re.compile(r"[一二三四五六七八九十百]+、\s*\S"), re.compile(r"（[一二三四五六七八九十百]+）\s*\S")
_SENTENCE, _SHORT = re.compile("[。；：，！？…;:,!?]"), 26

# characters that no text may hold (Unicode noncharacters): a value's own line ends, bars, stars, and that its line is text
_NEWLINE, _BAR, _STAR, _PLAIN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_GUARDS = re.compile("[\ufdd0-\ufdef]")


_THREE = Text(
    "分隔线“---”最多两道：其一之下为正文，其二之下为随文印发的内容",
    "the line “---” stands twice at most: below the first the body, below the second what is attached",
)
_PART = Text(
    "“{name}”不是公文的组成部分；可用：{known}", "“{name}” is no part of an official document; there is: {known}"
)
_BAR_LINE = Text(
    "条形图的一行应当写作“|% 名称 | 百分比 | 数值 |”，百分比为0至100的数",
    "a bar is written “|% name | per cent | number |”, per cent from 0 to 100",
)


class BadMarkup(Exception):
    """A line of a template cannot be read; `line` counts from 1 in the text as filled in; 0: all of it."""

    def __init__(self, line: int, reason: Text) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"line {line}: {reason.en}")


def guarded(text: str) -> str:
    """A value from the record in such a form that no character of it is taken for a mark."""
    lines = _GUARDS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = [each.strip() for each in lines if each.strip()]
    return _NEWLINE.join(_PLAIN + each.replace("|", _BAR).replace("*", _STAR) for each in shown)


def document_of(text: str) -> Document:
    """The document a filled template says. Raises BadMarkup."""
    lines = list(enumerate(text.split("\n"), 1))
    rules = [place for place, (_number, line) in enumerate(lines) if line.strip() == "---"]
    if not rules:
        raise BadMarkup(
            0,
            Text(
                "缺少分隔线“---”（其上为文号、标题等，其下为正文）",
                "the line “---” is missing that parts head and body",
            ),
        )
    rule, end = rules[0], rules[1] if len(rules) > 1 else len(lines)
    parts = _parts(lines[:rule])
    if not parts.get("title"):
        raise BadMarkup(rule + 1, Text("缺少“标题：”", "“标题：” (the title) is missing"))
    body, attached = lines[rule + 1 : end], lines[end + 1 :]
    if "---" in (line.strip() for _number, line in attached):
        raise BadMarkup(rules[2] + 1, _THREE)
    return Document(**parts, body=tuple(_blocks(body)), attached=tuple(_blocks(attached)))


def _parts(lines: Sequence[tuple[int, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    several: dict[str, list[str]] = {}
    attending: list[tuple[str, str]] = []
    for number, line in lines:
        if not line.strip():
            continue
        name, colon, value = line.strip().partition("：")
        if name in PARTS and colon:
            found[PARTS[name]] = _flat(value)
        elif name in SEVERAL and colon:
            several.setdefault(SEVERAL[name], []).extend(_ENDING.sub("", each) for each in _lines(value))
        elif name in ATTENDING and colon:
            if shown := _flat(value):
                attending.append((name, shown))
        else:
            known = "、".join([*PARTS, *SEVERAL, *ATTENDING])
            raise BadMarkup(number, _PART.fmt(name=name, known=known))
    return found | {key: tuple(values) for key, values in several.items()} | {"attending": tuple(attending)}


def _flat(value: str) -> str:
    """One line of what may have been several."""
    return "".join(_lines(value))


def _lines(value: str) -> list[str]:
    return [shown for each in value.split(_NEWLINE) if (shown := _plain(each).strip())]


def _plain(text: str) -> str:
    return text.replace(_PLAIN, "").replace(_BAR, "|").replace(_STAR, "*")


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    rows: list[tuple[int, str]] = []
    for number, line in lines:
        stripped = line.strip()
        if rows and (_WIDTHS.fullmatch(stripped) or _sort(stripped) != _sort(rows[-1][1])):
            yield _rows(rows)
            rows = []
        if stripped.startswith("|"):
            rows.append((number, stripped))
        elif stripped:
            yield from _line(number, stripped)
    if rows:
        yield _rows(rows)


def _sort(line: str) -> str:
    """Of what sort a line is: lines of one sort below one another make a table, or a group of bars."""
    return "" if not line.startswith("|") else "|%" if line.startswith("|%") else "|"


def _rows(rows: Sequence[tuple[int, str]]) -> Table | Bars:
    return Bars(tuple(_bar(*row) for row in rows)) if rows[0][1].startswith("|%") else _table(rows)


def _bar(number: int, line: str) -> Bar:
    cells = [_flat(each) for each in line.removeprefix("|%").removesuffix("|").split("|")]
    try:
        name, share, said = cells
        return Bar(name, min(max(float(share), 0.0), 100.0), said)
    except ValueError:
        raise BadMarkup(number, _BAR_LINE) from None


def _line(number: int, line: str) -> Iterator[Block]:
    if line == "+++":
        yield PageBreak()
    elif line.startswith("#"):
        mark, _, text = line.partition(" ")
        if mark not in ("#", "##", "###"):
            raise BadMarkup(
                number,
                Text("标题应当写作“# 标题”，最多三级", "a heading is written “# heading”, of three levels at most"),
            )
        if shown := _flat(text):
            yield Heading(len(mark), shown)
    elif line.startswith("~"):
        yield from map(drafted, _lines(line[1:]))
    elif line.startswith("=="):
        if shown := _flat(line[2:]):
            yield Paragraph(shown, "title")
    elif line[0] in _ALIGN:
        yield from (Paragraph(each, _ALIGN[line[0]]) for each in _lines(line[1:]))
    elif line[0] in _MARKS:
        raise BadMarkup(
            number,
            Text("行首的“{mark}”不是可用的标记", "“{mark}” at the beginning of a line is no mark").fmt(mark=line[0]),
        )
    else:
        yield from (Paragraph(each) for each in _lines(line))


def drafted(text: str) -> Block:
    """A line of a draft: a short one with the number of a heading, and no sentence, is one."""
    level = next((level for level, number in enumerate(NUMBERS, 1) if number.match(text)), 0)
    if level and len(text) <= _SHORT and not _SENTENCE.search(text):
        return Heading(level, text, own=True)
    return Paragraph(text)


def _table(lines: Sequence[tuple[int, str]]) -> Table:
    head = False
    widths: tuple[int, ...] = ()
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for number, line in lines:
        if given := _WIDTHS.fullmatch(line):
            widths = tuple(int(each) for each in given[1].split("-") if each.strip())
            continue
        if len(line) < 2 or not line.endswith("|"):
            raise BadMarkup(number, Text("表格的一行应当以“|”结束", "a row of a table ends with “|”"))
        head = head or (line.startswith("|:") and not rows)
        rows.append((number, _cells(line.removeprefix("|:").removeprefix("|").removesuffix("|"))))
    number, first = rows[0] if rows else (lines[0][0], ())
    columns = sum(cell.span for cell in first)
    widths = widths or (1,) * columns
    for number, row in rows:
        if sum(cell.span for cell in row) != len(widths):
            raise BadMarkup(
                number,
                Text("表格这一行应当有{many}格", "this row of the table has to have {many} cells").fmt(
                    many=len(widths)
                ),
            )
    return Table(tuple(row for _number, row in rows), widths, head)


def _cells(line: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for each in line.split("|"):
        text = each.strip()
        if text == ">" and cells:
            cells[-1] = Cell(cells[-1].text, cells[-1].label, cells[-1].span + 1)
        elif _ROOM.fullmatch(text):
            cells.append(Cell("\n".join("\u3000" for _line in text)))
        else:
            label = text.startswith("*")
            cells.append(Cell("\n".join(_lines(text.removeprefix("*"))), label))
    return tuple(cells)
