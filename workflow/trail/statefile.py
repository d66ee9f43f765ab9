"""Files that remember what was signed: written whole or not at all, by one process at a time, readable by their owner."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workflow.trail.folders import sync
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
    _put(path, json.dumps(fields, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n", 0o600)


def begin(key_file: Path, key: str, path: Path, fields: Mapping[str, Any]) -> None:
    """Write a key once, that its owner alone reads, and the memory it begins with. Raises `StateError` where there is one.

    The memory comes first: by itself it is what was left when the power failed, and the same is begun again. A key alone
    might have signed anything.
    """
    with locked(path):
        if key_file.exists():
            raise StateError(f"密钥文件已存在：{key_file.name}", f"the key file {key_file.name} is there already")
        if path.exists() and read(path) != fields:
            raise StateError(f"签名状态文件已存在：{path.name}", f"the state file {path.name} is there already")
        write(path, fields)
        _put(key_file, key.encode() + b"\n", 0o400)


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


def _put(path: Path, data: bytes, mode: int) -> None:
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync(path.parent)
