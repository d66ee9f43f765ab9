"""Document numbers: a series without gap and duplicate whoever gives it, voids, late papers, and what is typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff, race
from tests.walk import Walk
from workflow.domain import facts
from workflow.domain.numbers import as_printed
from workflow.domain.terms import NumberUse
from workflow.models.trail import Entry
from workflow.services import numbercodes, numberregister, numbers, pastlog
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.soundness import examine
from workflow.services.steps import Refused
from workflow.trail.entry import decode

CODE, DAY, TODAY = "清泉府发", dt.date(2022, 1, 10), dt.date(2022, 7, 1)
NOW = dt.datetime(2022, 7, 1, 4, tzinfo=dt.UTC)


@pytest.fixture
def keeping(session: Session, staff: Staff) -> dict[str, Any]:
    """The code 清泉府发, and who keeps the register on what day."""
    dates = {"actor": staff.actor(session, "office"), "now": NOW, "today": TODAY}
    fact = facts.NumberCode(on=DAY, code=CODE, use=NumberUse.DECISION, since=dt.date(2021, 1, 1))
    numbercodes.add_code(session, **dates, fact=fact)
    return dates


def take(session: Session, keeping: dict[str, Any], written: str = CODE, on: dt.date = DAY, **more: Any) -> str:
    wanted = numbers.Wanted(on, more.pop("title", "关于防汛工作的通知"))
    return numbers.take(session, **keeping | more, written=written, wanted=wanted)


def taken(session: Session) -> list[tuple[str, str, str]]:
    """Every number the log says was given: code, year and serial."""
    bodies = session.scalars(
        select(Entry.body).where(Entry.act == "number.taken", Entry.result == "ok").order_by(Entry.seq)
    )
    return [(each["d.code"], each["d.year"], each["d.serial"]) for each in map(decode, bodies)]


def problem(call: Any, *arguments: Any, **more: Any) -> tuple[str, str]:
    with pytest.raises(BadInput) as bad:
        call(*arguments, **more)
    ((field, text),) = bad.value.problems.items()
    return field, text.zh


def test_many_at_once_get_one_number_each_and_the_log_proves_the_series(app: Flask, session: Session, keeping):
    session.rollback()
    given = race(app, 8, lambda own, place: take(own, keeping, title=f"第{place}件"))
    assert sorted(map(str, given)) == sorted(f"{CODE}〔2022〕{n}号" for n in range(1, 9))
    assert taken(session) == [(CODE, "2022", str(n)) for n in range(1, 9)]
    ((series,),) = [numberregister.register(session, 2022)]
    assert (series.gaps, str(series.next)) == ((), f"{CODE}〔2022〕9号")
    assert [fault for found in examine(session) for fault in found.faults] == []


@pytest.mark.one_database
def test_the_register_is_asked_once_for_the_last_number(session, keeping, monkeypatch):
    asked = []
    ask = numbers.last_serial
    monkeypatch.setattr(numbers, "last_serial", lambda *given: asked.append(given) or ask(*given))
    assert take(session, keeping) == f"{CODE}〔2022〕1号"
    assert len(asked) == 1


@pytest.mark.one_database
def test_a_number_whose_code_nobody_entered_is_on_one_paper_all_the_same(session, staff):
    actors = {role: staff.actor(session, role) for role in staff.people}
    published, other = (Walk(session, actors, unit_ids=(staff.units[0],)) for _ in range(2))
    published.password = other.password = PASSWORD
    published.through("publication.publish")
    other.before("publication.report_party")
    used = load(session, published.decision_id).publication.number
    said = ("number", "发文字号已被使用，请核对。")
    asked = {"kind": "request", "text": "请示。"}
    assert problem(other.take, "publication.report_party", "office", 65, number=used, **asked) == said
    other.take("publication.report_party", "office", 65, number="清泉府文〔2022〕31号", **asked)
    congress = {"number": "清泉府文〔2022〕31号"}
    assert problem(other.take, "publication.report_congress", "office", 65, **congress) == said
    # the reply completes what was recorded when it was sent, under its number
    reply = {
        "on": other.start + dt.timedelta(days=65),
        "reply": "同意。",
        "reply_on": other.start + dt.timedelta(days=66),
        "agreed": True,
    }
    other.take("publication.report_party", "office", 66, number="清泉府文〔2022〕31号", **asked, **reply)


def test_what_fails_takes_its_number_back(session, staff, keeping):
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before("publication.publish")
    with pytest.raises(Refused):
        walk.take("publication.publish", "office", 70, number=CODE, channels=[])
    assert taken(session) == []
    # the code alone asks for the next; the paper is entered with it in one transaction
    walk.take("publication.publish", "office", 70, number="清泉府发", formed_on=walk.start + dt.timedelta(days=69))
    assert load(session, walk.decision_id).publication.number == f"{CODE}〔2022〕1号"
    ((series,),) = [numberregister.register(session, 2022)]
    (given,) = series.numbers
    assert (given.matter, given.paper, given.on) == (walk.decision.number, "publication", dt.date(2022, 5, 9))
    newest = session.scalars(select(Entry.act).where(Entry.result == "ok").order_by(Entry.seq.desc()).limit(2))
    assert list(newest) == ["publication.publish", "number.taken"]
    field, said = problem(
        numbers.void, session, **keeping, number_id=given.id, fact=facts.VoidedNumber(on=TODAY, reason="未发。")
    )
    assert (field, "不能作废" in said) == ("reason", True)
    # what was decided before the system bears no number of a matter in it
    old = facts.PastDecision(
        number="", version=0, on=dt.date(2021, 12, 30), title="饮水工程", document="清泉府发[2022]1号"
    )
    field, said = problem(pastlog.record, session, **keeping, fact=old)
    assert (field, walk.decision.number in said) == ("document", True)


def test_a_void_leaves_no_gap_and_is_given_to_nobody(session, keeping):
    take(session, keeping)
    assert numbers.void(session, **keeping, number_id=1, fact=facts.VoidedNumber(on=TODAY, reason="没有印发。"))
    assert take(session, keeping) == f"{CODE}〔2022〕2号"
    assert "已给" in problem(take, session, keeping, f"{CODE}〔2022〕1号")[1]
    ((series,),) = [numberregister.register(session, 2022)]
    assert ([bool(each.voided) for each in series.numbers], series.gaps) == ([True, False], ())


def test_the_year_is_that_of_the_paper_and_a_late_one_follows_its_last(session, keeping):
    assert "写明该年度从几号开始" in problem(take, session, keeping, on=dt.date(2021, 12, 30))[1]
    numbercodes.begin_series(session, **keeping, code=CODE, fact=facts.SeriesStart(on=TODAY, year=2021, first=25))
    assert take(session, keeping, on=dt.date(2021, 12, 30)) == f"{CODE}〔2021〕25号"
    assert take(session, keeping) == f"{CODE}〔2022〕1号"
    ((late,),) = [numberregister.register(session, 2021)]
    assert [each.late for each in late.numbers] == [True]
    # one that was given on paper before the beginning is entered, once, and makes no gap
    assert take(session, keeping, "清泉府发[2021]第０7号", on=dt.date(2021, 3, 1)) == f"{CODE}〔2021〕7号"
    assert (
        "下一号是清泉府发〔2021〕26号"
        in problem(take, session, keeping, f"{CODE}〔2021〕30号", on=dt.date(2021, 3, 1))[1]
    )
    assert "年份与成文日期" in problem(take, session, keeping, f"{CODE}〔2022〕2号", on=dt.date(2021, 3, 1))[1]
    again = facts.SeriesStart(on=TODAY, year=2022, first=9)
    assert problem(numbercodes.begin_series, session, **keeping, code=CODE, fact=again)[0] == "year"


def test_codes_are_closed_and_kept_and_only_by_the_office(session, staff, keeping):
    take(session, keeping)
    early = facts.NumberCodeClosing(on=dt.date(2022, 1, 9), reason="机构改革。")
    assert problem(numbercodes.close_code, session, **keeping, code=CODE, fact=early)[0] == "on"
    gone = facts.NumberCodeClosing(on=dt.date(2022, 6, 30), reason="机构改革，改用新代字。")
    numbercodes.close_code(session, **keeping, code=CODE, fact=gone)
    assert "已经停用" in problem(take, session, keeping, on=TODAY)[1]
    assert take(session, keeping, on=dt.date(2022, 6, 30)) == f"{CODE}〔2022〕2号"
    twice = facts.NumberCode(on=TODAY, code=CODE, use=NumberUse.OTHER, since=TODAY)
    assert problem(numbercodes.add_code, session, **keeping, fact=twice)[0] == "code"
    assert (
        problem(numbercodes.add_code, session, **keeping, fact=twice.model_copy(update={"code": "府〔1〕"}))[0]
        == "code"
    )
    with pytest.raises(BadInput, match="Only the government office"):
        take(session, keeping | {"actor": staff.actor(session, "staff")})
    assert session.scalar(select(Entry.result).order_by(Entry.seq.desc())) == "denied"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("天水利[2022]142号", "天水利〔2022〕142号"),
        ("县府发（２０２２）第０7号", "县府发〔2022〕7号"),
        ("坦政〔2024〕16号", "坦政〔2024〕16号"),
        ("清泉府发[2021]05", "清泉府发〔2021〕5号"),
        ("党委会纪要第3期", "党委会纪要第3期"),
        ("浙政办发〔20213号", "浙政办发〔20213号"),
    ],
)
def test_a_number_is_read_leniently_and_printed_strictly(written, printed):
    assert as_printed(written) == printed
