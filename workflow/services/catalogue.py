"""The yearly catalogue: drawn up by the office, adopted, consented to, published, adjusted (713 art. 3(3), 337 art. 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.catalogue import YearCatalogue, code, overdue, refused, standing
from workflow.domain.checking import setting_of
from workflow.domain.lawfiles import library
from workflow.domain.planner import earliest_deliberation
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import ItemChange, ItemStanding, Role
from workflow.domain.text import Text
from workflow.models.catalogue import (
    Catalogue,
    CatalogueAdoption,
    CatalogueConsent,
    CatalogueItem,
    CataloguePublication,
)
from workflow.models.decisions import Decision
from workflow.models.initiation import Proposal
from workflow.models.participation import Notice
from workflow.models.people import Organ
from workflow.services import ledger
from workflow.services.ledger import Proof
from workflow.services.public import NotPublic
from workflow.services.recording import BadInput
from workflow.services.unit import Session, writing

MAY_KEEP = (Role.OFFICE,)
_SIGNATURES = {
    "adopt": (CatalogueAdoption, "catalogue_adoption", "catalogue.adopted"),
    "consent": (CatalogueConsent, "catalogue_consent", "catalogue.consented"),
    "publish": (CataloguePublication, "catalogue_publication", "catalogue.published"),
}
"""What is done with a version: its table, its kind of evidence, its act."""

Signature = facts.CatalogueAdoption | facts.CatalogueConsent | facts.CataloguePublication


@dataclass(frozen=True)
class Linked:
    """The decision that was proposed for an item, and how far it has come."""

    number: str
    title: str
    state: Text
    standing: ItemStanding
    noticed: bool


@dataclass(frozen=True)
class Line:
    """An item with its progress; `earliest`: the earliest lawful day of deliberation, where the planned day is before it."""

    item: facts.CatalogueItem
    linked: Linked | None
    standing: ItemStanding
    overdue: bool
    earliest: date | None


@dataclass(frozen=True)
class Overview:
    """A year's catalogue in a list."""

    found: YearCatalogue
    standings: dict[ItemStanding, int]
    overdue: int


def catalogue(session: Session, year: int) -> YearCatalogue | None:
    """The catalogue of a year."""
    row = _row(session, year)
    return _read(row) if row else None


def _row(session: Session, year: int) -> Catalogue | None:
    found = select(Catalogue).where(Catalogue.year == year).execution_options(populate_existing=True)
    return session.scalar(found.options(*_ALL))


_ALL = tuple(
    selectinload(each) for each in (Catalogue.items, Catalogue.adoptions, Catalogue.consents, Catalogue.publications)
)


def _read(row: Catalogue) -> YearCatalogue:
    return YearCatalogue(
        facts.Catalogue.model_validate(row),
        tuple(map(facts.CatalogueItem.model_validate, row.items)),
        tuple(map(facts.CatalogueAdoption.model_validate, row.adoptions)),
        tuple(map(facts.CatalogueConsent.model_validate, row.consents)),
        tuple(map(facts.CataloguePublication.model_validate, row.publications)),
    )


def overviews(session: Session, today: date) -> list[Overview]:
    """Every year there is a catalogue of, the newest first."""
    rows = session.scalars(select(Catalogue).order_by(Catalogue.year.desc()).options(*_ALL))
    return [_overview(session, _read(row), today) for row in rows]


def _overview(session: Session, found: YearCatalogue, today: date) -> Overview:
    lines = progress(session, found, today)
    counts = {each: sum(line.standing is each for line in lines) for each in ItemStanding}
    return Overview(found, counts, sum(line.overdue for line in lines))


def public_years(session: Session) -> list[int]:
    """The years whose catalogue is published, the newest first."""
    published = select(Catalogue.year).where(Catalogue.publications.any())
    return list(session.scalars(published.order_by(Catalogue.year.desc())))


def public_catalogue(session: Session, year: int) -> YearCatalogue:
    """The catalogue of a year, of which something is published. Raises NotPublic."""
    found = catalogue(session, year)
    if found is None or not found.publications:
        raise NotPublic(str(year))
    return found


def organ_name(session: Session) -> Text:
    """Whose catalogue it is."""
    row = session.scalars(select(Organ)).one()
    return Text(row.name_zh, row.name_en)


