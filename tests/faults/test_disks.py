"""The disk whose power is cut is as strict as it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.disks import SECTOR, WAYS, Disk
from tests.faults.written import Event, Linked, Made, Moved, Removed, Sized, Synced, Unreadable, Wrote, events

OLD, NEW = b"o" * SECTOR * 16, b"n" * SECTOR * 16
OVERWRITTEN = [Wrote("old", 0, NEW)]


def found(tmp_path: Path, happened: list[Event], way: str, seed: int = 0) -> dict[str, bytes]:
    """What is there after a power cut, on a disk with one old file."""
    place, after = tmp_path / "place", tmp_path / "after"
    place.mkdir(exist_ok=True)
    shutil.rmtree(after, ignore_errors=True)
    (place / "old").write_bytes(OLD)
    disk = Disk(place)
    for event in happened:
        disk.play(event)
    disk.cut(after, way, seed)
    return {str(each.relative_to(after)): each.read_bytes() for each in after.rglob("*") if each.is_file()}


def by_chance(tmp_path: Path, happened: list[Event], way: str) -> list[dict[str, bytes]]:
    """What may be there."""
    return [found(tmp_path, happened, way, seed) for seed in range(40)]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_synced_is_there(tmp_path, way):
    made = [Made("d", folder=True), Made("d/new", folder=False), Wrote("d/new", 3, NEW), Removed("old")]
    synced = [Synced(name, len(made)) for name in ("d/new", "d", "")]
    assert found(tmp_path, [*made, *synced], way) == {"d/new": bytes(3) + NEW}


def test_what_was_not_synced_may_be_gone(tmp_path):
    made = [Made("new", folder=False), Wrote("new", 0, NEW), *OVERWRITTEN, Removed("old")]
    assert found(tmp_path, made, "nothing") == {"old": OLD}
    assert found(tmp_path, made, "everything") == {"new": NEW}
    # the content lasts, and has no name; the name lasts, and has no content
    assert found(tmp_path, [*made, Synced("new", 4)], "nothing") == {"old": OLD}
    assert found(tmp_path, [*made, Synced("", 4)], "nothing") == {"new": b""}


def test_a_sync_makes_last_what_was_there_when_it_was_asked_for(tmp_path):
    happened = [Wrote("old", 0, b"1"), Wrote("old", 1, b"2"), Synced("old", 1)]
    assert found(tmp_path, happened, "nothing")["old"][:2] == b"1o"


@pytest.mark.parametrize(("way", "block"), [("pages", SECTOR * 8), ("sectors", SECTOR)])
def test_blocks_arrive_as_chance_has_it_and_each_whole(tmp_path, way, block):
    contents = [each["old"] for each in by_chance(tmp_path, OVERWRITTEN, way)]
    assert len(set(contents)) > 3
    assert {len(set(each[at : at + block])) for each in contents for at in range(0, len(OLD), block)} == {1}
    # later ones may be there without the earlier ones
    assert any(each.startswith(b"o") and each.endswith(b"n") for each in contents)


def test_of_writes_that_arrive_in_order_the_last_is_torn_at_a_sector(tmp_path):
    happened = [Wrote("old", 0, b"1" * SECTOR * 4), Wrote("old", SECTOR * 2, b"2" * SECTOR * 4)]
    contents = {each["old"][: SECTOR * 6 : SECTOR] for each in by_chance(tmp_path, happened, "in order")}
    assert {b"oooooo", b"1111oo", b"1121oo", b"112222"} < contents
    assert all(each.startswith(b"1") or each == b"oooooo" for each in contents)
    assert not any(b"2" in each and b"112" not in each for each in contents)


def test_the_size_and_the_content_arrive_apart(tmp_path):
    contents = {each["old"] for each in by_chance(tmp_path, [Wrote("old", len(OLD), b"n" * SECTOR)], "sectors")}
    assert contents == {OLD, OLD + bytes(SECTOR), OLD + b"n" * SECTOR}
    cut_off = [Sized("old", SECTOR), Sized("old", SECTOR * 2)]
    contents = {each["old"] for each in by_chance(tmp_path, cut_off, "sectors")}
    assert {OLD[:SECTOR], OLD[: SECTOR * 2], OLD[:SECTOR] + bytes(SECTOR)} < contents


def test_names_arrive_apart_and_a_move_whole(tmp_path):
    happened = [Made("new", folder=False), Wrote("new", 0, NEW), Synced("new", 2), Moved("new", "old")]
    assert {each["old"] for each in by_chance(tmp_path, happened, "sectors")} == {OLD, NEW}
    happened = [Linked("old", "more"), Removed("old")]
    seen = {tuple(sorted(each)) for each in by_chance(tmp_path, happened, "sectors")}
    assert seen == {(), ("more",), ("more", "old"), ("old",)}


def test_the_same_seed_gives_the_same_disk(tmp_path):
    for way in WAYS:
        assert found(tmp_path, OVERWRITTEN, way, 7) == found(tmp_path, OVERWRITTEN, way, 7)


SEEN = r"""
10 openat(AT_FDCWD<\x2f>, "\x2f\x70\x2f\x61", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3<\x2f\x70\x2f\x61>
11 write(3<\x2f\x70\x2f\x61>, "\x31\x32\x33", 3) = 2
10 fsync(3<\x2f\x70\x2f\x61> <unfinished ...>
11 write(3<\x2f\x70\x2f\x61>, "\x33", 1) = 1
10 <... fsync resumed>)                    = 0
10 rename("\x2f\x70\x2f\x61", "\x2f\x70\x2f\x62") = 0
10 unlink("\x2f\x70\x2f\x63") = -1 ENOENT (No such file or directory)
10 write(4<\x2f\x71>, "\x31", 1) = 1
10 +++ exited with 0 +++
"""


def test_what_strace_saw_is_read(tmp_path):
    log = tmp_path / "log"
    log.write_text(SEEN.lstrip())
    assert events(log, Path("/p")) == [
        Made("a", folder=False),
        Sized("a", 0),
        Wrote("a", 0, b"12"),
        Wrote("a", 2, b"3"),
        Synced("a", 3),
        Moved("a", "b"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        r"10 fallocate(3<\x2f\x70\x2f\x61>, 0, 0, 4096) = 0",
        r'10 openat(AT_FDCWD<\x2f>, "\x2f\x70\x2f\x61", O_WRONLY|O_APPEND) = 3<\x2f\x70\x2f\x61>',
        r'10 write(3<\x2f\x70\x2f\x61>, "\x31"..., 1) = 1',
    ],
)
def test_what_is_not_understood_is_not_passed_over(tmp_path, line):
    log = tmp_path / "log"
    log.write_text(line)
    with pytest.raises(Unreadable):
        events(log, Path("/p"))
