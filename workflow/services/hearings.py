"""Hearings as those see them who organise them, and as anybody may read of them without signing in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.drafting import Draft
from workflow.models.hearings import Hearing, HearingCancellation, HearingRegistration, HearingSitting
from workflow.models.people import Unit
from workflow.services.public import PUBLIC_MATTER, NotPublic
from workflow.services.stages.participation import receipt_digest
from workflow.services.unit import Session

_NEWEST = select(func.max(Hearing.id)).group_by(Hearing.decision_id)


@dataclass(frozen=True)
class Registrant:
    """Who registered. Never published, unless they come on the list, and never logged."""

    name: str
    contact: str
    unit: str
    background: str
    erased: bool = False


def registrants(session: Session, decision_id: int) -> dict[int, Registrant]:
    """Who registered for the newest hearing on a decision, by the number of the registration."""
    rows = session.scalars(
        select(HearingRegistration)
        .join(Hearing, Hearing.id == HearingRegistration.hearing_id)
        .where(Hearing.decision_id == decision_id, Hearing.id.in_(_NEWEST))
        .options(selectinload(HearingRegistration.registrant))
    )
    return {
        row.number: Registrant(
            row.registrant.name,
            row.registrant.contact,
            row.registrant.unit,
            row.registrant.background,
            not row.registrant.salt,
        )
        for row in rows
        if row.registrant
    }


@dataclass(frozen=True)
class HearingLine:
    """A hearing in the list of those to come."""

    number: str
    title: str
    unit: str
    day: dt.date
    time: str
    place: str
    register_until: dt.date
    cancelled_on: dt.date | None


def upcoming(session: Session, today: dt.date) -> list[HearingLine]:
    """Hearings announced and not yet held, the first to come first; one that was called off until its day has passed."""
    rows = session.execute(
        select(Decision.number, Hearing, func.coalesce(Unit.name, ""), HearingCancellation.on)
        .join(Hearing, Hearing.decision_id == Decision.id)
        .outerjoin(Unit, Unit.id == Decision.lead_unit_id)
        .outerjoin(HearingCancellation, HearingCancellation.hearing_id == Hearing.id)
        .outerjoin(HearingSitting, HearingSitting.hearing_id == Hearing.id)
        .where(Hearing.id.in_(_NEWEST), HearingSitting.id.is_(None), PUBLIC_MATTER)
        .options(selectinload(Hearing.postponements))
    )
    found = []
    for number, row, unit, cancelled in rows:
        last = row.postponements[-1] if row.postponements else None
        day, time, place = row.day, row.time, row.place
        if last:
            day, time, place = last.day, last.time or time, last.place or place
        if day >= today:
            by = row.organiser or unit
            found.append(HearingLine(number, row.title, by, day, time, place, row.register_until, cancelled))
    return sorted(found, key=lambda line: (line.day, line.number))


@dataclass(frozen=True)
class HearingPage:
    """A hearing with the draft version its notice publishes."""

    decision_id: int
    number: str
    organ: Text
    unit: str
    hearing: facts.Hearing
    draft: facts.Draft
    open: bool
    """Whether people can register."""
    called_off: tuple[facts.Hearing, ...]
    """Those announced before it and called off."""

    @property
    def title(self) -> str:
        """What the notice is called."""
        return self.hearing.title or self.draft.title


def announced(session: Session, decision_id: int) -> bool:
    """Whether a hearing on a decision was ever announced."""
    return session.scalar(select(Hearing.id).where(Hearing.decision_id == decision_id).limit(1)) is not None


def hearing(session: Session, number: str, today: dt.date) -> HearingPage:
    """The newest hearing on a decision. Raises NotPublic."""
    row = session.execute(
        select(Decision, Hearing, Draft, func.coalesce(Unit.name, ""))
        .join(Hearing, Hearing.decision_id == Decision.id)
        .join(Draft, (Draft.decision_id == Decision.id) & (Draft.version == Hearing.version))
        .outerjoin(Unit, Unit.id == Decision.lead_unit_id)
        .where(Decision.number == number, Hearing.id.in_(_NEWEST), PUBLIC_MATTER)
    ).one_or_none()
    if row is None:
        raise NotPublic(number)
    decision, found, draft, unit = row
    before = select(Hearing).where(Hearing.decision_id == decision.id, Hearing.id < found.id).order_by(Hearing.id)
    earlier = map(facts.Hearing.model_validate, session.scalars(before).all())
    fact = facts.Hearing.model_validate(found)
    under_way = decision.state == "drafting" and fact.cancellation is None and fact.roll is None
    return HearingPage(
        decision_id=decision.id,
        number=decision.number,
        organ=Text(decision.organ.name_zh, decision.organ.name_en),
        unit=unit,
        hearing=fact,
        draft=facts.Draft.model_validate(draft),
        open=under_way and fact.on <= today <= fact.register_until,
        called_off=tuple(each for each in earlier if each.cancellation),
    )


@dataclass(frozen=True)
class RegistrationReceipt:
    """What the receipt of a registration opens: the registration, and whether it came on the list once that is out."""

    number: str
    title: str
    decision_id: int
    registration: facts.HearingRegistration
    day: dt.date
    listed_on: dt.date | None
    chosen: bool
    cancellation: facts.HearingCancellation | None
    announced_anew: bool


def receipt(session: Session, code: str) -> RegistrationReceipt | None:
    """The registration a receipt code belongs to, or None."""
    row = session.execute(
        select(Decision.number, Decision.id, Hearing, HearingRegistration)
        .join(Hearing, Hearing.decision_id == Decision.id)
        .join(HearingRegistration, HearingRegistration.hearing_id == Hearing.id)
        .where(HearingRegistration.receipt_sha256 == receipt_digest(code))
    ).one_or_none()
    if row is None:
        return None
    number, decision_id, found, registration = row
    fact = facts.Hearing.model_validate(found)
    later = session.scalar(select(Hearing.id).where(Hearing.decision_id == decision_id, Hearing.id > found.id).limit(1))
    return RegistrationReceipt(
        number=number,
        title=fact.title,
        decision_id=decision_id,
        registration=facts.HearingRegistration.model_validate(registration),
        day=fact.due,
        listed_on=fact.roll.on if fact.roll else None,
        chosen=registration.number in {each.registration for each in fact.participants},
        cancellation=fact.cancellation,
        announced_anew=bool(later),
    )
