"""Sign-ins as rows: a stay can be ended from the server's side at once, whatever the browser still holds."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from workflow.models.people import Person, SignIn
from workflow.services.unit import Session, writing


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(session: Session, person_id: int, *, real_now: datetime, hours: int) -> str:
    """Begin a stay of at most `hours` hours of real time; return the token for the browser."""
    token = secrets.token_urlsafe(32)
    with writing(session):
        session.add(
            SignIn(
                person_id=person_id,
                token_sha256=digest(token),
                started_at=real_now,
                ends_at=real_now + timedelta(hours=hours),
            )
        )
    return token


def person_of(session: Session, token: str, *, real_now: datetime) -> int | None:
    """Whose stay it is; None when it has ended, is over, or the account was disabled."""
    return session.scalar(
        select(SignIn.person_id)
        .join(Person)
        .where(
            SignIn.token_sha256 == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.ends_at > real_now,
            Person.active.is_(True),
        )
    )


def end(session: Session, token: str, *, real_now: datetime) -> None:
    """End the stay; ending it twice is no fault."""
    with writing(session):
        session.execute(
            update(SignIn)
            .where(SignIn.token_sha256 == digest(token), SignIn.ended_at.is_(None))
            .values(ended_at=real_now)
        )


def end_all(session: Session, person_id: int, *, real_now: datetime, but: str = "") -> None:
    """Inside a unit of work: end every stay of a person, except the one with the token `but`."""
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.token_sha256 != digest(but))
        .values(ended_at=real_now)
    )


def end_every(session: Session, *, real_now: datetime) -> None:
    """End every stay there is, of everybody."""
    with writing(session):
        session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=real_now))
