"""A dossier as it may be published: what would tell who the people are that sent opinions is hidden in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.dossier import Dossier
from workflow.domain.masking import Private, published
from workflow.models.participation import Notice, Opinion
from workflow.services.results import masked_heard, senders
from workflow.services.unit import Session


def masked_dossier(session: Session, dossier: Dossier, decision_id: int) -> Dossier:
    """The dossier with what is personal hidden in all that was said to it and what came of that, of every round."""
    opinions = session.scalars(
        select(Opinion)
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id == decision_id)
        .options(selectinload(Opinion.sender))
    )
    private = senders(session, opinions.all())
    return dossier.model_copy(
        update={
            "opinions": _opinions(dossier.opinions, private),
            "participation": _result(dossier.participation, private) if dossier.participation else None,
            "earlier_rounds": tuple(_round(each, private) for each in dossier.earlier_rounds),
            "heard": tuple(masked_heard(each, private) for each in dossier.heard),
            "hearings": tuple(_hearing(each, private) for each in dossier.hearings),
        }
    )


def _round(earlier: facts.EarlierRound, private: Private) -> facts.EarlierRound:
    update = {"opinions": _opinions(earlier.opinions, private), "result": _result(earlier.result, private)}
    return earlier.model_copy(update=update)


def _result(result: facts.ParticipationResult, private: Private) -> facts.ParticipationResult:
    return result.model_copy(update={"summary": published(result.summary, private)})


def _hearing(hearing: facts.Hearing, private: Private) -> facts.Hearing:
    """What its report says is published with the report on public participation; who took part is on the published list."""
    report = hearing.report
    if report is None:
        return hearing
    told = {name: published(getattr(report, name), private) for name in ("views", "support", "disputes", "advice")}
    return hearing.model_copy(update={"report": report.model_copy(update=told)})


def _opinions(opinions: Sequence[facts.Opinion], private: Private) -> tuple[facts.Opinion, ...]:
    return tuple(_opinion(each, private) for each in opinions)


def _opinion(opinion: facts.Opinion, private: Private) -> facts.Opinion:
    answer = opinion.answer
    hidden = answer.hidden if answer else ()
    if answer:
        update = {"reason": published(answer.reason, private), "topic": published(answer.topic, private)}
        answer = answer.model_copy(update=update)
    return opinion.model_copy(update={"text": published(opinion.text, private, hidden), "answer": answer})
