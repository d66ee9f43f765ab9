"""Notices soliciting opinions, for anybody to read without signing in (713 art. 15, 337 art. 17).

Only what a notice has made public is handed out: the draft version it publishes, whatever became of the draft since.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from workflow.domain import facts
from workflow.domain.applicability import takes_requests
from workflow.domain.calendar import days_between
from workflow.domain.guards.participation import CONVENTION_NAMES, PeriodParams, counted_from
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Citation
from workflow.domain.terms import NoticeChannel, ReplyWay, WithholdGround
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.drafting import Draft
from workflow.models.opinions_heard import Explanation
from workflow.models.participation import Notice, NoticeAmendment, ParticipationReopening, ParticipationResult
from workflow.models.people import Unit
from workflow.models.withholding import NonDisclosure, Withholding
from workflow.services.unit import Session

T = TypeVar("T")


class NotPublic(LookupError):
    """There is nothing of that number or name that was made public."""


class Phase(StrEnum):
    """Where a notice stands on a day."""

    UPCOMING = "upcoming"
    OPEN = "open"
    HANDLING = "handling"
    """The period is over, the result not yet published."""
    CONCLUDED = "concluded"
    STOPPED = "stopped"
    """The matter goes no further, and nothing more is to come."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a long list."""

    items: tuple[T, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class NoticeLine:
    """A notice in a list."""

    number: str
    title: str
    matter: str
    unit: str
    starts: dt.date
    ends: dt.date
    phase: Phase


@dataclass(frozen=True)
class NoticePage:
    """A notice with the draft version it publishes and the rule its period is measured by.

    `days` are calendar days from `counted_from` to the end by the `convention` of the rulebook. `round` is its place
    among the notices on the matter, of which there are `rounds`; `reopened` says why another followed or will follow.
    `takes_requests`: a rule wants requests for a hearing answered.
    """

    decision_id: int
    number: str
    organ: Text
    unit: str
    phase: Phase
    notice: facts.Notice
    draft: facts.Draft
    channels: tuple[NoticeChannel, ...]
    ways: tuple[ReplyWay, ...]
    counted_from: dt.date
    days: int
    least_days: int
    convention: Text
    citations: tuple[Citation, ...]
    round: int
    rounds: int
    reopened: facts.Reopening | None
    explanations: tuple[facts.Explanation, ...]
    takes_requests: bool

    @property
    def title(self) -> str:
        """What the notice is called."""
        return self.notice.title or self.draft.title

    @property
    def takes_online(self) -> bool:
        """Whether the notice lets opinions be sent from this page."""
        return ReplyWay.WEB in self.ways


TITLE = func.coalesce(func.nullif(Notice.title, ""), Draft.title)
STOPPED = Decision.state == "stopped"
CONCLUDED = exists().where(ParticipationResult.notice_id == Notice.id)
_EXTENDED = select(func.max(NoticeAmendment.ends)).where(NoticeAmendment.notice_id == Notice.id)
# a period is extended, never shortened
CLOSES = func.coalesce(_EXTENDED.correlate(Notice).scalar_subquery(), Notice.ends)
_LATER = aliased(NonDisclosure)
# agreed to, and not decided otherwise since on the same ground and scope
_AGREED = exists().where(
    NonDisclosure.decision_id == Decision.id,
    NonDisclosure.agreed,
    ~exists().where(
        _LATER.decision_id == NonDisclosure.decision_id,
        _LATER.id > NonDisclosure.id,
        ~_LATER.agreed,
        _LATER.ground == NonDisclosure.ground,
        _LATER.citation == NonDisclosure.citation,
        _LATER.scope == NonDisclosure.scope,
    ),
)
_LIFTED = (
    select(Withholding.lifted)
    .where(Withholding.decision_id == Decision.id)
    .order_by(Withholding.id.desc())
    .limit(1)
    .scalar_subquery()
)
PUBLIC_MATTER = func.coalesce(_LIFTED, ~_AGREED)
"""That the matter is none of those which by law are not made public (713 arts. 14(1) and 32, 337 arts. 15 and 32).

Whoever drafts can ask for that, and takes nothing from the public by asking, nor gives it back: its head decides both.
"""


def _phase(starts: dt.date, ends: dt.date, concluded: bool, stopped: bool, today: dt.date) -> Phase:
    if concluded:
        return Phase.CONCLUDED
    if stopped:
        return Phase.STOPPED
    if today < starts:
        return Phase.UPCOMING
    return Phase.OPEN if today <= ends else Phase.HANDLING


def noticed(*columns: Any) -> Select[Any]:
    """Decisions with each of their notices and the draft version it publishes."""
    return (
        select(*columns)
        .join(Notice, Notice.decision_id == Decision.id)
        .join(Draft, (Draft.decision_id == Decision.id) & (Draft.version == Notice.version))
        .outerjoin(Unit, Unit.id == Decision.lead_unit_id)
        .where(PUBLIC_MATTER)
    )


def rounds_of(session: Session, number: str) -> list[int]:
    """The ids of the notices on a decision, oldest first."""
    found = select(Notice.id).join(Decision, Decision.id == Notice.decision_id).where(Decision.number == number)
    return list(session.scalars(found.order_by(Notice.id)))


def _named(query: str) -> ColumnElement[bool]:
    return TITLE.icontains(query, autoescape=True) | Draft.title.icontains(query, autoescape=True)


def page_of(session: Session, rows: Select[Any], page: int, size: int) -> tuple[list[Any], int, int, int]:
    """The rows of a page; the page itself brought into range; how many pages and rows there are."""
    total = session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    pages = max(-(-total // size), 1)
    page = min(max(page, 1), pages)
    return list(session.execute(rows.limit(size).offset((page - 1) * size))), page, pages, total


def notices(
    session: Session, *, over: bool, today: dt.date, query: str = "", page: int = 1, size: int = 10
) -> Page[NoticeLine]:
    """Notices whose period is over, the latest first; or those running and to come, the first to end first."""
    rows = noticed(
        Decision.number,
        TITLE,
        Draft.title,
        func.coalesce(Unit.name, ""),
        Notice.starts,
        CLOSES,
        CONCLUDED,
        STOPPED,
    )
    rows = rows.where(Notice.id.in_(select(func.max(Notice.id)).group_by(Notice.decision_id)))
    rows = rows.where(today > CLOSES if over else today <= CLOSES)
    if query:
        rows = rows.where(_named(query))
    if over:
        rows = rows.order_by(CLOSES.desc(), Notice.id.desc())
    else:
        rows = rows.order_by(Notice.starts > today, CLOSES, Notice.id)
    found, page, pages, total = page_of(session, rows, page, size)
    lines = tuple(
        NoticeLine(number, title, matter, unit, starts, ends, _phase(starts, ends, concluded, stopped, today))
        for number, title, matter, unit, starts, ends, concluded, stopped in found
    )
    return Page(lines, page, pages, total)


def notice(session: Session, number: str, today: dt.date, round_: int | None = None) -> NoticePage:
    """The notice on a decision: the newest, or that of an earlier round. Raises NotPublic."""
    ids = rounds_of(session, number)
    round_ = len(ids) if round_ is None else round_
    if not 0 < round_ <= len(ids):
        raise NotPublic(number)
    row = session.execute(
        noticed(Decision, Notice, Draft, func.coalesce(Unit.name, ""), CONCLUDED, ParticipationReopening)
        .outerjoin(ParticipationReopening, ParticipationReopening.notice_id == Notice.id)
        .where(Notice.id == ids[round_ - 1])
    ).one_or_none()
    if row is None:
        raise NotPublic(number)
    decision, row_of_notice, draft, unit, concluded, reopened = row
    explained = session.scalars(
        select(Explanation).where(Explanation.decision_id == decision.id).order_by(Explanation.id)
    )
    fact = facts.Notice.model_validate(row_of_notice)
    rulebook = library().rulebook(decision.rulebook)
    # the strictest rule on the length of the period, with every article that demands the like
    rule, least = next(
        (each, each.params.days)
        for each in rulebook.rules_for("participation.open")
        if isinstance(each.params, PeriodParams)
    )
    convention = rulebook.profile.convention
    start = counted_from(fact)
    return NoticePage(
        decision_id=decision.id,
        number=decision.number,
        organ=Text(decision.organ.name_zh, decision.organ.name_en),
        unit=unit,
        phase=_phase(fact.starts, fact.closes, concluded, decision.state == "stopped", today),
        notice=fact,
        draft=facts.Draft.model_validate(draft),
        channels=fact.channels,
        ways=fact.ways,
        counted_from=start,
        days=days_between(start, fact.closes, convention),
        least_days=least,
        convention=CONVENTION_NAMES[convention],
        citations=rule.citations,
        round=round_,
        rounds=len(ids),
        reopened=facts.Reopening.model_validate(reopened) if reopened else None,
        explanations=tuple(facts.Explanation.model_validate(each) for each in explained),
        takes_requests=takes_requests(rulebook),
    )


def attached(draft: facts.Draft, digest: str, name: str) -> facts.FileRef:
    """The file of that digest and name attached to this version of the draft. Raises NotPublic."""
    for file in draft.files:
        if file.digest == digest and file.name == name:
            return file
    raise NotPublic(name)


@dataclass(frozen=True)
class TakenBackPage:
    """A matter that was before the public and is by law kept from it now: on which ground, by whom, since when."""

    ground: Text
    decided_by: str
    on: dt.date


def taken_from_public(session: Session, number: str) -> TakenBackPage | None:
    """What is told of a matter whose notice was published and which was withheld since; nothing of what it is about."""
    chosen = select(Decision.id).where(
        Decision.number == number, ~PUBLIC_MATTER, exists().where(Notice.decision_id == Decision.id)
    )
    decision_id = session.scalar(chosen)
    if decision_id is None:
        return None
    newest = select(Withholding).where(Withholding.decision_id == decision_id).order_by(Withholding.id.desc()).limit(1)
    agreed = select(NonDisclosure).where(NonDisclosure.decision_id == decision_id, NonDisclosure.agreed)
    decided = session.scalar(newest) or session.scalar(agreed.order_by(NonDisclosure.id.desc()).limit(1))
    if decided is None or not decided.ground:
        return None
    return TakenBackPage(WithholdGround.of(decided.ground).label, decided.decided_by, decided.on)
