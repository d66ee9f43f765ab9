"""Checkpoints of the log: signed by the signer, which remembers elsewhere, cosigned by witnesses, kept to be shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Select, func, select

from workflow.models.trail import Checkpoint, Cosignature, Entry, LogHead
from workflow.services.decisionrows import NoDecision
from workflow.services.replaying import rulebooks
from workflow.services.unit import Session, writing
from workflow.trail import offline
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, cosigned_at, parse_file
from workflow.trail.cosigning import Request, requests_for
from workflow.trail.exporting import write_export
from workflow.trail.hashing import ALGORITHMS, SHA256
from workflow.trail.merkle import Range, consistency_proof, inclusion_proofs, leaf_hash
from workflow.trail.note import Note, NoteError, parse
from workflow.trail.refusal import Refusal
from workflow.trail.signer import Head, LogSigner, SignerRefusal
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import Trust

_AT_ONCE = 500
"""How many checkpoints are read at once where all may be wanted."""


class NoCheckpoint(Exception):
    """There is no checkpoint of that size, or none that covers that entry."""


class DamagedCheckpoint(Refusal):
    """What is kept as a checkpoint of that size, or as an answer to it, cannot be read."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size}条的检查点已损坏", f"the checkpoint of {size} entries cannot be read")


class NothingToSign(Exception):
    """The log was not opened yet."""


@dataclass(frozen=True)
class Cosigned:
    """A witness that vouches for a checkpoint, and since when by its own clock."""

    witness: str
    at: datetime


@dataclass(frozen=True)
class Point:
    """A checkpoint with whoever cosigned it."""

    organ_id: int
    size: int
    file: CheckpointFile
    issued_at: datetime
    cosigned: tuple[Cosigned, ...]

    @property
    def note(self) -> Note:
        """The note under SHA-256, which others can read too."""
        return self.file.notes[0]

    @property
    def root(self) -> str:
        """The root under SHA-256, in hex."""
        return checkpoint_of(self.note).root.hex()


def issue(session: Session, signer: LogSigner, now: datetime, known: CheckpointFile | None = None) -> Point:
    """Sign the log as it stands; the same log is answered with the checkpoint it has.

    `known` is a checkpoint seen elsewhere, which the log has to reach too. Raises NothingToSign, DamagedCheckpoint, and SignerRefusal where the log does not add to what was signed last.
    """
    signer.refuse_closed()
    newest = newest_point(session)
    head = session.scalars(select(LogHead).where(LogHead.origin == signer.origin)).one_or_none()
    if head is None:
        if other := session.scalar(select(LogHead.origin).order_by(LogHead.organ_id).limit(1)):
            raise SignerRefusal(
                f"数据库中是日志{other}，签名密钥属于{signer.origin}：可能由备份恢复",
                f"the database has the log {other}, the key is that of {signer.origin}: it may come from a backup",
            )
        raise NothingToSign
    old = signer.last().size
    tree, proofs = _grown(session, head.organ_id, old)
    try:
        file = signer.sign(tree, proofs, [each for each in (newest and newest.file, known) if each])
    except SignerRefusal:
        if signer.last().size == old:
            raise
        # somebody else signed while the log was being read: what was read is no longer all of it
        session.rollback()
        return issue(session, signer, now, known)
    with writing(session):
        if session.get(Checkpoint, (head.organ_id, tree.size)) is None:
            session.add(Checkpoint(organ_id=head.organ_id, size=tree.size, file=file.encode(), issued_at=now))
    return point_of(session, tree.size)


def _grown(session: Session, organ_id: int, old: int, size: int | None = None) -> tuple[Head, dict[str, list[bytes]]]:
    """The head of the log after `size` entries, or all, and the proofs that it adds to the first `old`."""
    leaves: dict[str, list[bytes]] = {algorithm: [] for algorithm in ALGORITHMS}
    trees = {algorithm: Range(algorithm) for algorithm in ALGORITHMS}
    for body in _bodies(session, organ_id, size):
        for algorithm, tree in trees.items():
            leaf = leaf_hash(body, algorithm)
            tree.append(leaf)
            leaves[algorithm].append(leaf)
    there = trees[SHA256].size
    proofs = {
        each: consistency_proof(leaves[each], old, there, each) if 0 < old <= there else [] for each in ALGORITHMS
    }
    return Head(there, {each: tree.root() for each, tree in trees.items()}), proofs


