"""Whether a matter is kept from the public while it is drafted, and its decision (713 arts. 14(1) and 32, 711 arts. 13 to 18)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.facts.drafting import Skip
from workflow.domain.terms import WithholdGround


class NonDisclosure(Fact):
    """What was decided on the request of a version of the draft: ground and scope as asked, agreed to or not."""

    version: int
    agreed: bool
    ground: WithholdGround
    citation: Line = ""
    scope: Line = ""
    opinion: Paragraphs = ""
    decided_by: Line
    decided_by_id: str = ""

    def answers(self, asked: Skip) -> bool:
        """Whether it was decided on just this: the same ground and the same scope, in whatever version of the draft."""
        return (self.ground, self.citation, self.scope) == (asked.by_law, asked.citation, asked.scope)

    def undoes(self, other: NonDisclosure) -> bool:
        """Whether it was decided otherwise on what the other agreed to: the same ground and the same scope."""
        same = (self.ground, self.citation, self.scope) == (other.ground, other.citation, other.scope)
        return same and not self.agreed


class Withholding(Fact):
    """Whether the decision is kept from the public, as its head decided (711 arts. 14 to 18).

    `citation`: what the ground rests on where that is another law; `scope`: what is not made public; `review_on`: the
    day it is looked at again; `late_review`: why that is late. `lifted`: it may be made public from now on; then there is a reason and nothing else.
    """

    lifted: bool = False
    ground: WithholdGround | None = None
    reason: Paragraphs
    decided_by: Line
    review_on: dt.date | None = None
    late_review: Paragraphs = ""
    citation: Line = ""
    scope: Line = ""
    decided_by_id: str = ""
