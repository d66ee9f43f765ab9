"""Many at work on the same matters, some of them killed: what each was told and what the log tells is one history."""

from __future__ import annotations

import random

import pytest

from tests.faults.conftest import Hire
from tests.faults.history import STALE, Entered, Operation, contradictions
from tests.longtier.recording import Many, Ran

CLIENTS = 3
MOST_BLOWS = 120


@pytest.mark.trial("T8")
@pytest.mark.one_database
@pytest.mark.pieces(20)
def test_what_each_was_told_and_the_log_are_one_history(
    session, staff, lasting, crew: Hire, many: Many, ran: Ran, piece: int
):
    chance, at_work, blows = random.Random(20260401 + piece), crew(CLIENTS, seed=piece * 1000), many(3, 100)
    for blow in range(blows):
        at_work.listen(many(300, 12_000) // (blows + 1))
        at_work.listen(seconds=chance.random() * 0.02)
        at_work.kill(blow)
    at_work.listen(many(300, 12_000) // (blows + 1))
    # whoever was killed may have been thinking each time: one has to be killed while asking
    while not at_work.cut_off and blows < MOST_BLOWS:
        at_work.kill(blows)
        blows += 1
        at_work.listen(1)
        at_work.listen(seconds=chance.random() * 0.02)
    at_work.end()
    assert at_work.contradictions(session) == []
    done, refused, unanswered = at_work.outcomes()
    # they got into each other's way, and were killed in the middle of it
    assert min(done, refused) > at_work.answered // 20
    assert at_work.cut_off
    ran(histories=1, operations=done + refused + unanswered, kills=blows)


@pytest.mark.trial("T8")
@pytest.mark.one_database
def test_a_door_that_does_not_compare_versions_is_found_out(session, staff, crew: Hire, ran: Ran):
    at_work = crew(CLIENTS, "any version will do")
    at_work.listen(100)
    at_work.end()
    assert any("asked on version" in each for each in at_work.contradictions(session))
    ran(defects=1)


def entered(seq: int, version: int, req: str, before: str = "", after: str = "") -> Entered:
    return Entered(seq, 1, {"req": req, "ver": str(version), "from": before, "to": after})


A, B = entered(7, 1, "a", after="main:proposed"), entered(8, 2, "b", "main:proposed", "main:studied")


@pytest.mark.parametrize(
    ("operations", "entries", "said"),
    [
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1, [8, 8])}, [A, B], ""),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1)}, [A, B], ""),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1)}, [A], ""),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1, [8])}, [A], "answered with the entries {8}"),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1, [8, 9])}, [A, B], "answered with the entries {8, 9}"),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1, [STALE])}, [A, B], "refused, and entered"),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 1, ["KeyError"])}, [A, B], "answered with ['KeyError']"),
        ({"a": Operation(None, None, [7]), "b": Operation(1, 0, [8])}, [A, B], "asked on version 0 of matter 1"),
        ({"a": Operation(None, None, [7])}, [A, B], "never asked for"),
        ({"a": Operation(None, None, [7])}, [A, A._replace(seq=8)], "entered 2 times"),
        ({"b": Operation(1, 1, [8])}, [B], "version 2 of matter 1 follows version 0"),
        (
            {"a": Operation(None, None, [7]), "b": Operation(1, 1, [8])},
            [A, entered(8, 2, "b", "main:studied", "main:drafting")],
            "where it did not stand",
        ),
    ],
)
def test_what_is_no_history(operations, entries, said):
    found = contradictions(operations, entries)
    assert any(said in each for each in found) if said else found == []
