"""Whether the log may be added to: what the signer remembers having signed is there, and is what it was.

At the start everything that was signed is compared. Afterwards whoever writes only looks at the last entry that was
signed: an older backup that came back under a running program has another one there, or none.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from time import monotonic

from sqlalchemy import select

from workflow.domain.text import Text
from workflow.models.trail import Entry, LogHead
from workflow.services import loss
from workflow.services.signers import BRIEFLY, Memory, Process, Unreadable, Where, memory_in
from workflow.services.unit import Session
from workflow.trail.epoch import follows
from workflow.trail.merkle import Range
from workflow.trail.refusal import Refusal
from workflow.trail.signerprocess import SignerAway

FRESH_SECONDS = 10.0
"""How long what the process of a signer told is held against what is written before it is asked again."""


def unfit(session: Session, where: Where) -> Text | None:
    """Why the log must not be served: entries that were signed are missing or not what they were, or nobody can say.

    A signer's process that is away stops nothing: it refuses to sign what it finds when it is back.
    """
    try:
        found = loss.loss(session, where)
        # where only the key is not here, nothing is known to be missing, and signing alone has to wait
        if found and not found.only_key:
            return loss.said(found)
        differing = loss.rewritten(session, where)
        return loss.altered(differing[0].size) if differing else None
    except SignerAway:
        return None
    except Refusal as refusal:
        return _unsure(refusal)


def _unsure(refusal: Refusal) -> Text:
    more = (
        Text("", "") if isinstance(refusal, Unreadable) else Text("请先恢复签名目录。", " Put its folder back first.")
    )
    return Text(
        f"不能确认已签署的条目都在：{refusal.zh}。{more.zh}",
        f"It cannot be said that every signed entry is there: {refusal.en}.{more.en}",
    )


class Watch:
    """Looks at what is about to be written on; one for all requests of an application.

    `refusal`: why the signer, which reads the whole log, refused to sign it last.
    """

    def __init__(self, where: Where) -> None:
        self.refusal: Text | None = None
        self._where = where
        self._told: Memory | None = None
        self._asked_anew = 0.0
        self._guard = threading.Lock()
        self._held: Memory | None = None
        self._tree, self._leaf = Range(), b""

    def stopped(self, session: Session) -> Text | None:
        """Why nothing may be entered; None where the log is the one that was signed, or was never signed here."""
        if self.refusal:
            return self.refusal
        try:
            memory = self._memory()
            if memory is None or not memory.size:
                return None
            with self._guard:
                if self._fits(session, memory):
                    return None
                # it may have been signed after this session began to read
                session.rollback()
                if self._fits(session, memory):
                    return None
            found = loss.loss(session, self._where)
        except Refusal as refusal:
            return _unsure(refusal)
        return loss.said(found) if found and not found.only_key else loss.altered(memory.size)

    def _memory(self) -> Memory | None:
        """What was signed last; of a signer's process what it told last, and nobody waits for one that is away twice."""
        if not isinstance(self._where, Process):
            return memory_in(self._where)
        if monotonic() >= self._asked_anew:
            # one that is away stops nobody
            with suppress(SignerAway):
                self._told = memory_in(self._where, BRIEFLY)
            self._asked_anew = monotonic() + FRESH_SECONDS
        return self._told

    def _fits(self, session: Session, memory: Memory) -> bool:
        head = session.execute(select(LogHead.organ_id, LogHead.origin, LogHead.size).limit(1)).one_or_none()
        if head is None or follows(head.origin, memory.origin):
            return True
        if follows(memory.origin, head.origin) or head.size < memory.size:
            return False
        leaves = select(Entry.leaf).where(Entry.organ_id == head.organ_id)
        if memory == self._held:
            return session.scalar(leaves.where(Entry.seq == memory.size - 1)) == self._leaf
        if memory.size < self._tree.size:
            self._tree = Range()
        added = leaves.where(Entry.seq >= self._tree.size, Entry.seq < memory.size).order_by(Entry.seq)
        try:
            with session.scalars(added.execution_options(yield_per=1000)) as found:
                for leaf in found:
                    self._tree.append(leaf)
                    self._leaf = leaf
        except ValueError:
            self._tree = Range()
        fits = self._tree.root() == memory.root
        self._held, self._tree = (memory, self._tree) if fits else (None, Range())
        return fits
