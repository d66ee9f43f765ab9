"""Accounts: what an administrator does with people. Each change is entered.

Nobody is deleted: someone who leaves is disabled. Roles are read from the database for every request, so that taking
one away works at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from workflow.domain.actor import Actor
from workflow.domain.duties import conflicts
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.domain.unseen import same_name
from workflow.models.people import Person, PersonRole, Unit
from workflow.services import passwords, stays
from workflow.services.accountentries import admin_only, enter, enter_account, person_row
from workflow.services.identity import (
    AccountRefused,
    SignInRefused,
    actor_of,
    authenticate,
    held_roles,
    plain_login,
    step_into,
    verify_password,
)
from workflow.services.unit import Session, writing

__all__ = [
    "Account",
    "AccountRefused",
    "SignInRefused",
    "accounts",
    "actor_of",
    "add_person",
    "authenticate",
    "change_person",
    "create_person",
    "disable_person",
    "must_change_password",
    "step_into",
    "verify_password",
]

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class Account:
    """An account as lists show it."""

    person_id: int
    public_id: str
    login: str
    name: str
    post: str
    unit_id: int | None
    unit: str
    roles: tuple[Role, ...]
    active: bool
    locked_until: datetime | None


def accounts(session: Session) -> list[Account]:
    """Every account, in the order they were made."""
    return [
        Account(
            person_id=person.id,
            public_id=person.public_id,
            login=person.login,
            name=person.name,
            post=person.post,
            unit_id=person.unit_id,
            unit=person.unit.name if person.unit is not None else "",
            roles=tuple(role for role in Role if role in held_roles(person)),
            active=person.active,
            locked_until=person.locked_until,
        )
        for person in session.scalars(select(Person).order_by(Person.id))
    ]


def must_change_password(session: Session, person_id: int) -> bool:
    """Whether the person uses a password someone else chose for them."""
    return bool(session.scalar(select(Person.must_change_password).where(Person.id == person_id)))


def create_person(
    session: Session,
    *,
    actor: Actor | None,
    now: datetime,
    login: str,
    name: str,
    post: str,
    unit_id: int | None,
    roles: Iterable[str],
    password: str,
    must_change: bool = True,
) -> int:
    """Make an account; return the person's id. `actor` is an administrator, or None for the system itself.

    :raises AccountRefused: with every reason: no right to, login taken or unfit, roles that exclude each other,
        password too weak.
    """
    admin_only(actor)
    kept = passwords.make_hash(password)
    with writing(session):
        return add_person(
            session,
            actor=actor,
            now=now,
            login=login,
            name=name,
            post=post,
            unit_id=unit_id,
            roles=roles,
            password=password,
            password_hash=kept,
            must_change=must_change,
        )


def add_person(
    session: Session,
    *,
    actor: Actor | None,
    now: datetime,
    login: str,
    name: str,
    post: str,
    unit_id: int | None,
    roles: Iterable[str],
    password: str,
    password_hash: str,
    must_change: bool,
) -> int:
    """`create_person` inside a unit of work that is already open, the hash made before it was opened."""
    login, name, post = plain_login(login), name.strip(), post.strip()
    wanted = _known(roles)
    reasons = [*conflicts(wanted), *passwords.faults(password, login=login, name=name)]
    if not _LOGIN.fullmatch(login):
        reasons.append(
            Text(
                "登录名应为2至32个字符，只用小写字母、数字、点、横线和下划线，以字母或者数字开头。",
                "A login has 2 to 32 characters (small letters, digits, dot, dash, underscore) "
                "and begins with a letter or digit.",
            )
        )
    elif session.scalar(select(Person.id).where(Person.login == login)) is not None:
        reasons.append(Text(f"登录名“{login}”已被使用。", f"The login “{login}” is taken."))
    if not name:
        reasons.append(Text("请填写姓名。", "Enter the name."))
    reasons += _namesakes(session, name, None)
    if unit_id is not None and session.get(Unit, unit_id) is None:
        reasons.append(Text("所选单位不存在。", "There is no such unit."))
    if reasons:
        raise AccountRefused(*reasons)
    number = (session.scalar(select(func.max(Person.id))) or 0) + 1
    person = Person(
        public_id=f"P-{number:04d}",
        login=login,
        name=name,
        post=post,
        unit_id=unit_id,
        password_hash=password_hash,
        must_change_password=must_change,
        created_at=now,
        roles=[PersonRole(role=role.value, created_at=now) for role in wanted],
    )
    session.add(person)
    session.flush()
    enter_account(session, "person.created", actor, now, person)
    return person.id


def change_person(
    session: Session,
    *,
    actor: Actor | None,
    now: datetime,
    person_id: int,
    name: str,
    post: str,
    unit_id: int | None,
    roles: Iterable[str] | None = None,
) -> None:
    """Change name, post, unit or, where given, roles, all or nothing; nothing is entered when nothing changes.

    :raises AccountRefused: no right to, no name or one that somebody has, no such unit; roles that exclude each other;
        nobody would be administrator any more.
    """
    admin_only(actor)
    if not name.strip():
        raise AccountRefused(Text("请填写姓名。", "Enter the name."))
    wanted = None if roles is None else _together(roles)
    with writing(session):
        person = person_row(session, person_id, actor)
        if unit_id is not None and session.get(Unit, unit_id) is None:
            raise AccountRefused(Text("所选单位不存在。", "There is no such unit."))
        if name.strip() != person.name and (reasons := _namesakes(session, name.strip(), person_id)):
            raise AccountRefused(*reasons)
        changed = []
        for field, value in (("name", name.strip()), ("post", post.strip()), ("unit_id", unit_id)):
            if getattr(person, field) != value:
                setattr(person, field, value)
                changed.append(field.removesuffix("_id"))
        if wanted is not None and {role.value for role in wanted} != held_roles(person):
            _give(session, person, wanted, now)
            changed.append("roles")
        # one entry: whoever gives up their own right to make it had it until then
        if changed:
            enter_account(session, "person.changed", actor, now, person, what=";".join(changed))


def _together(roles: Iterable[str]) -> Sequence[Role]:
    wanted = _known(roles)
    if reasons := conflicts(wanted):
        raise AccountRefused(*reasons)
    return wanted


def _give(session: Session, person: Person, wanted: Sequence[Role], now: datetime) -> None:
    """Let the rows of a person's roles say that exactly these are held."""
    if Role.ADMIN not in wanted:
        _require_other_admin(session, person)
    rows, keys = {row.role: row for row in person.roles}, {role.value for role in wanted}
    for role in wanted:
        if role.value not in rows:
            person.roles.append(PersonRole(role=role.value, created_at=now))
        elif rows[role.value].ended_at is not None:
            rows[role.value].ended_at = None
    for key, row in rows.items():
        if key not in keys and row.ended_at is None:
            row.ended_at = now


