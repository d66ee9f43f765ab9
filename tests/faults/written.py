"""What a process had written and made last in a folder, in the order it did so, read from what strace saw of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
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
_FOLDER = re.compile(rf"AT_FDCWD<({_HEX})>")
_OPENED, _GIVEN = re.compile(rf"\d+<({_HEX})>"), re.compile(rf'"({_HEX})"(\.\.\.)?')
# a pipe of multiprocessing says first how much comes
_LENGTH = 4


def events(log: Path, place: Path, passed_over: tuple[str, ...] = (), teller: int = 0) -> list[Event]:
    """Everything that was done in a folder, whose names are given from there, and what was said by the process `teller`.

    `passed_over`: how the names end of what is not kept over a cut, whatever becomes of it.
    """
    return list(_Reader(place, passed_over, str(teller)).events(log))


class _Reader:
    def __init__(self, place: Path, passed_over: tuple[str, ...], teller: str) -> None:
        self.passed_over, self.teller = passed_over, teller
        self.root = f"{place}/"
        # of each process, as far as it was seen; they are one and the same where it matters
        self.folders: dict[str, PurePosixPath] = {}
        self.folder = PurePosixPath("/")
        self.positions: dict[str, int] = {}
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
            for event in self._event(found, line, asked):
                self.count += 1
                yield event

    def _event(self, found: re.Match[str], line: str, asked: int) -> Iterator[Event]:
        process, call, given, result = found[1], found[2], found[3], int(found[4])
        strings = [_bytes(each[1], line, more=each[2]) for each in _GIVEN.finditer(given)]
        if call.startswith(_OF_NAMES):
            paths = self._paths(process, given, strings)
            if any(self._here(path) for path in paths):
                yield from self._named(call, given, [self._name(path) for path in paths], line)
            return
        opened = _OPENED.match(given)
        if opened is None:
            raise Unreadable(line)
        path = _bytes(opened[1], line).decode()
        data = b"".join(strings)[:result]
        if call == "write" and path.startswith("pipe:") and process == self.teller:
            yield Said(data[_LENGTH:])
        elif self._here(path):
            yield from self._inside(call, self._name(path), data, given.rpartition(", ")[2], result, line, asked)

    def _inside(
        self, call: str, name: str, data: bytes, last: str, result: int, line: str, asked: int
    ) -> Iterator[Event]:
        match call:
            case "write":
                start = self.positions.get(name, 0)
                self.positions[name] = start + result
                yield Wrote(name, start, data)
            case "pwrite64" | "pwritev":
                yield Wrote(name, int(last), data)
            case "ftruncate":
                yield Sized(name, int(last))
            case "lseek":
                self.positions[name] = result
            case "fsync" | "fdatasync":
                yield Synced(name, asked)
            case _:
                raise Unreadable(line)

    def _named(self, call: str, given: str, names: list[str], line: str) -> Iterator[Event]:
        match call:
            case "openat":
                if "O_APPEND" in given or "O_TMPFILE" in given:
                    raise Unreadable(line)
                self.positions[names[0]] = 0
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

    def _paths(self, process: str, given: str, strings: list[bytes]) -> list[str]:
        if found := _FOLDER.search(given):
            self.folder = self.folders[process] = PurePosixPath(_bytes(found[1], given).decode())
        folder = self.folders.get(process, self.folder)
        return [str(folder / each.decode()) for each in strings]

    def _here(self, path: str) -> bool:
        return f"{path}/".startswith(self.root) and not path.endswith(self.passed_over)

    def _name(self, path: str) -> str:
        return path.removeprefix(self.root) if path + "/" != self.root else ""


def _bytes(shown: str, line: str, more: str | None = None) -> bytes:
    if more:
        raise Unreadable(line)
    return bytes.fromhex(shown.replace("\\x", ""))
