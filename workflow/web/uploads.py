"""Files that are in the store but in no record yet: a form carries them, signed, until its step is taken."""

from __future__ import annotations

from typing import BinaryIO, cast

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from jinja2.filters import do_filesizeformat
from pydantic import ValidationError
from werkzeug.datastructures import FileStorage

from workflow.domain.facts import FileRef
from workflow.services import files
from workflow.web import context

MB = 1024 * 1024


def accepted() -> str:
    """What a file field lets people choose; what a file really is, its content says."""
    return ",".join(files.KINDS)


def label(ref: FileRef) -> str:
    """Name and size of a file."""
    return f"{ref.name}（{do_filesizeformat(ref.size)}）"


def keep(upload: FileStorage) -> FileRef:
    """Put an uploaded file into the store.

    :raises workflow.services.files.FileRefused: it is not taken; the reason says what to do.
    """
    settings = context.settings()
    return files.save(settings.files, upload.filename or "", cast(BinaryIO, upload.stream), settings.max_upload_mb * MB)


def there(ref: FileRef) -> bool:
    """Whether a file is in the store as it was put in: a form may come back after a backup did, or somebody changed it."""
    try:
        files.open_file(context.settings().files, ref.digest)
    except files.FileMissing:
        return False
    return True


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="upload")


def pack(ref: FileRef) -> str:
    """A file in the store as a form carries it: signed, so that nobody names a file they did not upload."""
    return str(_signer().dumps(ref.model_dump()))


def unpack(token: str) -> FileRef | None:
    """The file of a token that `pack` made."""
    try:
        return FileRef.model_validate(_signer().loads(token))
    except (BadSignature, ValidationError):
        return None
