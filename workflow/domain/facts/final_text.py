"""The check of the final text: what the legality reviewer finds of a draft changed after adoption in principle."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import FinalFinding


class FinalCheck(Fact):
    """One version, as it stood under its digest, held against the opinion of the meeting that adopted it in principle.

    `changes`: what was changed since the meeting, as the reviewer found it; `reason`: why it does not do as it is;
    `not_anew`: why the public, the experts or the assessors, who saw another text, are not asked anew.
    """

    version: int
    digest: Line = ""
    changes: Paragraphs = ""
    finding: FinalFinding
    reason: Paragraphs = ""
    not_anew: Paragraphs = ""
    reviewer: Line = ""
    reviewer_id: str = ""
