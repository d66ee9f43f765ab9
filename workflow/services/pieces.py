"""One fact made again from its row; and those of the registers that belong to no decision."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from workflow.domain import facts
from workflow.domain.catalogue import code
from workflow.models.annual import AnnualPublication, AnnualSubmission, AnnualText
from workflow.models.catalogue import Catalogue
from workflow.models.expert_pool import PoolExpert
from workflow.models.facts import FactRow
from workflow.models.numbers import NumberCode
from workflow.models.past import PastDecision
from workflow.models.work import WorkEntry
from workflow.services.asentered import as_told
from workflow.services.ledger import moment


class Piece(NamedTuple):
    """One fact, with the day, the moment, the person and the turn of its entry; `seq` where it comes from the log."""

    kind: str
    thread: str
    fields: Mapping[str, Any]
    seq: int | None = None

    @property
    def token(self) -> str:
        """The same for two pieces that say the same."""
        return json.dumps(self.fields, sort_keys=True)


def register_pieces(rows: Sequence[PoolExpert], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the expert pool say; each belongs to the expert whose number is its thread."""
    found = []
    for row in rows:
        for kind, facts_of, model in (
            ("pool_expert", (row,), facts.PoolExpert),
            ("pool_profile", row.profiles, facts.PoolProfile),
            ("pool_note", row.notes, facts.PoolNote),
        ):
            found += [piece(kind, each, as_told(model), row.number, 0, people) for each in facts_of]
    return found


def catalogue_pieces(rows: Sequence[Catalogue], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the yearly catalogues say; each belongs to the year, or to the item, that is its thread."""
    found = []
    for row in rows:
        for kind, facts_of, model in (
            ("catalogue", (row,), facts.Catalogue),
            ("catalogue_adoption", row.adoptions, facts.CatalogueAdoption),
            ("catalogue_consent", row.consents, facts.CatalogueConsent),
            ("catalogue_publication", row.publications, facts.CataloguePublication),
        ):
            found += [piece(kind, each, as_told(model), row.year, 0, people) for each in facts_of]
        for item in row.items:
            thread = code(row.year, item.number)
            found.append(piece("catalogue_item", item, as_told(facts.CatalogueItem), thread, 0, people))
    return found


def work_pieces(rows: Sequence[WorkEntry], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the work ledger say; each belongs to the entry whose number is its thread."""
    return _versioned("work", "work_record", rows, facts.WorkRecord, facts.WorkWithdrawal, people)


def past_pieces(rows: Sequence[PastDecision], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the register of past decisions say; each belongs to the one whose number is its thread."""
    return _versioned("past", "past_decision", rows, facts.PastDecision, facts.PastWithdrawal, people)


def _versioned(
    register: str,
    kind: str,
    rows: Sequence[Any],
    record: type[facts.Fact],
    withdrawal: type[facts.Fact],
    people: Mapping[int, str],
) -> list[Piece]:
    found = []
    for row in rows:
        versions = [piece(kind, each, as_told(record), row.number, 0, people) for each in row.versions]
        # a record is nothing without what it says
        found += versions or [Piece(kind, row.number, {})]
        if row.withdrawal:
            told = as_told(withdrawal)
            found.append(piece(f"{register}_withdrawal", row.withdrawal, told, row.number, 0, people))
    return found


def annual_pieces(
    texts: Iterable[AnnualText],
    submissions: Iterable[AnnualSubmission],
    publications: Iterable[AnnualPublication],
    people: Mapping[int, str],
) -> list[Piece]:
    """What the rows of the yearly reports say; each belongs to the year that is its thread."""
    return [
        piece(kind, each, as_told(model), each.year, 0, people)
        for kind, rows, model in (
            ("annual_text", texts, facts.AnnualText),
            ("annual_submission", submissions, facts.AnnualSubmission),
            ("annual_publication", publications, facts.AnnualPublication),
        )
        for each in rows
    ]


def piece(
    kind: str,
    row: FactRow,
    fact: Callable[[Any], Mapping[str, Any]],
    thread: object,
    turn: int,
    people: Mapping[int, str],
    **more: object,
) -> Piece:
    """One fact as `fact` makes it of its row."""
    try:
        told = fact(row)
    except ValueError:
        # what the row holds can be no such fact, so nothing was entered that way
        told = {}
    marks = {
        "on": row.on.isoformat(),
        "entered": moment(row.entered),
        "entered_by": "" if row.entered_by is None else people.get(row.entered_by, str(row.entered_by)),
        "turn": turn,
    }
    return Piece(kind, str(thread), {**marks, **told, **more})


def number_pieces(rows: Sequence[NumberCode], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the register of document numbers say; each belongs to the code, series or number that is its thread."""
    found = []
    for row in rows:
        found.append(piece("number_code", row, as_told(facts.NumberCode), row.code, 0, people))
        if row.closing:
            told = as_told(facts.NumberCodeClosing)
            found.append(piece("number_closing", row.closing, told, row.code, 0, people))
        for each in row.starts:
            thread = f"{row.code}〔{each.year}〕"
            found.append(piece("series_start", each, as_told(facts.SeriesStart), thread, 0, people))
        for number in row.numbers:
            found.append(piece("given_number", number, as_told(facts.GivenNumber), number.printed, 0, people))
            if number.voiding:
                told = as_told(facts.VoidedNumber)
                found.append(piece("voided_number", number.voiding, told, number.printed, 0, people))
    return found
