"""Folders and the names in them, on the disk and not only on their way there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def make(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it, where they are missing; its name is on the disk when this returns."""
    missing = [each for each in folder.parents if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=mode)
    # also where it was there: whoever made it at the same moment may not be so far yet
    for each in (folder, *missing):
        # a folder that may not be read is not one in which this account made anything
        with suppress(PermissionError):
            sync(each.parent)


def sync(path: Path) -> None:
    """Have the names in a folder, or what is in a file, on the disk."""
    if sys.platform != "win32":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
