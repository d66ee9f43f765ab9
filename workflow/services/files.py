"""The store of uploaded files: each kept once, under the SHA-256 digest of its content, and never changed.

What a file is, its content says; the name only has to agree. Nothing is ever unpacked.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import obstore
import puremagic
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore
from sqlalchemy import select

from workflow.domain.facts import FileRef
from workflow.domain.text import Text
from workflow.domain.typed import typed_digest
from workflow.models.files import StoredFile
from workflow.services.unit import Session
from workflow.trail import folders

NAME_LENGTH = 120
# a document's parts unpacked: far more than any real one, far less than what fills a disk
UNPACKED_LIMIT = 400 * 1024 * 1024
MEMBERS_LIMIT = 10_000

# not allowed in names by Windows, where the files will be opened
_RESERVED = re.compile(r'[<>:"|?*]')
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class FileRefused(Exception):
    """The file is not taken; `reason` says why and what to do, in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


class FileMissing(LookupError):
    """There is no such file in the store, or what is there is not what was put in."""


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: what it is called on the wire, and how its content shows it."""

    media_type: str
    shown_by: Callable[[bytes], bool]


def _magic(*endings: str) -> Callable[[bytes], bool]:
    def check(content: bytes) -> bool:
        try:
            found = puremagic.magic_string(content)
        except (puremagic.PureError, ValueError):
            return False
        best = max((each.confidence for each in found), default=0)
        return any(each.extension in endings for each in found if each.confidence == best)

    return check


def _pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-65536:]


def _compound(*streams: str) -> Callable[[bytes], bool]:
    """An OLE compound file with one of these streams in its directory, which is written in UTF-16."""

    def check(content: bytes) -> bool:
        return content.startswith(_COMPOUND) and any(name.encode("utf-16-le") in content for name in streams)

    return check


def _package(*members: str) -> Callable[[bytes], bool]:
    """A zip that begins as one, has these members, carries no macros and does not swell when unpacked."""

    def check(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                listed = package.infolist()
        except (zipfile.BadZipFile, ValueError, RuntimeError):  # RuntimeError: a version of the format not known
            return False
        names = {each.filename for each in listed}
        return (
            names.issuperset(members)
            and len(listed) <= MEMBERS_LIMIT
            and sum(each.file_size for each in listed) <= UNPACKED_LIMIT
            and not any(name.lower().endswith("vbaproject.bin") for name in names)
        )

    return check


def is_text(content: bytes) -> bool:
    """Whether the content is plain text, in UTF-8 or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return not _TEXT_CONTROLS.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = "[Content_Types].xml"

KINDS: dict[str, Kind] = {
    ".pdf": Kind("application/pdf", _pdf),
    ".ofd": Kind("application/ofd", _package("OFD.xml")),
    ".docx": Kind(_OFFICE + "wordprocessingml.document", _package(_TYPES, "word/document.xml")),
    ".xlsx": Kind(_OFFICE + "spreadsheetml.sheet", _package(_TYPES, "xl/workbook.xml")),
    ".pptx": Kind(_OFFICE + "presentationml.presentation", _package(_TYPES, "ppt/presentation.xml")),
    ".doc": Kind("application/msword", _compound("WordDocument")),
    ".xls": Kind("application/vnd.ms-excel", _compound("Workbook", "Book")),
    ".wps": Kind("application/wps-office.wps", _compound("WordDocument")),
    ".et": Kind("application/wps-office.et", _compound("Workbook", "Book")),
    ".txt": Kind("text/plain", is_text),
    ".png": Kind("image/png", _magic(".png")),
    ".jpg": Kind("image/jpeg", _magic(".jpg", ".jpeg", ".jfif")),
    ".jpeg": Kind("image/jpeg", _magic(".jpg", ".jpeg", ".jfif")),
}
"""What may be attached, by the ending of its name."""

_ALLOWED = Text(
    "可以上传 PDF、OFD、Word（doc、docx）、Excel（xls、xlsx）、PowerPoint（pptx）、WPS（wps、et）、"
    "纯文本（txt）和图片（png、jpg）文件。",
    "PDF, OFD, Word (doc, docx), Excel (xls, xlsx), PowerPoint (pptx), WPS (wps, et), plain text (txt) and pictures "
    "(png, jpg) can be uploaded.",
)


