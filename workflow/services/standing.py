"""How a decision stands while a step is taken: its dossier, read no more than it must be.

A fact of a decision comes into the database through the one door alone, together with an entry of its log. So what was
read at an entry holds as long as no later one stands, whichever process wrote it; only what others say (which decision
adjusts this one, what the catalogue plans for it) is asked for each time. The names of the organ and of a unit with a task
are others' too, but are never changed. What a step records is always read back: what is judged is what is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Engine, bindparam, event, func, select
from sqlalchemy.orm import aliased

from workflow.domain.dossier import Dossier
from workflow.models.bodies import BodyMember
from workflow.models.decisions import Decision
from workflow.models.people import Organ
from workflow.models.trail import Entry
from workflow.services.decisionrows import NoDecision, decision_row, hold_facts, leading_to, read_again
from workflow.services.dossiers import dossier_of, renewed
from workflow.services.putting import put_down
from workflow.services.unit import Session, unit_of

# dossiers of a few dozen kilobytes, most of it the drafts
_MOST = 200

_ID: BindParameter[int] = bindparam("id")
_NEWEST = (
    select(Entry.leaf)
    .where(Entry.decision_id == _ID, Entry.result == "ok")
    .order_by(Entry.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_SUCCESSOR = aliased(Decision)
_ADJUSTED = select(_SUCCESSOR.id).where(_SUCCESSOR.predecessor_id == Decision.id).exists()
# a seat is entered once and ended once, and nothing of it is taken back: each change of the register makes this more
_REGISTER = select(func.count(BodyMember.id) + func.count(BodyMember.until)).scalar_subquery()
_ANSWERED = select(Entry.seq).where(Entry.request == bindparam("key")).scalar_subquery()
_STANDING = select(Decision, _NEWEST, _ADJUSTED, _REGISTER, _ANSWERED).where(Decision.id == _ID)


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


def beginning(session: Session, decision: Decision, organ: Organ) -> Dossier:
    """The dossier of a decision that `organ` began just now, in a unit of work that is a step's."""
    unit_of(session).of_step = True
    return Dossier(title=decision.title, organ=organ.name_zh, state=decision.state)


class Standing(NamedTuple):
    """A decision with its dossier, and the number of the entry that answered a request about it already, if one did."""

    decision: Decision
    dossier: Dossier
    answered: int | None


def standing(session: Session, decision_id: int, key: str = "") -> Standing:
    """The decision as it stands in the open unit of work, which is that of a step; `key`: of the request for the step.

    Raises NoDecision.
    """
    unit_of(session).of_step = True
    found = session.execute(_STANDING, {"id": decision_id, "key": key}).one_or_none()
    if found is None:
        raise NoDecision(str(decision_id))
    decision, leaf, adjusted, register, answered = found
    dossier = _of(session).at(decision_id, leaf) if leaf is not None else None
    if dossier is None:
        decision = decision_row(session, decision_id)
        dossier = dossier_of(decision)
        if leaf is not None:
            keep(session, decision_id, leaf, dossier)
        return Standing(decision, dossier, answered)
    names = _of_others(dossier, adjusted=adjusted, register=register)
    read_again(session, decision, names)
    return Standing(decision, renewed(dossier, decision, names), answered)


def _of_others(dossier: Dossier, *, adjusted: bool, register: int) -> frozenset[str]:
    """What is not for this decision's own entries to say: who adjusts it, what the catalogue plans for it, and who sits
    in the bodies where that has changed."""
    planned = dossier.proposal is not None and dossier.proposal.catalogue_item != ""
    known = len(dossier.seats) + sum(1 for seat in dossier.seats if seat.until)
    seated = dossier.initiation is not None and known != register
    asked = ((Decision.successors.key, adjusted), (Decision.proposals.key, planned), (Decision.initiations.key, seated))
    return frozenset(name for name, there in asked if there)


def standing_now(session: Session, decision: Decision, before: Dossier) -> Dossier:
    """The dossier after facts were written in this unit of work: what they touched is read back, the rest stood before."""
    put_down(session)
    names = leading_to(unit_of(session).changed)
    read_again(session, decision, names)
    return renewed(before, decision, names)


def keep(session: Session, decision_id: int, leaf: bytes, dossier: Dossier) -> None:
    """Keep the dossier that stands since the entry of that leaf, once this entry is committed."""
    _of(session).keep(decision_id, leaf, dossier)


@event.listens_for(Session, "after_commit")
def _forget(session: Session) -> None:
    """Facts written by anything but a step: nothing read before is to be relied on."""
    unit = unit_of(session)
    if not unit.of_step and hold_facts(unit.changed):
        _of(session).forget()
