"""Whether a matter is kept from the public while it is drafted (713 art. 14(1), 337 art. 15, 711 arts. 14 and 15)."""

from __future__ import annotations

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
