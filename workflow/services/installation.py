"""Whether an installation as a whole is sound: its log and tables, its files, and what was signed of it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workflow.domain.text import Text
from workflow.models.files import StoredFile
from workflow.services import checkpoints, seals, stamping
from workflow.services.checkpoints import DamagedCheckpoint
from workflow.services.files import FileMissing, open_file
from workflow.services.loss import epochs, loss, rewritten, said
from workflow.services.signers import Unreadable, Where, signers_in, trust_of
from workflow.services.soundness import Soundness, examine
from workflow.services.unit import Session
from workflow.trail.checkpoint import checkpoint_of
from workflow.trail.epoch import Statement
from workflow.trail.note import NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.signerprocess import SignerAway

SOUND, TAMPERED, INCOMPLETE, USAGE = 0, 1, 2, 3
"""The exit codes of the offline verifier."""

Progress = Callable[[int, int], None]


@dataclass
class Inspection:
    """What was found: the logs, how many files, what is wrong, what evidence is lacking, what is lost and not yet stated."""

    logs: list[Soundness] = field(default_factory=list)
    files: int = 0
    problems: list[Text] = field(default_factory=list)
    lacking: list[Text] = field(default_factory=list)
    lost: Text | None = None
    epochs: list[Statement] = field(default_factory=list)

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
    session: Session, files: Path, signer: Where, now: datetime, progress: Progress | None = None
) -> Inspection:
    """Examine everything that is here. `now` is the real time, by which the age of cosignatures is judged."""
    found = Inspection(logs=examine(session, progress), epochs=epochs(session))
    digests = list(session.scalars(select(StoredFile.digest).order_by(StoredFile.digest)))
    found.files = len(digests)
    found.problems += _files(files, digests)
    try:
        found.problems += [*_signed(session, signer), *_stamped(session)]
        if missing := loss(session, signer):
            if missing.only_key:
                found.lacking.append(said(missing))
            else:
                found.lost = said(missing)
        found.lacking += _lacking(session, now, found.epochs)
    except (Unreadable, SignerAway) as unreadable:
        found.lacking.append(Text(f"{unreadable.zh}。", f"{unreadable.en}."))
    except Refusal as refusal:
        # a damaged checkpoint, a damaged memory or key of the signer
        found.problems.append(Text(f"{refusal.zh}。", f"{refusal.en}."))
    return found


def _files(store: Path, digests: list[str]) -> Iterator[Text]:
    for digest in digests:
        try:
            open_file(store, digest)
        except FileMissing:
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


def _stamped(session: Session) -> Iterator[Text]:
    for size in stamping.misplaced(session):
        yield Text(
            f"{size}条的检查点旁存的时间戳不是它的。",
            f"The time stamp kept beside the checkpoint of {size} entries is not on it.",
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
