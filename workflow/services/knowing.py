"""Who knew what when: what the log held of a matter when somebody acted, what came only later, and who acted on it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.services.audit import Item, Piece, Timeline
from workflow.services.clock import today as day_of


class NotOfThisMatter(LookupError):
    """The entry is none of the matter's."""


@dataclass(frozen=True)
class Held:
    """A record of the matter as it stood: the entry that brought this version of it, and the record itself."""

    item: Item
    piece: Piece


@dataclass(frozen=True)
class Knowledge:
    """What was known when an entry was made.

    `held`: the newest version of every record entered before it. `later`: what had happened by that day as it is told, but
    was entered only afterwards. `since`: the first step of each person who acted after it, and so had it before them.
    """

    item: Item
    held: tuple[Held, ...]
    later: tuple[Item, ...]
    since: tuple[Item, ...]


def knowledge_at(found: Timeline, seq: int) -> Knowledge:
    """What was known when the entry `seq` was made. Raises NotOfThisMatter."""
    item = next((each for each in found.items if each.seq == seq), None)
    if item is None:
        raise NotOfThisMatter(seq)
    held: dict[tuple[str, str], Held] = {}
    for each in _taken(found.items):
        if each.seq < seq:
            held |= {(piece.kind, piece.thread): Held(each, piece) for piece in each.evidence}
    after = [each for each in _taken(found.items) if each.seq > seq]
    day = day_of(item.entered_at)
    first: dict[str, Item] = {}
    for each in after:
        if each.fields["who"]:
            first.setdefault(each.fields["who"], each)
    return Knowledge(
        item,
        tuple(sorted(held.values(), key=lambda each: each.item.seq)),
        tuple(each for each in after if each.happened and each.happened <= day),
        tuple(first.values()),
    )


def _taken(items: Sequence[Item]) -> list[Item]:
    """The entries of what was done, not of what was refused."""
    return [each for each in items if not each.denied]
