"""A year the library does not know: refused, until its notice is entered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff, send
from tests.walk import Walk
from workflow.domain.calendar import CalendarUnknown
from workflow.models.trail import Entry
from workflow.services import holidays, steps
from workflow.services.recording import BadInput
from workflow.trail.entry import decode
from workflow.wiring import db

pytestmark = pytest.mark.trial("T21")

NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
REST = [date(2027, 1, 1) + timedelta(days=n) for n in range(3)]
WORKED = [date(2027, 1, 9)]


def enter(session: Session, staff: Staff, role: str = "office", **changes: object) -> None:
    values: dict = {
        "year": 2027,
        "number": "国办发明电〔2026〕7号",
        "rest_days": REST,
        "make_up_days": WORKED,
    } | changes
    holidays.enter(session, actor=staff.actor(session, role), now=NOW, **values)


def test_an_unknown_year_is_refused_and_known_once_its_notice_is_entered(session: Session, staff: Staff) -> None:
    with pytest.raises(CalendarUnknown):
        holidays.working_calendar(session).add_working_days(date(2026, 12, 28), 7)
    enter(session, staff)
    calendar = holidays.working_calendar(session)
    # 29, 30, 31 December, 4 to 7 January: New Year's Day is off and the weekend after it too
    assert calendar.add_working_days(date(2026, 12, 28), 7) == date(2027, 1, 7)
    assert calendar.is_working_day(date(2027, 1, 9))
    entry = decode(session.scalars(select(Entry.body).order_by(Entry.seq.desc())).first())
    assert (entry["act"], entry["d.year"], entry["as"]) == ("calendar.entered", "2027", "office")
    assert entry["d.calendar"] == calendar.version
    # every day stands in the log, whether the year was known or not
    assert (entry["d.rest_days"], entry["d.make_up_days"]) == ("2027-01-01/2027-01-03", "2027-01-09")


def test_many_days_are_all_in_the_log(session: Session, staff: Staff) -> None:
    weekends = [date(2027, 1, 9) + timedelta(days=7 * n + each) for n in range(13) for each in (0, 1)]
    enter(session, staff, make_up_days=weekends)
    enter(session, staff, make_up_days=[], reason="国务院办公厅调整了安排。")
    first, second = (decode(body) for body in session.scalars(select(Entry.body).order_by(Entry.seq.desc()).limit(2)))
    assert second["d.make_up_days"] == first["d.rearranged"]
    assert second["d.make_up_days"].count("/") == len(weekends) // 2
    assert holidays.notices(session)[0].now_off == tuple(weekends)


def test_a_later_notice_for_the_same_year_supersedes_the_first(session: Session, staff: Staff) -> None:
    enter(session, staff)
    enter(session, staff, make_up_days=[], number="国办发明电〔2027〕1号", reason="国务院办公厅调整了安排。")
    assert not holidays.working_calendar(session).is_working_day(date(2027, 1, 9))
    assert holidays.notices(session)[0].number == "国办发明电〔2027〕1号"
    assert len(holidays.notices(session)) == 2


@pytest.mark.parametrize("year", [2022, 2027])
def test_days_that_are_known_are_changed_with_a_reason_alone(session: Session, staff: Staff, year: int) -> None:
    """Whether the library knows the year or a notice did; the entry and the list say which days, and why."""
    if year == 2027:
        enter(session, staff)
    rest, worked = [date(year, 1, 4)], date(year, 3, 6)
    given = {"year": year, "rest_days": rest, "make_up_days": [worked], "number": "县府办〔2027〕1号"}
    for reason in ("", "无"):
        with pytest.raises(BadInput) as caught:
            enter(session, staff, **given, reason=reason)
        assert f"{year}年1月4日" in caught.value.problems["reason"].zh
    enter(session, staff, **given, reason="汛期抢险，县人民政府临时调整。")
    notice = holidays.notices(session)[0]
    assert rest[0] in notice.now_off
    assert worked in notice.now_worked
    entry = decode(session.scalars(select(Entry.body).order_by(Entry.seq.desc())).first())
    assert f"{year}-01-04" in entry["d.rearranged"]
    assert entry["d.reason"] == "汛期抢险，县人民政府临时调整。"


def test_next_year_s_notice_that_touches_this_one_says_why(session: Session, staff: Staff) -> None:
    with pytest.raises(BadInput) as caught:
        enter(session, staff, rest_days=[*REST, date(2026, 12, 31)])
    assert "2026年12月31日" in caught.value.problems["reason"].zh


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "x"}, "number"),
        ({"number": "国办发明电2026年7号"}, "number"),
        ({"rest_days": []}, "rest_days"),
        ({"year": 2028}, "rest_days"),
        ({"make_up_days": [date(2027, 1, 5)]}, "make_up_days"),
        ({"make_up_days": [date(2027, 1, 2)]}, "make_up_days"),
        ({"role": "staff"}, "year"),
    ],
)
def test_what_cannot_be_a_notice_is_refused(session: Session, staff: Staff, changes: dict, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        enter(session, staff, **changes)
    assert field in caught.value.problems
    assert holidays.notices(session) == []


def test_the_page_reads_what_an_official_types(signed_in, app: Flask) -> None:
    browser = signed_in("office")
    typed = {
        "year": "２０２７",
        "number": "国办发明电〔2026〕7号",
        "rest_days": "2027-01-01 至 2027-01-03",
        "make_up_days": "2027-1-9",
    }
    answer = send(browser, "/calendar", **typed)
    assert answer.status_code == 302, answer.text
    with app.app_context():
        notice = holidays.notices(db.session)[0]
    assert (notice.rest_days, notice.make_up_days) == (tuple(REST), tuple(WORKED))
    wrong = send(browser, "/calendar", **typed | {"rest_days": "元旦三天"})
    assert wrong.status_code == 422
    assert "元旦三天" in wrong.text
    assert "无法识别" in wrong.text
    again = send(browser, "/calendar", **typed | {"make_up_days": ""})
    assert again.status_code == 422
    assert "下列日期已有安排，所填内容与其不同：2027年1月9日" in again.text
    assert send(browser, "/calendar", **typed | {"make_up_days": "", "reason": "通知作了更正。"}).status_code == 302
    page = browser.get("/calendar").text
    assert "改为休息：2027年1月9日" in page
    assert "通知作了更正。" in page
    assert signed_in("staff").get("/calendar").status_code == 403


def test_a_review_into_an_unknown_year_says_what_to_do(session: Session, staff: Staff) -> None:
    actors = {role: staff.actor(session, role) for role in staff.people}
    walk = Walk(session, actors, start=date(2026, 11, 10), unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before("legality_review.accept")
    with pytest.raises(BadInput, match="2027"):
        walk.take("legality_review.accept", "legal_reviewer", 46)
    enter(session, staff)
    data = {"on": walk.start + timedelta(days=46)}
    asked = steps.Request("legality_review.accept", data, "k", walk.decision_id, walk.decision.version)
    now = walk.at(walk.start + timedelta(days=46))
    calendar = holidays.working_calendar(session)
    steps.perform(session, asked, actor=actors["legal_reviewer"], now=now, calendar=calendar)
    assert walk.decision.reviews[-1].acceptance.calendar == calendar.version
