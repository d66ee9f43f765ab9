"""The proof of one matter: every entry of it, proved to be in the log, with what was recorded with it."""

from __future__ import annotations

from sqlalchemy import select

from workflow.models.decisions import Decision
from workflow.models.trail import Entry, Evidence
from workflow.papers.proof import Fact, Proved, matter
from workflow.services.checkpoints import receipts
from workflow.services.decisionrows import NoDecision
from workflow.services.seals import NotProved, fact, proved
from workflow.services.unit import Session


def matter_proof(session: Session, number: str) -> bytes:
    """The archive that proves how a matter came about. Raises NoDecision, NotProved, DamagedCheckpoint."""
    decision = session.execute(select(Decision.id, Decision.organ_id).where(Decision.number == number)).one_or_none()
    if decision is None:
        raise NoDecision(number)
    of_matter = select(Entry.seq, Entry.body).where(
        Entry.organ_id == decision.organ_id, Entry.obj == f"decision/{number}"
    )
    bodies = {row.seq: row.body for row in session.execute(of_matter.order_by(Entry.seq))}
    recorded = _recorded(session, decision.id, bodies)
    proofs = _proofs(session, bodies)
    return matter(
        number,
        (Proved(seq, body, proofs.get(seq, ""), tuple(recorded.get(seq, ()))) for seq, body in bodies.items()),
    )


def _recorded(session: Session, decision_id: int, bodies: dict[int, bytes]) -> dict[int, list[Fact]]:
    """What was recorded with the entries, held against what they commit to."""
    found: dict[int, list[Fact]] = {}
    chosen = select(Evidence.seq, Evidence.kind, Evidence.salt, Evidence.body).where(
        Evidence.decision_id == decision_id
    )
    for row in session.execute(chosen.order_by(Evidence.seq, Evidence.kind)):
        # evidence of an entry that is not the matter's has none to be held against
        body = bodies.get(row.seq, b"")
        found.setdefault(row.seq, []).append(fact(row.seq, body, Fact(row.kind, row.salt, row.body)))
    return found


def _proofs(session: Session, bodies: dict[int, bytes]) -> dict[int, str]:
    """The proofs of those entries that were signed; the others have none yet."""
    try:
        found = receipts(session, list(bodies))
    except ValueError:
        # there are fewer entries than were signed
        raise NotProved(max(bodies, default=0)) from None
    return {each.index: proved(each, bodies[each.index]) for each in found}
