"""The program as it must not be: what the machine has to catch, planted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.domain.checking import Finding, findings_for
from workflow.domain.dossier import Dossier
from workflow.models.decisions import Decision
from workflow.services.asking import Done, Request
from workflow.services.standing import Standing, standing
from workflow.services.steps import perform
from workflow.services.unit import Session


def unseen(session: Session, request: Request, **given: Any) -> Done:
    """Whatever version of a matter somebody saw, it is taken for the newest."""
    newest = session.scalar(select(Decision.version).where(Decision.id == request.decision_id))
    session.rollback()
    return perform(session, replace(request, seen=newest, mark=""), **given)


def without(*rules: str) -> Callable[..., list[Finding]]:
    """The rules are asked, but for these."""
    return lambda *given: [each for each in findings_for(*given) if each.rule_id not in rules]


def unchecked(store_dir: Path, digest: str) -> bytes:
    """What stands under a digest is what was put in under it."""
    return (store_dir / digest[:2] / digest[2:]).read_bytes()


def by_number() -> Callable[[Session, int, str, int], Standing]:
    """What was read of a version of a matter is kept, and good whenever its number stands."""
    read: dict[int, Dossier] = {}

    def stands(session: Session, decision_id: int, key: str, who: int) -> Standing:
        found = standing(session, decision_id, key, who)
        return found._replace(dossier=read.setdefault(found.decision.version, found.dossier))

    return stands


def forgotten(*_: object) -> tuple[str, int]:
    """Who was too late is told so, and has to begin anew."""
    return "请重新办理。", 409
