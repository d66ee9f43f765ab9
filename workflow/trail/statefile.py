"""Files that remember what was signed: written whole or not at all, by one process at a time, readable by their owner."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workflow.trail.refusal import Refusal

if sys.platform != "win32":
    import fcntl


class StateError(Refusal):
    """A file of state or of a key that cannot be used."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file for this process alone; another one waits."""
    lock = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def read(path: Path) -> dict[str, Any]:
    """What the file remembers. Raises `StateError`: whoever has no memory signs nothing."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StateError(f"没有签名状态文件：{path.name}", f"there is no state file {path.name}") from None
    except ValueError as error:
        raise StateError(f"签名状态文件已损坏：{path.name}", f"the state file {path.name} is damaged") from error
    if not isinstance(fields, dict):
        raise StateError(f"签名状态文件已损坏：{path.name}", f"the state file {path.name} is damaged")
    return fields


def write(path: Path, fields: Mapping[str, Any]) -> None:
    """Remember: when this returns it is on the disk, whatever happens next; when it does not, what was there still is."""
    data = json.dumps(fields, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    _create(new, data, 0o600)
    new.replace(path)
    _sync_directory(path.parent)


def create_key(path: Path, data: str) -> None:
    """Write a key once: only its owner reads it, and nobody writes it again. Raises `StateError` where it exists."""
    try:
        _create(path, data.encode() + b"\n", 0o400)
    except FileExistsError:
        raise StateError(f"密钥文件已存在：{path.name}", f"the key file {path.name} is there already") from None
    _sync_directory(path.parent)


def read_key(path: Path) -> str:
    """The key a file holds. Raises `StateError` where others could read it too."""
    try:
        refuse_shared(path, 0o077)
        return path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        raise StateError(f"没有密钥文件：{path.name}", f"there is no key file {path.name}") from None


def refuse_shared(path: Path, barred: int) -> None:
    """Raise `StateError` where others have rights (the bits `barred` of its mode) to what is its owner's alone."""
    mode = path.stat().st_mode & 0o777
    if os.name == "posix" and mode & barred:
        due = mode & ~barred
        raise StateError(
            f"{path}可被他人使用（权限{mode:04o}，应为{due:04o}），请先运行 chmod {due:04o} {path}",
            f"others have rights to {path} (its mode is {mode:04o}, not {due:04o}): run chmod {due:04o} {path} first",
        )


def _create(path: Path, data: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    if sys.platform != "win32":
        directory = os.open(path, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
