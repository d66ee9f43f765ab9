"""What other kinds of matter end with: signing a contract, filing a policy document."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.models.other_kinds import Filing, Signing
from workflow.services.ledger import Proof
from workflow.services.recording import Act, Recorded, Taking, records


class SigningAct(Act):
    """The signing of a contract as entered."""

    number: Line
    counterparty: Line
    amount: Line = ""
    term: Line = ""


@records("publication.sign", SigningAct)
def sign(taking: Taking, act: SigningAct) -> Recorded:
    """Record that the contract was signed. Who the other party is stands in the evidence, not in the entry."""
    row = Signing(decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    taking.session.add(row)
    proof = Proof("signing", facts.Signing.model_validate(row), private=True)
    return Recorded({"number": act.number}, (proof,))


class FilingAct(Act):
    """A filing as entered."""

    to: Line
    number: Line = ""
    note: Paragraphs = ""


@records("publication.file", FilingAct)
def file(taking: Taking, act: FilingAct) -> Recorded:
    """Record that the document was filed with the organ above."""
    row = Filing(decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    taking.session.add(row)
    return Recorded({"to": act.to}, (Proof("filing", facts.Filing.model_validate(row)),))
