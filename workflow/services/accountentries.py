"""What every act on an account has in common: who may do it, the row it is about, and its entry."""

from __future__ import annotations

from datetime import datetime

from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.people import Person, Unit
from workflow.services import ledger
from workflow.services.identity import AccountRefused, actor_of, held_roles
from workflow.services.unit import Session


def enter(session: Session, act: str, actor: Actor | None, now: datetime, **details: str) -> None:
    """Enter an act on an account, of which `details` name the `person`, within the open unit of work."""
    role = Role.ADMIN.value if actor is not None and actor.has(Role.ADMIN.value) else ""
    ledger.append(session, act, actor=actor, now=now, details=details, obj=f"person/{details['person']}", role=role)


def enter_account(
    session: Session, act: str, actor: Actor | None, now: datetime, person: Person, **details: str
) -> None:
    """Enter an act that made or changed an account, with how it stands since."""
    held = held_roles(person)
    unit = session.get(Unit, person.unit_id) if person.unit_id is not None else None
    stands = {
        "roles": ";".join(role.value for role in Role if role.value in held),
        "name": person.name,
        "post": person.post,
        "unit": unit.name if unit else "",
    }
    enter(session, act, actor, now, person=person.public_id, **details, **stands)


def person_row(session: Session, person_id: int, actor: Actor | None = None) -> Person:
    """The row of an account, which `actor` is about to change.

    Raises AccountRefused where there is none, and AccountChanged where it is the actor's own and no more as they were: of what
    one does to oneself the ledger cannot tell any more.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise AccountRefused(Text("没有这个账号。", "There is no such account."))
    if actor is not None and actor.person_id == person_id and actor_of(session, person_id, via=actor.via) != actor:
        raise ledger.AccountChanged
    return person


def admin_only(actor: Actor | None) -> None:
    """Raise AccountRefused for whoever is no administrator; nobody acts where an instance is set up."""
    if actor is not None and not actor.has(Role.ADMIN.value):
        raise AccountRefused(
            Text("只有系统管理员可以管理账号。", "Only the system administrator manages accounts."),
        )
