"""Reading rows out of an uploaded workbook or JSON list: so many at most, one at a time, and nothing is computed."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from workflow.domain.dossierfile import json_said
from workflow.domain.importing.cells import Cell, Column, Columns, Raw, Unreadable
from workflow.domain.text import Text, joined

MOST_ROWS = 1000
MOST_COLUMNS = 200
MOST_UNPACKED = 64 * 1024 * 1024
_MOST_BLANK = 5000
"""Rows of nothing a sheet may have, as programs leave them behind, before the rest is not looked at."""

_NO_BOOK = Text(
    "不是可以读取的 Excel 工作簿（xlsx），请用 Excel 或者 WPS 另存为 xlsx 后重新上传。",
    "This is no workbook (xlsx) that can be read: save it as xlsx and upload it again.",
)
_NOT_UTF8 = Text(
    "编码不是 UTF-8，请用文本编辑器另存为 UTF-8 后重新上传。",
    "This is not UTF-8 text: save it as UTF-8 and upload it again.",
)
_NO_JSON = Text("第{line}行第{column}列：{said}", "Line {line}, column {column}: {said}")
_NO_VALUE = Text(
    "嵌套层数过多，或者其中有过长的数字，不能读取。",
    "It is nested too deeply, or has a number that is too long, to be read.",
)
_TOO_MANY = Text(
    "超过{most}行；一次最多导入{most}行，请分成几个文件。", "More than {most} rows: divide it into several files."
)


def parsed(content: bytes) -> Any:
    """The value of a JSON file. Raises Unreadable."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(_NOT_UTF8) from None
    except json.JSONDecodeError as error:
        raise Unreadable(_NO_JSON.fmt(line=error.lineno, column=error.colno, said=json_said(error))) from None
    except (ValueError, RecursionError):
        raise Unreadable(_NO_VALUE) from None


def listed(value: Any, known: Columns) -> list[Raw]:
    """The rows of a JSON list of objects, whose keys are the fields. Raises Unreadable."""
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise Unreadable(Text("文件中没有可以导入的内容。", "There is nothing in the file to import."))
    if wrong := [place for place, each in enumerate(rows, 1) if not isinstance(each, dict)]:
        said = Text(
            "JSON 文件应为对象的列表：[{{…}}, {{…}}]；第{place}项不是对象。",
            "A list of objects is expected: [{{…}}, {{…}}]; item {place} is none.",
        )
        raise Unreadable(said.fmt(place=wrong[0]))
    if len(rows) > MOST_ROWS:
        raise Unreadable(_TOO_MANY.fmt(most=MOST_ROWS))
    strange = sorted({key[:40] for each in rows for key in each if key not in known})
    if strange:
        said = Text("没有这些键：{keys}；可用：{known}。", "There are no such keys: {keys}; known are: {known}.")
        names = [joined([Text(each, each) for each in group]) for group in (strange[:10], list(known))]
        raise Unreadable(said.fmt(keys=names[0], known=names[1]))
    return [Raw(place, {key: _flat(cell) for key, cell in each.items()}) for place, each in enumerate(rows, 1)]


def _flat(value: Any) -> Cell:
    """A value as a cell: what is a list in JSON is separated by 、 in a sheet."""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return value if value is None or isinstance(value, str | int | float) else str(value)


def of_workbook(content: bytes, known: Columns) -> tuple[list[Raw], list[str]]:
    """The rows of the first sheet under its head, and the heads nobody knows. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(each.file_size for each in package.infolist())
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        raise Unreadable(_NO_BOOK) from None
    if unpacked > MOST_UNPACKED:
        said = Text(
            "工作簿解压后超过{mb}MB，请删去图片、空白行和多余的工作表后重新上传。",
            "The workbook is larger than {mb} MB unpacked: take out pictures, blank rows and other sheets.",
        )
        raise Unreadable(said.fmt(mb=MOST_UNPACKED // 1024**2))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                return _rows(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS), known)
            finally:
                book.close()
    except Unreadable:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        OSError,
    ):
        # whatever a damaged workbook makes the library stumble over
        raise Unreadable(_NO_BOOK) from None


def _rows(lines: Iterator[Sequence[Any]], known: Columns) -> tuple[list[Raw], list[str]]:
    head = next(lines, ())
    by_head = {_plain(word): column for column in known.values() for word in column.head}
    places: dict[int, Column] = {}
    strange = []
    for place, cell in enumerate(head):
        column = by_head.get(_plain(cell.value))
        if column and column not in places.values():
            places[place] = column
        elif cell.value is not None:
            strange.append(str(cell.value)[:40])
    if missing := [each.head for each in known.values() if each.needed and each not in places.values()]:
        said = Text(
            "第一行应为表头，缺少这些列：{heads}。请使用模板。",
            "The first row must be the head; missing: {heads}. Use the template.",
        )
        raise Unreadable(said.fmt(heads=joined(missing)))
    rows, blank = [], 0
    for line, cells in enumerate(lines, 2):
        told = {each.key: cells[place] for place, each in places.items() if place < len(cells)}
        if all(cell.value is None or cell.value == "" for cell in told.values()):
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        formulas = frozenset(key for key, cell in told.items() if cell.data_type == "f" and known[key].kept)
        rows.append(Raw(line, {key: cell.value for key, cell in told.items()}, formulas))
        if len(rows) > MOST_ROWS:
            raise Unreadable(_TOO_MANY.fmt(most=MOST_ROWS))
    if not rows:
        raise Unreadable(Text("表头以下没有内容。", "There is nothing under the head."))
    return rows, strange


def _plain(word: object) -> str:
    return "".join(str(word).split()).casefold()
