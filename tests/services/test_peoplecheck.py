"""Roles, accounts and seats against the log: what was put in past it is found, also once it was used."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.helpers import change_account, race
from tests.walk import Walk
from workflow.domain.actor import Actor
from workflow.models.people import Person
from workflow.services import accounts, bodies
from workflow.services.identity import actor_of
from workflow.services.ledger import AccountChanged
from workflow.services.recording import BadInput
from workflow.services.soundness import Fault, examine

pytestmark = pytest.mark.trial("T9")

NOW = dt.datetime(2022, 8, 2, 1, tzinfo=dt.UTC)
WHY = "清泉府任〔2022〕3号"


SEAT = {
    **{"now": NOW, "today": NOW.date(), "body": "head_office", "name": "龙某", "post": "副乡长", "chief": False},
    **{"since": dt.date(2022, 8, 1), "why": WHY},
}


def proposed(session: Session, actor: Actor | None) -> None:
    """Propose a matter, which the heads of units may."""
    walk = Walk(session, {"unit_lead": actor} if actor else {}, NOW.date())
    walk.take("initiation.propose", "unit_lead", 0)


@pytest.fixture
def organ_at_work(session: Session, staff) -> Session:
    """An organ in which something was done: two seats, one of them over; a person renamed, one who left."""
    office, admin = staff.actor(session, "office"), staff.actor(session, "admin")
    today = NOW.date()
    for name, post, chief in (("冉光明", "乡长", True), ("田秀英", "副乡长", False)):
        bodies.seat(
            session, actor=office, now=NOW, today=today, body="head_office", name=name, post=post, chief=chief,
            since=dt.date(2022, 3, 1), why=WHY,
        )  # fmt: skip
    seat = bodies.bodies(session, today)[0].seats[1]
    bodies.leave(session, actor=office, now=NOW, seat_id=seat.id, until=dt.date(2022, 7, 31), why=WHY)
    lead = session.get_one(Person, staff.people["unit_lead"])
    accounts.change_person(
        session, actor=admin, now=NOW, person_id=lead.id, name="彭又名", post="主任", unit_id=lead.unit_id
    )
    accounts.disable_person(session, actor=admin, now=NOW, real_now=NOW, person_id=staff.people["auditor"])
    session.commit()
    return session


def faults(session: Session) -> list[Fault]:
    session.expire_all()
    (found,) = examine(session)
    return list(found.faults)


def test_what_was_entered_is_sound(organ_at_work):
    assert faults(organ_at_work) == []


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (
            "INSERT INTO person_role (person_id, role, created_at) SELECT id, 'chief', created_at FROM person "
            "WHERE id = (SELECT min(id) FROM person)",
            "的角色为",
        ),
        ("UPDATE person_role SET ended_at = created_at WHERE role = 'office'", "按日志应为“党政办公室”"),
        ("DELETE FROM person_role WHERE role = 'legal_reviewer'", "的角色为“无”"),
        ("UPDATE person SET active = NOT active WHERE id = (SELECT person_id FROM person_role WHERE role = 'auditor')",
         "启用状态与日志不符"),
        ("UPDATE person SET name = '某某' WHERE id = (SELECT person_id FROM person_role WHERE role = 'office')",
         "的姓名为“某某”"),
        ("UPDATE person SET post = '乡长' WHERE id = (SELECT person_id FROM person_role WHERE role = 'admin')",
         "的职务为“乡长”"),
        ("UPDATE person SET public_id = 'P-9999' WHERE id = (SELECT person_id FROM person_role WHERE role = 'chief')",
         "没有设立账号P-9999的条目"),
        ("DELETE FROM body_member WHERE name = '冉光明'", "冉光明的会议组成人员登记与日志不符"),
        ("UPDATE body_member SET chief = NOT chief WHERE name = '冉光明'", "没有冉光明这一会议组成人员登记的条目"),
        ("UPDATE body_member SET until = NULL WHERE name = '田秀英'", "田秀英的会议组成人员登记与日志不符"),
        (
            "INSERT INTO body_member (organ_id, body, name, post, chief, since, why, left_why, entered_at) SELECT "
            "organ_id, body, '龙某', post, chief, since, why, '', entered_at FROM body_member WHERE name = '冉光明'",
            "没有龙某这一会议组成人员登记的条目",
        ),
    ],
)  # fmt: skip
def test_what_was_changed_past_the_log_is_found(organ_at_work, attack: str, said: str):
    organ_at_work.execute(text(attack))
    found = faults(organ_at_work)
    assert {each.kind for each in found} == {"account"}
    assert said in " ".join(each.said.zh for each in found)
    organ_at_work.rollback()


def test_whoever_acted_in_a_role_that_was_smuggled_in_is_named(organ_at_work, staff):
    """Taken away again afterwards, it is still told by what was done with it."""
    session, clerk = organ_at_work, staff.people["staff"]
    smuggled = "INSERT INTO person_role (person_id, role, created_at) SELECT id, 'office', created_at FROM person"
    session.execute(text(f"{smuggled} WHERE id = {clerk}"))
    session.commit()
    actor = actor_of(session, clerk)
    bodies.seat(
        session, actor=actor, now=NOW, today=NOW.date(), body="head_office", name="龙某", post="副乡长", chief=False,
        since=dt.date(2022, 8, 1), why=WHY,
    )  # fmt: skip
    session.execute(text(f"DELETE FROM person_role WHERE role = 'office' AND person_id = {clerk}"))  # noqa: S608
    session.commit()
    (found,) = faults(session)
    assert (found.kind, found.seq is not None) == ("account", True)
    assert "以“党政办公室”身份办理，按日志其时没有这一角色" in found.said.zh
    assert "a role not held then by the log" in found.said.en


@pytest.mark.parametrize(
    "changes",
    [{"name": "又名"}, {"post": "副主任"}, {"roles": ["staff"]}, {"unit_id": None}],
    ids=["name", "post", "roles", "unit"],
)
def test_nothing_is_entered_in_a_name_or_a_role_that_was_lost_meanwhile(organ_at_work, staff, changes):
    session, lead = organ_at_work, staff.people["unit_lead"]
    before = staff.actor(session, "unit_lead")
    change_account(session, staff.actor(session, "admin"), NOW, lead, **changes)
    with pytest.raises(AccountChanged):
        proposed(session, before)
    assert faults(session) == []
    proposed(session, actor_of(session, lead))


def test_nor_by_whoever_was_shown_out_meanwhile(organ_at_work, staff):
    session, office = organ_at_work, staff.actor(organ_at_work, "office")
    accounts.disable_person(
        session, actor=staff.actor(session, "admin"), now=NOW, real_now=NOW, person_id=office.person_id
    )
    with pytest.raises(AccountChanged):
        bodies.seat(session, actor=office, **SEAT)
    assert faults(session) == []


def test_nobody_gives_themselves_back_what_was_taken_meanwhile(organ_at_work, staff):
    session, admin = organ_at_work, staff.actor(organ_at_work, "admin")
    other = change_account(session, admin, NOW, staff.people["recorder"], roles=["admin"])
    change_account(session, other, NOW, admin.person_id, roles=["staff"])
    with pytest.raises(AccountChanged):
        change_account(session, admin, NOW, admin.person_id, roles=["admin"])
    with pytest.raises(AccountChanged):
        accounts.disable_person(session, actor=admin, now=NOW, real_now=NOW, person_id=admin.person_id)
    assert faults(session) == []


def test_an_administrator_who_hands_the_office_over_in_one_go_raises_no_alarm(organ_at_work, staff):
    session, admin = organ_at_work, staff.actor(organ_at_work, "admin")
    change_account(session, admin, NOW, staff.people["recorder"], roles=["admin"])
    change_account(session, admin, NOW, admin.person_id, post="科员", unit_id=staff.units[0], roles=["staff"])
    assert faults(session) == []


def test_a_seat_entered_twice_at_once_is_one(app, organ_at_work, staff):
    office = staff.actor(organ_at_work, "office")
    organ_at_work.rollback()
    came = race(app, 4, lambda session, _: bodies.seat(session, actor=office, **SEAT))
    assert [type(each) for each in came].count(BadInput) == 3
    seat = bodies.bodies(organ_at_work, NOW.date())[0].seats[-1]
    organ_at_work.rollback()
    end = {"seat_id": seat.id, "until": dt.date(2022, 9, 1), "why": WHY}
    came = race(app, 4, lambda session, _: bodies.leave(session, actor=office, now=NOW, **end))
    assert [type(each) for each in came].count(BadInput) == 3
    assert faults(organ_at_work) == []
