"""A password is changed by whoever has it, or given anew by an administrator; each is entered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.text import Text
from workflow.models.people import Person
from workflow.services import passwords, stays
from workflow.services.accountentries import admin_only, enter, person_row
from workflow.services.identity import (
    AccountRefused,
    verify_password,
)
from workflow.services.unit import Session, writing


def change_password(
    session: Session, *, actor: Actor, now: datetime, real_now: datetime, old: str, new: str, token: str = ""
) -> None:
    """Change one's own password; every other stay of the person ends, the one with `token` goes on.

    :raises AccountRefused: the old password is wrong, the new one too weak or the same.
    """
    if not verify_password(session, actor.person_id, old, now):
        raise AccountRefused(
            Text(
                "原密码不正确，或者账号已锁定。连续输错5次的账号锁定15分钟。",
                "The current password is wrong, or the account is locked. Five wrong passwords in a row lock an account for 15 minutes.",
            )
        )
    login = session.scalar(select(Person.login).where(Person.id == actor.person_id)) or ""
    reasons = passwords.faults(new, login=login, name=actor.name)
    if old == new:
        reasons.append(Text("新密码不得与原密码相同。", "The new password must differ from the current one."))
    if reasons:
        raise AccountRefused(*reasons)
    _store_password(session, actor, now, real_now, actor.person_id, new, token=token, must_change=False)


def reset_password(
    session: Session, *, actor: Actor | None, now: datetime, real_now: datetime, person_id: int, new: str
) -> None:
    """Give someone a first or new password, which they have to change when they next sign in; unlocks the account.

    :raises AccountRefused: no right to, too weak.
    """
    admin_only(actor)
    person = person_row(session, person_id)
    if reasons := passwords.faults(new, login=person.login, name=person.name):
        raise AccountRefused(*reasons)
    _store_password(session, actor, now, real_now, person_id, new, token="", must_change=True)


def _store_password(
    session: Session,
    actor: Actor | None,
    now: datetime,
    real_now: datetime,
    person_id: int,
    new: str,
    *,
    token: str,
    must_change: bool,
) -> None:
    kept = passwords.make_hash(new)
    with writing(session):
        person = person_row(session, person_id, actor)
        person.password_hash, person.must_change_password = kept, must_change
        person.failed_count, person.locked_until = 0, None
        stays.end_all(session, person.id, real_now=real_now, but=token)
        enter(session, "password.changed", actor, now, person=person.public_id)
