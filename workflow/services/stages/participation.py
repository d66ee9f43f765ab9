"""Public participation: opinions, answers, result, another round (713 arts. 14 to 18, 337 arts. 15 to 18)."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.adoption import misstated
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.substance import tells
from workflow.domain.terms import Disposition, ReplyWay
from workflow.domain.text import Text
from workflow.models.participation import (
    Notice,
    Opinion,
    OpinionSender,
    ParticipationReopening,
    ParticipationResult,
)
from workflow.services.ledger import Proof, new_salt
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records


class OpinionAct(Act):
    """An opinion as sent or entered. Name and contact are optional and never leave the register of senders."""

    channel: ReplyWay
    text: Paragraphs
    asks_hearing: bool = False
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
    if notice and not notice.starts <= act.on <= notice.closes:
        period = Text(
            "征求意见期限为{start}至{end}，收到日期应在期限内。",
            "Opinions are taken from {start} to {end}; the day it came in must lie within.",
        ).fmt(start=notice.starts, end=notice.closes)
        if taking.actor is None:
            raise BadInput({"text": period})
        later = Text(
            "{period}期满后收到的，办理“记录以其他方式听取的意见”，如实填写收到日期。",
            "{period} What came in later is entered under “Record opinions heard in other ways”, with the day it came.",
        )
        raise BadInput({"on": later.fmt(period=period)})
    receipt = receipt_digest(receipt_code(taking.key))
    latest = (
        select(func.coalesce(func.max(Opinion.number), 0))
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id == taking.decision.id)
    )
    row = taking.put(
        Opinion,
        notice_id=taking.row.notices[-1].id,
        number=(taking.session.scalar(latest) or 0) + 1,
        channel=act.channel,
        text=act.text,
        asks_hearing=act.asks_hearing,
        receipt_sha256=receipt,
        **taking.stamp(act),
    )
    said = {"text": act.text, "channel": act.channel.value, "asks_hearing": act.asks_hearing, "receipt_sha256": receipt}
    proofs = [Proof("opinion", said, str(row.number), private=True)]
    if act.name or act.contact:
        told, salt = {"name": act.name, "contact": act.contact}, new_salt()
        taking.put(OpinionSender, opinion_id=row.id, **told, salt=salt, created_at=taking.now)
        proofs.append(Proof("opinion_sender", told, str(row.number), private=True, salt=salt))
    return Recorded({"channel": act.channel, "opinion": str(row.number)}, tuple(proofs))


class ResultAct(Act):
    """The result of participation as entered."""

    summary: Paragraphs
    report_published: bool = False


@records("participation.conclude", ResultAct)
def conclude(taking: Taking, act: ResultAct) -> Recorded:
    """Publish all answers at once. No opinion at all is a result too."""
    if not tells(act.summary):
        said = Text(
            "请写明意见采纳情况；没有收到意见的，写明没有收到。",
            "Say what became of the opinions, or that none came in.",
        )
        raise BadInput({"summary": said})
    if wrong := misstated(act.summary, taking.dossier):
        raise BadInput({"summary": wrong})
    row = taking.put(
        ParticipationResult,
        notice_id=taking.row.notices[-1].id,
        summary=act.summary,
        report_published=act.report_published,
        **taking.stamp(act),
    )
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


class ReopeningAct(Act):
    """The decision to solicit opinions anew as entered."""

    reason: Reason


@records("participation.reopen", ReopeningAct)
def reopen(taking: Taking, act: ReopeningAct) -> Recorded:
    """End the round that was concluded, so that a later version of the draft can be put to the public anew."""
    draft, notice = taking.dossier.draft, taking.dossier.notice
    if not act.reason.strip():
        raise BadInput({"reason": Text("请说明重新征求意见的理由。", "Say why opinions are solicited anew.")})
    if draft is None or notice is None or draft.version <= notice.version:
        same = Text(
            "公告公布之后草案没有新版本，请先保存修改后的草案。",
            "There is no version of the draft later than the one published: save the changed draft first.",
        )
        raise BadInput({"version": same})
    row = taking.put(
        ParticipationReopening,
        notice_id=taking.row.notices[-1].id,
        version=draft.version,
        reason=act.reason,
        **taking.stamp(act),
    )
    fact = facts.Reopening.model_validate(row)
    return Recorded({"version": str(fact.version)}, (Proof("reopening", fact),))
