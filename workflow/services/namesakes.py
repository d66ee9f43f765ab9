"""Matters proposed before under the same name: what becomes of them is known to whoever proposes, starts and reviews anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workflow.domain.lawfiles import library
from workflow.domain.progress import DECIDED
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.decisions import Decision
from workflow.services.dossiers import came_to_nothing
from workflow.services.unit import Session

_NOT_CARRIED_OUT = frozenset({"adjusting", "terminated"})


@dataclass(frozen=True)
class Earlier:
    """A matter of the same name: what it was, how it stands or ended, and what its review concluded if not that it goes on."""

    number: str
    title: str
    kind: Text
    state: Text
    review: Text | None


def earlier(session: Session, title: str, today: dt.date, but: str = "", until: int | None = None) -> list[Decision]:
    """The matters of that name of this year and the two before that were not decided, or are not carried out as decided.

    `but`: the decision that is adjusted is told of anyhow; `until`: only those that were there before the one of that id.
    """
    begun = dt.datetime(today.year - 2, 1, 1, tzinfo=dt.UTC)
    same = select(Decision).where(Decision.name == worded(title), Decision.created_at >= begun, Decision.number != but)
    if until is not None:
        same = same.where(Decision.id < until)
    return [row for row in session.scalars(same.order_by(Decision.id)) if _unsettled(row)]


def of_title(
    session: Session, title: str, today: dt.date, but: str = "", until: int | None = None
) -> tuple[Earlier, ...]:
    """The same, as they are told of beside the proposal."""
    return tuple(map(told, earlier(session, title, today, but, until)))


def of_numbers(session: Session, numbers: Sequence[str]) -> tuple[Earlier, ...]:
    """The matters of these numbers as they stand now."""
    if not numbers:
        return ()
    rows = session.scalars(select(Decision).where(Decision.number.in_(numbers)).order_by(Decision.id))
    return tuple(map(told, rows))


def told(row: Decision) -> Earlier:
    """What is said of an earlier matter."""
    rulebook = library().rulebook(row.rulebook)
    states = rulebook.procedure.states(row.state, row.track_states)
    track = "execution" if states.get("execution") in _NOT_CARRIED_OUT else "main"
    state = rulebook.procedure.state_name(track, states[track])
    return Earlier(row.number, row.title, rulebook.kind_name, state, _review(row))


def _unsettled(row: Decision) -> bool:
    states = library().rulebook(row.rulebook).procedure.states(row.state, row.track_states)
    return came_to_nothing(row) or row.state not in DECIDED or states.get("execution") in _NOT_CARRIED_OUT


def _review(row: Decision) -> Text | None:
    """What the newest opinion on it concluded, where that was not that it goes on."""
    rulebook = library().rulebook(row.rulebook)
    given = [each.conclusion.conclusion for each in row.reviews if each.conclusion]
    if not given or rulebook.effects["conclusions"].get(given[-1], "").startswith("proceed"):
        return None
    return rulebook.labels["conclusions"].get(given[-1], Text(given[-1], given[-1]))
