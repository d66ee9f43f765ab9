"""What a process had written and made last in a folder, in the order it did so, read from what strace saw of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Made(NamedTuple):
    """A name was given to a new file or folder, unless there was one of that name."""

    name: str
    folder: bool


class Wrote(NamedTuple):
    """Bytes were put somewhere in a file."""

    name: str
    start: int
    data: bytes


class Sized(NamedTuple):
    """A file was cut off or extended."""

    name: str
    size: int


class Linked(NamedTuple):
    """A file got a second name."""

    name: str
    more: str


class Moved(NamedTuple):
    """A file got another name, whatever had that before."""

    name: str
    to: str


class Removed(NamedTuple):
    """A name was taken away."""

    name: str


class Synced(NamedTuple):
    """All that was written to a file, or the names in a folder, was made to last; asked for after so many events."""

    name: str
    asked: int


class Said(NamedTuple):
    """What the process told whoever waits for its answers."""

    data: bytes


Event = Made | Wrote | Sized | Linked | Moved | Removed | Synced | Said


class Unreadable(Exception):
    """A line of strace that is not understood: what it did is not known, so nothing can be replayed."""


_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_CUT_SHORT, _GOES_ON = (
    re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>$"),
    re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)"),
)
_OF_NAMES = ("openat", "mkdir", "unlink", "rename", "link")
_HEX = r"(?:\\x[0-9a-f]{2})*"
_OPENED, _GIVEN = re.compile(rf"(\d+)<({_HEX})>"), re.compile(rf'"({_HEX})"(\.\.\.)?')
# a pipe of multiprocessing says first how much comes
_LENGTH = 4


def events(log: Path, place: Path) -> list[Event]:
    """Everything that was done in a folder, whose names are given from there, and what was said."""
    return list(_Reader(place).events(log))


class _Reader:
    def __init__(self, place: Path) -> None:
        self.root = f"{place}/"
        self.positions: dict[int, int] = {}
        self.begun: dict[str, tuple[str, int]] = {}
        self.count = 0

    def events(self, log: Path) -> Iterator[Event]:
        for line in log.read_text("ascii").splitlines():
            if begun := _CUT_SHORT.match(line):
                self.begun[begun[1]] = f"{begun[1]} {begun[2]}", self.count
                continue
            asked = self.count
            if goes_on := _GOES_ON.match(line):
                before, asked = self.begun.pop(goes_on[1])
                line = before + goes_on[2]
            found = _LINE.match(line)
            if found is None or int(found[4]) < 0:
                # signals, the end of a thread; a call that failed changed nothing
                continue
            for event in self._event(found[2], found[3], int(found[4]), line, asked):
                self.count += 1
                yield event

    def _event(self, call: str, given: str, result: int, line: str, asked: int) -> Iterator[Event]:
        strings = [_bytes(each[1], line, more=each[2]) for each in _GIVEN.finditer(given)]
        if call.startswith(_OF_NAMES):
            yield from self._named(call, given, result, [each.decode() for each in strings], line)
            return
        opened = _OPENED.match(given)
        if opened is None:
            raise Unreadable(line)
        number, path = int(opened[1]), _bytes(opened[2], line).decode()
        if call == "write" and path.startswith("pipe:"):
            yield Said(strings[0][_LENGTH:])
        if not f"{path}/".startswith(self.root):
            return
        name, last = self._name(path), given.rpartition(", ")[2]
        match call:
            case "write":
                start = self.positions.get(number, 0)
                self.positions[number] = start + result
                yield Wrote(name, start, strings[0][:result])
            case "pwrite64":
                yield Wrote(name, int(last), strings[0][:result])
            case "ftruncate":
                yield Sized(name, int(last))
            case "lseek":
                self.positions[number] = result
            case "fsync" | "fdatasync":
                yield Synced(name, asked)
            case _:
                raise Unreadable(line)

    def _named(self, call: str, given: str, result: int, paths: list[str], line: str) -> Iterator[Event]:
        if not any(f"{path}/".startswith(self.root) for path in paths):
            return
        names = [self._name(path) for path in paths]
        match call:
            case "openat":
                if "O_APPEND" in given or "O_TMPFILE" in given:
                    raise Unreadable(line)
                self.positions[result] = 0
                if "O_CREAT" in given:
                    yield Made(names[0], folder=False)
                if "O_TRUNC" in given:
                    yield Sized(names[0], 0)
            case "mkdir" | "mkdirat":
                yield Made(names[0], folder=True)
            case "unlink" | "unlinkat":
                yield Removed(names[0])
            case "link" | "linkat":
                yield Linked(*names)
            case _:
                yield Moved(*names)

    def _name(self, path: str) -> str:
        return path.removeprefix(self.root) if path + "/" != self.root else ""


def _bytes(shown: str, line: str, more: str | None = None) -> bytes:
    if more:
        raise Unreadable(line)
    return bytes.fromhex(shown.replace("\\x", ""))
