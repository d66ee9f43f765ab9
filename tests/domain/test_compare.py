"""Two versions side by side: what is marked is what changed, nothing is lost, and it always ends soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.domain.compare import Change, Piece, Row, compare


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


def changes(rows: list[Row]) -> list[Change]:
    return [row.change for row in rows]


def test_the_same_text_has_no_change():
    rows = compare("一、总则。\n\n二、内容。", "  一、总则。\n二、内容。 ")
    assert changes(rows) == [Change.SAME, Change.SAME]
    assert not any(piece.marked for row in rows for piece in row.before + row.after)


def test_changed_characters_are_marked_and_numbers_whole():
    (row,) = compare("每户补助3000元，由乡财政承担。", "每户补助3500元，由县级财政承担。")
    assert row.change is Change.CHANGED
    assert marked(row.before) == ["3000", "乡"]
    assert marked(row.after) == ["3500", "县级"]
    assert said(row.before) == "每户补助3000元，由乡财政承担。"


def test_a_paragraph_put_in_between_is_added_and_the_others_stay():
    rows = compare("一、总则。\n三、附则。", "一、总则。\n二、资金由县级财政统筹安排。\n三、附则。")
    assert changes(rows) == [Change.SAME, Change.ADDED, Change.SAME]
    assert rows[1].before == ()


def test_a_paragraph_taken_out_is_removed():
    rows = compare("一、总则。\n二、资金由县级财政统筹安排。", "一、总则。")
    assert changes(rows) == [Change.SAME, Change.REMOVED]
    assert rows[1].after == ()


def test_a_changed_paragraph_beside_a_new_one_finds_its_own():
    old = "第一条 为了保障群众饮水安全，制定本方案。\n第二条 施工期为六个月。"
    new = "第一条 为了保障全乡群众饮水安全，制定本方案。\n新增：设立监督电话并向社会公布。\n第二条 施工期为八个月。"
    rows = compare(old, new)
    assert changes(rows) == [Change.CHANGED, Change.ADDED, Change.CHANGED]
    assert marked(rows[2].after) == ["八"]


def test_wholly_different_paragraphs_are_not_paired():
    assert changes(compare("甲乙丙丁戊己庚辛", "天地玄黄宇宙洪荒")) == [Change.REMOVED, Change.ADDED]


def test_one_common_character_between_two_changes_is_not_kept_apart():
    (row,) = compare("实施期限为六个月左右，届时验收。", "实施期限为十二月以内，届时验收。")
    assert marked(row.before) == ["六个月左右"]


@pytest.mark.parametrize(("before", "after", "kinds"), [("", "", []), ("", "新", [Change.ADDED])])
def test_nothing_to_compare_with(before: str, after: str, kinds: list[Change]):
    assert changes(compare(before, after)) == kinds


lines = st.lists(st.text("甲乙丙，。12", max_size=12), max_size=6).map("\n".join)


@given(before=lines, after=lines)
def test_nothing_is_lost_on_either_side(before: str, after: str):
    rows = compare(before, after)
    kept = [line.strip() for line in before.splitlines() if line.strip()]
    assert [said(row.before) for row in rows if row.before] == kept
    kept = [line.strip() for line in after.splitlines() if line.strip()]
    assert [said(row.after) for row in rows if row.after] == kept


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("的" * 60_000, "的" * 59_999 + "了"),
        ("\n".join(f"第{n}条 甲{n}乙" for n in range(3000)), "\n".join(f"第{n}款 丙{n}丁" for n in range(3000))),
        ("。".join(["的"] * 20_000), "。".join(["了"] * 20_000)),
        ("\n".join(["的" * 400] * 20), "\n".join(["的" * 399 + "了"] * 20)),
        ("的\n" * 30_000, "的\n" * 29_999 + "了"),
        ("的\n了\n" * 15_000, "了\n的\n是\n" * 10_000),
    ],
)
def test_a_hostile_text_is_compared_soon(before: str, after: str):
    began = time.process_time()
    compare(before, after)
    assert time.process_time() - began < 8