def _bodies(session: Session, organ_id: int, size: int | None = None) -> Iterator[bytes]:
    query = select(Entry.body).where(Entry.organ_id == organ_id).order_by(Entry.seq)
    query = query if size is None else query.where(Entry.seq < size)
    with session.scalars(query.execution_options(yield_per=1000)) as found:
        yield from found


# -- reading ----------------------------------------------------------------------------------------------------------


_NEWEST_FIRST = select(Checkpoint).order_by(Checkpoint.size.desc())


def points(session: Session, most: int | None = None) -> list[Point]:
    """The checkpoints, or the newest so many of them, the newest first. Raises DamagedCheckpoint."""
    return _points(session, _NEWEST_FIRST.limit(most))


def each_point(session: Session) -> Iterator[Point]:
    """Every checkpoint, the newest first, read by and by. Raises DamagedCheckpoint."""
    for start in count(0, _AT_ONCE):
        found = _points(session, _NEWEST_FIRST.offset(start).limit(_AT_ONCE))
        yield from found
        if len(found) < _AT_ONCE:
            return


def newest_point(session: Session) -> Point | None:
    """The newest checkpoint. Raises DamagedCheckpoint."""
    return next(iter(points(session, 1)), None)


def point_of(session: Session, size: int) -> Point:
    """The checkpoint of that many entries. Raises NoCheckpoint, DamagedCheckpoint."""
    found = points_of(session, [size])
    if not found:
        raise NoCheckpoint(size)
    return found[0]


def points_of(session: Session, sizes: Sequence[int]) -> list[Point]:
    """The checkpoints there are of so many entries each, the newest first. Raises DamagedCheckpoint."""
    return _points(session, _NEWEST_FIRST.where(Checkpoint.size.in_(sizes)))


def _points(session: Session, wanted: Select[Checkpoint]) -> list[Point]:
    rows = session.scalars(wanted).all()
    answers: dict[tuple[int, int], list[Cosignature]] = {(row.organ_id, row.size): [] for row in rows}
    if rows:
        sizes = [row.size for row in rows]
        between = Cosignature.size.between(min(sizes), max(sizes))
        for answer in session.scalars(select(Cosignature).where(between).order_by(Cosignature.id)):
            answers.get((answer.organ_id, answer.size), []).append(answer)
    return [_point(row, answers[row.organ_id, row.size]) for row in rows]


def _point(row: Checkpoint, answers: Sequence[Cosignature]) -> Point:
    try:
        notes = list(parse_file(row.file).notes)
        for answer in answers:
            # a line for each hash, in the order of the notes
            for place, line in enumerate(answer.lines.splitlines()):
                notes[place] = parse(notes[place].encode() + line + "\n")
    except (NoteError, IndexError):
        raise DamagedCheckpoint(row.size) from None
    who = tuple(Cosigned(answer.witness, answer.at) for answer in answers)
    return Point(row.organ_id, row.size, CheckpointFile(tuple(notes)), row.issued_at, who)


def signed_roots(session: Session, organ_id: int) -> dict[int, str]:
    """The roots that were signed, in hex, by how many entries they are over; empty for one that cannot be read."""
    rows = session.execute(select(Checkpoint.size, Checkpoint.file).where(Checkpoint.organ_id == organ_id))
    # a size that is no number is no place in the log: its form is another check
    return {size: _root_in(size, file) for size, file in rows if isinstance(size, int)}


def _root_in(size: int, file: object) -> str:
    if not isinstance(file, str):
        return ""
    try:
        found = checkpoint_of(parse_file(file).notes[0])
    except NoteError:
        return ""
    return found.root.hex() if found.size == size else ""


