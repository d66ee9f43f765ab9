"""Who someone is: signing in, proving it again for a signature, and the roles they hold at this moment."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.text import Text
from workflow.domain.unseen import among
from workflow.models.people import Person, PersonRole
from workflow.services import passwords
from workflow.services.unit import Session, writing
from workflow.settings import Settings

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)

# one sentence for every case: it must not tell which logins exist
NOT_SIGNED_IN = Text(
    "登录名或者密码不正确，或者账号已停用、已锁定。连续输错5次的账号锁定15分钟。",
    "The login or the password is wrong, or the account is disabled or locked. "
    "Five wrong passwords in a row lock an account for 15 minutes.",
)
# whoever signs is signed in and must not look for the mistake in a password that is right
NOT_SIGNED = Text(
    "密码不正确，或者账号已锁定，请重新输入本人密码。连续输错5次的账号锁定15分钟。",
    "Wrong password, or the account is locked: enter your own again. "
    "Five wrong passwords in a row lock an account for 15 minutes.",
)


class AccountRefused(Exception):
    """Something about an account is not allowed; `reasons` says everything that stands in the way."""

    def __init__(self, *reasons: Text) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reason.en for reason in reasons))


class SignInRefused(AccountRefused):
    """Not signed in; the reason is the same whatever it was."""

    def __init__(self) -> None:
        super().__init__(NOT_SIGNED_IN)


def plain_login(text: str) -> str:
    """A login as it is kept: without spaces around it, small letters, full-width characters made ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def authenticate(session: Session, login: str, password: str, now: datetime) -> int:
    """The id of the person who signs in with `login` and `password`.

    Five wrong passwords lock the account for 15 minutes; while it is locked the right one is refused as well.

    :raises SignInRefused: for whatever reason; it takes as long for an unknown login as for a known one.
    """
    person = session.scalar(select(Person).where(Person.login == plain_login(login)))
    if person is None:
        passwords.matches(passwords.nobody(), password)
        raise SignInRefused
    if not _try_password(session, person.id, password, now):
        raise SignInRefused
    return person.id


def verify_password(session: Session, person_id: int, password: str, now: datetime) -> bool:
    """Whether the person, already signed in, gave their own password again (for a signature). Wrong ones count."""
    return _try_password(session, person_id, password, now)


def _try_password(session: Session, person_id: int, password: str, now: datetime) -> bool:
    kept = session.scalar(select(Person.password_hash).where(Person.id == person_id)) or passwords.nobody()
    # hashing is slow on purpose: it happens before the database is locked for writing
    right = passwords.matches(kept, password)
    anew = passwords.make_hash(password) if right and passwords.outdated(kept) else None
    with writing(session):
        person = session.get_one(Person, person_id)
        if not person.active or (person.locked_until is not None and person.locked_until > now):
            return False
        if not right:
            person.failed_count += 1
            if person.failed_count >= MAX_FAILURES:
                person.failed_count, person.locked_until = 0, now + LOCKED_FOR
            return False
        if person.password_hash != kept:
            # changed by someone else in between: what was checked is no longer the password
            return False
        person.failed_count, person.locked_until = 0, None
        if anew is not None:
            person.password_hash = anew
    return True


def step_into(session: Session, settings: Settings, public_id: str) -> int:
    """In a demonstration: become the person `public_id` without a password.

    :raises SignInRefused: not a demonstration, or no such active person.
    """
    if not settings.demo:
        raise SignInRefused
    person = session.scalar(select(Person).where(Person.public_id == public_id, Person.active.is_(True)))
    if person is None:
        raise SignInRefused
    return person.id


def signs_in(session: Session, name: str, roles: Collection[str]) -> bool:
    """Whether somebody of that name has an account with one of the roles, and can do for themselves what they allow."""
    chosen = select(Person.name).join(PersonRole).where(Person.active.is_(True))
    return among(name, session.scalars(chosen.where(PersonRole.role.in_(roles), PersonRole.ended_at.is_(None))))


def actor_of(session: Session, person_id: int, *, via: str = "web") -> Actor | None:
    """The person as they stand now, with the roles they hold now; None when unknown or disabled."""
    person = session.get(Person, person_id)
    if person is None or not person.active:
        return None
    return Actor(
        person_id=person.id,
        public_id=person.public_id,
        name=person.name,
        post=person.post,
        unit_id=person.unit_id,
        unit=person.unit.name if person.unit is not None else "",
        roles=held_roles(person),
        via=via,
    )


def held_roles(person: Person) -> frozenset[str]:
    """The roles an account has now."""
    return frozenset(row.role for row in person.roles if row.ended_at is None)
