"""The register of decisions taken before the system was used, as it is read."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.models.past import PastDecision, PastVersion
from workflow.services.kept import Kept, kept
from workflow.services.unit import Session

MAY_KEEP = (Role.OFFICE,)
"""Who records, corrects and withdraws."""
MAY_READ = (Role.OFFICE, Role.CHIEF, Role.AUDITOR)

_NUMBER = re.compile("[0-9]{4}-W[0-9]{3,9}")


class Past(Kept[facts.PastDecision, facts.PastWithdrawal]):
    """A past decision with its versions and its withdrawal."""

    kind = "past_decision"


def may_read(actor: Actor) -> bool:
    """Whether the register is open to the actor."""
    return actor.has(*MAY_READ)


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the register."""
    return actor.has(*MAY_KEEP)


def decisions(session: Session) -> list[Past]:
    """Every past decision, the last decided first; withdrawn ones too."""
    found = _read(session, select(PastDecision))
    return sorted(found, key=lambda each: (each.newest.on, each.number), reverse=True)


def decision(session: Session, number: str) -> Past | None:
    """The past decision of that number."""
    if not _NUMBER.fullmatch(number):
        return None
    return next(iter(_read(session, select(PastDecision).where(PastDecision.number == number))), None)


def of_days(session: Session, days: Collection[date]) -> list[Past]:
    """The past decisions that say, or once said, that they were decided on one of these days."""
    return _read(session, select(PastDecision).where(PastDecision.versions.any(PastVersion.on.in_(days))))


def prefix(year: int) -> str:
    """How the numbers of a year begin."""
    return f"{year}-W"


def _read(session: Session, wanted: Select[PastDecision]) -> list[Past]:
    options = selectinload(PastDecision.versions).selectinload(PastVersion.files), selectinload(PastDecision.withdrawal)
    rows = session.scalars(wanted.options(*options)).all()
    return kept(session, rows, Past, facts.PastDecision, facts.PastWithdrawal)