def clean_name(name: str) -> str:
    """A name as it is kept: no path, no invisible or direction-changing characters, at most 120 characters.

    :raises FileRefused: nothing usable is left.
    """
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # categories C*: controls, characters that turn the direction of writing, halves of pairs, unassigned ones
    seen = "".join(char for char in bare if not unicodedata.category(char).startswith("C"))
    seen = " ".join(_RESERVED.sub("_", seen).split()).strip(". ")
    stem, ending = os.path.splitext(seen)
    if not stem.strip(". _"):
        raise FileRefused(
            Text(
                "文件名无法使用，请改名后重新上传，例如“实施方案.docx”。",
                "The name of the file cannot be used: rename it, for example plan.docx, and upload it again.",
            )
        )
    return stem[: NAME_LENGTH - len(ending)].rstrip() + ending


def save(
    store_dir: Path,
    name: str,
    stream: BinaryIO,
    limit: int,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    allowed: Text = _ALLOWED,
) -> FileRef:
    """Keep a file of at most `limit` bytes; it is on the disk, not only on its way there, when this returns.

    :raises FileRefused: hostile name, empty, too large, of a type not taken or not of the type its name says.
    """
    kept_as = clean_name(name)
    content = stream.read(limit + 1)
    if not content:
        raise FileRefused(
            Text("文件“{name}”是空文件，请检查后重新上传。", "The file “{name}” is empty.").fmt(name=kept_as)
        )
    if len(content) > limit:
        raise FileRefused(
            Text(
                "文件“{name}”超过{mb}MB，请压缩或者拆分后重新上传。",
                "The file “{name}” is larger than {mb} MB: make it smaller or split it.",
            ).fmt(name=kept_as, mb=f"{limit / 1024 / 1024:g}")
        )
    kind = kinds.get(os.path.splitext(kept_as)[1].lower())
    if kind is None:
        raise FileRefused(
            Text("不能上传文件“{name}”。{allowed}", "The file “{name}” is of a type not taken. {allowed}").fmt(
                name=kept_as, allowed=allowed
            )
        )
    if not kind.shown_by(content):
        raise FileRefused(
            Text(
                "文件“{name}”的内容与扩展名不符、已损坏或者含有宏，请另存为正确的格式后重新上传。{allowed}",
                "The content of “{name}” is not what its name says, is damaged or has macros: save it in the right "
                "format and upload it again. {allowed}",
            ).fmt(name=kept_as, allowed=allowed)
        )
    digest = hashlib.sha256(content).hexdigest()
    put(store_dir, digest, content)
    return FileRef(name=kept_as, digest=digest, size=len(content), media_type=kind.media_type)


def open_file(store_dir: Path, digest: str) -> bytes:
    """The content of a file, checked against its digest.

    :raises FileMissing: it is not there or damaged.
    """
    if typed_digest(digest) != digest or not store_dir.is_dir():
        raise FileMissing(digest)
    try:
        content = bytes(obstore.get(LocalStore(store_dir), _key(digest)).bytes())
    except FileNotFoundError as error:
        raise FileMissing(digest) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise FileMissing(digest)
    return content


def register(session: Session, ref: FileRef, now: datetime) -> None:
    """Enter a saved file in the table of files, if it is not there yet; inside a unit of work that is open."""
    if session.get(StoredFile, ref.digest) is None:
        session.add(StoredFile(digest=ref.digest, size=ref.size, media_type=ref.media_type, created_at=now))
        session.flush()


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:]}"


def put(store_dir: Path, digest: str, content: bytes) -> None:
    """Keep content under its digest; it is on the disk when this returns."""
    folders.make(store_dir)
    store = LocalStore(store_dir)
    try:
        obstore.put(store, _key(digest), content, mode="create")
    except AlreadyExistsError:
        try:
            open_file(store_dir, digest)
        except FileMissing:
            # left half written when the power failed: the same content takes its place
            obstore.put(store, _key(digest), content, mode="overwrite")
    place = store_dir / _key(digest)
    # the folder too: it holds the name
    for path in (place, place.parent, store_dir):
        folders.sync(path)


def copy_all(session: Session, store_dir: Path, target: Path) -> list[str]:
    """Copy every file that was uploaded into a new folder, under the same names; the digests of those not whole any more."""
    target.mkdir()
    missing = []
    for digest in session.scalars(select(StoredFile.digest).order_by(StoredFile.digest)):
        try:
            content = open_file(store_dir, digest)
        except FileMissing:
            missing.append(digest)
            continue
        place = target / _key(digest)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    return missing
