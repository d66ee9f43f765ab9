"""Size and root of the log, cheap enough for the foot of every page."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from workflow.models.trail import Entry, LogHead
from workflow.services.unit import Session
from workflow.trail.merkle import Range


@dataclass(frozen=True)
class LogState:
    """How long the log is, and the root over it in hex."""

    size: int
    root: str
    origin: str


# The tree of a log only grows, so that of the last page is taken further, where the leaf it ended with still stands in
# its place: a backup that was put back and written on has another one there. What a checker needs is computed anew by
# the checker: this is a figure to be printed, not a proof.
_trees: WeakKeyDictionary[Engine, dict[int, tuple[Range, bytes]]] = WeakKeyDictionary()
_guard = threading.Lock()


def log_state(session: Session) -> LogState | None:
    """Size and root of the organ's log; None before it was opened. Reads the leaves added since it was last asked."""
    head = session.execute(
        select(LogHead.organ_id, LogHead.size, LogHead.origin).order_by(LogHead.organ_id).limit(1)
    ).one_or_none()
    if head is None:
        return None
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    with _guard:
        trees = _trees.setdefault(engine, {})
        tree, last = trees.get(head.organ_id, (Range(), b""))
        leaves = _leaves(session, head.organ_id, max(tree.size - 1, 0), head.size)
        if tree.size and next(leaves, None) != last:
            leaves.close()
            tree, leaves = Range(), _leaves(session, head.organ_id, 0, head.size)
        try:
            for leaf in leaves:
                tree.append(leaf)
                last = leaf
        except ValueError:
            # a leaf that is none: what is wrong is said by the examination, not by the foot of a page
            trees.pop(head.organ_id, None)
            return None
        trees[head.organ_id] = tree, last
        return LogState(tree.size, tree.root().hex(), head.origin)


def _leaves(session: Session, organ_id: int, first: int, size: int) -> Generator[bytes]:
    """The leaves of a log from one on, as far as it is known to go."""
    leaves = select(Entry.leaf).where(Entry.organ_id == organ_id, Entry.seq >= first, Entry.seq < size)
    with session.scalars(leaves.order_by(Entry.seq).execution_options(yield_per=1000)) as found:
        yield from found
