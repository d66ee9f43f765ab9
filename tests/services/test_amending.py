"""A notice is put right and extended while it runs; what was published first stays, and the period only ever grows."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.domain.inventory import due_items
from workflow.domain.responsibility import deeds
from workflow.models.participation import Notice
from workflow.papers.official.kinds import available, kinds_of
from workflow.services import public, results, seals
from workflow.services.dossiers import load
from workflow.services.public import NotPublic
from workflow.services.recording import BadInput
from workflow.services.soundness import examine
from workflow.services.steps import Refused

LATER = dt.date(2022, 4, 21)


@pytest.fixture
def walk(session, staff) -> Walk:
    """A notice that runs from 12 March for 30 days."""
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk.through("participation.open")


def notice(walk: Walk):
    found = load(walk.session, walk.decision_id or 0).notice
    assert found
    return found


def refused(walk: Walk, day: int, field: str, **changes: object) -> str:
    with pytest.raises(BadInput) as wrong:
        walk.take("participation.amend", "staff", day, **changes)
    return wrong.value.problems[field].zh


def day_of(walk: Walk, day: dt.date) -> int:
    return (day - walk.start).days


def test_what_is_put_right_stands_beside_what_was_published(walk):
    before = notice(walk)
    walk.take("participation.amend", "staff", 12, ends=before.ends)
    found = notice(walk)
    assert (found.contact, found.ends) == (before.contact, before.ends)
    assert (found.reached[-1], found.closes) == ("1", before.ends)
    walk.take("participation.amend", "staff", 13, ends=LATER, contact=found.reached, reason="农忙，延长十日。")
    found = notice(walk)
    assert [(each.contact[-1], each.ends) for each in found.amendments] == [("1", before.ends), ("1", LATER)]
    # the row of the notice was not touched: it is what its entry committed to
    row = walk.session.scalars(select(Notice)).one()
    assert (row.contact, row.ends) == (before.contact, before.ends)
    assert not [found for found in examine(walk.session) if found.faults]


def test_until_the_extended_end_opinions_are_taken_and_no_result_is_published(walk):
    ends = notice(walk).ends
    walk.take("participation.amend", "staff", 20, ends=ends + dt.timedelta(days=10))
    within = day_of(walk, ends) + 3
    answer = walk.take("participation.receive", "staff", within).answer
    walk.take("participation.answer", "staff", within)
    with pytest.raises(Refused) as early:
        walk.take("participation.conclude", "staff", within)
    assert "尚未期满" in "".join(each.detail.zh for each in early.value.findings)
    found = results.receipt(walk.session, answer)
    assert found
    assert found.ends == ends + dt.timedelta(days=10)
    walk.take("participation.conclude", "staff", within + 8)
    assert results.result(walk.session, "2022-001").ends == ends + dt.timedelta(days=10)


def test_the_public_sees_it_among_those_that_run(walk):
    ends = notice(walk).ends
    after = ends + dt.timedelta(days=1)
    assert public.notices(walk.session, over=False, today=after).items == ()
    walk.take("participation.amend", "staff", 20, ends=after)
    (line,) = public.notices(walk.session, over=False, today=after).items
    assert (line.ends, line.phase) == (after, public.Phase.OPEN)
    assert public.notices(walk.session, over=True, today=after).items == ()
    page = public.notice(walk.session, "2022-001", after)
    assert (page.phase, page.days) == (public.Phase.OPEN, 31)


def test_a_period_is_not_shortened(walk):
    ends = notice(walk).ends
    assert "只能延长，不能缩短" in refused(walk, 12, "ends", ends=ends - dt.timedelta(days=1))
    walk.take("participation.amend", "staff", 12, ends=ends + dt.timedelta(days=5))
    assert "不得早于已公告的" in refused(walk, 13, "ends", ends=ends)


def test_a_year_typed_wrong_is_told_and_not_waited_for(walk):
    assert "核对年份" in refused(walk, 12, "ends", ends=dt.date(2023, 4, 11))


def test_what_is_over_is_not_extended(walk):
    ends = notice(walk).ends
    late = day_of(walk, ends) + 1
    assert "已经届满" in refused(walk, late, "ends", ends=ends + dt.timedelta(days=10))
    # nor by a day claimed within it
    assert "已经届满" in refused(walk, late, "ends", on=ends, ends=ends + dt.timedelta(days=10))


def test_it_is_not_dated_before_what_it_puts_right(walk):
    """The notice is of 12 March."""
    assert "不得早于此前公告的日期（2022年3月12日）" in refused(walk, 13, "on", on=dt.date(2022, 3, 11), ends=LATER)
    walk.take("participation.amend", "staff", 15, ends=LATER)
    early = refused(walk, 16, "on", on=dt.date(2022, 3, 15), ends=LATER + dt.timedelta(days=1))
    assert "2022年3月16日" in early
    (amended,) = notice(walk).amendments
    assert (amended.on, amended.known) == (dt.date(2022, 3, 16), dt.date(2022, 3, 16))


def test_what_is_entered_late_was_not_known_earlier(walk):
    walk.take("participation.amend", "staff", 20, on=dt.date(2022, 3, 14), ends=LATER)
    (amended,) = notice(walk).amendments
    assert (amended.on, amended.known) == (dt.date(2022, 3, 14), dt.date(2022, 3, 21))


def test_what_is_kept_from_the_public_is_not_put_right_before_it(walk):
    skip = {"stage": "participation", "by_law": "secret", "scope": "草案全文", "ground": "载有军用光缆走向。"}
    walk.take("drafting.save", "staff", 12, traits=["not_public"], skips=[skip], change="载明不予公开。")
    walk.take("participation.amend", "staff", 12, ends=LATER, reason="农忙。")
    walk.take("participation.withhold", "chief", 12)
    assert "不予公开" in refused(walk, 13, "ends", ends=LATER + dt.timedelta(days=1))


def test_other_blanks_put_nothing_right(walk):
    found = notice(walk)
    walk.take("participation.amend", "staff", 12, ends=LATER, contact=found.contact.replace("，", "， "))
    (amended,) = notice(walk).amendments
    assert (amended.ends, amended.contact) == (LATER, found.contact)


def test_its_entry_is_open_to_anybody_as_that_of_the_notice(walk, monkeypatch):
    walk.take("participation.amend", "staff", 12, ends=LATER)
    (amended,) = notice(walk).amendments
    seal = seals.seal_of(walk.session, walk.decision_id or 0, "participation.amend", amended.entered)
    assert seal
    with pytest.raises(NotPublic):  # nothing is signed yet, and so nothing proved
        seals.published_proof(walk.session, seal.seq)
    handed: list[object] = []
    monkeypatch.setattr(seals, "_proof", lambda session, seq, point, kinds: handed.append((seq, kinds)) or b"proof")
    assert seals.published_proof(walk.session, seal.seq) == b"proof"
    assert handed == [(seal.seq, frozenset({"notice", "notice_amendment", "publication_amendment"}))]


def test_it_changes_something_and_says_why(walk):
    found = notice(walk)
    assert "没有改动" in refused(walk, 12, "contact", ends=found.ends, contact=f" {found.contact} ")
    assert "理由" in refused(walk, 12, "reason", reason="")
    assert "联系方式" in refused(walk, 12, "contact", contact="无")


def test_it_is_told_of_in_the_dossier_and_has_a_paper(walk):
    walk.take("participation.amend", "staff", 12)
    dossier = load(walk.session, walk.decision_id or 0)
    assert "更正公告、延长期限" in [each.act.zh for each in deeds(dossier, {})]
    keys = [each.key for each in due_items(dossier)]
    assert keys[keys.index("notice") :][:2] == ["notice", "notice_amendment-1"]
    assert "notice_amendment-1" in [each.key for each in available(kinds_of(), dossier)]


def test_a_receipt_made_before_it_tells_the_new_end(walk):
    code = walk.take("participation.receive", "staff", 12).answer
    walk.take("participation.amend", "staff", 13, ends=LATER)
    found = results.receipt(walk.session, code)
    assert found
    assert found.ends == LATER
