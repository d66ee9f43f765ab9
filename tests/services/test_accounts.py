"""Accounts: lockout at exactly the fifth failure, roles that exclude each other, an entry for each change."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.helpers import PASSWORD, change_account
from workflow.domain.terms import Role
from workflow.models.people import Person
from workflow.models.trail import Entry
from workflow.services import accounts, organ, passwordchange, passwords, stays
from workflow.services.accounts import AccountRefused, SignInRefused

NEW = "another long phrase"


def entries(session) -> list[dict[str, str]]:
    return [json.loads(body) for body in session.scalars(select(Entry.body).order_by(Entry.seq))]


def fail(session, login, clock, times):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            accounts.authenticate(session, login, "wrong", clock())


def test_the_right_password_signs_in(session, staff, clock):
    assert accounts.authenticate(session, "staff", PASSWORD, clock()) == staff.people["staff"]


def test_a_login_may_be_typed_in_any_way(session, staff, clock):
    assert accounts.authenticate(session, "  ＳＴＡＦＦ ", PASSWORD, clock()) == staff.people["staff"]


def test_a_password_may_not(session, staff, clock):
    with pytest.raises(SignInRefused):
        accounts.authenticate(session, "staff", PASSWORD.upper(), clock())


def test_four_failures_do_not_lock(session, staff, clock):
    fail(session, "staff", clock, 4)
    assert accounts.authenticate(session, "staff", PASSWORD, clock())


def test_five_failures_lock_for_fifteen_minutes(session, staff, clock):
    fail(session, "staff", clock, 5)
    with pytest.raises(SignInRefused):
        accounts.authenticate(session, "staff", PASSWORD, clock())
    clock.forward(minutes=15, seconds=-1)
    with pytest.raises(SignInRefused):
        accounts.authenticate(session, "staff", PASSWORD, clock())
    clock.forward(seconds=1)
    assert accounts.authenticate(session, "staff", PASSWORD, clock())


def test_a_success_begins_the_count_anew(session, staff, clock):
    fail(session, "staff", clock, 4)
    accounts.authenticate(session, "staff", PASSWORD, clock())
    fail(session, "staff", clock, 4)
    assert accounts.authenticate(session, "staff", PASSWORD, clock())


def test_one_person_s_failures_lock_nobody_else(session, staff, clock):
    fail(session, "staff", clock, 5)
    assert accounts.authenticate(session, "chief", PASSWORD, clock())


def test_every_refusal_reads_the_same(session, staff, clock):
    said = set()
    fail(session, "staff", clock, 5)
    accounts.disable_person(
        session, actor=staff.actor(session, "admin"), now=clock(), real_now=clock(), person_id=staff.people["office"]
    )
    for login in ("staff", "office", "nobody", "", "chief"):
        with pytest.raises(SignInRefused) as refusal:
            accounts.authenticate(session, login, "wrong", clock())
        said.add(str(refusal.value))
    assert len(said) == 1


def test_an_unknown_login_costs_one_hash_like_a_known_one(session, staff, clock, monkeypatch):
    counted = []
    real = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda kept, given: counted.append(kept) or real(kept, given))
    for login in ("nobody", "staff"):
        fail(session, login, clock, 1)
    assert len(counted) == 2
    assert all(kept.startswith("$argon2id$") for kept in counted)


def test_a_signature_asks_for_the_password_again_and_counts_failures(session, staff, clock):
    me = staff.people["legal_reviewer"]
    assert accounts.verify_password(session, me, PASSWORD, clock())
    for _ in range(5):
        assert not accounts.verify_password(session, me, "wrong", clock())
    assert not accounts.verify_password(session, me, PASSWORD, clock())


def test_passwords_are_kept_as_argon2id_with_today_s_parameters():
    from argon2 import PasswordHasher

    normal = PasswordHasher()
    assert normal.memory_cost >= 19 * 1024
    assert normal.time_cost >= 2
    assert passwords.make_hash("x").startswith("$argon2id$")


def test_weak_hashes_are_made_anew_at_sign_in(session, staff, clock, monkeypatch):
    from argon2 import PasswordHasher

    before = session.get_one(Person, staff.people["staff"]).password_hash
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    accounts.authenticate(session, "staff", PASSWORD, clock())
    after = session.get_one(Person, staff.people["staff"]).password_hash
    assert before != after
    assert "m=16,t=2" in after


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short-11-ch", "不少于12"),
        ("x" * 13, "过于简单"),
        ("abcdabcdabcdabcd", "过于简单"),
        ("my zhangsan password", "不得包含"),
        ("张三的密码一二三四五六七八", "不得包含"),
        ("long " * 30, "不多于128"),
        ("Password1234", "过于简单"),
    ],
)
def test_weak_passwords_are_refused(password, fault):
    assert any(fault in text.zh for text in passwords.faults(password, login="zhangsan", name="张三"))


def test_twelve_characters_are_enough():
    assert passwords.faults("twelve-chars", login="zhangsan", name="张三") == []


def create(session, staff, clock, by="admin", **changes):
    fields = {
        "login": "wangwu",
        "name": "王五",
        "post": "科员",
        "unit_id": staff.units[0],
        "roles": ["staff"],
        "password": NEW,
    }
    actor = staff.actor(session, by) if by else None
    return accounts.create_person(session, actor=actor, now=clock(), **{**fields, **changes})


def test_an_administrator_makes_an_account_and_it_is_entered(session, staff, clock):
    person_id = create(session, staff, clock, roles=["unit_lead", "staff"])
    actor = accounts.actor_of(session, person_id)
    assert (actor.name, actor.post, actor.unit, actor.roles) == ("王五", "科员", "规划建设办", {"staff", "unit_lead"})
    last = entries(session)[-1]
    assert (last["act"], last["d.person"], last["d.roles"]) == ("person.created", actor.public_id, "staff;unit_lead")
    assert (last["d.name"], last["d.post"], last["d.unit"]) == ("王五", "科员", "规划建设办")
    assert (last["who"], last["as"]) == (staff.public_id("admin"), "admin")
    assert accounts.must_change_password(session, person_id)


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.ADMIN])
def test_nobody_but_an_administrator_manages_accounts(session, staff, clock, role):
    before = len(entries(session))
    actor = staff.actor(session, role)
    everyone = {"actor": actor, "now": clock(), "person_id": staff.people["staff"]}
    attempts = [
        lambda: create(session, staff, clock, by=role),
        lambda: accounts.change_person(session, name="x", post="", unit_id=None, roles=["chief"], **everyone),
        lambda: accounts.change_person(session, name="x", post="", unit_id=None, **everyone),
        lambda: accounts.disable_person(session, real_now=clock(), **everyone),
        lambda: passwordchange.reset_password(session, real_now=clock(), new=NEW, **everyone),
        lambda: organ.create_unit(session, actor=actor, now=clock(), name="新单位"),
    ]
    for attempt in attempts:
        with pytest.raises(AccountRefused, match="administrator"):
            attempt()
    assert len(entries(session)) == before


def test_everything_wrong_with_an_account_is_said_at_once(session, staff, clock):
    with pytest.raises(AccountRefused) as refusal:
        create(session, staff, clock, login="王", name=" ", roles=["admin", "staff"], password="short", unit_id=99)
    assert len(refusal.value.reasons) >= 5


def test_a_login_is_given_once(session, staff, clock):
    with pytest.raises(AccountRefused, match="taken"):
        create(session, staff, clock, login=" STAFF ")


def test_nobody_has_two_accounts(session, staff, clock):
    first = create(session, staff, clock)
    with pytest.raises(AccountRefused, match="nobody has two"):
        create(session, staff, clock, login="namesake", name="王 五")
    other = create(session, staff, clock, login="namesake", name="王五2")
    change = {"actor": staff.actor(session, "admin"), "now": clock(), "person_id": other, "post": "", "unit_id": None}
    with pytest.raises(AccountRefused, match="nobody has two"):
        accounts.change_person(session, name="王五", **change)
    accounts.disable_person(session, actor=change["actor"], now=clock(), real_now=clock(), person_id=first)
    accounts.change_person(session, name="王五", **change)


@pytest.mark.parametrize("roles", [["admin", "staff"], ["auditor", "chief"], ["admin", "auditor"]])
def test_roles_that_exclude_each_other_are_refused(session, staff, clock, roles):
    with pytest.raises(AccountRefused, match="must not be both"):
        create(session, staff, clock, roles=roles)
    with pytest.raises(AccountRefused, match="must not be both"):
        change_account(session, staff.actor(session, "admin"), clock(), staff.people["staff"], roles=roles)


def test_roles_are_given_taken_and_given_again(session, staff, clock):
    admin, me = staff.actor(session, "admin"), staff.people["staff"]
    for roles in (["office"], [], ["staff", "office"]):
        change_account(session, admin, clock(), me, roles=roles)
        assert accounts.actor_of(session, me).roles == set(roles)
        last, due = entries(session)[-1], sorted(roles, key=[r.value for r in Role].index)
        assert (last["d.what"], last["d.roles"]) == ("roles", ";".join(due))


def test_the_last_administrator_stays(session, staff, clock):
    admin = staff.actor(session, "admin")
    mine = {"actor": admin, "now": clock(), "person_id": admin.person_id}
    with pytest.raises(AccountRefused, match="At least one"):
        accounts.disable_person(session, real_now=clock(), **mine)
    with pytest.raises(AccountRefused, match="At least one"):
        change_account(session, admin, clock(), admin.person_id, roles=["staff"])
    create(session, staff, clock, roles=["admin"])
    accounts.disable_person(session, real_now=clock(), **mine)
    assert accounts.actor_of(session, admin.person_id) is None


def test_changes_are_entered_and_no_change_is_not(session, staff, clock):
    admin, me = staff.actor(session, "admin"), staff.people["staff"]
    accounts.change_person(
        session, actor=admin, now=clock(), person_id=me, name="新名", post="主任", unit_id=staff.units[1]
    )
    last = entries(session)[-1]
    assert (last["d.what"], last["d.name"], last["d.post"]) == ("name;post;unit", "新名", "主任")
    before = len(entries(session))
    accounts.change_person(
        session, actor=admin, now=clock(), person_id=me, name="新名", post="主任", unit_id=staff.units[1]
    )
    assert len(entries(session)) == before


def test_disabling_ends_every_stay_at_once(session, staff, clock):
    me = staff.people["staff"]
    token = stays.begin(session, me, real_now=clock(), hours=8)
    assert stays.person_of(session, token, real_now=clock()) == me
    accounts.disable_person(session, actor=staff.actor(session, "admin"), now=clock(), real_now=clock(), person_id=me)
    assert stays.person_of(session, token, real_now=clock()) is None
    assert accounts.actor_of(session, me) is None
    assert entries(session)[-1]["act"] == "person.disabled"


def test_changing_one_s_password_ends_the_other_stays(session, staff, clock):
    actor = staff.actor(session, "staff")
    here, there = (stays.begin(session, actor.person_id, real_now=clock(), hours=8) for _ in range(2))
    passwordchange.change_password(
        session, actor=actor, now=clock(), real_now=clock(), old=PASSWORD, new=NEW, token=here
    )
    assert stays.person_of(session, here, real_now=clock()) == actor.person_id
    assert stays.person_of(session, there, real_now=clock()) is None
    assert accounts.authenticate(session, "staff", NEW, clock())
    assert entries(session)[-1]["act"] == "password.changed"


@pytest.mark.parametrize(("old", "new"), [("wrong", NEW), (PASSWORD, "short"), (PASSWORD, PASSWORD)])
def test_a_password_is_changed_only_knowing_the_old_and_for_a_good_new_one(session, staff, clock, old, new):
    with pytest.raises(AccountRefused):
        passwordchange.change_password(
            session, actor=staff.actor(session, "staff"), now=clock(), real_now=clock(), old=old, new=new
        )
    assert accounts.authenticate(session, "staff", PASSWORD, clock())


def test_a_reset_password_must_be_changed_and_unlocks(session, staff, clock):
    fail(session, "staff", clock, 5)
    admin, me = staff.actor(session, "admin"), staff.people["staff"]
    passwordchange.reset_password(session, actor=admin, now=clock(), real_now=clock(), person_id=me, new=NEW)
    assert accounts.authenticate(session, "staff", NEW, clock()) == me
    assert accounts.must_change_password(session, me)


def test_a_stay_ends_after_its_hours_whatever_happens(session, staff, clock):
    me = staff.people["staff"]
    token = stays.begin(session, me, real_now=clock(), hours=8)
    assert stays.person_of(session, token, real_now=clock() + timedelta(hours=8, seconds=-1)) == me
    assert stays.person_of(session, token, real_now=clock() + timedelta(hours=8)) is None


def test_an_ended_stay_does_not_come_back(session, staff, clock):
    token = stays.begin(session, staff.people["staff"], real_now=clock(), hours=8)
    stays.end(session, token, real_now=clock())
    stays.end(session, token, real_now=clock())
    assert stays.person_of(session, token, real_now=clock()) is None
    assert stays.person_of(session, "made up", real_now=clock()) is None
