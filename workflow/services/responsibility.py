"""The responsibility of a decision: what each answers for, with who entered it, from the log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workflow.domain.deeds import Deed
from workflow.domain.responsibility import deeds
from workflow.domain.text import Text
from workflow.models.trail import Entry
from workflow.services.decisionview import DecisionView
from workflow.services.ledger import moment
from workflow.services.unit import Session
from workflow.trail.entry import decode


@dataclass(frozen=True)
class Answered:
    """A deed with the person who entered it, name and post as they stood."""

    deed: Deed
    by: str
    post: str
    seq: int | None


@dataclass(frozen=True)
class StageAnswers:
    """The deeds of one stage."""

    key: str
    name: Text
    rows: tuple[Answered, ...]


def answers(session: Session, decision: DecisionView) -> list[StageAnswers]:
    """Who did what, stage by stage; stages in which nothing was done are left out."""
    rows = session.execute(
        select(Entry.seq, Entry.body).where(Entry.decision_id == decision.id, Entry.result == "ok").order_by(Entry.seq)
    )
    entered = {
        (fields["act"], fields["ts"]): (seq, fields) for seq, fields in ((seq, decode(body)) for seq, body in rows)
    }
    found = [_answered(deed, entered) for deed in deeds(decision.dossier, decision.rulebook.labels)]
    stages = [
        StageAnswers(stage.key, stage.name.text, tuple(each for each in found if each.deed.stage == stage.key))
        for stage in decision.rulebook.procedure.stages
    ]
    return [stage for stage in stages if stage.rows]


def _answered(deed: Deed, entered: dict[tuple[str, str], tuple[int, dict[str, str]]]) -> Answered:
    seq, fields = entered.get((deed.step, moment(deed.entered)), (None, {})) if deed.entered else (None, {})
    return Answered(deed, fields.get("name", ""), fields.get("post", ""), seq)
