"""What the registers beside the decisions share: the stamp of a row, and that nothing is entered before it happened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from workflow.domain.actor import Actor
from workflow.domain.text import Text


def stamp(actor: Actor, now: datetime, on: date) -> dict[str, Any]:
    """What every row of a register carries: the day, the moment of entry, and by whom."""
    return {"on": on, "entered": now, "entered_by": actor.person_id}


def ahead(on: date, today: date) -> dict[str, Text]:
    """What to say at the day of something that is said to happen after today; nothing of anything else."""
    said = Text("日期不得晚于今天（{today}）。", "The day lies after today ({today}).")
    return {"on": said.fmt(today=today)} if on > today else {}
