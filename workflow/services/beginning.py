"""How a decision begins: the number it gets, the rules it is bound to, the decision it adjusts."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import String, bindparam, cast, func, null, select

from workflow.domain.actor import Actor
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.decisions import Decision
from workflow.models.people import Organ
from workflow.models.trail import Entry, LogHead
from workflow.services.clock import today as day_of
from workflow.services.dossiers import successor_of
from workflow.services.logstore import Head, head_columns
from workflow.services.putting import put
from workflow.services.recording import Act, BadInput
from workflow.services.relations import form_of, reading
from workflow.services.unit import Session, connection_of, unit_of

_ORGAN, _LOG, _DECISION, _ENTRY = (each.__table__.c for each in (Organ, LogHead, Decision, Entry))
_OF_YEAR = select(func.count()).where(_DECISION.organ_id == _ORGAN.id, _DECISION.number.startswith(bindparam("year")))
_ANSWER = select(_ENTRY.decision_id).where(_ENTRY.request == bindparam("key"))
_GROUND = (
    reading(Organ)
    .outerjoin(LogHead.__table__, _LOG.organ_id == _ORGAN.id)
    .add_columns(
        # there is no entry yet of a decision that begins
        *head_columns(cast(null(), String)),
        _OF_YEAR.scalar_subquery(),
        _ANSWER.scalar_subquery(),
        _ANSWER.with_only_columns(_ENTRY.seq).scalar_subquery(),
    )
)


class Ground(NamedTuple):
    """What a decision begins on: the organ, the head of its log, how many it began in the year; and where the very request
    was answered before, the decision that it began and the number of the entry."""

    organ: Organ
    head: Head | None
    earlier: int
    decision_id: int | None
    answered: int | None


def ground_for(session: Session, today: date, key: str, who: int) -> Ground:
    """What a decision would begin on in the open unit of work; `key`: of the request; `who` makes it (0: nobody)."""
    form = form_of(Organ)
    *found, count, decision_id, answered = (
        connection_of(session).execute(_GROUND, {"year": f"{today.year}-", "key": key, "who": who}).one()
    )
    return Ground(form.row(found), Head.found(found[form.width :]), count, decision_id, answered)


def begin(session: Session, ground: Ground, actor: Actor | None, act: Act, now: datetime) -> tuple[Decision, Dossier]:
    """Begin a decision in the open unit of work, which is that of a step. Raises BadInput."""
    unit_of(session).of_step = True
    today, data, organ = day_of(now), act.model_dump(), ground.organ
    try:
        rulebook = library().in_force(organ.profile_id, today, data["kinds"])
    except KeyError:
        raise BadInput({"kinds": Text("请从列出的事项种类中选择。", "Choose among the kinds listed.")}) from None
    begun = {
        "organ_id": organ.id,
        "number": f"{today.year}-{ground.earlier + 1:03d}",
        "title": data["title"],
        "name": worded(data["title"]),
        "category": data["category"],
        "source": data["source"],
        "kinds": list(rulebook.kinds),
        "unit_id": actor.unit_id if actor else None,
        "predecessor_id": _predecessor(session, data["predecessor"]),
        "state": "proposed",
        "track_states": {},
        "version": 1,
        "rulebook": rulebook.label,
        "since": act.on,
        "created_at": now,
        "changed_at": now,
    }
    decision = put(session, Decision, begun)
    return decision, Dossier(title=decision.title, organ=organ.name_zh, state=decision.state)


def _predecessor(session: Session, number: str) -> int | None:
    """The decision that the new one adjusts in substance; only one whose adjustment was ordered can be (713 art. 37)."""
    if not number:
        return None
    row = session.scalar(select(Decision).where(Decision.number == number))
    if row is None or row.track_states.get("execution") != "adjusting":
        sentence = Text(
            "原决策应当是已经决定作重大调整的事项。",
            "The earlier decision must be one whose adjustment in substance was ordered.",
        )
        raise BadInput({"predecessor": sentence})
    if following := successor_of(row):
        sentence = Text(
            "对决策{earlier}的重大调整已经由决策事项{number}《{title}》办理，不能重复提出。",
            "Decision {earlier} is already being adjusted in substance by {number}, “{title}”: it is not proposed twice.",
        )
        raise BadInput({"predecessor": sentence.fmt(earlier=number, number=following.number, title=following.title)})
    return row.id
