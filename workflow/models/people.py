"""Who acts: the decision organ, its units, people, their roles and sign-ins; and the instance they work in.

Nothing here is ever deleted. People leave by being disabled; what they did keeps pointing to them.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Role
from workflow.models.base import Base, Created, Keyed, one_of

MODES = ("demo", "production")


class Instance(Base):
    """What this database belongs to: a demonstration or a real organ. One row, written at the first start."""

    __tablename__ = "instance"
    told = False
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), CheckConstraint(one_of("mode", MODES), name="mode"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mode: Mapped[str]
    origin: Mapped[str] = mapped_column(comment="name of the log, as its checkpoints will carry it")
    created_at: Mapped[datetime]


class DemoClock(Base):
    """How far the clock of a demonstration is from the real one; it may lie in the past. One row; production has none."""

    __tablename__ = "demo_clock"
    told = False
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offset_seconds: Mapped[int]


class Organ(Keyed, Created, Base):
    """A decision organ (决策机关) and the profile of law it works under."""

    __tablename__ = "organ"
    __table_args__ = (UniqueConstraint("origin"), CheckConstraint("name_zh <> ''", name="named"))

    name_zh: Mapped[str]
    name_en: Mapped[str]
    profile_id: Mapped[str] = mapped_column(comment="the profile of law, for example cq-township")
    origin: Mapped[str] = mapped_column(comment="name of the organ's log")

    units: Mapped[list[Unit]] = relationship(back_populates="organ", order_by="Unit.id")


class Unit(Keyed, Created, Base):
    """A unit of the organ that undertakes matters (承办单位)."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("organ_id", "name"), CheckConstraint("name <> ''", name="named"))

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)

    organ: Mapped[Organ] = relationship(back_populates="units")


class Person(Keyed, Created, Base):
    """Someone with an account. Name and post are copied into each entry of the trail as they stood."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("login"),
        CheckConstraint("login = lower(login) AND login <> ''", name="login_lower"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("failed_count >= 0", name="failed_count"),
    )
    # wrong passwords are counted, not entered, or they would flood the log; a right one may be kept in a stronger form
    untold = frozenset({"failed_count", "locked_until", "password_hash"})

    public_id: Mapped[str] = mapped_column(comment="as written in the trail, for example P-0003")
    login: Mapped[str]
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="", comment="职务, as printed beside the name")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_count: Mapped[int] = mapped_column(default=0, comment="wrong passwords since the last right one")
    locked_until: Mapped[datetime | None]

    unit: Mapped[Unit | None] = relationship()
    roles: Mapped[list[PersonRole]] = relationship(back_populates="person", order_by="PersonRole.id")


class PersonRole(Keyed, Created, Base):
    """A role given to a person; taken away by `ended_at`, never by deleting the row."""

    __tablename__ = "person_role"
    __table_args__ = (UniqueConstraint("person_id", "role"), CheckConstraint(one_of("role", Role), name="role"))

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    role: Mapped[str]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="roles")


class SignIn(Keyed, Base):
    """One stay of a person in the system; the browser holds the token, the table only its digest."""

    __tablename__ = "sign_in"
    told = False
    __table_args__ = (UniqueConstraint("token_sha256"), CheckConstraint("ends_at > started_at", name="order"))

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    token_sha256: Mapped[str]
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class SetupToken(Keyed, Created, Base):
    """The one-time token with which a production instance makes its first account."""

    __tablename__ = "setup_token"
    told = False
    __table_args__ = (UniqueConstraint("token_sha256"),)

    token_sha256: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
