"""The clock of a demonstration moves forward only, and says so in the trail; production has none."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from workflow.models.trail import Entry
from workflow.services import clock as service
from workflow.services import ledger
from workflow.services.clock import ClockRefused
from workflow.services.unit import writing
from workflow.trail.verifier import Row, verify

pytestmark = pytest.mark.trial("T21")


def last(session) -> dict[str, str]:
    return json.loads(session.scalars(select(Entry.body).order_by(Entry.seq.desc())).first())


def move(session, settings, clock, **how):
    return service.move(session, settings, actor=None, real_now=clock(), **how)


def test_it_begins_with_the_real_time(session, settings, clock):
    assert service.now(session, settings, clock()) == clock()


def test_it_moves_forward_by_days_and_keeps_going(session, settings, staff, clock):
    after = move(session, settings, clock, days=30)
    assert after == clock() + timedelta(days=30)
    clock.forward(hours=3)
    assert service.now(session, settings, clock()) == after + timedelta(hours=3)
    assert move(session, settings, clock, days=1) == after + timedelta(days=1, hours=3)


def test_it_moves_to_a_date_of_shanghai(session, settings, staff, clock):
    clock.now = datetime(2022, 8, 1, 17, 30, tzinfo=UTC)  # already 2 August in Shanghai
    assert service.today(clock()) == date(2022, 8, 2)
    after = move(session, settings, clock, to_date=date(2022, 9, 1))
    assert service.today(after) == date(2022, 9, 1)


def test_each_move_is_entered_with_the_real_time(session, settings, staff, clock):
    after = move(session, settings, clock, days=7)
    entry = last(session)
    assert entry["act"] == "clock.moved"
    assert entry["d.before"] == entry["d.real_time"] == "2022-08-01T01:00:00.000Z"
    assert entry["d.after"] == entry["ts"] == "2022-08-08T01:00:00.000Z"
    assert after == datetime(2022, 8, 8, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "how", [{"days": 0}, {"days": -1}, {"days": 401}, {"to_date": date(2022, 8, 1)}, {"to_date": date(2022, 7, 31)}]
)
def test_it_never_moves_back_or_too_far(session, settings, staff, clock, how):
    before = last(session)
    with pytest.raises(ClockRefused):
        move(session, settings, clock, **how)
    assert service.now(session, settings, clock()) == clock()
    assert last(session) == before


def test_four_hundred_days_are_not_too_far(session, settings, staff, clock):
    assert move(session, settings, clock, days=400)


def test_production_has_no_such_clock(make_app, production_settings, clock):
    from workflow.wiring import db

    with make_app(production_settings).app_context():
        with pytest.raises(ClockRefused, match="production"):
            move(db.session, production_settings, clock, days=1)
        assert service.now(db.session, production_settings, clock()) == clock()


def test_either_days_or_a_date(session, settings, staff, clock):
    for how in ({}, {"days": 1, "to_date": date(2022, 9, 1)}):
        with pytest.raises(ValueError, match="either"):
            move(session, settings, clock, **how)


@pytest.mark.parametrize(
    ("behind", "clocks"),
    [
        ((0, 30, 5), ["demo"] * 4),
        ((31, 0, 30), ["demo", "regressed", "demo", "demo"]),
        ((20, 40, 60), ["demo", "demo", "regressed", "demo"]),  # not step by step either
    ],
)
def test_whoever_waited_for_a_signature_or_the_turn_sets_no_clock_back(session, staff, clock, behind, clocks):
    came = clock()
    for seconds in (0, *behind):
        with writing(session):
            now = came - timedelta(seconds=seconds)
            ledger.append(session, "unit.created", actor=None, now=now, details={"unit": "1"})
    bodies = session.scalars(select(Entry.body).order_by(Entry.seq.desc()).limit(4)).all()
    entries = [json.loads(body) for body in reversed(bodies)]
    assert [each["clk"] for each in entries] == clocks
    assert [each["ts"] for each in entries] == [ledger.moment(came - timedelta(seconds=each)) for each in (0, *behind)]
    rows = session.execute(select(Entry.seq, Entry.body, Entry.leaf).order_by(Entry.seq)).all()
    assert [each.kind for each in verify([Row(*row) for row in rows]).problems] == []
