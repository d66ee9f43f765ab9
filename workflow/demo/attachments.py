"""The files of the demonstration, made here: a table as .xlsx, paragraphs as .docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from workflow.domain.facts import FileRef
from workflow.services import files

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument"
# a fixed date in the package: the same file has the same digest wherever it is made
_MADE = (2022, 1, 4, 9, 0, 0)


def taken(store: Path, data: dict[str, Any]) -> list[FileRef]:
    """The files that what is written attaches, taken out of it and put into the store."""
    return [_kept(store, each) for each in data.pop("attach", ())]


def _kept(store: Path, written: Mapping[str, Any]) -> FileRef:
    content = make(written)
    return files.save(store, written["name"], io.BytesIO(content), len(content))


def make(written: Mapping[str, Any]) -> bytes:
    """The content of an attachment: `rows` make a table, `paragraphs` a text."""
    return _table(written["rows"]) if "rows" in written else _text(written["paragraphs"])


def _table(rows: list[list[Any]]) -> bytes:
    lines = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData>{lines}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return _package(
        {
            "xl/workbook.xml": (f"{_TYPE}.spreadsheetml.sheet.main+xml", book),
            "xl/worksheets/sheet1.xml": (f"{_TYPE}.spreadsheetml.worksheet+xml", sheet),
        },
        {"xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml")},
    )


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _text(paragraphs: list[str]) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{lines}</w:body></w:document>'
    return _package({"word/document.xml": (f"{_TYPE}.wordprocessingml.document.main+xml", document)}, {})


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _package(parts: Mapping[str, tuple[str, str]], relations: Mapping[str, str]) -> bytes:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items())
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relation("officeDocument", next(iter(parts))),
        **relations,
        **{name: content for name, (_, content) in parts.items()},
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + content)
    return kept.getvalue()
