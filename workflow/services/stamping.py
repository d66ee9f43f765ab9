"""Time stamps of an authority outside, kept beside the checkpoints they are on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import Certificate
from sqlalchemy import func, select

from workflow.models.trail import TimeStamp
from workflow.services.checkpoints import DamagedCheckpoint, NoCheckpoint, each_point, newest_point, point_of
from workflow.services.unit import Session, writing
from workflow.trail.stamp import Stamp, StampRefusal, checked, digest_of, request_for, stamp_of


@dataclass(frozen=True)
class Stamped:
    """That the first `size` entries were written no later than `by`, and who says so."""

    size: int
    authority: str
    by: datetime


def request(session: Session, size: int | None = None) -> tuple[int, bytes]:
    """The request for a stamp on the checkpoint of so many entries, or the newest. Raises NoCheckpoint, DamagedCheckpoint."""
    point = newest_point(session) if size is None else point_of(session, size)
    if point is None:
        raise NoCheckpoint(0)
    return point.size, request_for(point.note.text)


def take(session: Session, answer: bytes, authorities: list[Certificate]) -> tuple[Stamped, bool]:
    """Keep an answer beside its checkpoint; the flag says whether it is new. Raises StampRefusal, DamagedCheckpoint."""
    stamp = checked(answer, authorities)
    # an answer says of no size, and may come back long after others were signed
    point = next((each for each in each_point(session) if digest_of(each.note.text) == stamp.digest), None)
    if point is None:
        raise StampRefusal("该时间戳不是本日志检查点的", "the time stamp is on no checkpoint of this log")
    taken, key = Stamped(point.size, stamp.authority, stamp.by), {"organ_id": point.organ_id, "size": point.size}
    if session.scalars(select(TimeStamp).filter_by(**key, authority=stamp.authority)).one_or_none():
        return taken, False
    with writing(session):
        session.add(TimeStamp(**key, authority=stamp.authority, answer=answer, stamped_by=stamp.by))
    return taken, True


def newest_stamps(session: Session) -> tuple[Stamped, ...]:
    """Of each authority the stamp that reaches furthest."""
    reach = select(TimeStamp.authority, func.max(TimeStamp.size).label("size")).group_by(TimeStamp.authority).subquery()
    rows = session.execute(
        select(TimeStamp.size, TimeStamp.authority, TimeStamp.stamped_by)
        .join(reach, (TimeStamp.authority == reach.c.authority) & (TimeStamp.size == reach.c.size))
        .order_by(TimeStamp.authority)
    )
    return tuple(Stamped(*row) for row in rows)


def answers(session: Session) -> list[tuple[int, bytes]]:
    """Every answer that is kept, with the size of its checkpoint."""
    rows = session.execute(select(TimeStamp.size, TimeStamp.answer).order_by(TimeStamp.size, TimeStamp.id))
    return [(size, answer) for size, answer in rows]


def misplaced(session: Session) -> list[int]:
    """The sizes of the checkpoints beside which a stamp is kept that is not on them, or not of the time the row tells."""
    found = []
    for row in session.scalars(select(TimeStamp).order_by(TimeStamp.size, TimeStamp.id)):
        try:
            stamp, point = stamp_of(row.answer), point_of(session, row.size)
        except (StampRefusal, NoCheckpoint, DamagedCheckpoint):
            found.append(row.size)
            continue
        if stamp != Stamp(digest_of(point.note.text), row.authority, row.stamped_by):
            found.append(row.size)
    return found
