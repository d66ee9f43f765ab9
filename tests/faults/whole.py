"""What the requests of `worker` must have left behind, wherever they were cut short: each is there whole or not at all."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services.soundness import examine
from workflow.trail.entry import decode


def requests_entered(session: Session) -> Counter[str]:
    """How many entries each request made."""
    bodies = session.scalars(select(Entry.body).where(Entry.result == "ok", Entry.decision_id.is_not(None)))
    return Counter(decode(body)["req"] for body in bodies)


def nothing_is_torn(session: Session, answered: int) -> None:
    """Each request happened once or not at all, with its entry; those that were answered happened."""
    entered = requests_entered(session)
    assert set(entered.values()) == {1}
    # the last one may have come through without its answer
    assert answered <= len(entered) <= answered + 1
    steps = select(func.max(Entry.seq)).where(Entry.result == "ok").group_by(Entry.decision_id)
    last = {row.decision_id: decode(row.body) for row in session.scalars(select(Entry).where(Entry.seq.in_(steps)))}
    assert all(row.version == int(last[row.id]["ver"]) for row in session.scalars(select(Decision)))
    assert [fault for found in examine(session) for fault in found.faults] == []
