"""Suggestions on execution as those see them who answer them, and as their sender sees them by the receipt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.terms import ReplyWay
from workflow.models.decisions import Decision
from workflow.models.execution import Suggestion, SuggestionAnswer, SuggestionSender
from workflow.models.people import Person
from workflow.models.publication import Publication
from workflow.services.opinions import Sender
from workflow.services.results import written_code
from workflow.services.stages.participation import receipt_digest
from workflow.services.unit import Session


@dataclass(frozen=True)
class Answered:
    """The newest answer to a suggestion: which revision it is, and who entered it."""

    revision: int
    by: str
    fact: facts.SuggestionAnswer


@dataclass(frozen=True)
class SuggestionReceipt:
    """What a receipt code opens: the suggestion as it was sent, and its answer once there is one."""

    number: str
    title: str
    decision_id: int
    suggestion_number: int
    entered: dt.datetime
    on: dt.date
    channel: ReplyWay
    text: str
    answer: facts.SuggestionAnswer | None


def answered(session: Session, decision_id: int, number: int) -> Answered | None:
    """The newest answer to a suggestion, if there is one."""
    found = session.execute(
        select(SuggestionAnswer, func.coalesce(Person.name, ""))
        .join(Suggestion, Suggestion.id == SuggestionAnswer.suggestion_id)
        .outerjoin(Person, Person.id == SuggestionAnswer.entered_by)
        .where(Suggestion.decision_id == decision_id, Suggestion.number == number)
        .order_by(SuggestionAnswer.revision.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row, by = found
    return Answered(row.revision, by, facts.SuggestionAnswer.model_validate(row))


def sender(session: Session, decision_id: int, number: int) -> Sender | None:
    """Who sent a suggestion, if they said so."""
    row = session.scalar(
        select(SuggestionSender)
        .join(Suggestion, Suggestion.id == SuggestionSender.suggestion_id)
        .where(Suggestion.decision_id == decision_id, Suggestion.number == number)
    )
    return Sender(row.id, row.name, row.contact, not row.salt) if row else None


def receipt(session: Session, code: str) -> SuggestionReceipt | None:
    """The suggestion on a published decision that a receipt code belongs to, or None."""
    row = session.execute(
        select(Decision.number, Decision.title, Suggestion)
        .join(Suggestion, Suggestion.decision_id == Decision.id)
        .where(
            Suggestion.receipt_sha256 == receipt_digest(written_code(code)),
            exists().where(Publication.decision_id == Decision.id),
        )
        .options(selectinload(Suggestion.answers))
    ).one_or_none()
    if row is None:
        return None
    number, title, suggestion = row
    return SuggestionReceipt(
        number=number,
        title=title,
        decision_id=suggestion.decision_id,
        suggestion_number=suggestion.number,
        entered=suggestion.entered,
        on=suggestion.on,
        channel=ReplyWay.of(suggestion.channel),
        text=suggestion.text,
        answer=facts.SuggestionAnswer.model_validate(suggestion.answer) if suggestion.answer else None,
    )
