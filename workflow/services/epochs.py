"""Opening a new epoch of the log after a loss: two people state what is missing, the old name is never signed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.models.trail import Entry, LogHead
from workflow.services import checkpoints, ledger
from workflow.services.accounts import must_change_password
from workflow.services.identity import actor_of, authenticate
from workflow.services.loss import Loss, epochs, known, loss, rewritten
from workflow.services.signatories import refuse, roles_of, sign
from workflow.services.signers import Where, create_signer, kept_in, reach, seen, seen_witnessed, signers_in, trust_of
from workflow.services.unit import Session, writing
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of
from workflow.trail.entry import decode
from workflow.trail.epoch import REOPENED, Link, Signatory, Statement, follows, parted, statement_of, successor
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import inclusion_proof, leaf_hash
from workflow.trail.note import Note, NoteError
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import Trust

SHORTEST, LONGEST = 10, 1000
"""How many characters a statement has."""

SIGNATURES = 8
"""How many of the signatures on a checkpoint go into an entry."""


def signatory(session: Session, login: str, password: str, now: datetime) -> Actor:
    """The person who signs with the password of their account. Raises SignInRefused."""
    person_id = authenticate(session, login, password, now)
    if must_change_password(session, person_id):
        refuse(
            f"{login} 的密码由他人设定，请本人登录更改后再签署。",
            f"The password of {login} was set by somebody else: change it first, then sign.",
        )
    return actor_of(session, person_id, via="cli") or refuse("账号已停用。", "The account is disabled.")


def due(session: Session, where: Where) -> Loss:
    """The loss that is to be stated. Raises EpochRefused where there is none, or where entries were rewritten."""
    if differing := rewritten(session, where):
        size = differing[0].size
        refuse(
            f"前{size}条与已签署的不同：这不是丢失，是改写。请保留现场，从另一份备份恢复。",
            f"The first {size} entries are not those that were signed: nothing was lost, they were rewritten. Keep "
            "everything as it is and restore another backup.",
        )
    return loss(session, where) or refuse(
        "已签署的条目都在，日志照常接续，不需要开启新的一期。",
        "Every entry that was signed is there: the log goes on, no new epoch is needed.",
    )


def open_epoch(
    session: Session, folder: Path, *, states: Actor, confirms: Actor, said: str, now: datetime, seed: bytes
) -> Statement:
    """Close the old log for good, make the key of the new epoch from 32 random bytes, and enter its first entry.

    Done again after a crash, it goes on where it was. Raises EpochRefused, StateError, NoteError.
    """
    people = list(zip((states, confirms), roles_of(states, confirms), strict=True))
    if not SHORTEST <= len(said.strip()) <= LONGEST:
        refuse(
            f"请说明何时、何因、丢失什么，{SHORTEST}至{LONGEST}字。",
            f"Say when, why and what was lost, in {SHORTEST} to {LONGEST} characters.",
        )
    found = due(session, folder)
    _signed_by(session, folder, people, found)
    origin = _prepared(folder, found, seed)
    try:
        with writing(session):
            # where only the key is lost, others may have written until now
            left = due(session, folder)
            two = _signed_by(session, folder, people, left)
            witnessed, signed = _last(session, folder, origin, left)
            statement = Statement(
                origin, left.origin, left.size, left.root, left.signed, witnessed, signed, said.strip(), two
            )
            ledger.append(
                session,
                REOPENED,
                actor=states,
                now=now,
                details=statement.details(),
                obj=f"organ/{session.scalar(select(LogHead.organ_id))}",
                role=two[0].role,
                origin=origin,
            )
            # what was entered is read as it will be: nothing is committed that cannot be
            opened = statement_of(decode(session.scalars(select(Entry.body).order_by(Entry.seq.desc()).limit(1)).one()))
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") != "42501":
            raise
        refuse(
            "程序账号不能开启新的一期：请以数据表所有者的账号连接后再运行。",
            "The application's account cannot open an epoch: connect as the owner of the tables and run it again.",
        )
    return opened


def _prepared(folder: Path, found: Loss, seed: bytes) -> str:
    """The origin of the new epoch, its signer made and every earlier one closed; as an attempt cut short left it."""
    signers = kept_in(folder)
    unused = (each.origin for each in signers if not each.last().size and follows(each.origin, found.origin))
    begun = next(unused, "")
    origin = begun or successor(found.origins)
    for each in signers:
        if each.origin != origin and not each.successor:
            each.close(origin)
    if not begun:
        create_signer(folder / f"e{parted(origin)[1]}", origin, seed)
    return origin


def _last(session: Session, folder: Path, origin: str, left: Loss) -> tuple[CheckpointFile, CheckpointFile]:
    """The last checkpoint known to be witnessed, and the last that was signed; each empty where there is none.

    What the database keeps and what came from outside counts only as far as the epoch `origin` follows it, no more than
    was signed is covered by it, and its signature holds where the key of its name is here.
    """
    points, outside, keys = checkpoints.points(session), seen(folder), trust_of(*signers_in(folder))
    witnessed = [each.file for each in points if each.cosigned]
    if outside and seen_witnessed(folder):
        witnessed.append(outside)
    signed = [each.file for each in points] + [each.file for each in known(folder)]

    def counts(file: CheckpointFile) -> bool:
        return all(_within(note, origin, left.signed, keys) for note in file.notes)

    return _longest(filter(counts, witnessed)), _longest(filter(counts, signed))


def _signed_by(
    session: Session, folder: Path, people: Sequence[tuple[Actor, Role]], left: Loss
) -> tuple[Signatory, Signatory]:
    """The two who sign, held against what was signed of the entries that are left. Raises EpochRefused."""
    keys, after = trust_of(*signers_in(folder)), successor([left.origin])
    files = [*(each.file for each in checkpoints.points(session)), *(each.file for each in known(folder))]
    over = [file for file in files if all(_within(note, after, left.size, keys) for note in file.notes)]
    return sign(session, people, vouched=max((reach(file)[1] for file in over), default=0), lost=not left.only_key)


def _within(note: Note, origin: str, size: int, keys: Trust) -> bool:
    point = checkpoint_of(note)
    try:
        holds = keys.log(point.origin) is None or keys.standing(note).signed
    except NoteError:
        return False
    return holds and follows(origin, point.origin) and point.size <= size


def _longest(files: Iterable[CheckpointFile]) -> CheckpointFile:
    longest = max(files, key=reach, default=CheckpointFile(()))
    # an entry has room for some signatures, that of the log first
    return CheckpointFile(tuple(Note(note.text, note.signatures[:SIGNATURES]) for note in longest.notes))


def link(session: Session) -> Link | None:
    """What a witness is shown of the newest epoch, once a checkpoint covers its first entry; None before."""
    opened, newest = epochs(session), checkpoints.newest_point(session)
    if not opened or newest is None or newest.size <= opened[-1].recovered:
        return None
    seq = opened[-1].recovered
    bodies = list(session.scalars(select(Entry.body).where(Entry.seq < newest.size).order_by(Entry.seq)))
    proofs = [
        InclusionProof(
            seq,
            tuple(inclusion_proof((leaf_hash(each, algorithm) for each in bodies), seq, newest.size, algorithm)),
            note,
        )
        for algorithm, note in zip(ALGORITHMS, newest.file.notes, strict=True)
    ]
    return Link(bodies[seq], tuple(proofs))
