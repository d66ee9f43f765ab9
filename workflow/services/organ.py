"""The decision organ of the instance and its units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.people import Instance, Organ, Unit
from workflow.services import ledger
from workflow.services.identity import AccountRefused
from workflow.services.unit import Session, writing


@dataclass(frozen=True, slots=True)
class OrganInfo:
    """The organ as pages and papers name it."""

    organ_id: int
    name: Text
    profile_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit as lists and choices show it."""

    unit_id: int
    name: str
    active: bool


def organ(session: Session) -> OrganInfo | None:
    """The decision organ; None before the instance was set up."""
    row = session.scalar(select(Organ).order_by(Organ.id))
    return None if row is None else OrganInfo(row.id, Text(row.name_zh, row.name_en), row.profile_id, row.origin)


def units(session: Session, *, with_closed: bool = False) -> list[UnitInfo]:
    """The units in the order they were made; closed ones only when asked for."""
    rows = session.scalars(select(Unit).order_by(Unit.id))
    return [UnitInfo(row.id, row.name, row.active) for row in rows if row.active or with_closed]


def create_organ(
    session: Session, *, now: datetime, real_now: datetime, name: Text, profile_id: str, origin: str
) -> int:
    """Make the organ and open its log; return its id.

    :raises AccountRefused: there is one already, or it has no name.
    """
    with writing(session):
        return add_organ(session, now=now, real_now=real_now, name=name, profile_id=profile_id, origin=origin)


def add_organ(session: Session, *, now: datetime, real_now: datetime, name: Text, profile_id: str, origin: str) -> int:
    """`create_organ` inside a unit of work that is already open."""
    if session.scalar(select(Organ.id)) is not None:
        raise AccountRefused(Text("决策机关已经设置。", "The decision organ has been set up already."))
    zh = name.zh.strip()
    if not zh:
        raise AccountRefused(Text("请填写决策机关名称。", "Enter the name of the decision organ."))
    row = Organ(name_zh=zh, name_en=name.en.strip() or zh, profile_id=profile_id, origin=origin, created_at=now)
    session.add(row)
    session.flush()
    instance = session.get(Instance, 1)
    mode = instance.mode if instance else "production"
    ledger.open_log(
        session,
        row,
        clock="demo" if mode == "demo" else "unsynced",
        now=now,
        details={
            "organ": row.name_zh,
            "organ_en": row.name_en,
            "mode": mode,
            "rulebook": profile_id,
            "real_time": ledger.moment(real_now),
        },
    )
    return row.id


def create_unit(session: Session, *, actor: Actor | None, now: datetime, name: str) -> int:
    """Make a unit of the organ; return its id. `actor` is an administrator, or None for the system itself.

    :raises AccountRefused: no right to, no name, a unit of that name exists, no organ yet.
    """
    if actor is not None and not actor.has(Role.ADMIN.value):
        raise AccountRefused(Text("只有系统管理员可以设置单位。", "Only the system administrator sets up units."))
    name = name.strip()
    with writing(session):
        row = session.scalar(select(Organ))
        if row is None:
            raise AccountRefused(Text("尚未设置决策机关。", "The decision organ has not been set up."))
        if not name:
            raise AccountRefused(Text("请填写单位名称。", "Enter the name of the unit."))
        if session.scalar(select(Unit.id).where(Unit.organ_id == row.id, Unit.name == name)) is not None:
            raise AccountRefused(Text(f"已有名为“{name}”的单位。", f"There is a unit named “{name}” already."))
        unit = Unit(organ_id=row.id, name=name, created_at=now)
        session.add(unit)
        session.flush()
        role = Role.ADMIN.value if actor is not None else ""
        ledger.append(
            session, "unit.created", actor=actor, now=now, details={"unit": name}, obj=f"unit/{unit.id}", role=role
        )
        return unit.id
