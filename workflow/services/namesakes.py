"""Matters proposed before under the same name, or with the same text under another: what becomes of them is known to
whoever proposes, starts and reviews anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from workflow.domain.lawfiles import library
from workflow.domain.progress import DECIDED
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.decisions import Decision
from workflow.services.dossiers import came_to_nothing
from workflow.services.unit import Session, connection_of

_NOT_CARRIED_OUT = frozenset({"adjusting", "terminated"})


@dataclass(frozen=True)
class Earlier:
    """A matter of the same name or text: what it was, how it stands or ended, and what its review concluded if not that it goes on."""

    number: str
    title: str
    kind: Text
    state: Text
    review: Text | None


@dataclass(frozen=True)
class Like:
    """What earlier matters are found by: the name, and what was proposed in which words.

    `but`: the decision that is adjusted is told of anyhow; `until`: only those that were there before the one of that id.
    """

    title: str
    today: dt.date
    argued: Sequence[str] = ()
    but: str = ""
    until: int | None = None


def earlier(session: Session, like: Like) -> list[Decision]:
    """The matters of that name of this year and the two before that were not decided, or are not carried out as decided,
    and those that came to nothing and were proposed in the same words."""
    name, words = worded(like.title), _words(like.argued)
    found = [row for row in _met(session, name, like.today, like.until) if _like(row, name, words)]
    return [row for row in found if row.number != like.but]


def _like(row: Decision, name: str, words: str) -> bool:
    if row.name == name and _unsettled(row):
        return True
    return bool(words) and came_to_nothing(row) and _words(row.proposals[-1].argued) == words


def with_draft(session: Session, body: str, files: Iterable[str], today: dt.date, until: int) -> list[Decision]:
    """The matters that came to nothing of which a version of the draft had the same body, or none and the same files."""
    text = _text(body, files)
    rows = filter(came_to_nothing, _met(session, None, today, until)) if any(text) else ()
    return [row for row in rows if any(_text(each.body, (f.digest for f in each.files)) == text for each in row.drafts)]


def _text(body: str, files: Iterable[str]) -> tuple[str, frozenset[str]]:
    """By what texts are compared: the words, and only where there are none the files."""
    words = worded(body)
    return words, frozenset() if words else frozenset(files)


def _words(texts: Iterable[str]) -> str:
    return "".join(map(worded, texts))


_AFTER_ALL = 2**31 - 1


@cache
def _meeting() -> Select[Any]:
    """The numbers of those of this year and the two before, in their order, that have a name or are in a state in which some
    procedure ends without a result."""
    tracks = (each.track_by_key["main"] for each in library().procedures.values())
    ended = sorted({state.key for track in tracks for state in track.states if state.ended})
    row = Decision.__table__.c
    alike = or_(row.name == bindparam("name"), *(row.state == state for state in ended))
    begun = row.created_at >= bindparam("begun"), row.id < bindparam("until")
    return select(row.id).where(*begun, alike).order_by(row.id)


def _met(session: Session, name: str | None, today: dt.date, until: int | None) -> list[Decision]:
    """Those of that name, or in such a state. Mostly there are none, and every proposal asks: so first for their numbers."""
    asked = {"begun": dt.datetime(today.year - 2, 1, 1, tzinfo=dt.UTC), "until": until or _AFTER_ALL, "name": name}
    ids = connection_of(session).scalars(_meeting(), asked).all()
    return list(session.scalars(select(Decision).where(Decision.id.in_(ids)).order_by(Decision.id))) if ids else []


def of_title(session: Session, like: Like) -> tuple[Earlier, ...]:
    """The same, as they are told of beside the proposal."""
    return tuple(map(told, earlier(session, like)))


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
