"""The papers of a decision, and of a year's catalogue: which can be made, and each as it follows from the record up to an entry of the log."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from pypdf import PdfReader
from sqlalchemy import select

from workflow.domain.dossier import Dossier
from workflow.domain.facts import AgendaEntry
from workflow.domain.lawfiles import library
from workflow.models.decisions import Decision
from workflow.papers.official.document import Document, Source
from workflow.papers.official.filling import Templates
from workflow.papers.official.fonts import MissingGlyphs, fonts_in
from workflow.papers.official.kinds import Available, available, kinds_of
from workflow.papers.official.layout import layout_of
from workflow.papers.official.pdf import pdf
from workflow.papers.official.problems import BadTemplate
from workflow.papers.official.values import AgendaLine, Words, catalogue_values, values_of
from workflow.papers.official.webpage import webpage
from workflow.papers.official.word import word
from workflow.services.agendas import beside, newest_on
from workflow.services.annualpaper import newest_for, report_at, values_at
from workflow.services.asof import NoSuchEntry, catalogue_at, dossier_at, moment_of, newest_entry, newest_of
from workflow.services.catalogue import organ_name, rulebook_of
from workflow.services.cataloguing import object_of
from workflow.services.decisionrows import NoDecision, by_number
from workflow.services.logreading import Told
from workflow.services.masked import masked_dossier
from workflow.services.numberregister import given_to
from workflow.services.readers import for_others
from workflow.services.unit import Session

Format = Literal["pdf", "docx"]
DIGITS = 32
"""How many hexadecimal digits of a paper's digest stand on it."""


class NoSuchPaper(LookupError):
    """The record makes no such paper, or does not yet; or there is no such catalogue."""


@dataclass(frozen=True)
class House:
    """Where papers are made: the government's own templates and fonts, the address its pages are known by; and who is told
    how far it is where a long log is read for one."""

    templates: Path | None = None
    fonts: Path | None = None
    address: str = ""
    told: Told = lambda *_: None


@dataclass(frozen=True)
class Paper:
    """A paper as it follows from the record up to the entry `seq`, made at `at`; `digest` is that of what it says."""

    number: str
    organ: str
    found: Available
    document: Document
    seq: int
    at: datetime
    digest: str

    def sourced(self, address: str) -> Document:
        """The paper with where it comes from, and the code that checks it."""
        path = f"/public/papers/{self.number}/{self.found.key}/{self.seq}/{self.digest}"
        words = (
            f"{self.found.kind.name.zh}，根据{self.organ}重大行政决策审计日志第{self.seq}条及以前的记录生成。"
            "扫描二维码可以核对本件与记录是否一致；不能扫码的，在公众页面“核对文书”栏填写："
            f"编号{self.number}，代号{self.found.key}，日志条目{self.seq}，内容摘要{self.digest}。"
        )
        return replace(self.document, source=Source(words, f"{address.rstrip('/')}{path}"))


def making(session: Session, number: str, house: House) -> Making:
    """The papers of a decision as of now. Raises NoDecision, BadTemplate."""
    return Making(session, by_number(session, number), house)


def paper(session: Session, number: str, key: str, house: House, seq: int | None = None) -> Paper:
    """The paper `key` of a decision, or of a year's catalogue, as of the entry `seq`, the newest if none is named.

    Raises NoDecision, NoSuchEntry, NoSuchPaper, BadTemplate.
    """
    if number.isascii() and number.isdigit():  # what a catalogue and a report are known by is their year
        if len(number) > 4:
            raise NoSuchPaper(key)
        of_report = any(key.rpartition("-")[0] == each.key for each in kinds_of(house.templates, of="report"))
        return (_of_report if of_report else _of_catalogue)(session, number, key, house, seq)
    return _of_decision(session, by_number(session, number), key, house, seq)


def page_counts(session: Session, number: str, house: House, keys: Collection[str]) -> dict[str, int]:
    """How many pages the papers of those keys have as PDF; one that cannot be made has no count. Raises NoDecision."""
    work, found = making(session, number, house), {}
    for each in work.papers():
        if each.key in keys:
            with suppress(BadTemplate, MissingGlyphs):
                found[each.key] = len(PdfReader(io.BytesIO(made(work.paper(each), "pdf", house))).pages)
    return found


