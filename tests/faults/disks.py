"""A disk whose power is cut: what was synced is there, of the rest a part that chance chooses.

It is as strict as POSIX and stricter than ext4:

- What was written to a file lasts by an fsync or fdatasync of that file that was asked for afterwards, and by nothing else.
  Until then each block of it shows a moment of its own between the last sync and the cut, and so does its size: later
  writes may have arrived and earlier ones not, and where a file is long and its blocks did not arrive there are zeros.
- A name (made, linked, moved, removed) lasts by a sync of its folder alone, not by one of the file. Until then each change
  of a name arrived or not, whatever became of the others; a move within a folder is done whole or not at all.
- A sector of 512 bytes is written whole or not at all. A disk does not damage what it was not asked to write.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.faults.written import Event, Linked, Made, Moved, Removed, Said, Sized, Synced, Wrote

SECTOR, PAGE = 512, 4096

SIZE = -1

Part = tuple["File | Folder", int]
"""A block of a file by its number, or its `SIZE`; a change of a name in a folder by the number of its event."""

Moment = Callable[[Part], int]
"""Up to which event has arrived what concerns a part."""


class Change(NamedTuple):
    """A change of a file that may not have arrived: bytes from somewhere on, or None where its end is there now."""

    at: int
    start: int
    data: bytes | None


@dataclass(eq=False)
class File:
    """What is there for certain, and what may be there."""

    kept: bytearray
    late: list[Change] = field(default_factory=list)

    def sync(self, asked: int) -> None:
        """What was changed before is there for certain."""
        for change in self.late:
            if change.at < asked:
                _apply(self.kept, change)
        self.late = [change for change in self.late if change.at >= asked]

    def after(self, moment: Moment, block: int) -> bytes:
        """What is found in it after a cut."""
        found, real = bytearray(self.kept), len(self.kept)
        size, seen = real, moment((self, SIZE))
        for change in self.late:
            real = change.start if change.data is None else max(real, change.start + len(change.data))
            size = real if change.at < seen else size
            for number, start, piece in _pieces(change, block, len(found)):
                if change.at < moment((self, number)):
                    _put(found, start, piece)
        return bytes(found[:size].ljust(size, b"\0"))


def _apply(content: bytearray, change: Change) -> None:
    if change.data is None:
        content[:] = content[: change.start].ljust(change.start, b"\0")
    else:
        _put(content, change.start, change.data)


def _put(content: bytearray, start: int, data: bytes) -> None:
    if len(content) < start:
        content.extend(bytes(start - len(content)))
    content[start : start + len(data)] = data


def _pieces(change: Change, block: int, length: int) -> Iterator[tuple[int, int, bytes]]:
    """A change block by block; one that cuts off leaves zeros."""
    data = bytes(max(0, length - change.start)) if change.data is None else change.data
    start, end = change.start, change.start + len(data)
    while start < end:
        next_ = min(end, (start // block + 1) * block)
        yield start // block, start, data[start - change.start : next_ - change.start]
        start = next_


class Naming(NamedTuple):
    """A change of the names in a folder that may not have arrived."""

    at: int
    gone: str | None
    come: str | None
    node: File | Folder


@dataclass(eq=False)
class Folder:
    """The names in it: those there for certain, the changes that may be there, and what the program sees."""

    kept: dict[str, File | Folder]
    late: list[Naming] = field(default_factory=list)
    now: dict[str, File | Folder] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = dict(self.kept)

    def change(self, naming: Naming) -> None:
        """What the program sees at once."""
        self.late.append(naming)
        _rename(self.now, naming)

    def sync(self, asked: int) -> None:
        """What was changed before is there for certain."""
        for naming in self.late:
            if naming.at < asked:
                _rename(self.kept, naming)
        self.late = [naming for naming in self.late if naming.at >= asked]

    def after(self, moment: Moment) -> dict[str, File | Folder]:
        """The names found in it after a cut."""
        found = dict(self.kept)
        for naming in self.late:
            if naming.at < moment((self, naming.at)):
                _rename(found, naming)
        return found


def _rename(names: dict[str, File | Folder], naming: Naming) -> None:
    if naming.gone is not None and names.get(naming.gone) is naming.node:
        del names[naming.gone]
    if naming.come is not None:
        names[naming.come] = naming.node


WAYS = ("nothing", "everything", "in order", "pages", "sectors")
"""What of all that was not synced has arrived when the power is cut: nothing, everything, what was asked for up to some
moment with the last write torn at a sector, or each page or each sector as chance has it."""


class Disk:
    """A disk on which a folder lies as it is found, with all that is in it there for certain, but for names that end so."""

    def __init__(self, place: Path, passed_over: tuple[str, ...] = ()) -> None:
        self._root = _read(place, passed_over)
        self._owners = {each.name: each.stat() for each in place.iterdir()}
        self._count = 0

    def play(self, event: Event) -> None:
        """What happens to it."""
        at = self._count
        match event:
            case Made(name, folder):
                path = PurePosixPath(name)
                if path.name not in self._folder(path.parent).now:
                    self._rename(at, path, Folder({}) if folder else File(bytearray()), come=True)
            case Wrote(name, start, data):
                self._file(name).late.append(Change(at, start, data))
            case Sized(name, size):
                self._file(name).late.append(Change(at, size, None))
            case Linked(name, more):
                self._rename(at, PurePosixPath(more), self._find(name), come=True)
            case Removed(name):
                self._rename(at, PurePosixPath(name), self._find(name), come=False)
            case Moved(name, to):
                old, new = PurePosixPath(name), PurePosixPath(to)
                assert old.parent == new.parent, "a move from folder to folder is done whole or by halves"
                self._folder(old.parent).change(Naming(at, old.name, new.name, self._find(name)))
            case Synced(name, asked):
                self._find(name).sync(asked)
            case Said():
                pass
        self._count += 1

    def cut(self, target: Path, way: str = "everything", seed: int = 0) -> None:
        """Write into an empty folder what is found when the power comes back."""
        moment = self._moment(way, random.Random(seed))
        _write(self._root, target, moment, PAGE if way == "pages" else SECTOR)
        for name, owner in self._owners.items():
            # a server runs as an account of its own where the tests are those of root
            if owner.st_uid != os.geteuid():
                for each in (target / name, *(target / name).rglob("*")):
                    os.chown(each, owner.st_uid, owner.st_gid)

    def _moment(self, way: str, chance: random.Random) -> Moment:
        if way in ("nothing", "everything"):
            same = self._count if way == "everything" else 0
            return lambda _: same
        waiting = sorted({change.at for _, change in _late(self._root)} | {self._count})
        if way == "in order":
            return _in_order(self._root, chance.choice(waiting), chance.randint(0, PAGE // SECTOR))
        moments = defaultdict[Part, int](lambda: chance.randint(waiting[0], self._count))
        return moments.__getitem__

    def _rename(self, at: int, path: PurePosixPath, node: File | Folder, *, come: bool) -> None:
        self._folder(path.parent).change(Naming(at, None if come else path.name, path.name if come else None, node))

    def _find(self, name: str | PurePosixPath) -> File | Folder:
        node: File | Folder = self._root
        for part in PurePosixPath(name).parts:
            assert isinstance(node, Folder)
            node = node.now[part]
        return node

    def _file(self, name: str) -> File:
        node = self._find(name)
        assert isinstance(node, File)
        return node

    def _folder(self, name: PurePosixPath) -> Folder:
        node = self._find(name)
        assert isinstance(node, Folder)
        return node


def _in_order(root: Folder, last: int, torn: int) -> Moment:
    """All before an event has arrived; of that event itself, where it wrote to a file, so many sectors."""
    there = {(node, last): change for node, change in _late(root) if change.at == last}

    def moment(key: Part) -> int:
        node, number = key
        change = there.get((node, last))
        if not isinstance(change, Change) or not torn:
            return last
        return last + (number == SIZE or number < change.start // SECTOR + torn)

    return moment


def _late(folder: Folder) -> Iterator[tuple[File | Folder, Change | Naming]]:
    """Everything that may not have arrived."""
    yield from ((folder, each) for each in folder.late)
    for node in {*folder.now.values(), *folder.kept.values(), *(each.node for each in folder.late)}:
        yield from _late(node) if isinstance(node, Folder) else ((node, each) for each in node.late)


def _read(place: Path, passed_over: tuple[str, ...]) -> Folder:
    found = [each for each in place.iterdir() if not str(each).endswith(passed_over)]
    return Folder(
        {each.name: _read(each, passed_over) if each.is_dir() else File(bytearray(each.read_bytes())) for each in found}
    )


def _write(folder: Folder, place: Path, moment: Moment, block: int) -> None:
    place.mkdir(mode=0o700)
    for name, node in folder.after(moment).items():
        if isinstance(node, Folder):
            _write(node, place / name, moment, block)
        else:
            (place / name).touch(0o600)
            (place / name).write_bytes(node.after(moment, block))
