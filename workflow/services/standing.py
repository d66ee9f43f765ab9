"""How a decision stands while a step is taken: its dossier, read no more than it must be.

A fact of a decision comes into the database through the one door alone, together with an entry of its log. So what was
read at an entry holds as long as no later one stands, whichever process wrote it; only what others say (which decision
adjusts this one, what the catalogue plans for it) is asked for each time. The names of the organ and of a unit with a task
are others' too, but are never changed. What a step records is always read back: what is judged is what is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Engine,
    Select,
    String,
    bindparam,
    event,
    func,
    literal_column,
    select,
)

from workflow.domain.dossier import Dossier
from workflow.models.bodies import BodyMember
from workflow.models.decisions import Decision
from workflow.models.trail import Entry, LogHead
from workflow.services.decisionrows import NoDecision, decision_row, hold_facts
from workflow.services.dossiers import CATALOGUE, REGISTER, dossier_of, renewed, touched
from workflow.services.logstore import Head, head_columns
from workflow.services.relations import form_of, reading
from workflow.services.unit import Session, connection_of, unit_of

# dossiers of a few dozen kilobytes, most of it the drafts
_MOST = 200

_ID: BindParameter[int] = bindparam("id")
_DECISION, _ENTRY, _SEAT = Decision.__table__.c, Entry.__table__.c, BodyMember.__table__.c
_NEWEST = (
    select(_ENTRY.leaf)
    .where(_ENTRY.decision_id == _ID, _ENTRY.result == "ok")
    .order_by(_ENTRY.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_SUCCESSOR = Decision.__table__.alias()
_ADJUSTED = select(_SUCCESSOR.c.id).where(_SUCCESSOR.c.predecessor_id == _DECISION.id).exists()
# a seat is entered once and ended once, and nothing of it is taken back: each change of the register makes this more
_REGISTER = select(func.count(_SEAT.id) + func.count(_SEAT.until)).scalar_subquery()
_ANSWERED = select(_ENTRY.seq).where(_ENTRY.request == bindparam("key")).scalar_subquery()
_OBJECT: ColumnElement[str] = literal_column("'decision/'", String) + _DECISION.number


@cache
def _standing() -> Select[Any]:
    """The statement that reads a decision, with the head of its log and what tells whether more has to be read."""
    log = LogHead.__table__
    more = _NEWEST, _ADJUSTED, _REGISTER, _ANSWERED
    found = reading(Decision).add_columns(*head_columns(_OBJECT), *more)
    return found.outerjoin(log, log.c.organ_id == _DECISION.organ_id).where(_DECISION.id == _ID)


class _Kept:
    """The dossiers read last of one database, each with the leaf of the entry they were read at.

    A number would not do: after a loss it is given to another entry.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._found: OrderedDict[int, tuple[bytes, Dossier]] = OrderedDict()

    def at(self, decision_id: int, leaf: bytes) -> Dossier | None:
        with self._guard:
            found = self._found.get(decision_id)
            if found is None or found[0] != leaf:
                return None
            self._found.move_to_end(decision_id)
            return found[1]

    def forget(self) -> None:
        with self._guard:
            self._found.clear()

    def keep(self, decision_id: int, leaf: bytes, dossier: Dossier) -> None:
        with self._guard:
            self._found[decision_id] = leaf, dossier
            self._found.move_to_end(decision_id)
            if len(self._found) > _MOST:
                self._found.popitem(last=False)


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_kept_guard = threading.Lock()


def _of(session: Session) -> _Kept:
    bind: Any = session.get_bind()
    with _kept_guard:
        return _kept.setdefault(bind.engine, _Kept())


class Standing(NamedTuple):
    """A decision with its dossier, the head of its log, and the number of the entry that answered a request about it
    already, if one did. Of the decision there are its own columns and nothing else."""

    decision: Decision
    dossier: Dossier
    head: Head | None
    answered: int | None


def standing(session: Session, decision_id: int, key: str = "", who: int = 0) -> Standing:
    """The decision as it stands in the open unit of work, which is that of a step; `key`: of the request for the step; `who` makes it (0: nobody).

    Raises NoDecision.
    """
    unit_of(session).of_step = True
    found = connection_of(session).execute(_standing(), {"id": decision_id, "key": key, "who": who}).one_or_none()
    if found is None:
        raise NoDecision(str(decision_id))
    *own, leaf, adjusted, register, answered = found
    decision, head = form_of(Decision).row(own), Head.found(own[form_of(Decision).width :])
    dossier = _of(session).at(decision_id, leaf) if leaf is not None else None
    if dossier is None:
        dossier = dossier_of(session, decision_row(session, decision_id))
        if leaf is not None:
            keep(session, decision_id, leaf, dossier)
    else:
        names = _of_others(dossier, adjusted=adjusted, register=register)
        dossier = _as(decision, renewed(session, dossier, decision_id, names))
    return Standing(decision, dossier, head, answered)


def _as(decision: Decision, dossier: Dossier, changed: Mapping[str, Any] = MappingProxyType({})) -> Dossier:
    """The dossier under the title and in the state of its decision, of which these columns are about to be changed."""
    title, state = changed.get("title", decision.title), decision.state
    if (dossier.title, dossier.state) == (title, state):
        return dossier
    return dossier.model_copy(update={"title": title, "state": state})


def _of_others(dossier: Dossier, *, adjusted: bool, register: int) -> frozenset[str]:
    """What is not for this decision's own entries to say: who adjusts it, what the catalogue plans for it, and who sits
    in the bodies where that has changed."""
    planned = dossier.proposal is not None and dossier.proposal.catalogue_item != ""
    known = len(dossier.seats) + sum(1 for seat in dossier.seats if seat.until)
    seated = dossier.initiation is not None and known != register
    asked = ((Decision.successors.key, adjusted), (CATALOGUE, planned), (REGISTER, seated))
    return frozenset(name for name, there in asked if there)


def standing_now(session: Session, decision: Decision, before: Dossier, changed: Mapping[str, Any]) -> Dossier:
    """The dossier after facts were written in this unit of work: what they touched is read back, the rest stood before.

    `changed`: the columns of the decision that change with the step.
    """
    session.flush()
    unit = unit_of(session)
    names, grown = touched(unit.changed, unit.put)
    return _as(decision, renewed(session, before, decision.id, names, grown), changed)


def keep(session: Session, decision_id: int, leaf: bytes, dossier: Dossier) -> None:
    """Keep the dossier that stands since the entry of that leaf, once this entry is committed."""
    _of(session).keep(decision_id, leaf, dossier)


@event.listens_for(Session, "after_commit")
def _forget(session: Session) -> None:
    """Facts written by anything but a step: nothing read before is to be relied on."""
    unit = unit_of(session)
    if not unit.of_step and hold_facts(unit.changed):
        _of(session).forget()
