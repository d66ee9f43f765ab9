"""Who knew what when: what had been entered, what came only later, who acted since."""

from __future__ import annotations

import pytest

from workflow.domain.text import Text
from workflow.services.audit import Item, Piece, Timeline
from workflow.services.knowing import NotOfThisMatter, knowledge_at

NONE = Text("", "")


def item(seq: int, happened: str, entered: str, who: str = "P-0001", *kinds: str, result: str = "ok") -> Item:
    fields = {"seq": str(seq), "eff": happened, "ts": f"{entered}T04:00:00.000Z", "res": result, "who": who}
    pieces = tuple(Piece(kind, NONE, "", "", matches=True, private=False) for kind in kinds)
    return Item(seq, fields, NONE, NONE, NONE, NONE, (), (), NONE, (), 0, pieces)


FOUND = Timeline(
    "2022-001",
    "某事项",
    NONE,
    (
        item(3, "2022-03-01", "2022-03-01", "P-0001", "draft"),
        item(5, "2022-03-04", "2022-03-04", "P-0001", "draft", "file"),
        item(6, "2022-03-05", "2022-03-05", "P-0009", "ghost", result="denied"),
        item(8, "2022-03-10", "2022-03-10", "P-0002", "review"),
        # happened before the review, entered after it
        item(9, "2022-03-06", "2022-03-12", "P-0001", "risk"),
        item(11, "2022-03-15", "2022-03-15", "P-0003", "meeting"),
        item(12, "", "2022-03-16", "", "opinion"),
    ),
)


def test_the_newest_version_of_each_record_was_there():
    known = knowledge_at(FOUND, 8)
    assert [(each.item.seq, each.piece.kind) for each in known.held] == [(5, "draft"), (5, "file")]


def test_what_happened_before_and_was_entered_later_was_not():
    assert [each.seq for each in knowledge_at(FOUND, 8).later] == [9]
    assert knowledge_at(FOUND, 9).later == ()


def test_on_the_same_day_it_counts_as_late():
    found = Timeline("", "", NONE, (item(1, "2022-03-01", "2022-03-02"), item(2, "2022-03-02", "2022-03-03")))
    assert [each.seq for each in knowledge_at(found, 1).later] == [2]
    found = Timeline("", "", NONE, (item(1, "2022-03-01", "2022-03-02"), item(2, "2022-03-03", "2022-03-03")))
    assert knowledge_at(found, 1).later == ()


def test_who_acted_since_had_it_before_them_and_is_named_once():
    assert [each.seq for each in knowledge_at(FOUND, 5).since] == [8, 9, 11]
    assert [each.fields["who"] for each in knowledge_at(FOUND, 5).since] == ["P-0002", "P-0001", "P-0003"]


def test_a_refused_attempt_recorded_nothing():
    assert "ghost" not in {each.piece.kind for each in knowledge_at(FOUND, 12).held}
    assert "P-0009" not in {each.fields["who"] for each in knowledge_at(FOUND, 3).since}
    # but it can be asked what was known to whoever was refused
    assert [each.item.seq for each in knowledge_at(FOUND, 6).held] == [5, 5]


def test_an_entry_of_another_matter_is_not_asked_here():
    with pytest.raises(NotOfThisMatter):
        knowledge_at(FOUND, 4)
