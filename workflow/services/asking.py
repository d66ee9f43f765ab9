"""What the one door is asked and what it answers: requests, refusals, and who may ask for what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from workflow.domain.actor import Actor
from workflow.domain.checking import Finding
from workflow.domain.dossier import Dossier
from workflow.domain.procedure import Step
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services.unit import Session
from workflow.trail.entry import decode

PROPOSE = "initiation.propose"


class NotAllowed(Exception):
    """No role of the actor may take this step on this decision."""


class Stale(Exception):
    """The decision has changed since the page was opened; nothing was done. Look at it again and decide anew."""


class Refused(Exception):
    """The law refuses the step: `findings` says everything that is missing, each with its article and remedy."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("; ".join(finding.detail.en for finding in findings))


@dataclass(frozen=True)
class Done:
    """A step that was taken: on which decision, by which entry; `repeated` if it had been taken already."""

    decision_id: int
    seq: int
    answer: str = ""
    repeated: bool = False


@dataclass(frozen=True)
class Request:
    """What somebody asks for: the step, what they entered, the version of the decision they saw, and a key of their own.

    The key is made with the form: the same request sent twice gets the same answer and does nothing again. Whoever
    goes back and sends other words, or is somebody else, asks for something else.
    """

    step_id: str
    data: Mapping[str, Any]
    key: str
    decision_id: int | None = None
    seen: int | None = None
    password: str | None = None
    mark: str = ""
    """That of the version seen, where whoever asks knows it: its number may be given again after a loss."""

    def fingerprint(self, actor: Actor | None) -> str:
        """What tells this request from any other: key, step, decision, who asks, and every word that was entered.

        A field that was left empty says as little as one that was not there: pressed twice, a form may be shown with it.
        """
        said = {name: value for name, value in self.data.items() if value not in ("", None)}
        words = json.dumps([self.step_id, self.decision_id, actor and actor.public_id, said], default=str)
        return hashlib.sha256(f"{self.key}\0{words}".encode()).hexdigest()


def kept(fingerprint: str) -> str:
    """What is kept and logged of a fingerprint; nothing made from the fingerprint can be made from it."""
    return hashlib.sha256(fingerprint.encode()).hexdigest()[:32]


def role_for(step: Step, actor: Actor | None, decision: Decision | None) -> Role | None:
    """The role by which `actor` may take `step` on `decision`, or None. The order of the law file decides."""
    if actor is None:
        return None
    for role, scope in step.roles.items():
        if role in actor.roles and _within(scope, actor, decision):
            return role
    return None


def _within(scope: str, actor: Actor, decision: Decision | None) -> bool:
    if scope == "any" or decision is None:
        return True
    if actor.unit_id is None:
        return False
    match scope:
        case "proposing":
            return decision.unit_id == actor.unit_id
        case "undertaking":
            return actor.unit_id in decision.undertaking_ids
        case "lead":
            return decision.lead_unit_id == actor.unit_id
        case "executing":
            return actor.unit_id in decision.executing_ids
    return False


_TAKEN_FOR = select(Entry.body).where(
    Entry.decision_id == bindparam("id"),
    Entry.person == bindparam("person"),
    Entry.unit.in_(bindparam("units", expanding=True)),
    Entry.result == "ok",
)


def acted_for(session: Session, step: Step, dossier: Dossier, actor: Actor | None, decision_id: int) -> str:
    """The undertaking unit for which whoever reviews took steps of the matter as its staff or head; empty where for none."""
    if (
        step.stage != "legality_review"
        or actor is None
        or Role.LEGAL_REVIEWER not in step.roles
        or not dossier.initiation
    ):
        return ""
    asked_of = {"id": decision_id, "person": actor.public_id, "units": dossier.initiation.units}
    taken = map(decode, session.scalars(_TAKEN_FOR, asked_of))
    return next((each["unit"] for each in taken if each["as"] in (Role.STAFF, Role.UNIT_LEAD)), "")