def disable_person(session: Session, *, actor: Actor | None, now: datetime, real_now: datetime, person_id: int) -> None:
    """Close an account at once and end its stays; what the person did stays theirs.

    :raises AccountRefused: no right to; the last administrator.
    """
    admin_only(actor)
    with writing(session):
        person = person_row(session, person_id, actor)
        _require_other_admin(session, person)
        if person.active:
            person.active = False
            stays.end_all(session, person.id, real_now=real_now)
            enter(session, "person.disabled", actor, now, person=person.public_id)


def _known(roles: Iterable[str]) -> Sequence[Role]:
    wanted = set(roles)
    unknown = wanted - {role.value for role in Role}
    if unknown:
        raise ValueError(f"unknown roles: {sorted(unknown)}")
    return [role for role in Role if role.value in wanted]


def _namesakes(session: Session, name: str, but: int | None) -> list[Text]:
    """That somebody of that name has an account: one person with two would be two people to every rule that keeps apart."""
    active = session.execute(select(Person.id, Person.name, Person.login).where(Person.active)).all()
    return [
        Text(
            f"“{each.name}”已有账号（{each.login}），一人只能有一个账号。确系重名的，请在姓名中加以区分，如“{each.name}（大）”“{each.name}（小）”。",
            f"{each.name} has an account ({each.login}), and nobody has two. Somebody else of that name: tell them apart in "
            f"the name, “{each.name}（大）” and “{each.name}（小）” for example.",
        )
        for each in active
        if each.id != but and name and same_name(each.name, name)
    ]


def _require_other_admin(session: Session, person: Person) -> None:
    others = session.scalar(
        select(func.count())
        .select_from(PersonRole)
        .join(Person)
        .where(
            PersonRole.role == Role.ADMIN.value,
            PersonRole.ended_at.is_(None),
            Person.active.is_(True),
            Person.id != person.id,
        )
    )
    is_admin = any(row.role == Role.ADMIN.value and row.ended_at is None for row in person.roles)
    if is_admin and person.active and not others:
        raise AccountRefused(
            Text("至少要保留一名系统管理员。", "At least one system administrator has to remain."),
        )
