"""What a form begins with: what was entered the last time."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.services import precedents
from workflow.services.recording import BadInput
from workflow.services.sittings import of_one_day


@pytest.mark.parametrize(
    ("numbers", "year", "proposed"),
    [
        ([], 2022, ""),
        (["清泉府发〔2022〕5号"], 2022, "清泉府发〔2022〕6号"),
        (["清泉府发〔2022〕5号", "清泉府发〔2022〕2号"], 2022, "清泉府发〔2022〕6号"),
        (["清泉府发〔2022〕5号"], 2023, "清泉府发〔2023〕1号"),
        # the newest series goes on, the other one is left alone
        (["清泉府办发〔2022〕9号", "清泉府发〔2022〕5号"], 2022, "清泉府发〔2022〕6号"),
        (["", "无编号"], 2022, ""),
    ],
)
def test_the_next_number_of_a_series(numbers, year, proposed):
    assert precedents.next_in_series(numbers, year) == proposed


@pytest.fixture
def walk(session, staff):
    found = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    found.password = PASSWORD
    return found


def test_before_the_first_meeting_nothing_is_known(walk, session):
    walk.before("deliberation.convene")
    assert precedents.last_meeting(session) is None
    assert precedents.next_sitting(session, dt.date(2022, 5, 2)) == ""
    assert precedents.last_archive(session) is None


def test_the_next_meeting_begins_as_the_last(walk, session):
    walk.through("deliberation.convene")
    last = precedents.last_meeting(session)
    assert [member.name for member in last.members] == ["冉光明", "田秀英", "白建国"]
    # several matters are deliberated in one sitting
    assert precedents.next_sitting(session, last.on) == "2022年第122次"
    assert precedents.next_sitting(session, last.on + dt.timedelta(days=1)) == "2022年第123次"
    assert precedents.next_sitting(session, dt.date(2023, 1, 9)) == "2023年第1次"


def test_a_number_of_another_kind_is_not_continued(walk, session):
    walk.before("deliberation.convene")
    walk.take("deliberation.convene", "recorder", 62, number="第三次会议")
    assert precedents.next_sitting(session, dt.date(2022, 5, 3)) == ""


@pytest.mark.one_database
@pytest.mark.parametrize("number", ["2021年第3次", "乡长办公会议2023年度第1次"])
@pytest.mark.parametrize(("step", "role"), [("deliberation.schedule", "office"), ("deliberation.convene", "recorder")])
def test_a_meeting_bears_a_number_of_the_year_it_meets_in(walk, step, role, number):
    walk.before("deliberation.convene")
    with pytest.raises(BadInput) as caught:
        walk.take(step, role, 62, number=number)
    assert "不在同一年度" in caught.value.problems["number"].zh


def test_a_number_of_the_year_is_that_of_the_meetings_of_one_day(walk, session):
    """Two matters of one sitting bear its number; a sitting of another day, or of another body, does not."""
    walk.through("deliberation.convene")
    number = precedents.next_sitting(session, walk.start + dt.timedelta(days=62))
    other = Walk(session, walk.actors, unit_ids=walk.unit_ids)
    other.password = PASSWORD
    other.before("deliberation.convene")
    with pytest.raises(BadInput) as caught:
        other.take("deliberation.convene", "recorder", 63, number=number)
    said = caught.value.problems["number"]
    assert f"“{number}”已经登记为2022年5月2日召开的会议" in said.zh
    assert "2 May 2022" in said.en
    other.take("deliberation.convene", "recorder", 62, number=number, item=2)


def test_of_another_body_or_year_a_meeting_may_bear_the_same_number(walk, session):
    walk.before("deliberation.convene")
    walk.take("deliberation.convene", "recorder", 62, number="第1次")
    for kind, meets in (("joint", dt.date(2022, 5, 3)), ("head_office", dt.date(2023, 1, 9))):
        of_one_day(session, kind, "第1次", meets)
    of_one_day(session, "head_office", "", dt.date(2022, 5, 3))
    of_one_day(session, "head_office", "第1次续会", dt.date(2022, 5, 3))
    for written in ("第1次", "2022年第1次", "2022年度 第 01 次", "第一次会议", "第１次"):
        with pytest.raises(BadInput):
            of_one_day(session, "head_office", written, dt.date(2022, 5, 3))


def test_counsel_and_numbers_of_opinions_are_remembered(walk, session):
    walk.through("legality_review.conclude")
    assert precedents.last_counsel(session) == ("counsel", "陈律师")
    assert precedents.next_review_number(session, dt.date(2022, 6, 1)) == "清泉法审〔2022〕2号"


def test_publication_and_archive_are_remembered(walk, session):
    walk.through("publication.archive")
    assert precedents.next_document_number(session, dt.date(2022, 6, 1)) == "清泉府发〔2022〕6号"
    assert precedents.next_party_number(session, dt.date(2022, 6, 1)) == ""
    assert precedents.last_archive(session) == ("permanent", "档案员")
