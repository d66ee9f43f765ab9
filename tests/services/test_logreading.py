"""What was read of the log is kept as long as its bytes are the same, and no longer."""

from __future__ import annotations

import pytest

from tests.databases import cut_off_last, rewrite_entry
from tests.services.test_seals import further
from workflow.services import logreading
from workflow.services.logreading import BadLog, read_log
from workflow.trail.entry import decode
from workflow.wiring import db


@pytest.fixture
def taken_apart(monkeypatch):
    """The entries whose bytes were taken apart."""
    seen: list[bytes] = []
    monkeypatch.setattr(logreading, "decode", lambda body: seen.append(body) or decode(body))
    return seen


def test_the_same_bytes_are_taken_apart_once(year, year_session, taken_apart):
    first = read_log(year_session)
    assert len(taken_apart) == first.size
    assert read_log(year_session) is first
    further(year_session)
    second = read_log(year_session)
    assert (second.size, second.entries[:-1]) == (first.size + 1, first.entries)
    assert len(taken_apart) == second.size
    before = read_log(year_session, first.size)
    assert (before.root, before.entries) == (first.root, first.entries)
    assert len(taken_apart) == second.size


def test_what_was_changed_meanwhile_is_read_anew(year, year_session, taken_apart):
    first = read_log(year_session)
    year_session.close()
    rewrite_entry(db.engine.url, 5)
    second = read_log(year_session)
    assert second.entries[5]["name"] == "别人" != first.entries[5]["name"]
    assert (second.size, second.root == first.root) == (first.size, False)
    assert len(taken_apart) == 2 * first.size


def test_what_was_cut_off_meanwhile_is_not_told_of(year, year_session):
    first = read_log(year_session)
    year_session.close()
    cut_off_last(db.engine.url)
    assert read_log(year_session).size == first.size - 1


def test_nothing_is_kept_of_a_log_that_cannot_be_read(year, year_session, monkeypatch):
    def stumble(body):
        raise logreading.EntryError([])

    monkeypatch.setattr(logreading, "decode", stumble)
    with pytest.raises(BadLog) as bad:
        read_log(year_session)
    assert bad.value.seq == 0
    monkeypatch.undo()
    assert read_log(year_session).size > 100


def test_a_log_too_long_to_keep_is_read_all_the_same(year, year_session, monkeypatch, taken_apart):
    monkeypatch.setattr(logreading, "_KEPT", 10)
    first = read_log(year_session)
    assert (read_log(year_session).root, len(taken_apart)) == (first.root, 2 * first.size)


def test_so_many_sizes_are_kept_at_most(year, year_session, monkeypatch):
    monkeypatch.setattr(logreading, "_LOGS", 2)
    one, two = read_log(year_session, 1), read_log(year_session, 2)
    assert (read_log(year_session, 1) is one, read_log(year_session, 2) is two) == (True, True)
    read_log(year_session, 3)
    assert (read_log(year_session, 2) is two, read_log(year_session, 1) is one) == (True, False)
