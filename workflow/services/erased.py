"""What was erased of citizens' personal data: on which day, and where it had stood in texts that stay."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from workflow.domain.masking import Span
from workflow.models.trail import Entry, Evidence
from workflow.services.clock import today as day_of
from workflow.services.unit import Session
from workflow.trail.entry import decode
from workflow.trail.erasure import ERASED

KIND = "erasure"
"""The evidence of an erasure: the reason, and the passages that stay hidden."""


def passages(session: Session, objs: Sequence[str]) -> Mapping[str, tuple[Span, ...]]:
    """Digest of a text → where the names of those erased had stood in it."""
    found: dict[str, tuple[Span, ...]] = {}
    if not objs:
        return found
    bodies = session.scalars(
        select(Evidence.body)
        .join(Entry, (Entry.organ_id == Evidence.organ_id) & (Entry.seq == Evidence.seq))
        .where(Entry.act == ERASED, Entry.result == "ok", Entry.obj.in_(objs), Evidence.kind == KIND)
    )
    for body in bodies:
        for digest, spans in json.loads(body)["passages"].items():
            found[digest] = found.get(digest, ()) + tuple((start, end) for start, end in spans)
    return found


def erased_on(session: Session, seq: int) -> dt.date | None:
    """The day on which the personal data sent with an entry were erased; None where they were not."""
    rows = session.execute(
        select(Entry.at, Entry.body).where(Entry.act == ERASED, Entry.result == "ok", Entry.seq > seq)
    )
    return next((day_of(at) for at, body in rows if decode(body)["d.entry"] == str(seq)), None)
