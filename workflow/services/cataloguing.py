"""Keeping the yearly catalogue: drawn up, adopted, consented to, published, adjusted (713 art. 3(3), 337 art. 3).

The units send in items while the office calls for proposals; everything else is the office's.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.catalogue import YearCatalogue, code, content_problems, refused
from workflow.domain.numbers import as_printed
from workflow.domain.substance import says_something
from workflow.domain.terms import ItemChange, ItemStanding, Role
from workflow.domain.text import Text, joined
from workflow.models.catalogue import (
    Catalogue,
    CatalogueAdoption,
    CatalogueConsent,
    CatalogueItem,
    CataloguePublication,
)
from workflow.services import ledger, refusals
from workflow.services.catalogue import catalogues, linked, progress, read, row_of, rulebook_of
from workflow.services.ledger import Proof
from workflow.services.numbers import Giver, Wanted, number_for, unused
from workflow.services.recording import BadInput, not_ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing

MAY_KEEP = (Role.OFFICE,)
MAY_SEND = (Role.STAFF, Role.UNIT_LEAD)
"""Who sends in an item for their unit while the office calls for proposals."""
ONLY_OFFICE = Text("只有党政办公室可以编制目录。", "Only the government office draws up the catalogue.")
_SIGNATURES = {
    "adopt": (CatalogueAdoption, "catalogue_adoption", "catalogue.adopted"),
    "consent": (CatalogueConsent, "catalogue_consent", "catalogue.consented"),
    "publish": (CataloguePublication, "catalogue_publication", "catalogue.published"),
}
"""What is done with a version: its table, its kind of evidence, its act."""

Signature = facts.CatalogueAdoption | facts.CatalogueConsent | facts.CataloguePublication


def begin(session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.Catalogue) -> None:
    """Begin the catalogue of a year. Raises BadInput."""
    with refusals.entered(session, "catalogue.begun", object_of(fact.year), actor=actor, now=now):
        _allowed(actor)
    not_ahead(fact.on, today)
    if fact.until and fact.until < fact.on:
        raise BadInput({"until": Text("截止日期不得早于征集日期。", "The last day is before the call.")})
    with writing(session):
        if row_of(session, fact.year):
            said = Text("{year}年度目录已经开始编制。", "The catalogue of {year} has been begun already.")
            raise BadInput({"year": said.fmt(year=str(fact.year))})
        session.add(Catalogue(year=fact.year, until=fact.until, call=fact.call, **stamp(actor, now, fact.on)))
        until = fact.until.isoformat() if fact.until else ""
        proof = Proof("catalogue", fact, str(fact.year))
        _enter(session, "catalogue.begun", actor, now, fact.year, fact.on, proof, until=until)


def change(session: Session, *, actor: Actor, now: datetime, today: date, year: int, fact: facts.CatalogueItem) -> None:
    """Add, change or remove an item: a new version, which binds nobody before it went the whole way. Raises BadInput.

    While the office calls for proposals a unit sends in items, which name it; the office puts them on the list or not.
    """
    not_ahead(fact.on, today)
    refusing = refusals.entered(session, "catalogue.item", object_of(year), actor=actor, now=now)
    with refusing, writing(session):
        row, found = _present(session, year)
        if not actor.has(*MAY_KEEP):
            _may_send(actor, found, fact, today)
            fact = fact.model_copy(update={"proposer": actor.unit})
        _check_change(found, fact)
        if fact.change is ItemChange.REMOVED:
            _check_undecided(session, code(year, fact.number))
        session.add(
            CatalogueItem(
                catalogue_id=row.id,
                **fact.model_dump(mode="json", exclude={"on", "entered", "due"}),
                due=fact.due,
                **stamp(actor, now, fact.on),
            )
        )
        name = code(year, fact.number)
        details = {"catalogue_item": name, "change": fact.change.value, "version": str(found.version + 1)}
        _enter(session, "catalogue.item", actor, now, year, fact.on, Proof("catalogue_item", fact, name), **details)


def may_send(actor: Actor, found: YearCatalogue, today: date) -> bool:
    """Whether the actor sends in items for a unit on that day."""
    return actor.has(*MAY_SEND) and bool(actor.unit) and found.called(today)


def may_correct(actor: Actor, found: YearCatalogue, item: facts.CatalogueItem, today: date) -> bool:
    """Whether the actor puts right what the own unit sent in: while it may send in, and nobody has decided on it."""
    return item.change is ItemChange.SENT and item.proposer == actor.unit and may_send(actor, found, today)


def waiting(session: Session, actor: Actor, today: date) -> list[YearCatalogue]:
    """The catalogues that wait for the actor: for what a unit would send in; for what the office has to decide on, and for
    the way to publication once nobody is asked any more. One of a year that is over waits no longer."""
    found = catalogues(session)
    if actor.has(*MAY_KEEP):
        return [each for each in found if each.sent or _unfinished(each, today)]
    return [each for each in found if may_send(actor, each, today)]


def _unfinished(found: YearCatalogue, today: date) -> bool:
    return found.begun.year >= today.year and not (found.called(today) or found.publication)


def _may_send(actor: Actor, found: YearCatalogue, fact: facts.CatalogueItem, today: date) -> None:
    if fact.change is not ItemChange.SENT or not actor.has(*MAY_SEND):
        raise Forbidden({"on": ONLY_OFFICE})
    if not may_send(actor, found, today):
        said = Text(
            "各单位在征集建议期间报送，现在不在征集期间。",
            "Units send in items while proposals are called for, which is not now.",
        )
        raise Forbidden({"on": said})
    known = found.item(fact.number)
    if known and not may_correct(actor, found, known, today):
        said = Text("只能更正本单位报送、尚未研究的建议。", "A unit puts right only what it sent in itself, undecided.")
        raise Forbidden({"on": said})


def _check_change(found: YearCatalogue, fact: facts.CatalogueItem) -> None:
    problems = {}
    known = found.item(fact.number)
    sent = known is not None and known.change is ItemChange.SENT
    if known is None and fact.change in (ItemChange.SENT, ItemChange.ADDED):
        if fact.number != found.next_number:
            problems["change"] = Text(
                "目录已有变动，请重新打开页面。", "The catalogue has changed: open the page again."
            )
    elif known is None or (sent and fact.change is ItemChange.CHANGED):
        problems["change"] = Text("该事项不在目录内。", "The catalogue has no such item.")
    elif not sent and fact.change in (ItemChange.SENT, ItemChange.ADDED):
        problems["change"] = Text("目录已有变动，请重新打开页面。", "The catalogue has changed: open the page again.")
    elif fact.change in (ItemChange.CHANGED, ItemChange.SENT) and not _differs(known, fact):
        problems["change"] = Text(
            "内容没有变化，没有需要登记的变更。", "Nothing is changed: there is no change to enter."
        )
    if fact.change is not ItemChange.REMOVED:
        problems |= content_problems(found, fact)
    if (found.publications or fact.change is ItemChange.REMOVED) and not says_something(fact.reason):
        left_out = Text("请写明不予列入的理由。", "Say why it is not put on the list.")
        problems["reason"] = left_out if sent else Text("请写明调整的理由。", "Say why the catalogue is adjusted.")
    # an adjustment comes after what it adjusts; units send in on whatever day of the call
    done = max((each.on for each in found.course), default=None)
    if done and fact.on < done and "change" not in problems:
        said = Text(
            "日期早于目录此前的审议、报批或者公布（{on}）。",
            "The day is before the catalogue was deliberated, sent for approval or published ({on}).",
        )
        problems["on"] = said.fmt(on=done)
    if problems:
        raise BadInput(problems)


def _check_undecided(session: Session, name: str) -> None:
    """What was decided was done under this catalogue, which goes on saying so. Raises BadInput."""
    matter = linked(session).get(name)
    if matter and matter.standing is ItemStanding.DECIDED:
        said = Text(
            "该事项已经按本目录作出决策（{number}），不能调出。",
            "The matter was decided under this catalogue ({number}): the item cannot be removed.",
        )
        raise BadInput({"change": said.fmt(number=matter.number)})


def _differs(known: facts.CatalogueItem, fact: facts.CatalogueItem) -> bool:
    names = ("name", "unit", "basis", "stages", "due", "remark", "proposer")
    return any(getattr(known, each) != getattr(fact, each) for each in names)


def sign(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    year: int,
    act: str,
    fact: Signature,
    calendar: WorkingCalendar | None = None,
) -> None:
    """Record that the newest version was adopted, consented to or published: `act`. Raises BadInput.

    With a calendar it is also asked whether the planned days of what is adopted can be kept.
    """
    not_ahead(fact.on, today)
    table, kind, entry = _SIGNATURES[act]
    with refusals.entered(session, entry, object_of(year), actor=actor, now=now), writing(session):
        _allowed(actor)
        row, found = _present(session, year)
        _check_signature(session, found, act, fact, today)
        if isinstance(fact, facts.CatalogueAdoption):
            _check_days(session, found, fact, calendar)
        fact = _numbered(session, fact, year, actor, now)
        _check_words(fact)
        # lists are stored by their keys
        values: dict[str, Any] = {
            name: value for name, value in fact.model_dump(mode="json").items() if name not in ("on", "entered")
        }
        session.add(table(catalogue_id=row.id, **values, **stamp(actor, now, fact.on)))
        details = {"version": str(fact.version)}
        if isinstance(fact, facts.CatalogueAdoption):
            details["kind"] = fact.kind
        elif isinstance(fact, facts.CataloguePublication):
            details["channels"] = ";".join(fact.channels)
        _enter(session, entry, actor, now, year, fact.on, Proof(kind, fact, str(year)), **details)


def _numbered(session: Session, fact: Signature, year: int, actor: Actor, now: datetime) -> Signature:
    """The signature with its document number as it is printed, given by the program where it was asked to."""
    if isinstance(fact, facts.CataloguePublication):
        title = f"关于公布{year}年度重大行政决策事项目录的通知"
        number = number_for(Giver(session, actor, now), fact.document, Wanted(fact.on, title), "document")
        return fact.model_copy(update={"document": unused(session, number, "document")})
    if isinstance(fact, facts.CatalogueConsent):
        return fact.model_copy(update={"document": as_printed(fact.document)})
    return fact


_NUMBERED = re.compile(r"[0-9０-９〇零一二三四五六七八九十百]\s*[号次期]")
_NO_NUMBER = Text(
    "请写明文号、会议次数或者纪要期数，例如“清泉委复〔2022〕1号”“2022年第1次”；只写“口头”等不能查对。",
    "Give the number of the document, the meeting or its minutes, such as 清泉委复〔2022〕1号 or 2022年第1次: words alone "
    "cannot be looked up.",
)


def _check_signature(session: Session, found: YearCatalogue, act: str, fact: Signature, today: date) -> None:
    done = {"adopt": found.adoption, "consent": found.consent, "publish": found.publication}[act]
    if found.sent:
        said = Text(
            "各单位报送的建议还有{count}项没有研究，请逐项列入或者不予列入。",
            "Items that units sent in and that wait to be put on the list or left out: {count}.",
        )
        raise BadInput({"on": said.fmt(count=len(found.sent))})
    if not found.items:
        raise BadInput({"on": Text("目录中还没有事项。", "There is no item in the catalogue yet.")})
    if fact.version != found.version or done:
        raise BadInput(
            {"on": Text("目录已有变动，请重新打开页面。", "The catalogue has changed: open the page again.")}
        )
    if fact.on < (last := max(each.on for each in (*found.changes, *found.course))):
        said = Text("日期早于目录最后一次变动（{on}）。", "The day is before the last change of the catalogue ({on}).")
        raise BadInput({"on": said.fmt(on=last)})
    broken = list(refused(found, act, fact.on, rulebook_of(session, today)))
    if broken:
        raise Forbidden({"on": broken[0].says}, *(each.rule.id for each in broken))


def _check_days(
    session: Session, found: YearCatalogue, fact: facts.CatalogueAdoption, calendar: WorkingCalendar | None
) -> None:
    """A day that has passed, or that no lawful course keeps, is adopted where the remark says why. Raises BadInput.

    What an earlier version had already is not asked about once more.
    """
    before = found.adoptions[-1].version if found.adoptions else 0
    new = {each.number for each in found.changes[before:]}
    lines = [each for each in progress(session, found, fact.on, calendar) if each.item.number in new]
    bare = [each.item for each in lines if (each.overdue or each.earliest) and not says_something(each.item.remark)]
    if bare:
        said = Text(
            "{items}：计划完成时间已过，或者依法最快也不能按期完成。请变更计划完成时间，或者在该事项的备注中说明理由后再登记。",
            "{items}: the planned day has passed, or the shortest lawful course does not keep it. Change the day, or say why under "
            "the remark of the item.",
        )
        raise BadInput({"items": said.fmt(items=joined([Text(f"“{each.name}”", f"“{each.name}”") for each in bare]))})


def _check_words(fact: Signature) -> None:
    """The meeting, or the document, can be looked up. Raises BadInput."""
    words = {name: getattr(fact, name, "") for name in ("meeting", "document")}
    told = {name: _NO_NUMBER for name, given in words.items() if given and not _NUMBERED.search(given)}
    if told:
        raise BadInput(told)


def object_of(year: int) -> str:
    """How the trail names the catalogue of a year."""
    return f"catalogue/{year}"


def entry_of(act: str) -> str:
    """How the trail names what is done with a version."""
    return _SIGNATURES[act][2]


def _allowed(actor: Actor) -> None:
    if not actor.has(*MAY_KEEP):
        raise Forbidden({"on": ONLY_OFFICE})


def _present(session: Session, year: int) -> tuple[Catalogue, YearCatalogue]:
    row = row_of(session, year)
    if row is None:
        raise BadInput({"on": Text("该年度目录尚未开始编制。", "The catalogue of that year has not been begun.")})
    return row, read(row)


def _enter(
    session: Session, act: str, actor: Actor, now: datetime, year: int, on: date, *proofs: Proof, **details: str
) -> None:
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details={"year": str(year), **details},
        obj=object_of(year),
        role=next(role.value for role in (*MAY_KEEP, *MAY_SEND) if actor.has(role)),
        effective=on,
        proofs=proofs,
    )
