"""The proof of one matter: every entry of it, proved to be in the log, with what was recorded with it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from workflow.models.decisions import Decision
from workflow.models.trail import Entry, Evidence
from workflow.papers.proof import Fact, Proved, matter
from workflow.services.checkpoints import receipts
from workflow.services.decisionrows import NoDecision
from workflow.services.seals import NotProved
from workflow.services.unit import Session
from workflow.trail.checkpoint import checkpoint_of
from workflow.trail.commitment import commitments_of, fits
from workflow.trail.entry import EntryError, decode
from workflow.trail.merkle import includes, leaf_hash


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
    proofs = dict(_proofs(session, bodies))
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
        try:
            promised = commitments_of(decode(bodies[row.seq])).get(row.kind, "")
        except (KeyError, EntryError):
            raise NotProved(row.seq) from None
        if not fits(promised, row.salt, row.kind, row.body):
            raise NotProved(row.seq)
        found.setdefault(row.seq, []).append(Fact(row.kind, row.salt, row.body))
    return found


def _proofs(session: Session, bodies: dict[int, bytes]) -> Iterator[tuple[int, str]]:
    """The proofs of those entries that were signed, each tried before it is handed out."""
    for proof in receipts(session, list(bodies)):
        signed = checkpoint_of(proof.note)
        leaf = leaf_hash(bodies[proof.index])
        if not includes(leaf, proof.index, signed.size, signed.root, proof.hashes):
            raise NotProved(proof.index)
        yield proof.index, proof.encode()
