"""From which day a decision binds: it was published, it was decided to withhold it, or, of a kind never published, archived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.domain.facts import Archive, Publication, Reconsideration, Successor, Withholding
from workflow.domain.terms import Reconsidered


def sent_back_on(reconsiderations: Sequence[Reconsideration]) -> dt.date:
    """When a decision was last sent back to be changed; what was before that was of another decision."""
    days = (each.on for each in reconsiderations if each.way is Reconsidered.CHANGE)
    return max(days, default=dt.date.min)


def made_known(
    publication: Publication | None,
    withholdings: Sequence[Withholding],
    reconsiderations: Sequence[Reconsideration],
) -> Publication | Withholding | None:
    """What made the decision as it stands known first: its publication, or the decision to withhold it.

    It binds from that day. That a withholding is lifted and the decision published takes nothing of that back.
    """
    kept = (each for each in withholdings if not each.lifted)
    since = sent_back_on(reconsiderations)
    return min(
        (each for each in (publication, *kept) if each and each.on > since), key=lambda each: each.on, default=None
    )


@dataclass(frozen=True)
class Issued:
    """What there is of the end of a decision; `publishes`: its kind is published."""

    publishes: bool
    publication: Publication | None = None
    withholdings: tuple[Withholding, ...] = ()
    reconsiderations: tuple[Reconsideration, ...] = ()
    archive: Archive | None = None

    def succeeding(self, number: str) -> Successor:
        """The decision as the one that adjusts another in substance; withheld as it stands, or archived unpublished."""
        known = made_known(self.publication, self.withholdings, self.reconsiderations)
        settled = known if isinstance(known, Withholding) else None if self.publishes else self.archive
        return Successor(
            number=number,
            published_on=self.publication.on if self.publication else None,
            settled_on=settled.on if settled else None,
        )
