"""Files that are there when they are whole and on the disk, and not before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from workflow.trail.folders import sync


@contextmanager
def whole(target: Path, mode: int = 0o600) -> Iterator[IO[bytes]]:
    """A file that takes its name when it is complete and on the disk; otherwise there is nothing. Only its owner reads it,
    unless `mode` says otherwise."""
    with draft_of(target) as draft:
        with draft.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
        sync(target.parent)


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """A new file beside a place, that its owner alone reads and that is gone afterwards unless it was given that place."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # made with mode 0600
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
