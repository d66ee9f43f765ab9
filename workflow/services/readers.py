"""What of a matter is for those alone who handle what the public sent: telephone and identity numbers in its words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeVar

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.dossier import Dossier
from workflow.domain.masking import mask
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.services.asking import role_for

HANDLING = ("participation.answer", "execution.answer")
"""The steps by which what the public sent is dealt with."""

NUMBER = {"opinion_sender": "opinion", "hearing_registrant": "registration", "suggestion_sender": "suggestion"}
"""Who sent what: the detail of the entry that says which one it is, named as the kind of evidence it is."""
SENT = frozenset(NUMBER.values())
"""The kinds of evidence that are the public's own words."""

RECEIPT = "receipt_sha256"
"""The digest of the receipt that was handed out: no words of anybody, whatever its figures look like."""

_Sent = TypeVar("_Sent", facts.Opinion, facts.Suggestion)


def handles(row: Decision, rulebook: Rulebook, actor: Actor | None) -> bool:
    """Whether the actor deals with what the public sent on a matter, and so has to be able to reach whoever wrote."""
    known = rulebook.procedure.step_by_id
    return any(role_for(known[step], actor, row) for step in HANDLING if step in known)


def proves(row: Decision, rulebook: Rulebook, actor: Actor) -> bool:
    """Whether the actor is handed the public's words unchanged as proof: whoever handles them, and the auditor."""
    return actor.has(Role.AUDITOR.value) or handles(row, rulebook, actor)


def hides_from_others(kind: str, body: bytes) -> bool:
    """Whether evidence holds what is hidden from others: masked it would prove nothing, so it is left out."""
    if kind not in SENT:
        return False
    fact: dict[str, object] = json.loads(body)
    return fact_for_others(fact) != fact


def fact_for_others(fact: Mapping[str, object]) -> dict[str, object]:
    """A fact as it is kept as evidence, with the numbers and addresses hidden that stand in its words."""
    return {key: mask(value) if isinstance(value, str) and key != RECEIPT else value for key, value in fact.items()}


def for_others(dossier: Dossier) -> Dossier:
    """The dossier with the numbers and addresses hidden that stand in what the public sent."""
    earlier = (each.model_copy(update={"opinions": _masked(each.opinions)}) for each in dossier.earlier_rounds)
    execution = dossier.execution
    if execution:
        execution = execution.model_copy(update={"suggestions": _masked(execution.suggestions)})
    changes = {"opinions": _masked(dossier.opinions), "earlier_rounds": tuple(earlier), "execution": execution}
    return dossier.model_copy(update=changes)


def _masked(sent: Sequence[_Sent]) -> tuple[_Sent, ...]:
    return tuple(each.model_copy(update={"text": mask(each.text)}) for each in sent)
