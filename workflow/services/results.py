"""What became of opinions, for anybody to read: published results, and one's own opinion by its receipt.

Never who sent an opinion; and nothing of an answer before all answers are published (713 art. 18, 337 art. 18).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.masking import Private, published
from workflow.domain.terms import Disposition, ReplyWay
from workflow.domain.text import Text
from workflow.domain.wording import own_reason
from workflow.models.decisions import Decision
from workflow.models.drafting import Draft
from workflow.models.opinions_heard import OpinionsHeard
from workflow.models.participation import Notice, Opinion, ParticipationResult
from workflow.models.people import Unit
from workflow.services.erased import passages
from workflow.services.public import CLOSES, TITLE, NotPublic, Page, noticed, rounds_of
from workflow.services.stages.participation import receipt_digest
from workflow.services.unit import Session

Masked = TypeVar("Masked", bound=facts.Part)

# codes have neither 0 nor 8: whoever copied O as 0 or B as 8 is understood
_MISREAD = str.maketrans("08０８", "OBOB")


@dataclass(frozen=True)
class Answered:
    """An opinion with what became of it, as published."""

    number: int
    on: dt.date
    channel: ReplyWay
    text: str
    topic: str
    disposition: Disposition
    reason: str
    duplicate_of: int | None


@dataclass(frozen=True)
class ResultPage:
    """The published result of public participation, of round `round` of `rounds`, with what was heard till then."""

    number: str
    round: int
    rounds: int
    title: str
    matter: str
    organ: Text
    unit: str
    starts: dt.date
    ends: dt.date
    on: dt.date
    decision_id: int
    entered: dt.datetime
    summary: str
    report_published: bool
    heard: tuple[facts.OpinionsHeard, ...]
    received: int
    counts: dict[Disposition, int]
    duplicates: int
    answers: Page[Answered]


@dataclass(frozen=True)
class Receipt:
    """What a receipt code opens: the opinion as it was sent and, once the result is published, its answer."""

    number: str
    round: int
    title: str
    decision_id: int
    opinion_number: int
    entered: dt.datetime
    on: dt.date
    channel: ReplyWay
    text: str
    ends: dt.date
    published_on: dt.date | None
    answer: facts.Answer | None


def result(session: Session, number: str, page: int = 1, size: int = 50, *, round_: int | None = None) -> ResultPage:
    """What became of the opinions on a decision, once published: the newest, or of one round. Raises NotPublic."""
    ids = rounds_of(session, number)
    if round_ is not None and not 0 < round_ <= len(ids):
        raise NotPublic(number)
    row = session.execute(
        noticed(Decision, Notice, CLOSES, Draft.title, func.coalesce(Unit.name, ""), ParticipationResult)
        .join(ParticipationResult, ParticipationResult.notice_id == Notice.id)
        .where(Notice.id.in_(ids if round_ is None else [ids[round_ - 1]]))
        .order_by(ParticipationResult.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotPublic(number)
    decision, notice, closes, matter, unit, concluded = row
    opinions = session.scalars(
        select(Opinion)
        .where(Opinion.notice_id == notice.id)
        .order_by(Opinion.number)
        .options(selectinload(Opinion.answers), selectinload(Opinion.sender))
    ).all()
    private = senders(session, opinions)
    answers = [_answered(each, private) for each in opinions if each.answer]
    pages = max(-(-len(answers) // size), 1)
    page = min(max(page, 1), pages)
    counts = Counter(each.disposition for each in answers)
    return ResultPage(
        number=decision.number,
        round=ids.index(notice.id) + 1,
        rounds=len(ids),
        title=notice.title or matter,
        matter=matter,
        organ=Text(decision.organ.name_zh, decision.organ.name_en),
        unit=unit,
        starts=notice.starts,
        ends=closes,
        on=concluded.on,
        summary=published(concluded.summary, private),
        decision_id=decision.id,
        entered=concluded.entered,
        report_published=concluded.report_published,
        heard=_heard(session, decision.id, concluded.entered, private),
        received=len(opinions),
        counts={each: counts[each] for each in Disposition},
        duplicates=sum(1 for each in answers if each.duplicate_of),
        answers=Page(tuple(answers[(page - 1) * size : page * size]), page, pages, len(answers)),
    )


def _heard(session: Session, decision_id: int, until: dt.datetime, private: Private) -> tuple[facts.OpinionsHeard, ...]:
    """What was heard in other ways, as it stood when the result was published."""
    rows = session.scalars(
        select(OpinionsHeard)
        .where(OpinionsHeard.decision_id == decision_id, OpinionsHeard.entered <= until)
        .order_by(OpinionsHeard.id)
    )
    newest = {row.number: facts.OpinionsHeard.model_validate(row) for row in rows}
    return tuple(masked_heard(each, private) for each in newest.values())


def masked_heard(heard: facts.OpinionsHeard, private: Private) -> facts.OpinionsHeard:
    """What was heard, as it may be published."""

    def masked(fact: Masked, *names: str) -> Masked:
        return fact.model_copy(update={name: published(getattr(fact, name), private) for name in names})

    views = tuple(masked(each, "text", "reason") for each in heard.views)
    return masked(heard, "whom", "place").model_copy(update={"views": views})


def senders(session: Session, opinions: Iterable[Opinion]) -> Private:
    """Names and contacts of all who sent an opinion, or where those erased had stood: an answer may name another."""
    found = [each.sender for each in opinions if each.sender]
    words = tuple({word: None for each in found for word in (each.name, each.contact)})
    return Private(words, passages(session, [f"opinion_sender/{each.id}" for each in found if not each.salt]))


def _answered(row: Opinion, private: Private) -> Answered:
    answer = row.answers[-1]
    return Answered(
        number=row.number,
        on=row.on,
        channel=ReplyWay.of(row.channel),
        text=published(row.text, private, [(start, end) for start, end in answer.hidden]),
        topic=published(answer.topic, private),
        disposition=Disposition.of(answer.disposition),
        reason=published(own_reason(answer.duplicate_of, answer.reason), private),
        duplicate_of=answer.duplicate_of,
    )


def written_code(code: str) -> str:
    """A receipt code as it was given out, whoever misread a letter as a number."""
    return code.translate(_MISREAD)


def receipt(session: Session, code: str) -> Receipt | None:
    """The opinion a receipt code belongs to, or None. What cannot be a code is looked up like any other."""
    row = session.execute(
        noticed(Decision.number, Decision.id, Notice.id, TITLE, CLOSES, Opinion)
        .join(Opinion, Opinion.notice_id == Notice.id)
        .where(Opinion.receipt_sha256 == receipt_digest(written_code(code)))
        .options(selectinload(Opinion.answers))
    ).one_or_none()
    if row is None:
        return None
    number, decision_id, notice_id, title, ends, opinion = row
    published_on = session.scalar(
        select(func.max(ParticipationResult.on)).where(ParticipationResult.notice_id == notice_id)
    )
    return Receipt(
        number=number,
        round=rounds_of(session, number).index(notice_id) + 1,
        title=title,
        decision_id=decision_id,
        opinion_number=opinion.number,
        entered=opinion.entered,
        on=opinion.on,
        channel=ReplyWay.of(opinion.channel),
        text=opinion.text,
        ends=ends,
        published_on=published_on,
        answer=facts.Answer.model_validate(opinion.answer) if published_on and opinion.answer else None,
    )