def receipts(session: Session, seqs: Sequence[int], point: Point | None = None) -> list[InclusionProof]:
    """The proofs that entries are in the log, under a checkpoint, or the newest, which may not cover them all yet."""
    point = point or newest_point(session)
    if point is None:
        return []
    leaves = [leaf_hash(each) for each in _bodies(session, point.organ_id, point.size)]
    proofs = inclusion_proofs(leaves, [seq for seq in seqs if seq < point.size], point.size)
    return [InclusionProof(seq, tuple(hashes), point.note) for seq, hashes in proofs.items()]


# -- the export ---------------------------------------------------------------------------------------------------------

_LABEL = re.compile(rb'"rule":"([^"#]+)#')


def labels_in(body: bytes) -> list[str]:
    """The rulebook an entry names, if it names one."""
    return [each.decode() for each in _LABEL.findall(body)]


def export(session: Session, directory: Path, now: datetime, number: str = "", carries: Collection[str] = ()) -> Head:
    """Write what the offline verifier reads into a new directory, with the verifier itself.

    `number`: the decision of which every entry gets its proof. `carries`: what will lie beside the log. Raises NothingToSign before the log was opened, NoDecision,
    FileExistsError.
    """
    head = session.execute(select(LogHead.organ_id, LogHead.origin).order_by(LogHead.organ_id).limit(1)).one_or_none()
    if head is None:
        raise NothingToSign
    seqs: Sequence[int] = ()
    if number:
        found = select(Entry.seq).where(Entry.organ_id == head.organ_id, Entry.obj == f"decision/{number}")
        seqs = session.scalars(found.order_by(Entry.seq)).all()
        if not seqs:
            raise NoDecision(number)
    labels: set[str] = set()

    def bodies() -> Iterator[bytes]:
        for body in _bodies(session, head.organ_id):
            labels.update(labels_in(body))
            yield body

    written = write_export(
        directory,
        origin=head.origin,
        bodies=bodies(),
        checkpoints=[point.file for point in points(session)],
        # asked for when every entry was read
        rulebooks=lambda: rulebooks(labels),
        exported_at=now,
        proofs=receipts(session, seqs),
        carries=carries,
    )
    shutil.copy(offline.__file__, directory / "offline.py")
    return written


# -- the witness's side of the road ------------------------------------------------------------------------------------


def requests(session: Session, old: int) -> tuple[Request, ...]:
    """What to ask a witness that cosigned `old` entries last: its signature under the newest checkpoint.

    Raises NoCheckpoint.
    """
    newest = newest_point(session)
    if newest is None or old > newest.size:
        raise NoCheckpoint(old)
    _, proofs = _grown(session, newest.organ_id, old, newest.size)
    return requests_for(newest.file, old, proofs)


def cosigned_size(session: Session, witness: str) -> int:
    """How many entries a witness cosigned last, an unnamed one any witness; 0 where there is no cosignature."""
    query = select(func.max(Cosignature.size))
    return session.scalar(query.where(Cosignature.witness == witness) if witness else query) or 0


def take(session: Session, trust: Trust, answer: str, size: int) -> list[Cosigned]:
    """Keep what a witness answered to the checkpoint of `size` entries; an answer kept already changes nothing.

    Raises NoCheckpoint, and NoteError where a line is not of a witness known here or does not hold.
    """
    point = point_of(session, size)
    known = {each.witness for each in point.cosigned}
    signed = trust.witnessed(point.file, answer)
    found = []
    for key in trust.witnesses:
        lines = [line for note in signed.notes for line in note.signatures if key.made(line)]
        times = [at for note in signed.notes if (at := cosigned_at(note, key))]
        if lines and times and key.name not in known:
            found.append((Cosigned(key.name, max(times)), "".join(line.line() for line in lines)))
    with writing(session):
        for each, written in found:
            session.add(
                Cosignature(organ_id=point.organ_id, size=size, witness=each.witness, lines=written, at=each.at)
            )
    return [each for each, _ in found]
