"""Whether the database still has every entry that was signed, by what is kept outside of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.domain.text import Text
from workflow.models.trail import Checkpoint, Entry, LogHead
from workflow.services.signers import Where, seen, signers_in
from workflow.services.unit import Session
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of
from workflow.trail.entry import EntryError, decode
from workflow.trail.epoch import REOPENED, EpochError, Statement, follows, parted, statement_of
from workflow.trail.hashing import SHA256
from workflow.trail.merkle import Range

__all__ = ["Known", "Loss", "Statement", "altered", "epochs", "known", "loss", "lost_at", "rewritten", "said"]


@dataclass(frozen=True)
class Known:
    """That a log was signed at so many entries with this root: by the memory of its signer, or by a checkpoint."""

    origin: str
    size: int
    root: bytes
    file: CheckpointFile


@dataclass(frozen=True)
class Loss:
    """Entries from `size` up to `signed` were signed and are not there; `since`: when the last one left was entered.

    None may be lost by number, where only the key is not there any more.
    """

    origin: str
    size: int
    root: str
    since: datetime | None
    signed: int
    origins: tuple[str, ...]
    only_key: bool

    @property
    def lost(self) -> range:
        """The numbers of the entries lost."""
        return range(self.size, max(self.size, self.signed))


def said(loss: Loss) -> Text:
    """What is lost, since when, and what follows from it."""
    if loss.only_key:
        return Text(
            "日志签署过，签名密钥不在本机：请放回签名目录，或者用 shenjue epoch open 开启新的一期，旧日志不得另行签署。",
            "The log was signed with a key that is not here: put the signer's folder back, or open a new epoch with "
            "shenjue epoch open. The old log is not signed with another key.",
        )
    since = f"{loss.since:%Y-%m-%d %H:%M:%S}Z" if loss.since else "—"
    return Text(
        f"日志缺少已签署的条目：{_range(loss.lost, 'zh')}（{since}之后录入）。旧日志不得再签。"
        "在 shenjue epoch open 说明丢失情况之前，不签署、不启动。",
        f"Entries that were signed are missing: {_range(loss.lost, 'en')} (entered after {since}). The old log is never "
        "signed again. Nothing is signed or served before the loss is stated: shenjue epoch open.",
    )


def _range(lost: range, lang: str) -> str:
    if not lost:
        return {"zh": "后一期日志的全部条目", "en": "all entries of a later epoch"}[lang]
    first, last = lost[0], lost[-1]
    if lang == "zh":
        return f"第{first}号至第{last}号，共{len(lost)}条"
    return f"{first} to {last}, {len(lost)} in all"


def epochs(session: Session) -> list[Statement]:
    """The epochs opened after the first one, the oldest first; what is no proper opening is named by the examination."""
    bodies = session.scalars(
        select(Entry.body).where(Entry.act == REOPENED, Entry.result == "ok").order_by(Entry.organ_id, Entry.seq)
    )
    return list(_statements(bodies.all()))


def lost_at(session: Session, size: int) -> Statement | None:
    """The statement of a loss in which the last of so many entries was lost: a root noted before is of other entries."""
    return next((each for each in epochs(session) if size - 1 in each.lost), None)


def _statements(bodies: Sequence[bytes]) -> Iterator[Statement]:
    for body in bodies:
        try:
            yield statement_of(decode(body))
        except (EntryError, EpochError):
            continue


def known(where: Where) -> list[Known]:
    """What is known outside the database to have been signed. Raises StateError, NoteError."""
    files = [signer.again() for signer in signers_in(where)]
    return [each for file in (*files, seen(where)) if file and (each := _known(file))]


def _known(file: CheckpointFile) -> Known | None:
    points = [checkpoint_of(note) for note in file.notes]
    return next((Known(each.origin, each.size, each.root, file) for each in points if each.algorithm == SHA256), None)


def loss(session: Session, where: Where) -> Loss | None:
    """What was signed and is not in the database, unless it was stated already; None where nothing is missing.

    Quick: only lengths are compared; `rewritten` compares roots. Raises StateError, NoteError.
    """
    head = session.execute(select(LogHead).order_by(LogHead.organ_id).limit(1)).scalar_one_or_none()
    if head is None:
        return None
    stated = epochs(session)
    outside = [each for each in known(where) if parted(each.origin)[0] == parted(head.origin)[0]]
    missing = [each for each in outside if _missing(each, head.origin, head.size, stated)]
    # a key that was closed for a new epoch which never got its first entry signs no more either
    usable = any(each.origin == head.origin and not each.successor for each in signers_in(where))
    key_lost = not usable and _signed(session, head)
    if not missing and not key_lost:
        return None
    signers = [signer.origin for signer in signers_in(where)]
    found = session.execute(select(Entry.leaf, Entry.at).where(Entry.organ_id == head.organ_id).order_by(Entry.seq))
    tree, since = Range(), None
    for leaf, at in found:
        tree.append(leaf)
        since = at
    signed = max([each.size for each in missing], default=head.size)
    return Loss(
        head.origin,
        tree.size,
        tree.root().hex(),
        since,
        max(signed, tree.size),
        (head.origin, *(each.origin for each in outside), *signers),
        not missing,
    )


def _missing(each: Known, origin: str, size: int, stated: Sequence[Statement]) -> bool:
    """Whether a checkpoint shows entries that are neither there nor stated to be lost."""
    if follows(each.origin, origin):
        return True
    after = next((one for one in stated if follows(one.origin, each.origin)), None)
    return each.size > (max(after.recovered, after.signed) if after else size)


def _signed(session: Session, head: LogHead) -> bool:
    """Whether the log in the database was ever signed under the name it bears."""
    begun = max((one.recovered for one in epochs(session) if one.origin == head.origin), default=-1)
    query = select(Checkpoint.size).where(Checkpoint.organ_id == head.organ_id, Checkpoint.size > begun).limit(1)
    return session.scalar(query) is not None


def rewritten(session: Session, where: Where) -> list[Known]:
    """What was signed over entries that are there, with another root than theirs. Raises StateError, NoteError."""
    head = session.execute(select(LogHead).order_by(LogHead.organ_id).limit(1)).scalar_one_or_none()
    if head is None:
        return []
    stated = epochs(session)
    due = [each for each in known(where) if each.size <= _kept(each, head.origin, head.size, stated)]
    tree = Range()
    differing: list[Known] = []
    leaves = select(Entry.leaf).where(Entry.organ_id == head.organ_id).order_by(Entry.seq)
    with session.scalars(leaves.execution_options(yield_per=1000)) as found:
        for leaf in found:
            try:
                tree.append(leaf)
            except ValueError:
                # there is no root over a leaf that is none
                return [*differing, *(each for each in due if each.size > tree.size)]
            differing += [each for each in due if each.size == tree.size and each.root != tree.root()]
    return differing


def altered(size: int) -> Text:
    """That so many entries are not those that were signed, and what follows from it."""
    return Text(
        f"前{size}条与已签署的不同：这些条目被改写过，或者恢复旧备份后又有录入。不启动、不录入、不签署。"
        "请保留现场，从另一份备份恢复，再行核验。",
        f"The first {size} entries are not those that were signed: they were rewritten, or an older backup was restored "
        "and written on. Nothing is served, entered or signed. Keep everything as it is, restore another backup and "
        "verify it.",
    )


def _kept(each: Known, origin: str, size: int, stated: Sequence[Statement]) -> int:
    """How many of the entries of its epoch are still there."""
    if parted(each.origin) == parted(origin):
        return size
    after = next((one for one in stated if follows(one.origin, each.origin)), None)
    return after.recovered if after else 0
