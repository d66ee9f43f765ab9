"""The proof of one matter: every entry of it, proved to be in the log, with what was recorded with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.lawfiles import library
from workflow.models.decisions import Decision
from workflow.models.trail import Entry, Evidence, LogHead
from workflow.papers.proof import Fact, Proved, facts_of, matter
from workflow.services.checkpoints import Point, labels_in, newest_point, receipts
from workflow.services.decisionrows import NoDecision
from workflow.services.readers import hides_from_others, proves
from workflow.services.replaying import rulebooks
from workflow.services.seals import NotProved, fact, proved, vouching
from workflow.services.unit import Session
from workflow.trail import offline
from workflow.trail.exporting import write_part


@dataclass(frozen=True)
class MatterEntries:
    """The entries of a matter in the log, oldest first, and the checkpoint they are proved under, once there is one."""

    number: str
    origin: str
    entries: tuple[Proved, ...]
    point: Point | None


def matter_proof(session: Session, number: str, actor: Actor) -> bytes:
    """The archive that proves how a matter came about, as `actor` may have it: without those of the public's words in which
    the pages hide numbers from them. Raises NoDecision, NotProved, DamagedCheckpoint.
    """
    entries = matter_entries(session, number).entries
    row = session.scalars(select(Decision).where(Decision.number == number)).one()
    if proves(row, library().rulebook(row.rulebook), actor):
        return matter(number, entries)
    hidden = {
        (each.seq, fact.kind) for each in entries for fact in each.facts if hides_from_others(fact.kind, fact.body)
    }
    open_ = (
        replace(each, facts=tuple(fact for fact in each.facts if (each.seq, fact.kind) not in hidden))
        for each in entries
    )
    return matter(number, open_, [f"facts/{seq}-{kind}.json" for seq, kind in sorted(hidden)])


def matter_entries(session: Session, number: str, until: int | None = None) -> MatterEntries:
    """The entries of a matter under the newest checkpoint; or those up to `until`, under the one that vouches for that.

    Raises NoDecision, NotProved, DamagedCheckpoint.
    """
    decision = session.execute(select(Decision.id, Decision.organ_id).where(Decision.number == number)).one_or_none()
    if decision is None:
        raise NoDecision(number)
    of_matter = select(Entry.seq, Entry.body).where(
        Entry.organ_id == decision.organ_id, Entry.obj == f"decision/{number}"
    )
    if until is not None:
        of_matter = of_matter.where(Entry.seq <= until)
    bodies = {row.seq: row.body for row in session.execute(of_matter.order_by(Entry.seq))}
    recorded = _recorded(session, decision.id, bodies, until)
    # under the first that covers them, so that nothing changes when other matters go on
    point = (vouching(session, max(bodies, default=0)) if until is not None else None) or newest_point(session)
    proofs = _proofs(session, bodies, point)
    entries = (Proved(seq, body, proofs.get(seq, ""), tuple(recorded.get(seq, ()))) for seq, body in bodies.items())
    origin = session.scalar(select(LogHead.origin).where(LogHead.organ_id == decision.organ_id)) or ""
    return MatterEntries(number, origin, tuple(entries), point)


def write_matter(found: MatterEntries, directory: Path, at: datetime, carries: Collection[str]) -> None:
    """Lay what the offline verifier reads, with the verifier itself, into a new directory; `carries` as in the manifest."""
    write_part(
        directory,
        f"decision/{found.number}",
        origin=found.origin,
        bodies={each.seq: each.body for each in found.entries},
        checkpoint=found.point.file if found.point else None,
        proofs={each.seq: each.proof for each in found.entries if each.proof},
        rulebooks=rulebooks({label for each in found.entries for label in labels_in(each.body)}),
        exported_at=at,
        carries=carries,
    )
    (directory / "facts").mkdir()
    for each in found.entries:
        for name, content in facts_of(each).items():
            (directory / name).write_bytes(content)
    (directory / "offline.py").write_bytes(Path(offline.__file__).read_bytes())


def _recorded(session: Session, decision_id: int, bodies: dict[int, bytes], until: int | None) -> dict[int, list[Fact]]:
    """What was recorded with the entries, held against what they commit to."""
    found: dict[int, list[Fact]] = {}
    chosen = select(Evidence.seq, Evidence.kind, Evidence.salt, Evidence.body).where(
        Evidence.decision_id == decision_id
    )
    if until is not None:
        chosen = chosen.where(Evidence.seq <= until)
    for row in session.execute(chosen.order_by(Evidence.seq, Evidence.kind)):
        # evidence of an entry that is not the matter's has none to be held against
        body = bodies.get(row.seq, b"")
        found.setdefault(row.seq, []).append(fact(row.seq, body, Fact(row.kind, row.salt, row.body)))
    return found


def _proofs(session: Session, bodies: dict[int, bytes], point: Point | None) -> dict[int, str]:
    """The proofs of those entries that were signed; the others have none yet."""
    try:
        found = receipts(session, list(bodies), point)
    except ValueError:
        # there are fewer entries than were signed
        raise NotProved(max(bodies, default=0)) from None
    return {each.index: proved(each, bodies[each.index]) for each in found}
