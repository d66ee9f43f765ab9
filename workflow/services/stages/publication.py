"""Report to the Party committee, publication, archive (713 arts. 31 to 33, 337 arts. 31, 32 and 37)."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.terms import PartyReportKind, PublishChannel
from workflow.domain.text import Text
from workflow.models.publication import Archive, ArchiveItem, PartyReport, Publication
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records

_NUMBER = re.compile(r"[^\s〔〕\[\]()（）【】]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_BRACKETS = re.compile(r"[\[【［(（〔]\s*(\d{4})\s*[\]】］)）〕]")


def document_number(written: str) -> str:
    """A document number as it is printed: six-angle brackets, no leading zero. Raises BadInput at `number`.

    Other brackets, full-width digits, spaces, a 第 and leading zeros are put right; what is no number at all is refused.
    """
    plain = "".join(chr(ord(char) - 0xFEE0) if "０" <= char <= "９" else char for char in written)
    plain = _BRACKETS.sub(r"〔\1〕", re.sub(r"\s", "", plain))
    plain = re.sub(r"〕第?0*", "〕", plain)
    if not _NUMBER.fullmatch(plain):
        sentence = Text(
            "请按“机关代字〔年份〕序号号”填写发文字号，例如“清泉府发〔2022〕5号”。",
            "Write the number as code〔year〕serial号, for example 清泉府发〔2022〕5号.",
        )
        raise BadInput({"number": sentence})
    return plain


class PartyReportAct(Act):
    """The request or report as entered."""

    kind: PartyReportKind
    number: Line = ""
    text: Paragraphs
    reply: Paragraphs = ""
    reply_on: dt.date | None = None


@records("publication.report_party", PartyReportAct)
def report_party(taking: Taking, act: PartyReportAct) -> Recorded:
    """Record the request or report to the Party committee, with its reply."""
    if act.reply_on and act.reply_on < act.on:
        raise BadInput({"reply_on": Text("批复日期不得早于请示日期。", "The reply is before the request.")})
    if act.reply_on and act.reply_on > taking.today:
        raise BadInput({"reply_on": Text("批复日期不得晚于今天。", "The reply lies in the future.")})
    row = PartyReport(
        decision_id=taking.decision.id,
        kind=act.kind,
        number=document_number(act.number) if act.number.strip() else "",
        **act.model_dump(exclude={"on", "kind", "number"}),
        **taking.stamp(act),
    )
    taking.session.add(row)
    return Recorded({"kind": act.kind}, (Proof("party_report", facts.PartyReport.model_validate(row)),))


class PublishAct(Act):
    """The publication as entered."""

    number: Line
    title: Line = ""
    channels: tuple[PublishChannel, ...] = ()
    wide_concern: bool = False
    explanation: Paragraphs = ""
    interpretation: Paragraphs = ""


@records("publication.publish", PublishAct)
def publish(taking: Taking, act: PublishAct) -> Recorded:
    """Publish the decision under its document number; from now on it stands on the public pages."""
    number = document_number(act.number)
    if taking.session.scalar(select(Publication.id).where(Publication.number == number)):
        raise BadInput({"number": Text("发文字号已被使用，请核对。", "This document number is in use; check it.")})
    values = act.model_dump(exclude={"on", "number"})
    row = Publication(decision_id=taking.decision.id, number=number, **values, **taking.stamp(act))
    taking.session.add(row)
    details = {"number": number, "channels": ";".join(act.channels)}
    return Recorded(details, (Proof("publication", facts.Publication.model_validate(row)),))


class ArchiveAct(Act):
    """The in-file list as entered."""

    retention: Line
    received_by: Line
    items: tuple[facts.ArchiveItem, ...] = ()


@records("publication.archive", ArchiveAct)
def archive(taking: Taking, act: ArchiveAct) -> Recorded:
    """Hand the dossier to the archive with its in-file list."""
    row = Archive(
        decision_id=taking.decision.id,
        retention=taking.vocabulary("retention", act.retention, "retention"),
        received_by=act.received_by,
        items=[ArchiveItem(number=place, **item.model_dump()) for place, item in enumerate(act.items, start=1)],
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"items": str(len(act.items)), "retention": act.retention}
    return Recorded(details, (Proof("archive", facts.Archive.model_validate(row)),))