def progress(
    session: Session, found: YearCatalogue, today: date, calendar: WorkingCalendar | None = None
) -> list[Line]:
    """The items of the newest version with their progress; with a calendar, also where the planned day cannot be kept."""
    decisions = linked(session)
    earliest = _earliest(session, today, calendar) if calendar else None
    lines = []
    for item in found.items:
        decision = decisions.get(code(found.begun.year, item.number))
        stands = decision.standing if decision else ItemStanding.NOT_STARTED
        open_ = stands in (ItemStanding.NOT_STARTED, ItemStanding.RUNNING) and not (decision and decision.noticed)
        too_early = earliest if open_ and earliest and item.due < earliest else None
        lines.append(Line(item, decision, stands, overdue(item, stands, today), too_early))
    return lines


def _earliest(session: Session, today: date, calendar: WorkingCalendar) -> date | None:
    """The earliest lawful day of deliberation of what begins today; None in a year whose working days are not known."""
    rulebook = rulebook_of(session, today)
    try:
        return earliest_deliberation(rulebook, today, setting_of(rulebook, today, calendar))[1]
    except (CalendarUnknown, OverflowError):
        return None


def rulebook_of(session: Session, today: date) -> Rulebook:
    """The rules in force for the organ."""
    profile = session.scalar(select(Organ.profile_id))
    assert profile  # noqa: S101 - where there is no organ there is no page
    return library().in_force(profile, today)


def linked(session: Session) -> dict[str, Linked]:
    """Item → the newest decision whose newest proposal names it."""
    newest = select(func.max(Proposal.id)).group_by(Proposal.decision_id)
    noticed = select(Notice.id).where(Notice.decision_id == Decision.id).exists()
    rows = session.execute(
        select(Proposal.catalogue_item, Decision.number, Decision.title, Decision.state, Decision.rulebook, noticed)
        .join(Decision, Decision.id == Proposal.decision_id)
        .where(Proposal.id.in_(newest), Proposal.catalogue_item != "")
        .order_by(Decision.id)
    )
    found = {}
    for item, number, title, state, rulebook, has_notice in rows:
        states = library().rulebook(rulebook).procedure.track_by_key["main"].states
        ended = [each.key for each in states if each.ended]
        name = next((each.name.text for each in states if each.key == state), Text(state, state))
        found[item] = Linked(number, title, name, standing(state, ended), has_notice)
    return found


def open_items(session: Session, but: str = "") -> list[tuple[str, facts.CatalogueItem]]:
    """Published items no running or decided matter names, with their codes; those of the decision `but` count as open."""
    taken = {
        item for item, each in linked(session).items() if each.number != but and each.standing is not ItemStanding.ENDED
    }
    rows = session.scalars(select(Catalogue).order_by(Catalogue.year).options(*_ALL))
    items = [(code(row.year, item.number), item) for row in rows for item in _read(row).public_items]
    return [(name, item) for name, item in items if name not in taken]


# -- the acts ---------------------------------------------------------------------------------------------------------


def begin(session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.Catalogue) -> None:
    """Begin the catalogue of a year. Raises BadInput."""
    _allowed(actor, fact, today)
    if fact.until and fact.until < fact.on:
        raise BadInput({"until": Text("截止日期不得早于征集日期。", "The last day is before the call.")})
    with writing(session):
        if _row(session, fact.year):
            said = Text("{year}年度目录已经开始编制。", "The catalogue of {year} has been begun already.")
            raise BadInput({"year": said.fmt(year=str(fact.year))})
        session.add(Catalogue(year=fact.year, until=fact.until, call=fact.call, **_stamp(actor, now, fact.on)))
        until = fact.until.isoformat() if fact.until else ""
        proof = Proof("catalogue", fact, str(fact.year))
        _enter(session, "catalogue.begun", actor, now, fact.year, fact.on, proof, until=until)


def change(session: Session, *, actor: Actor, now: datetime, today: date, year: int, fact: facts.CatalogueItem) -> None:
    """Add, change or remove an item: a new version, which binds nobody before it went the whole way. Raises BadInput."""
    _allowed(actor, fact, today)
    with writing(session):
        row, found = _present(session, year)
        _check_change(found, fact)
        session.add(
            CatalogueItem(
                catalogue_id=row.id,
                **fact.model_dump(mode="json", exclude={"on", "entered", "due"}),
                due=fact.due,
                **_stamp(actor, now, fact.on),
            )
        )
        name = code(year, fact.number)
        details = {"catalogue_item": name, "change": fact.change.value, "version": str(found.version + 1)}
        _enter(session, "catalogue.item", actor, now, year, fact.on, Proof("catalogue_item", fact, name), **details)


