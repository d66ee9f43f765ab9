"""A bag of BagIt 1.0 (RFC 8493) in a zip: files with a manifest of their SHA-256 digests, the same bytes for the same files.

The library `bagit` makes a bag of a folder that is there already, dated by the clock; this one is written file by file. That
it is one, the tests have that library say. Nothing is compressed: what `zlib` makes of a file may change, and Word and PDF are packed.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from typing import IO, Self

_DAY = (1980, 1, 1, 0, 0, 0)
_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_FILE = 0o100644 << 16


class Bag:
    """A bag being written into a file, under a folder of that name; not closed, it is none."""

    def __init__(self, out: IO[bytes], name: str) -> None:
        self.zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self.name = name
        self.digests: dict[str, str] = {}
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        # what was left half written nobody wants: the zip is not to be finished into a file that is gone or full
        self.zip.fp = None

    def add(self, path: str, content: bytes) -> None:
        """Add a file of the payload; `path` is where it lies under `data/`.

        A percent sign would have to be encoded in the manifest, which not every reader undoes: it is written in full width.
        """
        path = path.replace("%", "％")
        self._write(f"data/{path}", content)
        self.digests[f"data/{path}"] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    def close(self, info: Iterable[tuple[str, str]]) -> None:
        """Write what describes the payload; `info` are the lines of bag-info.txt."""
        said = [*info, ("Payload-Oxum", f"{self.size}.{len(self.digests)}")]
        tags = {
            "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in said),
            "bagit.txt": _DECLARED,
            "manifest-sha256.txt": _listed(self.digests),
        }
        digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in tags.items()}
        for name, text in (*tags.items(), ("tagmanifest-sha256.txt", _listed(digests))):
            self._write(name, text.encode())
        self.zip.close()

    def _write(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(f"{self.name}/{path}", _DAY)
        entry.create_system, entry.external_attr = 3, _FILE
        self.zip.writestr(entry, content)


def _listed(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
