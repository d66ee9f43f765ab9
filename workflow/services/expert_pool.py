"""The expert pool: taking experts in, keeping their particulars, appraisal and removal (713 art. 21, 337 art. 20).

Every change is entered in the trail by the expert's number; who that is, is evidence beside the entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.dossier import Dossier
from workflow.domain.recusal import recusals
from workflow.domain.substance import says_something
from workflow.domain.terms import Pool, PoolNoteKind, Role, Standing
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.expert_pool import PoolExpert, PoolNote, PoolProfile, number_of
from workflow.models.expert_review import Expert, ExpertReview
from workflow.services import ledger, refusals
from workflow.services.ledger import Proof
from workflow.services.recording import BadInput, not_ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing

MAY_KEEP = (Role.OFFICE,)
ONLY_OFFICE = Text("只有党政办公室可以维护专家库。", "Only the government office keeps the pool.")
MAY_READ = (Role.OFFICE, Role.STAFF, Role.UNIT_LEAD, Role.AUDITOR)


@dataclass(frozen=True)
class Member:
    """An expert of the pool with everything noted, as it stands on a day."""

    id: int
    pool: Pool
    profile: facts.PoolProfile
    profiles: tuple[facts.PoolProfile, ...]
    notes: tuple[facts.PoolNote, ...]
    standing: Standing

    @property
    def number(self) -> str:
        """The number in the pool."""
        return number_of(self.id)

    @property
    def workplace(self) -> str:
        """Unit and post as a list of experts writes them."""
        return f"{self.profile.unit} {self.profile.post}".strip()

    @property
    def removal(self) -> facts.PoolNote | None:
        """The removal, of an expert who left."""
        return next((each for each in self.notes if each.kind is PoolNoteKind.LEFT), None)

    def recusals(self, dossier: Dossier) -> list[Text]:
        """What the record knows against the expert in a matter."""
        return recusals(dossier, self.profile.name, self.profile.unit)


@dataclass(frozen=True)
class Service:
    """A matter in which an expert of the pool was named: what came of it."""

    number: str
    title: str
    on: date
    replaced: bool
    opined: bool


def members(session: Session, today: date) -> list[Member]:
    """Everybody ever taken into the pool, in the order of their numbers."""
    found = select(PoolExpert).order_by(PoolExpert.id)
    options = selectinload(PoolExpert.profiles), selectinload(PoolExpert.notes)
    return [_member(row, today) for row in session.scalars(found.options(*options)) if row.profiles]


def current(session: Session, day: date) -> list[Member]:
    """Those who may be called on a day."""
    return [each for each in members(session, day) if each.standing is Standing.CURRENT]


def _member(row: PoolExpert, today: date) -> Member:
    profiles = tuple(facts.PoolProfile.model_validate(each) for each in row.profiles)
    notes = tuple(facts.PoolNote.model_validate(each) for each in row.notes)
    left = next((each.on for each in notes if each.kind is PoolNoteKind.LEFT), None)
    return Member(row.id, Pool.of(row.pool), profiles[-1], profiles, notes, profiles[-1].standing(today, left))


def services(session: Session, pool_id: int) -> list[Service]:
    """The matters in which the expert was named, newest first."""
    rows = session.execute(
        select(Decision.number, Decision.title, ExpertReview.on, Expert)
        .join(ExpertReview, ExpertReview.decision_id == Decision.id)
        .join(Expert, Expert.review_id == ExpertReview.id)
        .where(Expert.pool_id == pool_id)
        .order_by(ExpertReview.on.desc(), Expert.id.desc())
    )
    return [
        Service(number, title, on, expert.replaced is not None, bool(expert.opinions))
        for number, title, on, expert in rows
    ]


def enter(session: Session, *, actor: Actor, now: datetime, today: date, pool: Pool, profile: facts.PoolProfile) -> str:
    """Take an expert into the pool and return the number in it. Raises BadInput."""
    with refusals.entered(session, "expert.entered", "", actor=actor, now=now):
        _allowed(actor, profile, today)
    with writing(session):
        row = PoolExpert(pool=pool.value, **stamp(actor, now, profile.on))
        session.add(row)
        session.flush()
        session.add(_profile(row.id, profile, actor, now))
        taken = facts.PoolExpert(on=profile.on, pool=pool)
        proofs = Proof("pool_expert", taken, row.number), Proof("pool_profile", profile, row.number, private=True)
        _enter(session, "expert.entered", actor, now, row.id, profile.on, proofs, pool=pool.value)
        return row.number


def change(
    session: Session, *, actor: Actor, now: datetime, today: date, pool_id: int, profile: facts.PoolProfile
) -> None:
    """Describe an expert anew; nothing is entered when nothing changes. Raises BadInput."""
    with refusals.entered(session, "expert.changed", object_of(pool_id), actor=actor, now=now):
        _allowed(actor, profile, today)
    with writing(session):
        before = _present(session, pool_id, today)
        what = [
            key
            for key in facts.PoolProfile.model_fields
            if key not in ("on", "entered") and getattr(profile, key) != getattr(before.profile, key)
        ]
        if what:
            session.add(_profile(pool_id, profile, actor, now))
            proof = Proof("pool_profile", profile, number_of(pool_id), private=True)
            _enter(session, "expert.changed", actor, now, pool_id, profile.on, (proof,), what=";".join(what))


def note(session: Session, *, actor: Actor, now: datetime, today: date, pool_id: int, found: facts.PoolNote) -> None:
    """Note an appraisal or a breach, or remove an expert from the pool with the reason. Raises BadInput."""
    act = "expert.removed" if found.kind is PoolNoteKind.LEFT else "expert.noted"
    with refusals.entered(session, act, object_of(pool_id), actor=actor, now=now):
        _allowed(actor, found, today)
    if not says_something(found.text):
        raise BadInput({"text": Text("请写明具体情况和理由。", "Say what happened and why.")})
    with writing(session):
        _present(session, pool_id, today)
        session.add(PoolNote(expert_id=pool_id, kind=found.kind.value, text=found.text, **stamp(actor, now, found.on)))
        proof = Proof("pool_note", found, number_of(pool_id), private=True)
        details = {} if found.kind is PoolNoteKind.LEFT else {"kind": found.kind.value}
        _enter(session, act, actor, now, pool_id, found.on, (proof,), **details)


def object_of(pool_id: int) -> str:
    """How the trail names an expert."""
    return f"expert/{number_of(pool_id)}"


def _allowed(actor: Actor, fact: facts.Fact, today: date) -> None:
    if not actor.has(*MAY_KEEP):
        raise Forbidden({"on": ONLY_OFFICE})
    not_ahead(fact.on, today)
    if isinstance(fact, facts.PoolProfile) and fact.valid_until and fact.valid_until < fact.valid_from:
        raise BadInput({"valid_until": Text("聘期届满日期不得早于开始日期。", "The term ends before it begins.")})


def _present(session: Session, pool_id: int, today: date) -> Member:
    """The expert, who has not left. Raises BadInput."""
    row = session.get(PoolExpert, pool_id, populate_existing=True)
    found = _member(row, today) if row and row.profiles else None
    if found is None or found.removal:
        raise BadInput({"on": Text("该专家已经退出专家库。", "This expert has left the pool.")})
    return found


def _profile(pool_id: int, profile: facts.PoolProfile, actor: Actor, now: datetime) -> PoolProfile:
    fields: dict[str, Any] = profile.model_dump(exclude={"on", "entered"})
    return PoolProfile(expert_id=pool_id, **fields, **stamp(actor, now, profile.on))


def _enter(
    session: Session,
    act: str,
    actor: Actor,
    now: datetime,
    pool_id: int,
    on: date,
    proofs: Sequence[Proof],
    **details: str,
) -> None:
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details={"expert": number_of(pool_id), **details},
        obj=object_of(pool_id),
        role=next(role.value for role in MAY_KEEP if actor.has(role)),
        effective=on,
        proofs=proofs,
    )
