"""What other kinds of matter end with: signing a contract, filing a policy document."""

from __future__ import annotations

import re

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.numbers import as_printed
from workflow.domain.substance import tells
from workflow.domain.text import Text
from workflow.models.other_kinds import Filing, Signing
from workflow.services.ledger import Proof
from workflow.services.numbers import unused
from workflow.services.recording import Act, BadInput, Recorded, Taking, records, why_anew

_NEGATIVE = re.compile(r"(?<!\d)(?:[-－−–]|负)\s*\d")


class SigningAct(Act):
    """The signing of a contract as entered."""

    number: Line
    counterparty: Line
    amount: Line = ""
    term: Line = ""
    anew: Paragraphs = ""


@records("publication.sign", SigningAct)
def sign(taking: Taking, act: SigningAct) -> Recorded:
    """Record that the contract was signed. Who the other party is stands in the evidence, not in the entry.

    What was signed is signed once: a record that says otherwise than the one before says why.
    """
    if not tells(act.counterparty):
        raise BadInput({"counterparty": Text("请填写对方当事人。", "Name the other party.")})
    if _NEGATIVE.search(act.amount):
        raise BadInput({"amount": Text("合同金额不能是负数。", "An amount is not negative.")})
    before = taking.dossier.signing
    number = _number(taking, act.number, before.number if before else "")
    given = act.model_dump(exclude={"on", "number"})
    said = {"number": number, "counterparty": act.counterparty, "amount": act.amount, "term": act.term}
    why_anew(act.anew, needed=before is not None and any(_takes_back(getattr(before, k), v) for k, v in said.items()))
    row = taking.put(Signing, decision_id=taking.decision.id, number=number, **given, **taking.stamp(act))
    proof = Proof("signing", facts.Signing.model_validate(row), private=True)
    return Recorded({"number": number}, (proof,))


def _takes_back(was: str, now: str) -> bool:
    """Whether something said before is said otherwise; what was left open may be filled in."""
    return bool(was.strip()) and was.strip() != now.strip()


def _number(taking: Taking, written: str, before: str) -> str:
    """The number as it is printed; `before` is the one the paper was recorded with, which may be recorded again."""
    number = as_printed(written)
    return number if number == before else unused(taking.session, number)


class FilingAct(Act):
    """A filing as entered."""

    to: Line
    number: Line = ""
    note: Paragraphs = ""


@records("publication.file", FilingAct)
def file(taking: Taking, act: FilingAct) -> Recorded:
    """Record that the document was filed with the organ above."""
    before = taking.dossier.filing
    number = _number(taking, act.number, before.number if before else "")
    given = act.model_dump(exclude={"on", "number"})
    row = taking.put(Filing, decision_id=taking.decision.id, number=number, **given, **taking.stamp(act))
    return Recorded({"to": act.to}, (Proof("filing", facts.Filing.model_validate(row)),))
