"""Public participation: notice, opinions, answers, result (713 arts. 14 to 18, 337 arts. 15 to 18)."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections import Counter

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.calendar import days_between
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.participation import counted_from
from workflow.domain.terms import Disposition, NoticeChannel, ReplyWay
from workflow.domain.text import Text
from workflow.models.participation import Notice, Opinion, OpinionAnswer, OpinionSender, ParticipationResult
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class NoticeAct(Act):
    """A notice as entered; it publishes the newest draft version."""

    title: Line = ""
    channels: tuple[NoticeChannel, ...] = ()
    ways: tuple[ReplyWay, ...] = ()
    contact: Paragraphs = ""
    starts: dt.date
    ends: dt.date
    shortened_reason: Paragraphs = ""


@records("participation.open", NoticeAct)
def open_notice(taking: Taking, act: NoticeAct) -> Recorded:
    """Record and publish the notice; from now on it stands on the public pages."""
    if act.ends < act.starts:
        raise BadInput({"ends": Text("截止日期不得早于起始日期。", "The period ends before it starts.")})
    draft = taking.dossier.draft
    row = Notice(
        decision_id=taking.decision.id,
        version=draft.version if draft else 0,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    fact = facts.Notice.model_validate(row)
    days = days_between(counted_from(fact), fact.ends, taking.setting.convention)
    details = {
        "starts": fact.starts.isoformat(),
        "ends": fact.ends.isoformat(),
        "days": str(max(days, 0)),
        "version": str(fact.version),
    }
    return Recorded(details, (Proof("notice", fact),))


class OpinionAct(Act):
    """An opinion as sent or entered. Name and contact are optional and never leave the register of senders."""

    channel: ReplyWay
    text: Paragraphs
    name: Line = ""
    contact: Line = ""


def receipt_code(key: str) -> str:
    """The receipt code of a request: twelve characters, the same however often the request is repeated."""
    digest = hashlib.sha256(b"receipt\x00" + key.encode()).digest()
    # 0, 1 and 8 are no letters of base32, so nothing in a code can be misread
    code = base64.b32encode(digest).decode()[:12]
    return "-".join((code[:4], code[4:8], code[8:]))


def receipt_digest(code: str) -> str:
    """What is kept of a receipt code. Case, spaces and hyphens do not matter; full-width letters neither."""
    plain = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in code)
    letters = "".join(char for char in plain.upper() if char.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


@records("participation.receive", OpinionAct, answer=receipt_code)
def receive(taking: Taking, act: OpinionAct) -> Recorded:
    """Record an opinion of the public, or one that staff took down from a letter or a call."""
    notice = taking.dossier.notice
    if not act.text.strip():
        raise BadInput({"text": Text("请填写意见内容。", "Write your opinion.")})
    if notice and not notice.starts <= act.on <= notice.ends:
        period = Text(
            "征求意见期限为{start}至{end}，收到日期应在期限内。",
            "Opinions are taken from {start} to {end}; the day it came in must lie within.",
        ).fmt(start=notice.starts, end=notice.ends)
        raise BadInput({"on": period} if taking.actor else {"text": period})
    code = receipt_code(taking.key)
    latest = select(func.coalesce(func.max(Opinion.number), 0)).where(Opinion.decision_id == taking.decision.id)
    row = Opinion(
        decision_id=taking.decision.id,
        number=(taking.session.scalar(latest) or 0) + 1,
        channel=act.channel,
        text=act.text,
        receipt_sha256=receipt_digest(code),
        **taking.stamp(act),
    )
    taking.session.add(row)
    taking.session.flush()
    proofs = [Proof("opinion", {"text": act.text, "channel": act.channel.value}, str(row.number), private=True)]
    if act.name or act.contact:
        sender = OpinionSender(opinion_id=row.id, name=act.name, contact=act.contact, created_at=taking.now)
        taking.session.add(sender)
    return Recorded({"channel": act.channel, "opinion": str(row.number)}, tuple(proofs))


class AnswerAct(Act):
    """An answer as entered. `revision` is how many answers whoever entered it had seen."""

    number: int
    revision: int = 0
    disposition: Disposition
    reason: Paragraphs
    duplicate_of: int | None = None


class AnsweredMeanwhile(Exception):
    """Someone else answered the same opinion since the page was opened."""


@records("participation.answer", AnswerAct)
def answer(taking: Taking, act: AnswerAct) -> Recorded:
    """Record what became of an opinion; an earlier answer is superseded, not lost."""
    row = taking.session.scalar(
        select(Opinion).where(Opinion.decision_id == taking.decision.id, Opinion.number == act.number)
    )
    if row is None:
        raise BadInput({"number": Text("没有这条意见。", "There is no such opinion.")})
    if not act.reason.strip():
        raise BadInput({"reason": Text("请说明采纳情况的理由。", "Give the reason.")})
    if act.duplicate_of is not None and not 0 < act.duplicate_of < act.number:
        raise BadInput({"duplicate_of": Text("请填写较早意见的序号。", "Give the number of an earlier opinion.")})
    if len(row.answers) != act.revision:
        raise AnsweredMeanwhile
    fact = OpinionAnswer(
        opinion_id=row.id,
        revision=act.revision + 1,
        disposition=act.disposition,
        reason=act.reason,
        duplicate_of=act.duplicate_of,
        **taking.stamp(act),
    )
    taking.session.add(fact)
    details = {"opinion": str(act.number), "disposition": act.disposition}
    return Recorded(details, (Proof("answer", facts.Answer.model_validate(fact), str(act.number)),))


class ResultAct(Act):
    """The result of participation as entered."""

    summary: Paragraphs


@records("participation.conclude", ResultAct)
def conclude(taking: Taking, act: ResultAct) -> Recorded:
    """Publish all answers at once. No opinion at all is a result too."""
    row = ParticipationResult(decision_id=taking.decision.id, summary=act.summary, **taking.stamp(act))
    taking.session.add(row)
    opinions = taking.dossier.opinions
    answers = Counter(opinion.answer.disposition for opinion in opinions if opinion.answer)
    details = {
        "received": str(len(opinions)),
        "adopted": str(answers[Disposition.ADOPTED]),
        "partly": str(answers[Disposition.PARTLY]),
        "rejected": str(answers[Disposition.REJECTED]),
        "duplicates": str(sum(1 for each in opinions if each.answer and each.answer.duplicate_of)),
    }
    return Recorded(details, (Proof("participation", facts.ParticipationResult.model_validate(row)),))
