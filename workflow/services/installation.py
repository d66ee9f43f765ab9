"""Whether an installation as a whole is sound: its log and tables, its files, and what was signed of it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workflow.domain.text import Text, joined
from workflow.models.files import StoredFile
from workflow.models.trail import Checkpoint, Cosignature
from workflow.services import checkpoints, seals, stamping
from workflow.services.checkpoints import DamagedCheckpoint
from workflow.services.files import FileMissing, open_file
from workflow.services.loss import epochs, loss, rewritten, said
from workflow.services.raw import UNREADABLE
from workflow.services.signers import Unreadable, Where, memory_in, signers_in, trust_of
from workflow.services.soundness import Soundness, examine
from workflow.services.unit import Session
from workflow.trail.checkpoint import checkpoint_of
from workflow.trail.epoch import Statement
from workflow.trail.note import NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.signerprocess import SignerAway
from workflow.trail.trust import Trust

SOUND, TAMPERED, INCOMPLETE, USAGE = 0, 1, 2, 3
"""The exit codes of the offline verifier."""

Progress = Callable[[int, int], None]


@dataclass
class Inspection:
    """What was found: the logs, how many files, what is wrong, what evidence is lacking, what is lost and not yet stated.

    `unchecked`: witnesses whose cosignatures are there and were held against no key.
    """

    logs: list[Soundness] = field(default_factory=list)
    files: int = 0
    problems: list[Text] = field(default_factory=list)
    lacking: list[Text] = field(default_factory=list)
    lost: Text | None = None
    epochs: list[Statement] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

    @property
    def exit(self) -> int:
        """The verdict, as the offline verifier gives it: to it an end that is missing was cut off, until that is stated."""
        if self.lost or not self.right:
            return TAMPERED
        return INCOMPLETE if self.lacking else SOUND

    @property
    def right(self) -> bool:
        """Whether what is there is right, whatever is missing."""
        return not self.problems and all(each.sound for each in self.logs)


def inspect(
    session: Session,
    files: Path,
    signer: Where,
    now: datetime,
    progress: Progress | None = None,
    trust: Trust | None = None,
) -> Inspection:
    """Examine everything that is here. `now` is the real time, by which the age of cosignatures is judged; `trust` says
    whose they may be: without it a cosignature is taken to be what it says, and named as not checked."""
    found = Inspection(logs=examine(session, progress))
    digests = list(session.scalars(select(StoredFile.digest).order_by(StoredFile.digest)))
    found.files = len(digests)
    found.problems += _files(files, digests)
    try:
        found.epochs = epochs(session)
        found.problems += [*_signed(session, signer), *_stamped(session)]
        if trust:
            _cosigned(session, trust, found)
        else:
            found.unchecked = list(
                session.scalars(select(Cosignature.witness).distinct().order_by(Cosignature.witness))
            )
        if missing := loss(session, signer):
            if missing.only_key:
                found.lacking.append(said(missing))
            else:
                found.lost = said(missing)
        removed = [] if found.lost else [*_removed(session, signer)]
        found.lacking += removed or _lacking(session, now, found.epochs)
    except (Unreadable, SignerAway) as unreadable:
        found.lacking.append(Text(f"{unreadable.zh}。", f"{unreadable.en}."))
    except Refusal as refusal:
        # a damaged checkpoint, a damaged memory or key of the signer
        found.problems.append(Text(f"{refusal.zh}。", f"{refusal.en}."))
    except UNREADABLE as error:
        broken = Text(
            "日志头、检查点、见证或者时间戳的数据无法读取（{what}）。",
            "The head of the log, checkpoints, cosignatures or time stamps cannot be read ({what}).",
        )
        found.problems.append(broken.fmt(what=type(error).__name__))
    return found


def _files(store: Path, digests: list[str]) -> Iterator[Text]:
    for digest in digests:
        try:
            open_file(store, digest)
        except (FileMissing, TypeError):  # a digest that is no word names no file
            yield Text(f"文件 {digest} 缺失或者已损坏。", f"The file {digest} is missing or damaged.")


def _signed(session: Session, where: Where) -> Iterator[Text]:
    """The checkpoints and the log against the keys and the memory of the signer."""
    for each in rewritten(session, where):
        yield Text(
            f"前{each.size}条与已签署的不同：这些条目被改写过。",
            f"The first {each.size} entries are not those that were signed: they were rewritten.",
        )
    signers = signers_in(where)
    trust, newest = trust_of(*signers), signers[-1].last() if signers else None
    for point in checkpoints.points(session):
        for note in point.file.notes:
            try:
                sound = trust.log(checkpoint_of(note).origin) is None or trust.standing(note).signed
            except NoteError:
                sound = False
            if not sound:
                yield Text(
                    f"{point.size}条的检查点的签名不成立。",
                    f"The signature on the checkpoint of {point.size} entries does not hold.",
                )
                break
        here = newest is not None and checkpoint_of(point.note).origin == signers[-1].origin
        if newest is not None and here and point.size > newest.size:
            yield Text(
                f"签名状态停在{newest.size}条，却有{point.size}条的检查点：签名目录是旧的。",
                f"The memory of the signer ends at {newest.size} entries, there is a checkpoint of {point.size}: its "
                "folder is an old copy.",
            )
            newest = None


def _cosigned(session: Session, trust: Trust, found: Inspection) -> None:
    """Cosignatures that do not hold, or of which no key is trusted: these count for nothing."""
    trusted, strangers, holding = {key.name for key in trust.witnesses}, set[str](), False
    for point in checkpoints.each_point(session):
        who = {each.witness for each in point.cosigned}
        strangers |= who - trusted
        held: dict[str, datetime] = {}
        try:
            for note in point.file.notes:
                for name, at in trust.standing(note).cosigned.items():
                    held[name] = max(held.get(name, at), at)
            sound = all(held.get(each.witness) == each.at for each in point.cosigned if each.witness in trusted)
        except NoteError:
            sound = False  # a false line of a key that is known
        holding |= sound and bool(held)
        if not sound:
            said = Text(
                "{size}条的检查点上的见证签名不成立，或者所记时间不是签名的时间（{names}）。",
                "A cosignature on the checkpoint of {size} entries does not hold, or is not of the time kept with it ({names}).",
            )
            named = joined([Text(name, name) for name in sorted(who & trusted)])
            found.problems.append(said.fmt(size=point.size, names=named))
    for name in sorted(strangers):
        zh, en = (
            f"信任文件中没有见证人“{name}”，其见证不计。",
            f"The trust file has no witness {name}: it counts for nothing.",
        )
        found.lacking.append(Text(zh, en))
    if strangers and not holding:
        found.lacking.append(Text("没有所信任的外部见证。", "No trusted witness has cosigned."))


def _stamped(session: Session) -> Iterator[Text]:
    for size in stamping.misplaced(session):
        yield Text(
            f"{size}条的检查点旁存的时间戳不是它的。",
            f"The time stamp kept beside the checkpoint of {size} entries is not on it.",
        )


def _removed(session: Session, where: Where) -> Iterator[Text]:
    """The newest checkpoint that was signed, as the memory of the signer tells, where the database does not have it."""
    memory = memory_in(where)
    if memory and memory.size and not session.scalar(select(Checkpoint.size).filter_by(size=memory.size).limit(1)):
        yield Text(
            f"已签署到{memory.size}条，数据库中没有这一检查点：签署时中断的，运行shenjue checkpoint issue补回；否则检查点被删除过。",
            f"{memory.size} entries were signed, and the database does not have that checkpoint: where signing was cut "
            "short, shenjue checkpoint issue puts it back; else checkpoints were deleted.",
        )


def _lacking(session: Session, now: datetime, opened: list[Statement]) -> Iterator[Text]:
    try:
        signing = seals.signing(session)
    except DamagedCheckpoint:
        return
    if signing.newest is None:
        yield Text("日志尚未签署。", "The log has not been signed yet.")
    elif not signing.witnesses:
        yield Text("尚无外部见证。", "No witness has cosigned yet.")
    elif signing.stale(now):
        yield Text("最近一次外部见证距今已超过31日。", "The newest cosignature is more than 31 days old.")
    elif opened and max(each.size for each in signing.witnesses) <= opened[-1].recovered:
        yield Text(
            "丢失说明尚无外部见证：请把衔接文件送见证单位。",
            "No witness has seen the statement of the loss yet: bring it the link file.",
        )
