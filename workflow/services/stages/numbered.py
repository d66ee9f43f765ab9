"""The document number of what a step records: given by the program, or typed."""

from __future__ import annotations

import datetime as dt

from workflow.domain.numbers import as_printed
from workflow.services.numbers import Giver, Wanted, number_for
from workflow.services.recording import Taking


def numbered(taking: Taking, written: str, paper: str, title: str, on: dt.date, before: str = "") -> str:
    """The number of the paper of that key and day as it is printed; empty where none was entered. Raises BadInput at `number`.

    `before` is the number it was recorded with when it was entered the first time. The public takes no step that has a number.
    """
    if not written.strip() or taking.actor is None or as_printed(written) == before:
        return as_printed(written)
    wanted = Wanted(on, title, taking.decision.id, taking.decision.number, paper)
    return number_for(Giver(taking.session, taking.actor, taking.now), written, wanted)
