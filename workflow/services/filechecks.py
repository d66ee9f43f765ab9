"""What can be seen of the files that go to the archives: whether they open, are what they say, and carry what acts by itself."""

from __future__ import annotations

import io
import logging
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from workflow.domain.facts import FileRef
from workflow.domain.text import Text
from workflow.services.files import KINDS

# it writes down whatever it had to make allowance for, which is the maker's business
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# whatever a reader meets in a file that is not what it should be; neither names it all
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, zlib.error)
_BROKEN_PDF = (PyPdfError, *_BROKEN)
_BROKEN_WORD = (PackageNotFoundError, zipfile.BadZipFile, SyntaxError, *_BROKEN)
# the catalogue of a PDF and its names: what runs when the file is opened, and files within the file
_ACTIVE = ("/OpenAction", "/AA")
_NAMED = ("/JavaScript", "/EmbeddedFiles")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def opened_pdf(name: str, content: bytes) -> Iterator[Text]:
    """What is wrong with a PDF that is to be kept; nothing where it opens, without a password, and has pages."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Text(f"{name}设有打开密码。", f"{name} cannot be opened without a password.")
        elif not len(reader.pages):
            yield Text(f"{name}没有页面。", f"{name} has no page.")
    except _BROKEN_PDF:
        yield Text(f"{name}不能作为PDF打开。", f"{name} does not open as PDF.")


def opened_word(name: str, content: bytes) -> Iterator[Text]:
    """What is wrong with a Word file that is to be kept."""
    try:
        Document(io.BytesIO(content))
    except _BROKEN_WORD:
        yield Text(f"{name}不能作为Word文件打开。", f"{name} does not open as a Word file.")


def opened(ref: FileRef, content: bytes) -> Iterator[Text]:
    """What is wrong with an uploaded file: not of the type it was declared as, or a PDF or Word file that does not open."""
    ending = os.path.splitext(ref.name)[1].lower()
    kind = KINDS.get(ending)
    if kind is None or kind.media_type != ref.media_type or not kind.shown_by(content):
        yield Text(
            f"{ref.name}的内容与其类型不符。", f"The content of {ref.name} is not of the type it is declared as."
        )
    elif ending == ".pdf":
        yield from opened_pdf(ref.name, content)
    elif ending == ".docx":
        yield from opened_word(ref.name, content)


def acting(ref: FileRef, content: bytes) -> Iterator[Text]:
    """What of a file may act by itself: macros, scripts, files within it."""
    if content.startswith(b"MZ") or content.startswith(b"\x7fELF"):
        yield Text(f"{ref.name}是可执行程序。", f"{ref.name} is a program.")
    if _MACROS in content:
        yield Text(f"{ref.name}含有宏。", f"{ref.name} has macros.")
    if content.startswith(b"PK\x03\x04"):
        within = [
            each for each in _members(content) if "/embeddings/" in each or each.lower().endswith("vbaproject.bin")
        ]
        if within:
            yield Text(
                f"{ref.name}内嵌对象：{'、'.join(within)}。", f"{ref.name} has objects in it: {', '.join(within)}."
            )
    if content.startswith(b"%PDF-") and (found := list(_of_pdf(content))):
        said = ", ".join(found)
        yield Text(
            f"{ref.name}含有自动动作、脚本或者附件：{said}。",
            f"{ref.name} has actions, scripts or files in it: {said}.",
        )


def _members(content: bytes) -> Iterable[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return ()


def _of_pdf(content: bytes) -> Iterator[str]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return
        root = reader.root_object
        yield from (each for each in _ACTIVE if each in root)
        names: Any = root["/Names"].get_object() if "/Names" in root else {}
        yield from (each for each in _NAMED if each in names)
    except _BROKEN_PDF:
        return
