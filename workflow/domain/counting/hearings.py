"""Hearings; a year without any has nothing to say of them."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import TIMES
from workflow.domain.text import Text

PARTICIPANTS = Text("人次", "people")


def write(tally: Tally) -> None:
    """Write the figures, into the group of public participation."""
    if not (tally.did("hearing.announce") or tally.did("hearing.hold")):
        return
    tally.put_count(
        "hearings.announced", Text("公告听证会", "Hearings announced"), TIMES, tally.did("hearing.announce")
    )
    held = tally.did("hearing.hold")
    tally.put_count("hearings.held", Text("召开听证会", "Hearings held"), TIMES, held)
    tally.put_sum("hearings.present", Text("到会听证参加人", "Participants present"), PARTICIPANTS, held, "present")
