"""The bodies of the organ and their members, as they stood on any day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.lawfiles import library
from workflow.domain.substance import says_something
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.bodies import BodyMember
from workflow.services import clock, ledger, organ
from workflow.services.recording import BadInput
from workflow.services.relations import reading, rows
from workflow.services.unit import Session, connection_of, writing

MAY_KEEP = (Role.OFFICE,)

EFFECTS = {
    "government": Text("政府会议", "Meeting of the government"),
    "party": Text("党组织会议", "Meeting of the Party"),
    "joint": Text("党政联席", "Joint meeting of Party and government"),
}
"""Whose meeting a body is, in words."""


_WHY = Text(
    "请写明依据和理由，例如任免文件的名称和文号、选举结果；不能只写“工作需要”等。",
    "Say on what ground: the document of appointment or removal with its number, the election; not only “as needed”.",
)


@dataclass(frozen=True)
class Seat:
    """A member of a body, from a day on and perhaps until another."""

    id: int
    name: str
    post: str
    chief: bool
    since: dt.date
    until: dt.date | None
    why: str
    left_why: str

    def held(self, on: dt.date) -> bool:
        """Whether the seat was held on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Body:
    """A body with its seats, in the order they were entered; `decides`: whether matters are brought before it."""

    key: str
    name: Text
    whose: Text | None
    decides: bool
    seats: tuple[Seat, ...]

    def members(self, on: dt.date) -> list[Seat]:
        """Who belonged to it on that day."""
        return [seat for seat in self.seats if seat.held(on)]

    def former(self, on: dt.date) -> list[Seat]:
        """Who did not, on that day: seats ended before or beginning later."""
        return [seat for seat in self.seats if not seat.held(on)]


def bodies(session: Session, today: dt.date) -> list[Body]:
    """The bodies the profile in force knows, with their seats."""
    info = organ.organ(session)
    if info is None:
        return []
    rulebook = library().in_force(info.profile_id, today)
    seats: dict[str, list[Seat]] = {}
    for row in session.scalars(select(BodyMember).order_by(BodyMember.id)):
        seats.setdefault(row.body, []).append(
            Seat(row.id, row.name, row.post, row.chief, row.since, row.until, row.why, row.left_why)
        )
    effects = rulebook.effects.get("meeting_kinds", {})
    return [
        Body(key, name, EFFECTS.get(effects.get(key, "")), effects.get(key) != "party", tuple(seats.get(key, ())))
        for key, name in rulebook.labels.get("meeting_kinds", {}).items()
    ]


def members(session: Session, body: str, on: dt.date) -> list[Seat]:
    """Who belonged to a body on that day, as lists of the meeting have them."""
    return next((each.members(on) for each in bodies(session, on) if each.key == body), [])


def chief(session: Session, on: dt.date) -> str:
    """The name of the chief on that day; empty where no body has one."""
    return next((seat.name for each in bodies(session, on) for seat in each.members(on) if seat.chief), "")


def register(session: Session) -> tuple[facts.Seat, ...]:
    """All seats as the dossier of a matter has them, in the order they were entered."""
    return tuple(
        facts.Seat(
            body=row.body,
            name=row.name,
            post=row.post,
            since=row.since,
            why=row.why,
            entered_on=clock.today(row.entered),
            until=row.until,
            left_why=row.left_why,
            left_entered_on=clock.today(row.left_entered) if row.left_entered else None,
        )
        for row in rows(connection_of(session), BodyMember, reading(BodyMember).order_by(BodyMember.__table__.c.id))
    )


def seat(
    session: Session,
    *,
    actor: Actor | None,
    now: dt.datetime,
    today: dt.date,
    body: str,
    name: str,
    post: str,
    chief: bool,
    since: dt.date,
    why: str,
) -> None:
    """Enter a member of a body from a day on, and what seats them. Raises BadInput; `actor` is None for the system itself."""
    _may(actor, "name")
    name, post = name.strip(), post.strip()
    if not name:
        raise BadInput({"name": Text("请填写姓名。", "Enter the name.")})
    if not says_something(why):
        raise BadInput({"why": _WHY})
    with writing(session):
        # as the register stands at the turn of writing: the same may have been sent twice at once
        _free(session, today, body, name, chief, since)
        info = organ.organ(session)
        session.add(
            BodyMember(
                organ_id=info.organ_id if info else 0,
                body=body,
                name=name,
                post=post,
                chief=chief,
                since=since,
                why=why,
                until=None,
                entered=now,
                entered_by=actor.person_id if actor else None,
            )
        )
        session.flush()
        details = {"meeting": body, "member": name, "post": post, "chief": "yes" if chief else "no"}
        _enter(
            session, "body.seated", actor, now, body, {**details, "since": since.isoformat(), "why": ledger.short(why)}
        )


def _free(session: Session, today: dt.date, body: str, name: str, chief: bool, since: dt.date) -> None:
    """Raise BadInput where nobody can be seated so: no such body, a seat of the same name then, or of another chief."""
    known = {each.key: each for each in bodies(session, today)}
    if body not in known:
        raise BadInput({"body": Text("请从列出的选项中选择。", "Choose one of the options listed.")})
    then = [each for each in known[body].seats if each.until is None or each.until >= since]
    if any(each.name == name for each in then):
        text = Text("{name}在该日已经是组成人员。", "{name} is a member on that day already.").fmt(name=name)
        raise BadInput({"name": text})
    if chief and any(each.chief for each in then):
        text = Text(
            "该日已有行政首长，先记录其任职截止。", "There is a chief on that day: first enter the end of that seat."
        )
        raise BadInput({"chief": text})


def leave(session: Session, *, actor: Actor | None, now: dt.datetime, seat_id: int, until: dt.date, why: str) -> None:
    """Enter the last day of a seat, and why it ends. Raises BadInput."""
    _may(actor, "until")
    if not says_something(why):
        raise BadInput({"why": _WHY})
    with writing(session):
        row = session.get(BodyMember, seat_id, populate_existing=True)
        if row is None or row.until is not None:
            raise BadInput({"until": Text("该任职已经截止。", "That seat has ended already.")})
        if until < row.since:
            raise BadInput({"until": Text("任职截止不得早于任职起始。", "A seat does not end before it begins.")})
        row.until, row.left_why, row.left_entered = until, why, now
        session.flush()
        details = {"meeting": row.body, "member": row.name, "until": until.isoformat(), "why": ledger.short(why)}
        _enter(session, "body.left", actor, now, row.body, details)


def _may(actor: Actor | None, fieldname: str) -> None:
    if actor is not None and not actor.has(*MAY_KEEP):
        text = Text("只有党政办公室可以录入。", "Only the government office enters it.")
        raise BadInput({fieldname: text})


def _enter(
    session: Session, act: str, actor: Actor | None, now: dt.datetime, body: str, details: dict[str, str]
) -> None:
    role = next((role.value for role in MAY_KEEP if actor and actor.has(role)), "")
    ledger.append(session, act, actor=actor, now=now, details=details, obj=f"body/{body}", role=role)
