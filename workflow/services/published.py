"""Published decisions, for anybody to read (713 art. 32, 337 art. 32)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, selectinload

from workflow.domain import facts
from workflow.domain.adjusting import rests_on_check
from workflow.domain.drafttext import same_content
from workflow.domain.facts.execution import standing
from workflow.domain.masking import mask
from workflow.domain.terms import OrderKind
from workflow.domain.text import Text
from workflow.domain.wording import bears_title
from workflow.models.decisions import Decision
from workflow.models.drafting import Draft
from workflow.models.hearings import Hearing
from workflow.models.participation import Notice, ParticipationResult
from workflow.models.people import Unit
from workflow.models.publication import Publication, PublicationAmendment
from workflow.services.public import PUBLIC_MATTER, NotPublic, Page, page_of
from workflow.services.unit import Session


@dataclass(frozen=True)
class PublishedLine:
    """A published decision in a list.

    `standing` is what was ordered since, where it does not stand as decided; `corrected`: what was published of it was put
    right.
    """

    number: str
    document_number: str
    title: str
    unit: str
    on: dt.date
    standing: OrderKind | None
    corrected: bool


@dataclass(frozen=True)
class PublicOrder:
    """An order of the organ as the public reads it; what changes is told of an adjustment in detail, and whether it was
    checked before.

    One in substance is published as a draft, and as a decision, of its own. Why it was ordered is not published.
    """

    on: dt.date
    kind: OrderKind
    change: str
    checked: bool


@dataclass(frozen=True)
class PublishedPage:
    """A published decision with the draft version that was decided on.

    `amendments`: what was put right or added since it was published.
    `predecessor` and `successor`: published decisions that it adjusts, or that adjust it, by number and title.
    `orders`: what was ordered since. `changed`: whether it provides otherwise than the draft the public was asked about
    last, `asked_as`: how that was called, where it was called otherwise.
    """

    decision_id: int
    number: str
    organ: Text
    unit: str
    title: str
    publication: facts.Publication
    amendments: tuple[facts.PublicationAmendment, ...]
    draft: facts.Draft
    has_notice: bool
    has_result: bool
    has_hearing: bool
    changed: bool
    asked_as: str
    takes_suggestions: bool
    predecessor: tuple[str, str] | None
    successor: tuple[str, str] | None
    orders: tuple[PublicOrder, ...]


def _published(*columns: Any) -> Select[Any]:
    """Decisions with their newest publication and the version that was decided on.

    It is the newest one: after the decision nothing is saved but what an adoption in principle asked for.
    """
    newest = select(func.max(Publication.id)).group_by(Publication.decision_id)
    versions = aliased(Draft)
    decided = select(func.max(versions.version)).where(versions.decision_id == Decision.id).scalar_subquery()
    return (
        select(*columns)
        .join(Publication, Publication.decision_id == Decision.id)
        .join(Draft, (Draft.decision_id == Decision.id) & (Draft.version == decided))
        .outerjoin(Unit, Unit.id == Decision.lead_unit_id)
        .where(Publication.id.in_(newest), PUBLIC_MATTER)
    )


_TITLE = func.coalesce(func.nullif(Publication.title, ""), Draft.title)


def decisions(session: Session, query: str = "", page: int = 1, size: int = 10) -> Page[PublishedLine]:
    """Published decisions whose title or document number holds `query`, the newest first."""
    rows = _published(Decision, Publication.number, _TITLE, func.coalesce(Unit.name, ""), Publication.on)
    if query:
        rows = rows.where(
            _TITLE.icontains(query, autoescape=True) | Publication.number.icontains(query, autoescape=True)
        )
    rows = rows.order_by(Publication.on.desc(), Publication.id.desc())
    since = selectinload(Decision.execution_orders), selectinload(Decision.publication_amendments)
    found, page, pages, total = page_of(session, rows.options(*since), page, size)
    lines = tuple(
        PublishedLine(row.number, number, title, unit, on, standing(_orders(row)), _corrected(row))
        for row, number, title, unit, on in found
    )
    return Page(lines, page, pages, total)


def _orders(decision: Decision) -> Iterator[OrderKind]:
    return (OrderKind.of(order.kind) for order in decision.execution_orders)


def _corrected(decision: Decision) -> bool:
    return any(each.correction for each in decision.publication_amendments)


def decision(session: Session, number: str) -> PublishedPage:
    """A published decision. Raises NotPublic."""
    row = session.execute(
        _published(
            Decision,
            Publication,
            Draft,
            func.coalesce(Unit.name, ""),
            exists().where(Notice.decision_id == Decision.id),
            exists().where(ParticipationResult.notice_id == Notice.id, Notice.decision_id == Decision.id),
            exists().where(Hearing.decision_id == Decision.id),
        ).where(Decision.number == number)
    ).one_or_none()
    if row is None:
        raise NotPublic(number)
    found, publication, draft, unit, has_notice, has_result, has_hearing = row
    settled, asked = facts.Draft.model_validate(draft), _asked_about(session, found.id)
    title = publication.title or draft.title
    executed = found.track_states.get("execution") in ("concluded", "terminated")
    return PublishedPage(
        decision_id=found.id,
        number=found.number,
        organ=Text(found.organ.name_zh, found.organ.name_en),
        unit=unit,
        title=title,
        publication=facts.Publication.model_validate(publication),
        amendments=tuple(map(_amended, found.publication_amendments)),
        draft=settled,
        has_notice=has_notice,
        has_result=has_result,
        has_hearing=has_hearing,
        changed=asked is not None and not same_content(asked, settled),
        asked_as=asked.title if asked and not bears_title(title, asked.title, found.organ.name_zh) else "",
        takes_suggestions=not executed,
        predecessor=_linked(session, Decision.id == found.predecessor_id),
        successor=_linked(session, Decision.predecessor_id == found.id),
        orders=tuple(_public(found)),
    )


def _asked_about(session: Session, decision_id: int) -> facts.Draft | None:
    """The version of the draft that the newest notice solicited opinions on."""
    asked = select(Draft).join(Notice, (Notice.decision_id == Draft.decision_id) & (Notice.version == Draft.version))
    row = session.scalar(asked.where(Draft.decision_id == decision_id).order_by(Notice.id.desc()).limit(1))
    return facts.Draft.model_validate(row) if row else None


def _public(decision: Decision) -> Iterator[PublicOrder]:
    execution = facts.Execution(
        checks=tuple(facts.AdjustmentCheck.model_validate(each) for each in decision.adjustment_checks),
        orders=tuple(facts.ExecutionOrder.model_validate(each) for each in decision.execution_orders),
    )
    for order in execution.orders:
        change = mask(order.change) if order.kind is OrderKind.ADJUST_MINOR else ""
        yield PublicOrder(order.on, order.kind, change, rests_on_check(execution, order))


def _amended(row: PublicationAmendment) -> facts.PublicationAmendment:
    """What was put right or added, as the public reads it; who approved it is not published."""
    fact = facts.PublicationAmendment.model_validate(row)
    told = {name: mask(getattr(fact, name)) for name in ("correction", "reason", "interpretation")}
    return fact.model_copy(update=told | {"approved_by": ""})


def _linked(session: Session, which: ColumnElement[bool]) -> tuple[str, str] | None:
    """Number and title of the newest published decision there is of that kind."""
    row = session.execute(
        _published(Decision.number, _TITLE).where(which).order_by(Publication.id.desc()).limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None
