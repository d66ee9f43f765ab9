"""The report on public participation: made from the record, with what is private masked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.dossier import Dossier
from workflow.domain.masking import Private
from workflow.domain.masking import published as masked
from workflow.models.participation import Notice, Opinion
from workflow.papers.participation_report import Heading, report
from workflow.services.decisionrows import NoDecision, by_number, decision_row
from workflow.services.dossiers import dossier_of
from workflow.services.results import masked_heard, result, senders
from workflow.services.unit import Session


class NoReport(LookupError):
    """Nothing was done yet that a report could tell of, or there is no such round."""


def paper(session: Session, number: str, today: dt.date, round_: int | None = None) -> str:
    """The report on a round, the newest if none is named. Raises NoDecision, NoReport."""
    row = decision_row(session, by_number(session, number))
    dossier = _within(dossier_of(row), round_)
    if dossier.notice is None and not dossier.heard:
        raise NoReport(number)
    heading = Heading(
        row.lead_unit.name if row.lead_unit else dossier.organ,
        dossier.draft.title if dossier.draft else dossier.title,
        dossier.participation.on if dossier.participation else today,
    )
    return report(masked_dossier(session, dossier, row.id), heading)


def published(session: Session, number: str, round_: int | None = None) -> str:
    """The report as published with a result. Raises NotPublic, NoReport where it was not published."""
    found = result(session, number, round_=round_)
    if not found.report_published:
        raise NoReport(number)
    return paper(session, number, found.on, found.round)


def _within(dossier: Dossier, round_: int | None) -> Dossier:
    """The dossier as it stood in that round: what came after is left out."""
    if round_ is None or round_ == len(dossier.earlier_rounds) + 1:
        return _until(dossier)
    if not 0 < round_ <= len(dossier.earlier_rounds):
        raise NoReport(str(round_))
    earlier = dossier.earlier_rounds[round_ - 1]
    rest = dossier.model_copy(
        update={
            "notice": earlier.notice,
            "opinions": earlier.opinions,
            "participation": earlier.result,
            "earlier_rounds": dossier.earlier_rounds[: round_ - 1],
        }
    )
    return _until(rest)


def _until(dossier: Dossier) -> Dossier:
    """What was heard and explained before the result of the round was published."""
    end = dossier.participation.entered if dossier.participation else None
    return dossier.model_copy(
        update={
            "heard": tuple(each for each in dossier.heard if _before(each, end)),
            "explanations": tuple(each for each in dossier.explanations if _before(each, end)),
        }
    )


def _before(fact: facts.Fact, end: dt.datetime | None) -> bool:
    return end is None or fact.entered is None or fact.entered <= end


def masked_dossier(session: Session, dossier: Dossier, decision_id: int) -> Dossier:
    opinions = session.scalars(
        select(Opinion)
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id == decision_id)
        .options(selectinload(Opinion.sender))
    )
    private = senders(session, opinions.all())
    return dossier.model_copy(
        update={
            "opinions": tuple(_opinion(each, private) for each in dossier.opinions),
            "heard": tuple(masked_heard(each, private) for each in dossier.heard),
        }
    )


def _opinion(opinion: facts.Opinion, private: Private) -> facts.Opinion:
    answer = opinion.answer
    hidden = answer.hidden if answer else ()
    if answer:
        update = {"reason": masked(answer.reason, private), "topic": masked(answer.topic, private)}
        answer = answer.model_copy(update=update)
    return opinion.model_copy(update={"text": masked(opinion.text, private, hidden), "answer": answer})


__all__ = ["NoDecision", "NoReport", "paper", "published"]
