"""Size and root of the log, cheap enough for the foot of every page."""

from __future__ import annotations

import threading
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


# The tree of a log only grows, so that of the last page is taken further. What a checker needs is computed anew by the
# checker: this is a figure to be printed, not a proof.
_trees: WeakKeyDictionary[Engine, dict[int, Range]] = WeakKeyDictionary()
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
        tree = trees.get(head.organ_id, Range())
        if tree.size > head.size:
            # another database under the same name, for example a backup that was put back
            tree = Range()
        leaves = (
            select(Entry.leaf)
            .where(Entry.organ_id == head.organ_id, Entry.seq >= tree.size, Entry.seq < head.size)
            .order_by(Entry.seq)
            .execution_options(yield_per=1000)
        )
        try:
            with session.scalars(leaves) as found:
                for leaf in found:
                    tree.append(leaf)
        except ValueError:
            # a leaf that is none: what is wrong is said by the examination, not by the foot of a page
            return None
        trees[head.organ_id] = tree
        return LogState(tree.size, tree.root().hex(), head.origin)
