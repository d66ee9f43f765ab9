"""Refusals beside the one door: what a role or a rule refuses of the yearly catalogue and the expert pool is entered too.

A refusal changes nothing; its entry is a transaction of its own. What was merely filled in wrongly is no refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from workflow.domain.actor import Actor
from workflow.domain.text import Text
from workflow.services import ledger
from workflow.services.recording import BadInput
from workflow.services.unit import Session, writing

ROLE = "role"
"""What refuses where somebody is not entitled to an act, as at the one door."""


class Forbidden(BadInput):
    """Refused by the role one has, or by rules: their ids, beside the sentence at its field."""

    def __init__(self, problems: Mapping[str, Text], *rules: str) -> None:
        super().__init__(problems)
        self.rules = rules or (ROLE,)


def enter(session: Session, act: str, obj: str, refused: Forbidden, *, actor: Actor, now: datetime) -> None:
    """Enter that an act was refused."""
    reasons = " ".join(text.zh for text in refused.problems.values())
    with writing(session):
        ledger.append(
            session,
            act,
            actor=actor,
            now=now,
            details={"rules": ";".join(refused.rules), "reasons": ledger.short(reasons)},
            obj=obj,
            result="denied",
            role=",".join(sorted(actor.roles)),
        )


@contextmanager
def entered(session: Session, act: str, obj: str, *, actor: Actor, now: datetime) -> Iterator[None]:
    """Enter what is forbidden within, and let it be raised. No writing transaction may be open."""
    try:
        yield
    except Forbidden as refused:
        enter(session, act, obj, refused, actor=actor, now=now)
        raise
