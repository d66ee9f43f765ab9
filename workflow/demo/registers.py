"""What the demonstration does with the registers beside the decisions: the yearly catalogues and the work ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workflow.demo import attachments
from workflow.demo.script import Working
from workflow.domain import facts
from workflow.domain.terms import ItemChange
from workflow.services import catalogue, cataloguing, work, worklog
from workflow.services.kept import Read
from workflow.services.unit import Session

_SIGNATURES: dict[str, type[cataloguing.Signature]] = {
    "adopt": facts.CatalogueAdoption,
    "consent": facts.CatalogueConsent,
    "publish": facts.CataloguePublication,
}


def keep(session: Session, year: int, act: str, data: dict[str, Any], **dates: Any) -> None:
    """Do what is written with the catalogue of a year; what is signed is its newest version."""
    if act == "begin":
        cataloguing.begin(session, fact=facts.Catalogue(year=year, **data), **dates)
    elif act == "item":
        fact = facts.CatalogueItem.model_validate({"change": ItemChange.ADDED} | data)
        cataloguing.change(session, year=year, fact=fact, **dates)
    else:
        found = catalogue.catalogue(session, year)
        version = found.version if found else 0
        fact_ = _SIGNATURES[act].model_validate(data | {"version": version})
        cataloguing.sign(session, year=year, act=act, fact=fact_, **dates)


class WorkLedger:
    """The work ledger of the demonstration: the numbers its entries were given, by the keys of the script."""

    def __init__(self, session: Session, store: Path) -> None:
        self.session, self.store = session, store
        self.numbers: dict[str, str] = {}

    def take(self, done: Working, **dates: Any) -> None:
        """Record, correct or withdraw as written; a correction says only what is other than before."""
        data = dict(done.data)
        if done.act == "record":
            files = attachments.taken(self.store, data)
            fact = facts.WorkRecord(number="", version=0, unit="", files=tuple(files), **data)
            self.numbers[done.key] = worklog.record(self.session, fact=fact, **dates)
            return
        found = work.entry(self.session, self.numbers[done.key])
        assert found  # noqa: S101 - recorded before
        if done.act == "correct":
            worklog.correct(self.session, fact=found.newest.model_copy(update=data), **dates)
        else:
            gone, read = facts.WorkWithdrawal(**data), Read(found.newest.version)
            worklog.withdraw(self.session, number=found.number, read=read, fact=gone, **dates)
