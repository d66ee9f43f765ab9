"""Opinions as those see them who answer them: with what became of each, and on demand who sent it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.models.decisions import Decision
from workflow.models.participation import Notice, Opinion, OpinionAnswer, OpinionSender
from workflow.models.people import Person
from workflow.services.unit import Session


@dataclass(frozen=True)
class Answered:
    """The newest answer to an opinion: which revision it is, and who entered it."""

    revision: int
    by: str
    fact: facts.Answer


@dataclass(frozen=True)
class Sender:
    """Who sent an opinion, as far as they said. Never published, and in the log only as a commitment."""

    id: int
    name: str
    contact: str
    erased: bool


def answered(session: Session, decision_id: int, number: int) -> Answered | None:
    """The newest answer to an opinion, if there is one."""
    found = session.execute(
        select(OpinionAnswer, func.coalesce(Person.name, ""))
        .join(Opinion, Opinion.id == OpinionAnswer.opinion_id)
        .outerjoin(Person, Person.id == OpinionAnswer.entered_by)
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id == decision_id, Opinion.number == number)
        .order_by(OpinionAnswer.revision.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row, by = found
    return Answered(row.revision, by, facts.Answer.model_validate(row))


def sender(session: Session, decision_id: int, number: int) -> Sender | None:
    """Who sent an opinion, if they said so."""
    row = session.scalar(
        select(OpinionSender)
        .join(Opinion, Opinion.id == OpinionSender.opinion_id)
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id == decision_id, Opinion.number == number)
    )
    return Sender(row.id, row.name, row.contact, not row.salt) if row else None


def notice_before(session: Session, decision_id: int) -> facts.Notice | None:
    """The last notice of the unit that leads this decision, on whatever matter: its channels and contact serve again."""
    lead = select(Decision.lead_unit_id).where(Decision.id == decision_id).scalar_subquery()
    row = session.scalar(
        select(Notice)
        .join(Decision, Decision.id == Notice.decision_id)
        .where(Decision.lead_unit_id == lead)
        .order_by(Notice.id.desc())
        .limit(1)
    )
    return facts.Notice.model_validate(row) if row else None
