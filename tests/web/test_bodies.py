"""The bodies and their members, kept by the office, not by whoever convenes the meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from tests.helpers import send
from workflow.domain.lawfiles import library
from workflow.models.bodies import BodyMember
from workflow.models.trail import Entry
from workflow.services import bodies
from workflow.trail.entry import decode
from workflow.wiring import db

NEW = {"body": "head_office", "name": "石昌林", "post": "副乡长", "since": "2022-01-10", "why": "人大选举当选"}


@pytest.fixture
def office(signed_in):
    return signed_in("office")


def rows(app):
    with app.app_context():
        return list(db.session.scalars(select(BodyMember).order_by(BodyMember.id)))


def last_entry(app):
    with app.app_context():
        return decode(db.session.scalars(select(Entry.body).order_by(Entry.seq.desc())).first())


def test_no_list_is_taken_over_for_a_meeting_nothing_is_brought_before(office):
    page = office.get("/bodies").text
    assert (page.count("沿用上一次会议的名单"), page.count("尚未列出组成人员")) == (2, 3)


def test_a_member_is_listed_and_leaves(app, office):
    assert send(office, "/bodies", **NEW).status_code == 302
    entry = last_entry(app)
    assert (entry["act"], entry["d.member"], entry["d.since"], entry["as"]) == (
        "body.seated",
        "石昌林",
        "2022-01-10",
        "office",
    )
    assert "石昌林" in office.get("/bodies").text
    (seat,) = rows(app)
    early = send(office, f"/bodies/{seat.id}/leave", until="2022-01-09", why="调离")
    assert early.status_code == 422
    assert "任职截止不得早于任职起始" in early.text
    # beside its field, and in the summary above the form with a link to it
    assert 'href="#until"' in early.text
    assert "石昌林" in early.text
    assert office.get("/bodies/999/leave").status_code == 404
    assert send(office, f"/bodies/{seat.id}/leave", until="2022-02-01", why="调离").status_code == 302
    assert (last_entry(app)["act"], last_entry(app)["d.until"]) == ("body.left", "2022-02-01")
    assert last_entry(app)["d.why"] == "调离"
    assert "此前和此后的组成人员（1人）" in office.get("/bodies").text
    assert send(office, f"/bodies/{seat.id}/leave", until="2022-03-01", why="调离").status_code == 422


def test_whoever_convenes_the_meeting_does_not_say_who_belongs_to_it(app, signed_in, office):
    """One who keeps the record cannot empty the body beforehand, and no meeting is of a body that nobody is left of."""
    assert send(office, "/bodies", **NEW).status_code == 302
    (seat,) = rows(app)
    recorder = signed_in("recorder")
    assert send(recorder, "/bodies", **NEW | {"name": "别人"}).status_code == 403
    assert (
        send(
            recorder,
            f"/bodies/{seat.id}/leave",
            until="2022-02-01",
            why="调离",
        ).status_code
        == 403
    )


def test_a_seat_is_held_from_its_first_day_to_its_last(app, office):
    send(office, "/bodies", **NEW)
    send(
        office,
        f"/bodies/{rows(app)[0].id}/leave",
        until="2022-02-01",
        why="调离",
    )
    with app.app_context():
        held = {
            day: len(bodies.members(db.session, "head_office", dt.date.fromisoformat(day)))
            for day in ("2022-01-09", "2022-01-10", "2022-02-01", "2022-02-02")
        }
        assert bodies.members(db.session, "joint", dt.date(2022, 1, 20)) == []
    assert list(held.values()) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "请填写姓名"),
        ({"since": "昨天"}, "日期无法识别"),
        ({"body": "executive"}, "请从列出的选项中选择"),
        ({}, "石昌林在该日已经是组成人员"),
        ({"name": "另一人", "chief": "y"}, "该日已有行政首长"),
        ({"name": "另一人", "why": "工作需要"}, "请写明依据和理由"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(app, office, changes, said):
    send(office, "/bodies", **NEW | {"chief": "y"})
    answer = send(office, "/bodies", **NEW | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert len(rows(app)) == 1


def test_others_look_but_do_not_keep(app, signed_in):
    chief = signed_in("chief")
    page = chief.get("/bodies")
    assert page.status_code == 200
    assert "增加组成人员" not in page.text
    assert send(chief, "/bodies", **NEW).status_code == 403
    assert send(chief, "/bodies/1/leave", until="2022-02-01").status_code == 403
    assert signed_in("admin").get("/bodies").status_code == 403
    assert rows(app) == []


def test_the_party_committee_has_its_members_and_is_no_meeting_that_decides(app, office, signed_in):
    assert send(office, "/bodies", **NEW | {"body": "party_committee", "post": "党委委员"}).status_code == 302
    page = office.get("/bodies").text
    assert "石昌林" in page.partition('id="body-party_committee"')[2]
    rulebook = library().rulebook("cq-township-2020.1")
    assert set(rulebook.labels["meeting_kinds"]) - set(rulebook.offered("meeting_kinds")) == {"party_committee"}
