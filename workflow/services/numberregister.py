"""The register of document numbers as it stands: the codes, each code's series of a year, what was given and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from workflow.domain import facts
from workflow.domain.numbers import DocumentNumber, tidied
from workflow.domain.terms import NumberUse, Role
from workflow.models.annual import AnnualSubmission
from workflow.models.catalogue import CataloguePublication
from workflow.models.decisions import Decision
from workflow.models.fair_competition import CompetitionOpinion
from workflow.models.legality_review import ReviewConclusion
from workflow.models.numbers import GivenNumber, NumberCode
from workflow.models.other_kinds import Filing, Signing
from workflow.models.people import Person
from workflow.models.publication import CongressReport, PartyReport, Publication
from workflow.models.trail import Entry
from workflow.services.clock import today as day_of
from workflow.services.unit import Session

MAY_READ = (Role.OFFICE, Role.RECORDER, Role.AUDITOR)
_BEARERS = (
    *(each.number for each in (Publication, PartyReport, CongressReport, ReviewConclusion, CompetitionOpinion)),
    *(each.number for each in (Signing, Filing)),
    CataloguePublication.document,
    AnnualSubmission.document,
)
"""Where the record says which number a paper bears."""


@dataclass(frozen=True)
class Given:
    """A number as the register shows it; `by` is who it was given by, `matter` empty for a paper of no decision.

    `borne`: a paper of the record bears it.
    """

    id: int
    number: DocumentNumber
    on: date
    entered: datetime
    by: str
    title: str
    matter: str
    paper: str
    voided: facts.VoidedNumber | None
    borne: bool = False

    @property
    def late(self) -> bool:
        """Whether it was given in a later year than the one whose series it belongs to."""
        return day_of(self.entered).year > self.number.year


@dataclass(frozen=True)
class Code:
    """An agency code: what it is for, since when, until when, and where its series begin; entered in the year `entered`."""

    id: int
    code: str
    use: NumberUse
    since: date
    entered: int
    closing: facts.NumberCodeClosing | None
    starts: tuple[facts.SeriesStart, ...]

    def open_on(self, day: date) -> bool:
        """Whether papers of that day get numbers of the code."""
        return self.since <= day and (self.closing is None or day <= self.closing.on)

    def counted(self, year: int) -> bool:
        """Whether the program counts a year: one before the code was entered only where it was stated where it begins."""
        return year >= self.entered or any(each.year == year for each in self.starts)

    def first(self, year: int) -> int:
        """The first serial number of a year that is given by the program."""
        return next((each.first for each in self.starts if each.year == year), 1)

    def following(self, year: int, last: int) -> DocumentNumber:
        """The number after the last serial number of a year, 0 where there is none yet."""
        return DocumentNumber(self.code, year, max(last + 1, self.first(year)))


@dataclass(frozen=True)
class Series:
    """What was given of a code in a year, in the order of the serial numbers."""

    code: Code
    year: int
    numbers: tuple[Given, ...]

    @property
    def first(self) -> int:
        """The first serial number that is given by the program."""
        return self.code.first(self.year)

    @property
    def next(self) -> DocumentNumber:
        """The number that is given next."""
        return self.code.following(self.year, max((each.number.serial for each in self.numbers), default=0))

    @property
    def gaps(self) -> tuple[int, ...]:
        """The serial numbers since the first that were given to nothing: none, unless somebody went past the program."""
        there = {each.number.serial for each in self.numbers}
        return tuple(each for each in range(self.first, self.next.serial) if each not in there)


def codes(session: Session) -> list[Code]:
    """Every agency code there ever was, in the order of entry."""
    found = select(NumberCode).order_by(NumberCode.id)
    options = selectinload(NumberCode.starts), joinedload(NumberCode.closing)
    return [code_of(row) for row in session.scalars(found.options(*options))]


def code_of(row: NumberCode) -> Code:
    """An agency code of its row."""
    closing = facts.NumberCodeClosing.model_validate(row.closing) if row.closing else None
    starts = tuple(facts.SeriesStart.model_validate(each) for each in row.starts)
    return Code(row.id, row.code, NumberUse.of(row.use), row.since, day_of(row.entered).year, closing, starts)


def years(session: Session) -> list[int]:
    """The years of which numbers were given, newest first."""
    return list(session.scalars(select(GivenNumber.year).distinct().order_by(GivenNumber.year.desc())))


def register(session: Session, year: int) -> list[Series]:
    """The series of a year: of each code that was given, begins, or is open in it."""
    found = (
        select(GivenNumber, Person.name, Decision.number)
        .outerjoin(Person, Person.id == GivenNumber.entered_by)
        .outerjoin(Decision, Decision.id == GivenNumber.decision_id)
        .where(GivenNumber.year == year)
        .order_by(GivenNumber.serial)
        .options(joinedload(GivenNumber.voiding), joinedload(GivenNumber.code))
    )
    rows = session.execute(found).all()
    borne = bearing(session, f"〔{year}〕")
    given: dict[int, list[Given]] = {}
    for row, name, matter in rows:
        given.setdefault(row.code_id, []).append(_given(row, name or "", matter or "", row.printed in borne))
    return [
        Series(code, year, tuple(given.get(code.id, ())))
        for code in codes(session)
        if code.id in given or _lasts(code, year)
    ]


def _lasts(code: Code, year: int) -> bool:
    return code.counted(year) and code.since.year <= year and (code.closing is None or year <= code.closing.on.year)


def bearing(session: Session, part: str) -> set[str]:
    """The numbers on papers of the record that have `part` in them: a year in its brackets, or a whole number."""
    return set(
        session.scalars(union_all(*(select(each).where(each.contains(part, autoescape=True)) for each in _BEARERS)))
    )


def used(session: Session) -> dict[str, str]:
    """The numbers papers of the record bear, or matters were given and were not voided, tidied: to which matter each was given,
    empty where only a paper says so."""
    borne = {tidied(each): "" for each in bearing(session, "〔")}
    standing = select(GivenNumber).where(GivenNumber.decision_id.is_not(None), ~GivenNumber.voiding.has())
    rows = session.scalars(standing.options(joinedload(GivenNumber.code), joinedload(GivenNumber.decision)))
    return borne | {tidied(row.printed): row.matter for row in rows}


def given_number(session: Session, number_id: int) -> Given | None:
    """One number of the register."""
    row = session.get(GivenNumber, number_id)
    if row is None:
        return None
    name = session.scalar(select(Person.name).where(Person.id == row.entered_by))
    return _given(row, name or "", row.matter)


def _given(row: GivenNumber, by: str, matter: str, borne: bool = False) -> Given:
    voided = facts.VoidedNumber.model_validate(row.voiding) if row.voiding else None
    number = DocumentNumber(row.code.code, row.year, row.serial)
    return Given(row.id, number, row.on, row.entered, by, row.title, matter, row.paper, voided, borne)


def next_numbers(session: Session, day: date) -> list[tuple[Code, DocumentNumber]]:
    """The codes that are open on a day, each with the number that a paper of that day is given next."""
    newest = select(GivenNumber.code_id, func.max(GivenNumber.serial)).where(GivenNumber.year == day.year)
    last: dict[int, int] = {row[0]: row[1] for row in session.execute(newest.group_by(GivenNumber.code_id))}
    return [(code, code.following(day.year, last.get(code.id, 0))) for code in codes(session) if code.open_on(day)]


def of_decision(session: Session, decision_id: int) -> list[GivenNumber]:
    """What was given to papers of a decision and not voided, in the order of entry."""
    found = select(GivenNumber).where(GivenNumber.decision_id == decision_id, ~GivenNumber.voiding.has())
    return list(session.scalars(found.order_by(GivenNumber.id).options(joinedload(GivenNumber.code))))


def unused(session: Session, decision_id: int) -> list[str]:
    """What was given to a decision without saying to which paper of it, and no paper of the record bears."""
    rows = (row.printed for row in of_decision(session, decision_id) if row.paper == "")
    return [number for number in rows if number not in bearing(session, number)]


def object_of(number: str) -> str:
    """How the trail names a number, or a code."""
    return f"number/{number}"


@dataclass(frozen=True)
class GivenToPapers:
    """What the papers of a decision were given, read once: the entry of the log, the paper, the number, whether it was given or
    voided by that entry; in the order of the log."""

    taken: tuple[tuple[int, str, str, bool], ...]

    @property
    def last(self) -> int:
        """The entry that came last; -1: nothing came."""
        return self.taken[-1][0] if self.taken else -1

    def until(self, seq: int) -> dict[str, str]:
        """Paper → the number it was given by the entry `seq`; one that got several has the last that was not voided."""
        found: dict[str, dict[str, None]] = {}
        for at, paper, number, given in self.taken:
            standing = found.setdefault(paper, {})
            if at <= seq and given:
                standing[number] = None
            elif at <= seq:
                standing.pop(number, None)
        return {paper: list(standing)[-1] for paper, standing in found.items() if standing}


def given_to(session: Session, decision_id: int) -> GivenToPapers:
    """What the papers of a decision were given."""
    rows = session.scalars(
        select(GivenNumber)
        .where(GivenNumber.decision_id == decision_id, GivenNumber.paper != "")
        .order_by(GivenNumber.id)
    )
    by_object = {object_of(row.printed): row for row in rows}
    entries = session.execute(
        select(Entry.seq, Entry.act, Entry.obj)
        .where(Entry.obj.in_(by_object), Entry.result == "ok")
        .order_by(Entry.seq)
    )
    return GivenToPapers(
        tuple((seq, by_object[obj].paper, by_object[obj].printed, act == "number.taken") for seq, act, obj in entries)
    )
