"""Where an act stands in the log, and what proves it to somebody who has nothing but a page or a receipt.

Only entries of what was published are handed to anybody, and to whoever holds a receipt the entry of what they sent.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from workflow.models.decisions import Decision
from workflow.models.trail import Checkpoint, Cosignature, Entry, Evidence, LogHead
from workflow.papers.proof import Fact, package
from workflow.services import hearings, results, suggestions
from workflow.services.checkpoints import (
    DamagedCheckpoint,
    Point,
    newest_point,
    point_of,
    points_of,
)
from workflow.services.public import PUBLIC_MATTER, NotPublic, Page, page_of
from workflow.services.readers import SENT
from workflow.services.signers import BRIEFLY, Where, signers_in, trust_of
from workflow.services.stamping import Stamped, newest_stamps
from workflow.services.unit import Session
from workflow.trail.checkpoint import checkpoint_of
from workflow.trail.commitment import commitments_of, fits
from workflow.trail.entry import EntryError, decode
from workflow.trail.merkle import includes, inclusion_proof, leaf_hash, root
from workflow.trail.note import Note
from workflow.trail.refusal import Refusal
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import NEWEST_WITHIN_DAYS

PUBLISHED = frozenset(
    {"participation.open", "participation.amend", "participation.conclude", "publication.publish", "publication.amend"}
)
"""The acts by which something is published; their entries are open to anybody."""

_OPEN = frozenset({"notice", "notice_amendment", "publication_amendment"})
"""The facts that are handed out with their entry because a page shows them whole; what somebody sent is, to themselves."""

MOST_ON_PAPER = 700
"""How many bytes a QR code may hold that a telephone still reads from paper."""


class NotProved(Exception):
    """The entries stored are not those that were signed."""


@dataclass(frozen=True)
class Seal:
    """The number of an entry, when it was entered, and the checkpoint that vouches for it, once there is one."""

    seq: int
    at: datetime
    point: Point | None


def seal_of(session: Session, decision_id: int, act: str, entered: datetime | None, **details: str) -> Seal | None:
    """The seal of what was recorded on a decision by an act at a moment; `details` tell acts of one moment apart."""
    rows = session.execute(
        select(Entry.seq, Entry.at, Entry.body)
        .where(Entry.decision_id == decision_id, Entry.act == act, Entry.result == "ok", Entry.at == entered)
        .order_by(Entry.seq)
    )
    return next((Seal(seq, at, vouching(session, seq)) for seq, at, body in rows if _tells(body, details)), None)


def _tells(body: bytes, details: dict[str, str]) -> bool:
    try:
        entry = decode(body)
    except EntryError:
        return False
    return all(entry.get(f"d.{key}") == value for key, value in details.items())


def seal_of_receipt(session: Session, code: str) -> Seal | None:
    """The seal of the opinion, the registration or the suggestion a receipt code belongs to."""
    if sent := results.receipt(session, code):
        number = str(sent.opinion_number)
        return seal_of(session, sent.decision_id, "participation.receive", sent.entered, opinion=number)
    if registered := hearings.receipt(session, code):
        mine = registered.registration
        return seal_of(session, registered.decision_id, "hearing.register", mine.entered, registration=str(mine.number))
    if suggested := suggestions.receipt(session, code):
        number = str(suggested.suggestion_number)
        return seal_of(session, suggested.decision_id, "execution.suggest", suggested.entered, suggestion=number)
    return None


def vouching(session: Session, seq: int) -> Point | None:
    """The checkpoint that vouches best for an entry: the first that covers it and was cosigned, else the first.

    The earlier it is, the less time there was to write the entry after the day it tells of.
    """
    cosigned = exists().where(Cosignature.organ_id == Checkpoint.organ_id, Cosignature.size == Checkpoint.size)
    size = session.scalar(
        select(Checkpoint.size).where(Checkpoint.size > seq).order_by(cosigned.desc(), Checkpoint.size).limit(1)
    )
    try:
        return None if size is None else point_of(session, size)
    except DamagedCheckpoint:
        # the examination names it; the page tells what it has to tell
        return None


def published_proof(session: Session, seq: int) -> bytes:
    """The proof of an entry by which something was published. Raises NotPublic, NotProved."""
    found = session.scalar(
        select(Entry.seq)
        .join(Decision, Decision.id == Entry.decision_id)
        .where(Entry.seq == seq, Entry.act.in_(PUBLISHED), Entry.result == "ok", PUBLIC_MATTER)
    )
    if found is None:
        raise NotPublic(str(seq))
    return _proof(session, seq, vouching(session, seq), _OPEN)


def receipt_proof(session: Session, code: str) -> tuple[int, bytes]:
    """The number and the proof of the entry of what somebody sent who holds its receipt. Raises NotPublic, NotProved."""
    seal = seal_of_receipt(session, code)
    if seal is None:
        raise NotPublic(code)
    return seal.seq, _proof(session, seal.seq, seal.point, SENT)


def _proof(session: Session, seq: int, point: Point | None, kinds: frozenset[str]) -> bytes:
    if point is None:
        raise NotPublic(str(seq))
    body = session.scalars(select(Entry.body).where(Entry.organ_id == point.organ_id, Entry.seq == seq)).one()
    try:
        hashes = inclusion_proof(_leaves(session, point.organ_id, point.size), seq, point.size)
    except ValueError:
        raise NotProved(seq) from None
    proof = proved(InclusionProof(seq, tuple(hashes), point.note), body)
    return package(seq, body, proof, _fact(session, point.organ_id, seq, body, kinds))


def proved(proof: InclusionProof, body: bytes) -> str:
    """The file of a proof, tried on the entry before it is handed out. Raises NotProved."""
    signed = checkpoint_of(proof.note)
    if not includes(leaf_hash(body), proof.index, signed.size, signed.root, proof.hashes):
        raise NotProved(proof.index)
    return proof.encode()


def _fact(session: Session, organ_id: int, seq: int, body: bytes, kinds: frozenset[str]) -> Fact | None:
    """What was submitted with the entry, if it may be handed out and was not erased. Raises NotProved."""
    row = session.execute(
        select(Evidence.kind, Evidence.salt, Evidence.body).where(
            Evidence.organ_id == organ_id, Evidence.seq == seq, Evidence.kind.in_(kinds)
        )
    ).one_or_none()
    return fact(seq, body, Fact(*row)) if row else None


def fact(seq: int, body: bytes, recorded: Fact) -> Fact:
    """What was recorded with an entry, held against what the entry commits to. Raises NotProved."""
    try:
        promised = commitments_of(decode(body)).get(recorded.kind, "")
    except EntryError:
        raise NotProved(seq) from None
    if not fits(promised, recorded.salt, recorded.kind, recorded.body):
        raise NotProved(seq)
    return recorded


def _leaves(session: Session, organ_id: int, size: int) -> Iterator[bytes]:
    query = select(Entry.leaf).where(Entry.organ_id == organ_id, Entry.seq < size).order_by(Entry.seq)
    with session.scalars(query.execution_options(yield_per=1000)) as found:
        yield from found


# -- checkpoints for anybody ------------------------------------------------------------------------------------------


def on_paper(point: Point) -> str:
    """The note of a checkpoint as a QR code holds it: with as many signatures as paper has room for."""
    note = point.note
    count = len(note.signatures)
    while count > 1 and len(Note(note.text, note.signatures[:count]).encode().encode()) > MOST_ON_PAPER:
        count -= 1
    return Note(note.text, note.signatures[:count]).encode()


def points_page(session: Session, page: int = 1, size: int = 20) -> Page[Point]:
    """Checkpoints, the newest first."""
    rows = select(Checkpoint.size).order_by(Checkpoint.size.desc())
    found, page, pages, total = page_of(session, rows, page, size)
    return Page(tuple(points_of(session, [row.size for row in found])), page, pages, total)


def public_keys(where: Where) -> str | None:
    """The keys of the log as a trust file without witnesses; None where the signer is not on this machine, or away."""
    try:
        signers = signers_in(where, BRIEFLY)
    except Refusal:
        return None
    return trust_of(*signers).encode() if signers else None


def root_at(session: Session, size: int) -> tuple[int, str]:
    """How long the log is, and the root over its first `size` entries as they are stored now; empty if it is shorter."""
    head = session.execute(select(LogHead.organ_id, LogHead.size).order_by(LogHead.organ_id).limit(1)).one_or_none()
    if head is None or size > head.size:
        return (head.size if head else 0), ""
    return head.size, root(_leaves(session, head.organ_id, size)).hex()


def written_root(text: str) -> str:
    """A root as somebody copied it, in hex: all of it, its beginning as pages print it, or the line of a checkpoint.

    Empty for what can be no root.
    """
    plain = "".join(text.split()).rstrip("….")
    if 16 <= len(plain) <= 64 and all(char in "0123456789abcdefABCDEF" for char in plain):
        return plain.lower()
    try:
        found = base64.b64decode(plain, validate=True)
    except ValueError:
        return ""
    return found.hex() if len(found) == 32 else ""


# -- for the auditor --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vouched:
    """A witness, when it last cosigned, and how many entries."""

    witness: str
    at: datetime
    size: int


@dataclass(frozen=True)
class Signing:
    """How the log is signed: since when, how far, by which witnesses and time stamps, and how many entries still wait."""

    first: Point | None
    newest: Point | None
    waiting: int
    witnesses: tuple[Vouched, ...]
    stamps: tuple[Stamped, ...]

    def stale(self, now: datetime) -> bool:
        """Whether the newest cosignature is too old to be relied on."""
        return bool(self.witnesses) and now - max(each.at for each in self.witnesses) > timedelta(NEWEST_WITHIN_DAYS)


def signing(session: Session) -> Signing:
    """How the log is signed and witnessed."""
    newest = newest_point(session)
    first = session.scalar(select(func.min(Checkpoint.size)))
    rows = session.execute(
        select(Cosignature.witness, func.max(Cosignature.at), func.max(Cosignature.size))
        .group_by(Cosignature.witness)
        .order_by(Cosignature.witness)
    )
    return Signing(
        None if first is None else point_of(session, first),
        newest,
        waiting(session),
        tuple(Vouched(*row) for row in rows),
        newest_stamps(session),
    )


def waiting(session: Session) -> int:
    """How many entries no checkpoint covers yet; below 0 where fewer are left than were signed."""
    size = session.scalar(select(func.max(LogHead.size))) or 0
    return int(size) - (session.scalar(select(func.max(Checkpoint.size))) or 0)
