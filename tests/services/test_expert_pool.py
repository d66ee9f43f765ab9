"""The expert pool and what reviews take from it: who may keep it, who may be called, the draw, replacement, the record."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import Walk
from workflow.domain import facts
from workflow.domain.drawing import draw, seed_of, seed_text
from workflow.domain.recusal import lots_left
from workflow.domain.terms import Pool, PoolNoteKind, Standing
from workflow.models.trail import Entry
from workflow.services import expert_pool
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.steps import Refused
from workflow.trail.entry import decode
from workflow.trail.merkle import root

DAY = dt.date(2022, 1, 10)
NOW = dt.datetime(2022, 1, 10, 2, tzinfo=dt.UTC)
OUTSIDER = {"name": "周敏", "field": "工程造价", "unit": "县财政局", "no_interest": True}


def profile(name: str = "罗成江", **changes: object) -> facts.PoolProfile:
    words = {"field": "水利工程", "unit": "县水利工程服务中心", "post": "工程师", "valid_from": DAY} | changes
    return facts.PoolProfile.model_validate({"on": DAY, "name": name} | words)


def enter(session: Session, staff: Staff, name: str = "罗成江", role: str = "office", **changes: object) -> str:
    return expert_pool.enter(
        session,
        actor=staff.actor(session, role),
        now=NOW,
        today=DAY,
        pool=Pool.SUPERIOR,
        profile=profile(name, **changes),
    )


def note(session: Session, staff: Staff, pool_id: int, kind: PoolNoteKind, text: str = "经考核。") -> None:
    found = facts.PoolNote(on=DAY, kind=kind, text=text)
    actor = staff.actor(session, "office")
    expert_pool.note(session, actor=actor, now=NOW, today=DAY, pool_id=pool_id, found=found)


def newest(session: Session) -> dict[str, str]:
    return decode(session.scalars(select(Entry.body).order_by(Entry.seq.desc())).first())


@pytest.fixture
def walk(session, staff) -> Walk:
    """A matter of the unit 规划建设办, which may convene its experts."""
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def seated(walk: Walk, *numbers: str, **changes: object) -> None:
    experts = [{"pool_number": number, "no_interest": True} for number in numbers]
    walk.take("expert_review.convene", "staff", 12, experts=experts, **changes)


# -- the register -----------------------------------------------------------------------------------------------------


def test_every_change_is_entered_by_number_and_names_nobody(session, staff):
    assert enter(session, staff) == "E-0001"
    taken = newest(session)
    assert (taken["act"], taken["d.expert"], taken["d.pool"]) == ("expert.entered", "E-0001", "superior")
    assert "pool_profile=" in taken["pc"]
    changed = profile(unit="市水利局", valid_until=dt.date(2023, 1, 1))
    actor = staff.actor(session, "office")
    for _ in range(2):  # the second time nothing changes
        expert_pool.change(session, actor=actor, now=NOW, today=DAY, pool_id=1, profile=changed)
    assert newest(session)["d.what"] == "unit;valid_until"
    note(session, staff, 1, PoolNoteKind.BREACH, "泄露方案。")
    assert newest(session)["d.kind"] == "breach"
    note(session, staff, 1, PoolNoteKind.LEFT, "取消资格。")
    assert newest(session)["act"] == "expert.removed"
    log = b"".join(session.scalars(select(Entry.body).where(Entry.act.startswith("expert."))))
    assert log.count(b'"act":"expert.') == 4
    for words in ("罗成江", "市水利局", "泄露方案"):
        assert words.encode() not in log
    (member,) = expert_pool.members(session, DAY)
    assert [each.unit for each in member.profiles] == ["县水利工程服务中心", "市水利局"]
    assert member.standing is Standing.LEFT


def test_only_the_office_keeps_the_pool(session, staff):
    with pytest.raises(BadInput, match="Only the government office"):
        enter(session, staff, role="staff")
    entry = newest(session)
    assert (entry["act"], entry["res"], entry["d.rules"]) == ("expert.entered", "denied", "role")


def test_what_cannot_be_is_said_at_its_field(session, staff):
    with pytest.raises(BadInput) as late:
        enter(session, staff, on=dt.date(2022, 1, 11))
    assert set(late.value.problems) == {"on"}
    with pytest.raises(BadInput) as term:
        enter(session, staff, valid_until=dt.date(2022, 1, 9))
    assert set(term.value.problems) == {"valid_until"}
    enter(session, staff)
    with pytest.raises(BadInput) as blank:
        note(session, staff, 1, PoolNoteKind.PASSED, " ")
    with pytest.raises(BadInput):
        note(session, staff, 1, PoolNoteKind.LEFT, "其他原因")
    assert set(blank.value.problems) == {"text"}


def test_who_left_is_changed_no_more(session, staff):
    enter(session, staff)
    note(session, staff, 1, PoolNoteKind.LEFT)
    for pool_id in (1, 9):
        with pytest.raises(BadInput, match="has left"):
            note(session, staff, pool_id, PoolNoteKind.PASSED)


# -- naming from the pool ---------------------------------------------------------------------------------------------


def test_the_panel_keeps_what_the_pool_said(session, staff, walk):
    enter(session, staff)
    seated(walk.before("expert_review.convene"), "E-0001")
    review = load(session, walk.decision_id).expert_review
    (expert,) = review.experts
    assert (expert.pool_number, expert.name, expert.unit) == ("E-0001", "罗成江", "县水利工程服务中心 工程师")
    assert review.materials_on == dt.date(2022, 3, 13)
    (service,) = expert_pool.services(session, 1)
    assert (service.number, service.opined, service.replaced) == (walk.decision.number, False, False)


@pytest.mark.parametrize(
    ("changes", "left"),
    [({"valid_until": dt.date(2022, 3, 12)}, False), ({"valid_from": dt.date(2022, 3, 14)}, False), ({}, True)],
)
def test_who_is_not_in_the_pool_on_the_day_is_not_named_from_it(session, staff, walk, changes, left):
    walk.before("expert_review.convene")
    enter(session, staff, **changes)
    if left:
        note(session, staff, 1, PoolNoteKind.LEFT)
    with pytest.raises(BadInput) as bad:
        seated(walk, "E-0001")
    assert set(bad.value.problems) == {"experts-0-pool_number"}


def test_nobody_sits_twice(session, staff, walk):
    enter(session, staff)
    walk.before("expert_review.convene")
    with pytest.raises(BadInput) as bad:
        seated(walk, "E-0001", "E-0001")
    assert set(bad.value.problems) == {"experts-1-pool_number"}


def test_material_given_tomorrow_was_not_given(walk):
    walk.before("expert_review.convene")
    with pytest.raises(BadInput) as bad:
        walk.take("expert_review.convene", "staff", 12, materials_on=dt.date(2022, 3, 14))
    assert set(bad.value.problems) == {"materials_on"}


def test_without_material_the_review_is_not_convened(walk):
    walk.before("expert_review.convene")
    with pytest.raises(Refused, match="what material"):
        walk.take("expert_review.convene", "staff", 12, materials="")


# -- the draw ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def pooled(session, staff, walk) -> Walk:
    """Six experts of whom four qualify for a draw from 水利工程."""
    for name in ("甲一", "乙二", "丙三", "丁四"):
        enter(session, staff, name)
    enter(session, staff, "戊五", unit="清泉乡规划建设办")
    enter(session, staff, "己六", field="行政法")
    return walk.before("expert_review.convene")


def test_anyone_comes_to_the_same_draw_from_the_log(session, pooled):
    done = pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=2)
    (drawn,) = load(session, pooled.decision_id).expert_draws
    assert drawn.candidates == ("E-0001", "E-0002", "E-0003", "E-0004")
    entry = decode(session.scalar(select(Entry.body).where(Entry.seq == done.seq)))
    leaves = list(session.scalars(select(Entry.leaf).order_by(Entry.seq)))
    assert entry["d.log_size"] == str(done.seq)
    assert entry["d.log_root"] == root(leaves[: done.seq]).hex()
    text = seed_text(
        log_size=done.seq,
        log_root=entry["d.log_root"],
        moment=entry["ts"],
        matter=pooled.decision.number,
        field=entry["d.field"],
        wanted=int(entry["d.wanted"]),
        candidates=drawn.candidates,
    )
    assert seed_of(text) == entry["d.seed"]
    assert tuple(entry["d.drawn"].split(";")) == drawn.drawn == draw(entry["d.seed"], drawn.candidates, 2)


def test_who_was_drawn_or_named_is_not_drawn_again(session, pooled):
    pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=2)
    (first,) = load(session, pooled.decision_id).expert_draws
    pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    assert not set(load(session, pooled.decision_id).expert_draws[1].drawn) & set(first.drawn)
    with pytest.raises(BadInput) as one_left:
        pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    assert "符合条件的专家有1名，不能随机抽取" in one_left.value.problems["wanted"].zh


def test_whoever_seats_another_than_was_drawn_says_why(session, pooled):
    """The draw binds: another of its field is seated only with a reason, one of another field as before."""
    pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    (drawn,) = load(session, pooled.decision_id).expert_draws
    other = next(each for each in drawn.candidates if each not in drawn.drawn)

    def seated(*numbers, **more):
        experts = [{"pool_number": each, "no_interest": True} | more for each in numbers]
        pooled.take("expert_review.convene", "staff", 12, experts=experts)

    with pytest.raises(BadInput) as refused:
        seated(*drawn.drawn, other)
    assert set(refused.value.problems) == {"experts-1-why_chosen"}
    assert "没有抽中" in refused.value.problems["experts-1-why_chosen"].zh
    # of another field nobody was drawn: it is not said that somebody was
    outside = {"name": "马骁", "field": "财务", "unit": "县会计学会", "no_interest": True}
    experts = [*({"pool_number": each, "no_interest": True} for each in drawn.drawn), outside]
    with pytest.raises(BadInput) as refused:
        pooled.take("expert_review.convene", "staff", 12, experts=experts)
    assert "不在专家库中" in refused.value.problems["experts-1-why_chosen"].zh
    seated(*drawn.drawn, "E-0006")


@pytest.mark.parametrize("draws", [1, 2])
def test_whoever_was_drawn_is_called_or_it_is_said_why_not(session, pooled, draws):
    """A draw is not thrown away by calling experts of another field, nor by drawing until somebody comes up."""
    for _each in range(draws):
        pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    *_before, last = load(session, pooled.decision_id).expert_draws
    (first, *_rest) = load(session, pooled.decision_id).expert_draws
    called = ["E-0006", *(last.drawn if draws == 2 else ())]
    experts = [{"pool_number": each, "no_interest": True} for each in called]
    for empty in ("", "无", "工作需要"):
        with pytest.raises(BadInput) as refused:
            pooled.take("expert_review.convene", "staff", 12, experts=experts, not_called=empty)
        assert set(refused.value.problems) == {"not_called"}
        assert first.drawn[0] in refused.value.problems["not_called"].zh
    pooled.take("expert_review.convene", "staff", 12, experts=experts, not_called="抽中的专家出差在外。")
    assert load(session, pooled.decision_id).expert_review.not_called == "抽中的专家出差在外。"


def test_a_draw_until_it_pleases_is_explained_one_by_one_and_told(session, pooled):
    for _each in range(3):
        pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    first, second, last = (each.drawn[0] for each in load(session, pooled.decision_id).expert_draws)
    experts = [{"pool_number": last, "no_interest": True}]
    with pytest.raises(BadInput) as refused:
        pooled.take("expert_review.convene", "staff", 12, experts=experts, not_called=f"{first}另有安排。")
    assert "逐一说明" in refused.value.problems["not_called"].zh
    assert second in refused.value.problems["not_called"].zh
    why = f"{first}出差在外，{second}因病。"
    pooled.take("expert_review.convene", "staff", 12, experts=experts, not_called=why)
    dossier = load(session, pooled.decision_id)
    told = lots_left(dossier, dossier.expert_reviews[0])
    assert told
    assert f"共随机抽取3次，抽中{first}、{second}、{last}，其中{first}、{second}没有选聘，理由：" in told.zh
    assert told.zh.endswith(f"{why}")


def test_whoever_was_drawn_after_the_panel_was_called_takes_part_or_it_is_not_concluded(session, pooled):
    pooled.take("expert_review.convene", "staff", 12, experts=[{"pool_number": "E-0006", "no_interest": True}])
    pooled.take("expert_review.draw", "staff", 12, field="水利工程", wanted=1)
    pooled.take("expert_review.opine", "staff", 14)
    with pytest.raises(BadInput) as refused:
        pooled.take("expert_review.conclude", "staff", 15)
    assert set(refused.value.problems) == {"summary"}


def test_a_drawn_expert_is_not_left_by_way_of_another_field(session, pooled):
    pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    (drawn,) = load(session, pooled.decision_id).expert_draws
    pooled.take("expert_review.convene", "staff", 12, experts=[{"pool_number": drawn.drawn[0], "no_interest": True}])
    successor = {"pool_number": "E-0006", "no_interest": True}
    with pytest.raises(BadInput) as refused:
        pooled.take("expert_review.replace", "staff", 13, reason="日程冲突。", successor=successor)
    assert set(refused.value.problems) == {"successor-why_chosen"}
    why = {"why_chosen": "该领域没有其他专家有空。"}
    pooled.take("expert_review.replace", "staff", 13, reason="日程冲突。", successor=successor | why)


def test_nobody_sits_twice_under_the_same_name(pooled):
    expert = {"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": True}
    with pytest.raises(BadInput) as refused:
        pooled.take(
            "expert_review.convene", "staff", 12, experts=[expert, expert | {"name": "李 文", "stance": "against"}]
        )
    assert set(refused.value.problems) == {"experts-1-name"}


def test_whoever_is_not_of_the_pool_is_of_the_field_however_that_is_written(session, pooled):
    pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=1)
    expert = {"name": "李文", "field": "水利 工程", "unit": "县水利局", "no_interest": True}
    with pytest.raises(BadInput) as refused:
        pooled.take("expert_review.convene", "staff", 12, experts=[expert])
    assert set(refused.value.problems) == {"experts-0-why_chosen", "not_called"}


@pytest.mark.parametrize("wanted", [0, 4, 5, -1])
def test_fewer_are_drawn_than_qualify(pooled, wanted):
    with pytest.raises(BadInput, match="4 experts qualify"):
        pooled.take("expert_review.draw", "staff", 11, field="水利工程", wanted=wanted)


def test_the_reason_for_another_than_was_drawn_stays_on_record(session, pooled):
    pooled.take("expert_review.draw", "staff", 11, field="", wanted=1)
    why = "抽中的专家出差，改请同领域专家。"
    expert = {"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": True, "why_chosen": why}
    pooled.take("expert_review.convene", "staff", 12, experts=[expert], not_called=why)
    assert load(session, pooled.decision_id).expert_review.experts[0].why_chosen == why


# -- replacement and record -------------------------------------------------------------------------------------------


def test_who_falls_out_stays_on_record_and_owes_nothing(session, staff, walk):
    enter(session, staff)
    seated(walk.before("expert_review.convene"), "E-0001")
    walk.take("expert_review.replace", "staff", 13)
    gone, came = load(session, walk.decision_id).expert_review.experts
    assert (gone.replaced.reason, gone.replaced.successor, came.number) == ("因病不能参加。", 2, 2)
    with pytest.raises(BadInput):
        walk.take("expert_review.opine", "staff", 14, expert=1)
    walk.take("expert_review.opine", "staff", 14, expert=2)
    feedback = {"expert": 2, "disposition": "adopted", "reason": "已吸收。"}
    walk.take("expert_review.conclude", "staff", 15, feedbacks=[feedback])
    assert newest(session)["d.experts"] == "1"


def test_who_fell_out_after_an_opinion_is_told_what_became_of_it(session, walk):
    walk.before("expert_review.convene")
    walk.take("expert_review.convene", "staff", 12)
    walk.take("expert_review.opine", "staff", 13)
    walk.take("expert_review.replace", "staff", 14)
    walk.take("expert_review.opine", "staff", 14, expert=2)
    told = [{"expert": number, "disposition": "adopted", "reason": "已吸收。"} for number in (1, 2)]
    with pytest.raises(Refused, match="not told"):
        walk.take("expert_review.conclude", "staff", 15, feedbacks=told[1:])
    walk.take("expert_review.conclude", "staff", 15, feedbacks=told)


def test_a_replacement_has_a_reason_and_someone_without_interest(session, staff, walk):
    enter(session, staff)
    seated(walk.before("expert_review.convene"), "E-0001")
    with pytest.raises(BadInput) as bad:
        walk.take("expert_review.replace", "staff", 13, reason=" ")
    assert set(bad.value.problems) == {"reason"}
    with pytest.raises(BadInput) as bad:
        walk.take("expert_review.replace", "staff", 13, successor={"pool_number": "E-0001", "no_interest": True})
    assert set(bad.value.problems) == {"successor-pool_number"}
    with pytest.raises(Refused, match="no direct interest"):
        walk.take("expert_review.replace", "staff", 13, successor={**OUTSIDER, "no_interest": False})
    assert "周敏" not in str(newest(session))


def test_a_panel_meeting_is_recorded_and_signed_before_it_is_concluded(session, walk):
    walk.before("expert_review.convene")
    walk.take("expert_review.convene", "staff", 12, method="meeting")
    walk.take("expert_review.opine", "staff", 14)
    with pytest.raises(Refused, match="no record of the meeting"):
        walk.take("expert_review.conclude", "staff", 15)
    walk.take("expert_review.record", "staff", 14, signed=[])
    with pytest.raises(Refused, match="have not signed"):
        walk.take("expert_review.conclude", "staff", 15)
    walk.take("expert_review.record", "staff", 14)
    entry = newest(session)
    assert (entry["d.attended"], entry["d.signed"]) == ("1", "1")
    walk.take("expert_review.conclude", "staff", 15)


@pytest.mark.parametrize("changes", [{"attended": []}, {"attended": [7]}, {"signed": [1], "attended": []}])
def test_only_who_was_there_signs(walk, changes):
    walk.before("expert_review.convene")
    walk.take("expert_review.convene", "staff", 12, method="meeting")
    with pytest.raises(BadInput) as bad:
        walk.take("expert_review.record", "staff", 14, **changes)
    assert set(bad.value.problems) == {"experts"}


def test_a_record_is_not_of_a_day_before_the_panel_met(walk):
    walk.before("expert_review.convene")
    walk.take("expert_review.convene", "staff", 12, method="meeting")
    with pytest.raises(BadInput) as bad:
        walk.take("expert_review.record", "staff", 14, on=walk.start + dt.timedelta(days=11))
    assert set(bad.value.problems) == {"on"}


def test_what_was_no_meeting_has_no_record(walk):
    walk.before("expert_review.convene")
    walk.take("expert_review.convene", "staff", 12)
    with pytest.raises(BadInput):
        walk.take("expert_review.record", "staff", 14)