def next_number(found: YearCatalogue) -> int:
    """The number of the next item; a number is never given twice."""
    return max((each.number for each in found.changes), default=0) + 1


def _check_change(found: YearCatalogue, fact: facts.CatalogueItem) -> None:
    problems = {}
    known = found.item(fact.number)
    if fact.change is ItemChange.ADDED:
        if fact.number != next_number(found):
            problems["on"] = Text("目录已有变动，请重新打开页面。", "The catalogue has changed: open the page again.")
    elif known is None:
        problems["on"] = Text("该事项不在目录内。", "The catalogue has no such item.")
    elif fact.change is ItemChange.CHANGED and not _differs(known, fact):
        problems["on"] = Text("内容没有变化。", "Nothing is changed.")
    if (found.publications or fact.change is ItemChange.REMOVED) and not fact.reason.strip():
        problems["reason"] = Text("请写明调整的理由。", "Say why the catalogue is adjusted.")
    if problems:
        raise BadInput(problems)


def _differs(known: facts.CatalogueItem, fact: facts.CatalogueItem) -> bool:
    names = ("name", "unit", "basis", "stages", "due", "remark")
    return any(getattr(known, each) != getattr(fact, each) for each in names)


def sign(session: Session, *, actor: Actor, now: datetime, today: date, year: int, act: str, fact: Signature) -> None:
    """Record that the newest version was adopted, consented to or published: `act`. Raises BadInput."""
    _allowed(actor, fact, today)
    table, kind, entry = _SIGNATURES[act]
    with writing(session):
        row, found = _present(session, year)
        _check_signature(session, found, act, fact, today)
        # lists are stored by their keys
        values: dict[str, Any] = {
            name: value for name, value in fact.model_dump(mode="json").items() if name not in ("on", "entered")
        }
        session.add(table(catalogue_id=row.id, **values, **_stamp(actor, now, fact.on)))
        details = {"version": str(fact.version)}
        if isinstance(fact, facts.CatalogueAdoption):
            details["kind"] = fact.kind
        elif isinstance(fact, facts.CataloguePublication):
            details["channels"] = ";".join(fact.channels)
        _enter(session, entry, actor, now, year, fact.on, Proof(kind, fact, str(year)), **details)


def _check_signature(session: Session, found: YearCatalogue, act: str, fact: Signature, today: date) -> None:
    done = {"adopt": found.adoption, "consent": found.consent, "publish": found.publication}[act]
    if not found.items:
        raise BadInput({"on": Text("目录中还没有事项。", "There is no item in the catalogue yet.")})
    if fact.version != found.version or done:
        raise BadInput(
            {"on": Text("目录已有变动，请重新打开页面。", "The catalogue has changed: open the page again.")}
        )
    if fact.on < found.changes[-1].on:
        said = Text("日期早于目录最后一次变动（{on}）。", "The day is before the last change of the catalogue ({on}).")
        raise BadInput({"on": said.fmt(on=found.changes[-1].on)})
    said_by_rules = list(refused(found, act, fact.on, rulebook_of(session, today)))
    if said_by_rules:
        raise BadInput({"on": said_by_rules[0]})


def _allowed(actor: Actor, fact: facts.Fact, today: date) -> None:
    if not actor.has(*MAY_KEEP):
        said = Text("只有党政办公室可以编制目录。", "Only the government office draws up the catalogue.")
        raise BadInput({"on": said})
    if fact.on > today:
        said = Text("日期不得晚于今天（{today}）。", "The day lies after today ({today}).")
        raise BadInput({"on": said.fmt(today=today)})


def _present(session: Session, year: int) -> tuple[Catalogue, YearCatalogue]:
    row = _row(session, year)
    if row is None:
        raise BadInput({"on": Text("该年度目录尚未开始编制。", "The catalogue of that year has not been begun.")})
    return row, _read(row)


def _stamp(actor: Actor, now: datetime, on: date) -> dict[str, Any]:
    return {"on": on, "entered": now, "entered_by": actor.person_id}


def _enter(
    session: Session, act: str, actor: Actor, now: datetime, year: int, on: date, *proofs: Proof, **details: str
) -> None:
    session.flush()
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details={"year": str(year), **details},
        obj=f"catalogue/{year}",
        role=next(role.value for role in MAY_KEEP if actor.has(role)),
        effective=on,
        proofs=proofs,
    )
