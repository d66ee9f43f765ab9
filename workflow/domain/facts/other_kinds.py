"""What other kinds of matter end with: a contract is signed, a policy document is filed."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Line, Paragraphs


class Signing(Fact):
    """A contract as it was signed. `anew`: why it takes back what an earlier record said."""

    number: Line
    counterparty: Line
    amount: Line = ""
    term: Line = ""
    anew: Paragraphs = ""


class Filing(Fact):
    """A policy document filed with the organ above."""

    to: Line
    number: Line = ""
    note: Paragraphs = ""
