"""The desk and the register: what waits for someone and by when, and where all matters stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from workflow.domain.actor import Actor
from workflow.domain.adjusting import ADJUST, open_checks
from workflow.domain.askedfor import OFFERED, PROBLEM, problem_reported
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.differing import newer
from workflow.domain.facts import AdjustmentCheck, ProblemReport
from workflow.domain.lawfiles import library
from workflow.domain.machine import possible
from workflow.domain.progress import DECIDED
from workflow.domain.terms import Category, Source
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.services.asking import role_for
from workflow.services.decisionview import DecisionView
from workflow.services.relations import reading, rows
from workflow.services.stepview import MOVE, StepView
from workflow.services.unit import Session, connection_of
from workflow.services.view import view

PAGE = 20


@dataclass(frozen=True)
class Due:
    """A day that matters, and for what; `last`: whether something is late after it, which a day that only comes never is."""

    day: date
    what: Text
    last: bool = True


@dataclass(frozen=True)
class Waiting:
    """A matter on somebody's desk: what can be done now, what cannot yet, and by when."""

    decision: DecisionView
    ready: tuple[StepView, ...]
    held: tuple[StepView, ...]
    due: Due | None
    problem: ProblemReport | None = None
    check: AdjustmentCheck | None = None


def desk(session: Session, actor: Actor, today: date, calendar: WorkingCalendar) -> list[Waiting]:
    """What waits for `actor`, the most urgent first. Steps one may take but need not are left out."""
    every = rows(connection_of(session), Decision, reading(Decision).order_by(Decision.__table__.c.id))
    mine = [row.id for row in every if _concerns(row, actor)]
    found = [_waiting(view(session, each, actor=actor, today=today, calendar=calendar), today) for each in mine]
    waiting = [each for each in found if each.ready or each.held]
    return sorted(
        waiting,
        key=lambda each: (
            not each.ready,
            not each.problem,
            each.due.day if each.due else date.max,
            each.decision.number,
        ),
    )


def _concerns(row: Decision, actor: Actor) -> bool:
    rulebook = library().rulebook(row.rulebook)
    states = rulebook.procedure.states(row.state, row.track_states)
    return any(
        (not step.optional or step.id in OFFERED) and possible(step, states) and role_for(step, actor, row)
        for step in rulebook.procedure.steps
    )


def _waiting(decision: DecisionView, today: date) -> Waiting:
    steps = [each for each in decision.steps if not each.idle]
    return Waiting(
        decision,
        tuple(each for each in steps if each.ready),
        tuple(each for each in steps if not each.ready),
        _due(decision, today),
        problem_reported(decision.dossier) if any(each.step.id in PROBLEM for each in steps) else None,
        _check(decision) if any(each.step.id == ADJUST for each in steps) else None,
    )


def _check(decision: DecisionView) -> AdjustmentCheck | None:
    """The newest check of an adjustment that was not followed by one yet."""
    *_, newest = (None, *open_checks(decision.dossier.execution))
    return newest


def _due(decision: DecisionView, today: date) -> Due | None:
    """The next day that matters for the decision where it stands."""
    dossier, states = decision.dossier, decision.states
    if states["main"] == "reviewing" and dossier.review and dossier.review.acceptance:
        supplied = [each.supply.guaranteed_until for each in dossier.review.supplements if each.supply]
        until = supplied[-1] if supplied else dossier.review.acceptance.guaranteed_until
        # guaranteed to the reviewer, so nobody is late when it is over
        if until and today <= until:
            return Due(until, Text("保证审查时间至", "review time guaranteed until"), last=False)
    if states.get("participation") == "open" and dossier.notice and today <= dossier.notice.closes:
        return Due(dossier.notice.closes, Text("征求意见截止", "opinions end"))
    if states.get("hearing") in ("announced", "listed") and dossier.hearing and today <= dossier.hearing.due:
        return Due(dossier.hearing.due, Text("听证会召开", "hearing"), last=False)
    if states["main"] in ("decided", "reported") and decision.publish_by:
        return Due(decision.publish_by, Text("公布期限", "to be published by"))
    if states["main"] == "reviewed" and dossier.agenda and today <= dossier.agenda[-1].meets:
        return Due(dossier.agenda[-1].meets, Text("会议召开", "meeting"), last=False)
    if states["main"] not in DECIDED and dossier.initiation and dossier.initiation.due:
        return Due(dossier.initiation.due, Text("计划完成", "planned completion"))
    if states["main"] not in DECIDED and dossier.plan:
        return Due(dossier.plan.due, Text("目录计划完成", "planned in the catalogue"))
    return None


@dataclass(frozen=True)
class Outdated:
    """Matters that stand on older rules than those in force, by number with their titles; `rules` are those in force."""

    rules: Text
    since: date
    matters: tuple[tuple[str, str], ...]


def outdated(session: Session, actor: Actor, today: date) -> Outdated | None:
    """The running matters `actor` may move to newer rules; None where there are none."""
    shelf, found = library(), []
    for row in session.scalars(select(Decision).order_by(Decision.id)):
        rulebook = shelf.rulebook(row.rulebook)
        step = rulebook.procedure.step_by_id.get(MOVE)
        if (
            step
            and role_for(step, actor, row)
            and possible(step, rulebook.procedure.states(row.state, row.track_states))
            and (target := newer(shelf, rulebook, today))
        ):
            found.append((row.number, row.title, target.profile))
    if not found:
        return None
    profile = max((each for _, _, each in found), key=lambda each: each.since)
    rules = shelf.rulebook(profile.label).title
    return Outdated(rules, profile.since, tuple((number, title) for number, title, _ in found))


@dataclass(frozen=True)
class Listed:
    """A matter in the register."""

    number: str
    title: str
    category: Text
    kind: Text
    source: Text
    state: Text
    lead_unit: str
    since: date
    final: bool
    ended: bool


def register(
    session: Session,
    *,
    words: str = "",
    state: str = "",
    kind: str = "",
    source: str = "",
    page: int = 1,
    size: int = PAGE,
) -> tuple[Sequence[Listed], int]:
    """A page of all matters, newest first, with the number of pages. `words` looks in number and title."""
    chosen = select(Decision).options(selectinload(Decision.lead_unit)).order_by(Decision.id.desc())
    if state:
        chosen = chosen.where(Decision.state == state)
    if source:
        chosen = chosen.where(Decision.source == source)
    for word in words.split():
        chosen = chosen.where(
            or_(Decision.title.contains(word, autoescape=True), Decision.number.contains(word, autoescape=True))
        )
    rows = [row for row in session.scalars(chosen) if not kind or kind in row.kinds]
    pages = max(1, -(-len(rows) // size))
    return [_listed(row) for row in rows[(page - 1) * size : page * size]], pages


def _listed(row: Decision) -> Listed:
    rulebook = library().rulebook(row.rulebook)
    state = next(each for each in rulebook.procedure.track_by_key["main"].states if each.key == row.state)
    return Listed(
        row.number,
        row.title,
        Category.of(row.category).label,
        rulebook.kind_name,
        Source.of(row.source).label,
        state.name.text,
        row.lead_unit.name if row.lead_unit else "",
        row.since,
        state.final,
        state.ended,
    )
