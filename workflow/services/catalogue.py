"""The yearly catalogue as it is read: by the house with the progress of its items, by the public as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.catalogue import YearCatalogue, code, overdue, standing
from workflow.domain.checking import setting_of
from workflow.domain.dossier import Plan, PlanChange
from workflow.domain.lawfiles import library
from workflow.domain.planner import earliest_deliberation
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import ItemStanding
from workflow.domain.text import Text
from workflow.models.catalogue import (
    Catalogue,
)
from workflow.models.decisions import Decision
from workflow.models.initiation import Proposal
from workflow.models.participation import Notice
from workflow.models.people import Organ
from workflow.services.public import NotPublic
from workflow.services.relations import read_along, reading, rows
from workflow.services.unit import Session, connection_of


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
    row = row_of(session, year)
    return read(row) if row else None


def row_of(session: Session, year: int) -> Catalogue | None:
    """The row of a year, with all that belongs to it."""
    return next(iter(_rows(session, [year])), None)


_HANGING = tuple((each,) for each in (Catalogue.items, Catalogue.adoptions, Catalogue.consents, Catalogue.publications))
_YEAR = Catalogue.__table__.c.year


def _rows(session: Session, years: Sequence[int] = ()) -> list[Catalogue]:
    """The catalogues of these years, or of every year, the oldest first, each with all that belongs to it."""
    connection, found = connection_of(session), reading(Catalogue).order_by(_YEAR)
    catalogues = rows(connection, Catalogue, found.where(_YEAR.in_(years)) if years else found)
    read_along(connection, catalogues, _HANGING)
    return catalogues


def read(row: Catalogue) -> YearCatalogue:
    """What the row says."""
    return YearCatalogue(
        facts.Catalogue.model_validate(row),
        tuple(map(facts.CatalogueItem.model_validate, row.items)),
        tuple(map(facts.CatalogueAdoption.model_validate, row.adoptions)),
        tuple(map(facts.CatalogueConsent.model_validate, row.consents)),
        tuple(map(facts.CataloguePublication.model_validate, row.publications)),
    )


def catalogues(session: Session) -> list[YearCatalogue]:
    """The catalogue of every year there is one of, the newest first."""
    return [read(row) for row in reversed(_rows(session))]


def overviews(session: Session, today: date) -> list[Overview]:
    """How every catalogue stands, the newest year first."""
    return [_overview(session, each, today) for each in catalogues(session)]


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
    items = [(code(row.year, item.number), item) for row in _rows(session) for item in read(row).public_items]
    if not items:
        return []
    taken = {
        item for item, each in linked(session).items() if each.number != but and each.standing is not ItemStanding.ENDED
    }
    return [(name, item) for name, item in items if name not in taken]


def public_item(session: Session, key: str) -> facts.CatalogueItem | None:
    """A published item by its code."""
    found = catalogue(session, int(key[:4]))
    items = found.public_items if found else ()
    return next((item for item in items if code(int(key[:4]), item.number) == key), None)


def plan_of(session: Session, key: str) -> Plan | None:
    """What the catalogue promises of a published item: since which day it is listed so, by when, with which stages."""
    found = catalogue(session, int(key[:4]))
    item = next((each for each in found.public_items if each.number == int(key[5:])), None) if found else None
    if item is None or found is None:
        return None
    listed = next(each.on for each in found.publications if item in found.items_of(each.version))
    return Plan(listed=listed, due=item.due, stages=item.stages)


def plan_changes(session: Session, key: str) -> tuple[PlanChange, ...]:
    """What the catalogue planned for an item and plans no longer, as published."""
    found = catalogue(session, int(key[:4]))
    return tuple(found.dropped(int(key[5:]))) if found else ()
