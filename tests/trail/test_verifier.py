"""What the reader of a log notices, and what a reader of one log alone cannot notice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.longtier.recording import Many, Ran
from tests.trail.conftest import STEPS, Script
from workflow.trail.entry import decode, encode
from workflow.trail.merkle import leaf_hash, root
from workflow.trail.verifier import LISTED, Row, verify

pytestmark = pytest.mark.trial("T9")

Fields = dict[str, str]
Log = Callable[..., list[Row]]


@pytest.fixture(scope="module")
def rows(log: Log, everything: bool) -> list[Row]:
    return log(scripts=(*STEPS, *other("c"), *other("e"))) if everything else log()


def other(name: str) -> tuple[Script, ...]:
    """Both courses again, of two other matters."""
    names = {"decision/a": f"decision/{name}", "decision/b": f"decision/{chr(ord(name) + 1)}"}
    return tuple((act, res, names[obj], *more) for act, res, obj, *more in STEPS if obj in names)


@pytest.fixture(scope="module")
def bits(everything: bool) -> Callable[[int], range]:
    """Which bits of a byte are changed: one of each from day to day, all of them in the long tier."""
    return lambda at: range(8) if everything else range(at % 8, at % 8 + 1)


@pytest.fixture(scope="module")
def top(rows: list[Row]) -> bytes:
    return root(row.leaf for row in rows)


def kinds(found: list[Row], seq: int | None = None) -> set[str]:
    return {problem.kind for problem in verify(found).problems if seq in (None, problem.seq)}


def flipped(body: bytes, at: int, bit: int) -> bytes:
    return body[:at] + bytes([body[at] ^ 1 << bit]) + body[at + 1 :]


@cache
def renumbered(row: Row, seq: int, leaf: bytes | None = None) -> Row:
    """The row moved to another place, its body saying so too."""
    body = encode(decode(row.body) | {"seq": str(seq)})
    return Row(seq, body, leaf_hash(body) if leaf is None else leaf)


def every(length: int, bits: Callable[[int], range]) -> Iterator[tuple[int, int]]:
    """The places of so many bytes, with the bits that are changed at each."""
    return ((at, bit) for at in range(length) for bit in bits(at))


def test_a_clean_log_is_sound(rows: list[Row], top: bytes) -> None:
    verdict = verify(iter(rows), "gov.example/500000/rma/e1")
    assert verdict.problems == ()
    assert verdict.sound
    assert (verdict.size, verdict.root) == (len(rows), top.hex())


def test_logs_that_the_dice_chose_raise_no_alarm(log: Log, many: Many, ran: Ran) -> None:
    """Several matters, each as far as it went, in any order among each other."""
    chance, clean = random.Random(9), many(20, 1000)
    course = [step for step in STEPS if step[2] == "decision/a" and step[1] == "ok"]
    for _ in range(clean):
        left = {f"decision/{n}": course[: chance.randrange(1, len(course) + 1)] for n in range(chance.randrange(1, 6))}
        scripts = [STEPS[0]]
        while left:
            name = chance.choice(list(left))
            act, res, _, *more = left[name][0]
            scripts.append((act, res, name, *more))
            left = {key: rest[1:] if key == name else rest for key, rest in left.items() if key != name or rest[1:]}
        assert verify(log(scripts=tuple(scripts))).problems == ()
    ran(clean=clean)


def test_the_empty_log_is_sound() -> None:
    verdict = verify([])
    assert verdict.sound
    assert (verdict.size, verdict.root) == (0, root([]).hex())


def test_every_flipped_byte_is_noticed_in_its_own_row(rows: list[Row], bits: Callable[[int], range], ran: Ran) -> None:
    # All rows are changed at the same place in one reading: so many times fewer, each row still answers for itself.
    tried = 0
    longest = max(len(row.body) for row in rows)
    for at, bit in every(longest, bits):
        changed = [Row(r.seq, flipped(r.body, at, bit), r.leaf) if at < len(r.body) else r for r in rows]
        noticed = {problem.seq for problem in verify(changed).problems if problem.kind == "leaf"}
        assert noticed == {row.seq for row in rows if at < len(row.body)}
        tried += len(noticed)
    ran(bits=tried)


def test_one_flipped_byte_alone_is_noticed(rows: list[Row]) -> None:
    for row in rows:
        for at in range(row.seq % 7, len(row.body), 41):
            changed = [*rows[: row.seq], Row(row.seq, flipped(row.body, at, at % 8), row.leaf), *rows[row.seq + 1 :]]
            assert "leaf" in kinds(changed, row.seq)


def test_every_flipped_byte_changes_the_root_where_hashes_are_recomputed(
    rows: list[Row], top: bytes, bits: Callable[[int], range]
) -> None:
    leaves = [row.leaf for row in rows]
    for row in rows:
        for at, bit in every(len(row.body), bits):
            forged = leaf_hash(flipped(row.body, at, bit))
            assert root([*leaves[: row.seq], forged, *leaves[row.seq + 1 :]]) != top


def deleted(rows: list[Row]) -> Iterator[list[Row]]:
    for n in range(len(rows)):
        yield rows[:n] + rows[n + 1 :]


def duplicated(rows: list[Row]) -> Iterator[list[Row]]:
    for n in range(len(rows)):
        yield from ([*rows[:at], rows[n], *rows[at:]] for at in range(len(rows) + 1))


def swapped(rows: list[Row]) -> Iterator[list[Row]]:
    for a in range(len(rows)):
        for b in range(a + 1, len(rows)):
            yield [*rows[:a], rows[b], *rows[a + 1 : b], rows[a], *rows[b + 1 :]]


def inserted(rows: list[Row]) -> Iterator[list[Row]]:
    """A row of the same log, renumbered to fit, with the rows after it moved on."""
    for at in range(len(rows) + 1):
        after = [renumbered(row, row.seq + 1, row.leaf) for row in rows[at:]]
        yield [*rows[:at], renumbered(rows[3], at, rows[3].leaf), *after]


@pytest.mark.parametrize("tamper", [deleted, duplicated, swapped, inserted])
def test_every_moved_row_is_noticed_or_shortens_the_log(
    rows: list[Row], top: bytes, tamper: Callable[[list[Row]], Iterator[list[Row]]], ran: Ran
) -> None:
    tried = 0
    for forged in tamper(rows):
        tried += 1
        verdict = verify(forged)
        # A last row cut off leaves a sound log that is shorter: only a size and root kept elsewhere show it.
        assert not verdict.sound or forged == rows[:-1] or forged == rows
        assert verdict.root != top.hex() or forged == rows
    assert tried >= len(rows)
    ran(moved=tried)


@pytest.mark.parametrize("tamper", [deleted, duplicated, swapped, inserted])
def test_every_moved_row_changes_the_root_where_hashes_are_recomputed(
    rows: list[Row], top: bytes, tamper: Callable[[list[Row]], Iterator[list[Row]]]
) -> None:
    for forged in tamper(rows):
        again = [renumbered(row, n) for n, row in enumerate(forged)]
        assert root(row.leaf for row in again) != top or again == rows


def test_a_stored_hash_that_was_changed_is_noticed(rows: list[Row], top: bytes) -> None:
    for row in rows:
        verdict = verify([*rows[: row.seq], Row(row.seq, row.body, bytes(32)), *rows[row.seq + 1 :]])
        assert {(problem.seq, problem.kind) for problem in verdict.problems} == {(row.seq, "leaf")}
        assert verdict.root == top.hex()  # the root is that of the bodies, whatever was stored beside them


def test_each_break_in_the_numbers_is_said_once(rows: list[Row]) -> None:
    gaps = [problem for problem in verify(rows[:1] + rows[2:10] + rows[12:]).problems if problem.kind == "gap"]
    assert [problem.seq for problem in gaps] == [2, 12]
    assert [problem.seq for problem in verify(rows[1:]).problems if problem.kind == "gap"] == [1]


@pytest.mark.parametrize(
    ("changed", "seq", "kind"),
    [
        ({5: {"log": "gov.example/500000/rma/e2"}}, 5, "origin"),
        ({5: {"ts": "2026-03-02T04:59:29.999Z"}}, 5, "time"),
        ({5: {"seq": "6"}}, 5, "seq"),
        ({4: {"prev": ""}}, 4, "prev"),
        ({4: {"prev": "0" * 64}}, 4, "prev"),
        ({0: {"prev": "0" * 64}}, 0, "prev"),
        ({7: {"from": "main:proposed"}}, 7, "state"),
        ({4: {"to": "main:drafting"}}, 7, "state"),
        ({9: {"from": "participation:open", "to": "participation:open"}}, 9, "state"),
        ({5: {"from": "main:proposed", "to": "main:studied"}}, 5, "state"),
        ({4: {"from": "", "to": "main:proposed"}}, 4, "state"),
        ({9: {"from": ""}}, 9, "move"),
        ({9: {"to": ""}}, 9, "move"),
        ({9: {"to": "open"}}, 9, "move"),
        ({9: {"from": "participation:"}}, 9, "move"),
        ({9: {"from": "main:drafting"}}, 9, "move"),
        ({2: {"to": "main:proposed", "obj": ""}}, 2, "move"),
        ({8: {"ver": "2"}}, 8, "version"),
        ({8: {"ver": "999999"}}, 9, "version"),
    ],
)
def test_a_well_written_entry_that_does_not_follow_is_noticed(
    log: Log, changed: dict[int, Fields], seq: int, kind: str
) -> None:
    verdict = verify(log(changed))
    assert (seq, kind) in {(problem.seq, problem.kind) for problem in verdict.problems}
    said = next(problem for problem in verdict.problems if problem.kind == kind)
    assert re.search(r"[\u4e00-\u9fff]", said.zh)
    assert not re.search(r"[\u4e00-\u9fff]", said.en)


@pytest.mark.parametrize(
    "changed",
    [
        {5: {"ts": "2026-03-02T01:00:00.000Z", "clk": "regressed"}},
        {5: {"ts": "2026-03-02T05:00:00.000Z"}},  # the same millisecond as the entry before
        {5: {"ts": "2026-03-02T04:59:30.000Z"}},  # it waited for its turn
        {8: {"ver": "3"}},  # the same version as the change before
        {6: {"from": "main:archived", "to": "nonsense"}},  # what was refused changed nothing
        {20: {"from": "", "to": "main:archived"}},  # nor did what failed
    ],
)
def test_an_entry_that_may_be_so_raises_no_alarm(log: Log, changed: dict[int, Fields]) -> None:
    assert verify(log(changed)).problems == ()


def test_the_name_of_the_log_may_be_required(rows: list[Row]) -> None:
    verdict = verify(rows, "gov.example/another")
    assert {problem.kind for problem in verdict.problems} == {"origin"}
    assert len(verdict.problems) == len(rows)


def test_reading_goes_on_after_an_entry_that_cannot_be_read(rows: list[Row]) -> None:
    body = rows[2].body.replace(b'"v":"1"', b'"v":"2"')
    verdict = verify([*rows[:2], Row(2, body, leaf_hash(body)), *rows[3:], Row(99, b"\xff", leaf_hash(b"\xff"))])
    found = [(problem.seq, problem.kind) for problem in verdict.problems]
    # The entry after it in the life of the same object named the leaf that is gone.
    assert found == [(2, "entry"), (23, "prev"), (99, "gap"), (99, "entry")]
    assert verdict.size == len(rows) + 1


def test_the_list_of_problems_ends_and_the_rest_are_counted() -> None:
    verdict = verify(Row(n, b"", leaf_hash(b"")) for n in range(LISTED + 5))
    assert len(verdict.problems) == LISTED
    assert verdict.unlisted == 5
    assert not verdict.sound