class Making:
    """The papers of a decision as they follow from its record up to the entry `seq`, read once. Raises NoSuchEntry, BadTemplate.

    Without `seq` they are of the newest: of the decision, or of a number one of them was given.
    """

    def __init__(self, session: Session, decision_id: int, house: House, seq: int | None = None) -> None:
        given = given_to(session, decision_id)
        self.seq = max(newest_entry(session, decision_id), given.last) if seq is None else seq
        self.session, self.decision_id, self.house, self.given = session, decision_id, house, given.until(self.seq)
        self.original, self.at = dossier_at(session, decision_id, self.seq)
        # a paper goes from hand to hand: no number of whoever wrote stands on it
        self.dossier = for_others(self.original)
        self.kinds = kinds_of(house.templates)
        chosen = select(Decision.number, Decision.rulebook).where(Decision.id == decision_id)
        self.number, label = session.execute(chosen).one()
        self.rulebook = library().rulebook(label)

    @cached_property
    def masked(self) -> Dossier:
        """What papers for the public are made of."""
        return masked_dossier(self.session, self.dossier, self.decision_id)

    def papers(self) -> list[Available]:
        """Those that can be made."""
        return list(available(self.kinds, self.dossier))

    def paper(self, found: Available, newest: bool = False) -> Paper:
        """One of them; an agenda, where the `newest` is asked for, as of the newest entry of what stands on it."""
        dossier, until, at = self.dossier, self.seq, self.at
        others: list[AgendaLine] = []
        if isinstance(found.item, AgendaEntry):
            if newest:
                until = newest_on(self.session, found.item)
                at = moment_of(self.session, until)
            others = list(beside(self.session, self.decision_id, found.item, until))
        if found.kind.public:
            dossier = self.masked
            found = _found(available((found.kind,), dossier), found.key)
        own = self.given.get(found.key, "") if found.kind.numbered else ""
        values = values_of(
            dossier,
            found,
            number=self.number,
            said=Words(self.rulebook.labels),
            kind=self.rulebook.kind_name,
            major=self.rulebook.major,
            beside=others,
            given=own,
        )
        document = Templates(self.house.templates).fill(found.kind.key, values)
        if own:
            document = replace(document, number=own)
        return Paper(self.number, dossier.organ, found, document, until, at, _digest(document))


def _of_decision(session: Session, decision_id: int, key: str, house: House, seq: int | None) -> Paper:
    papers = Making(session, decision_id, house, seq)
    return papers.paper(_found(papers.papers(), key), newest=seq is None)


def _of_catalogue(session: Session, year: str, key: str, house: House, seq: int | None) -> Paper:
    until = newest_of(session, object_of(int(year))) if seq is None else seq
    catalogue, at = catalogue_at(session, int(year), until)
    found = _found(available(kinds_of(house.templates, of="catalogue"), catalogue), key)
    organ = organ_name(session).zh
    said = Words(rulebook_of(session, found.on).labels)
    document = Templates(house.templates).fill(found.kind.key, catalogue_values(catalogue, found, organ, said))
    return Paper(year, organ, found, document, until, at, _digest(document))


def _of_report(session: Session, year: str, key: str, house: House, seq: int | None) -> Paper:
    until = newest_for(session, int(year)) if seq is None else seq
    report, at = report_at(session, int(year), until)
    found = _found(available(kinds_of(house.templates, of="report"), report), key)
    document = Templates(house.templates).fill(
        found.kind.key, values_at(session, report, found.item, until, house.told)
    )
    return Paper(year, organ_name(session).zh, found, document, until, at, _digest(document))


def _found(papers: Iterable[Available], key: str) -> Available:
    found = next((each for each in papers if each.key == key), None)
    if found is None:
        raise NoSuchPaper(key)
    return found


def compared(session: Session, number: str, key: str, seq: int, digest: str, house: House) -> Paper | None:
    """The paper that somebody holds, where the record makes the same; None where it does not, for whatever reason."""
    try:
        found = paper(session, number, key, house, seq)
    except (NoDecision, NoSuchEntry, NoSuchPaper):
        return None
    return found if found.digest == digest else None


def made(found: Paper, kind: Format, house: House) -> bytes:
    """The paper as a file; the same paper is the same bytes. Raises BadTemplate, MissingGlyphs."""
    return written(found.sourced(house.address), kind, house, found.organ, found.at)


def written(document: Document, kind: Literal["pdf", "docx", "html"], house: House, organ: str, at: datetime) -> bytes:
    """A document as a file that bears `organ` as its author and `at` as its moment. Raises BadTemplate, MissingGlyphs."""
    if kind == "html":
        return webpage(document)
    layout = layout_of(house.templates)
    if kind == "docx":
        return word(document, layout, author=organ, made=at)
    return pdf(document, layout, fonts_in(house.fonts), author=organ, made=at)


def _digest(document: Document) -> str:
    """The digest of what a paper says, however it is set."""
    said = json.dumps(document.told(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
