"""Making what pages show of a decision: where it stands, what the viewer may do, what each step still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.applicability import concerned, left_out
from workflow.domain.askedfor import asked_for
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import barred, setting_of
from workflow.domain.differing import missing_before
from workflow.domain.dossier import Dossier
from workflow.domain.facts import CatalogueItem
from workflow.domain.guarding import Setting
from workflow.domain.lawfiles import library
from workflow.domain.procedure import Step
from workflow.domain.progress import (
    HELD,
    idle,
    progress,
)
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Category, Source
from workflow.domain.text import Text, joined
from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services.asking import acted_for, role_for
from workflow.services.catalogue import public_item
from workflow.services.decisionrows import decision_row
from workflow.services.decisionview import DecisionView, Linked
from workflow.services.dossiers import came_to_nothing, dossier_of
from workflow.services.namesakes import of_numbers
from workflow.services.readers import for_others, handles
from workflow.services.stepview import StepView, arises
from workflow.services.unit import Session
from workflow.trail.entry import decode


def view(
    session: Session, decision_id: int, *, actor: Actor | None, today: date, calendar: WorkingCalendar
) -> DecisionView:
    """The decision as `actor` sees it on `today`. Raises NoDecision."""
    return _view(session, decision_row(session, decision_id), actor, today, calendar)


def _view(session: Session, row: Decision, actor: Actor | None, today: date, calendar: WorkingCalendar) -> DecisionView:
    rulebook = library().rulebook(row.rulebook)
    dossier = dossier_of(session, row)
    setting = setting_of(rulebook, today, calendar)
    states = rulebook.procedure.states(row.state, row.track_states)
    stages = concerned(rulebook.procedure, states, dossier)
    steps = tuple(_steps(session, row, actor, rulebook, dossier, setting, states))
    mine = {each.step.id for each in steps}
    return DecisionView(
        id=row.id,
        number=row.number,
        title=row.title,
        category=Category.of(row.category).label,
        source=Source.of(row.source).label,
        source_note=row.source_note,
        unit=row.unit.name if row.unit else "",
        lead_unit=row.lead_unit.name if row.lead_unit else "",
        units=tuple(each.unit.name for each in row.undertaking),
        states=states,
        state_name=rulebook.procedure.state_name("main", row.state),
        version=row.version,
        mark=row.mark,
        since=row.since,
        dossier=dossier if handles(row, rulebook, actor) else for_others(dossier),
        rulebook=rulebook,
        setting=setting,
        stages=tuple(
            stage
            for stage in progress(
                rulebook.procedure, states, dossier, today, left_out(rulebook, dossier), _held(rulebook)
            )
            if stage.key in stages
        ),
        steps=steps,
        others=tuple(_others(rulebook, dossier, setting, states, mine)),
        listed=_listed(session, dossier),
        predecessor=_linked(row.predecessor) if row.predecessor else None,
        successors=tuple(_linked(each) for each in row.successors),
        earlier=of_numbers(
            session, [number for each in (dossier.proposal, *dossier.drafts) if each for number in each.earlier]
        ),
    )


def _listed(session: Session, dossier: Dossier) -> CatalogueItem | None:
    """The item of the yearly catalogue that the matter carries out, as it is published now."""
    key = dossier.proposal.catalogue_item if dossier.proposal else ""
    return public_item(session, key) if key else None


def _held(rulebook: Rulebook) -> frozenset[str]:
    """The states that hold a matter back under these rules: a draft found to violate does where a rule says so."""
    holds = any(rule.rule.guard == "competition_reviewed" for rule in rulebook.rules)
    return HELD if holds else HELD - {"violating"}


def _linked(row: Decision) -> Linked:
    state = library().rulebook(row.rulebook).procedure.state_name("main", row.state)
    return Linked(row.number, row.title, state, came_to_nothing(row))


def _steps(
    session: Session,
    row: Decision,
    actor: Actor | None,
    rulebook: Rulebook,
    dossier: Dossier,
    setting: Setting,
    states: Mapping[str, str],
) -> list[StepView]:
    found, unneeded = [], left_out(rulebook, dossier)
    for step in rulebook.procedure.steps:
        role = role_for(step, actor, row)
        if role is not None and arises(step, rulebook, dossier, states, setting.today):
            acted = acted_for(session, step, dossier, actor, row.id)
            against = barred(rulebook, step.id, dossier, actor, acted) if actor else []
            missing = (*against, *missing_before(library(), rulebook, step.id, dossier, setting))
            at_rest = step.optional or step.stage in unneeded or idle(step.id, dossier)
            found.append(StepView(step, role, missing, at_rest and not asked_for(step.id, dossier)))
    return found


def _others(
    rulebook: Rulebook, dossier: Dossier, setting: Setting, states: Mapping[str, str], mine: set[str]
) -> Iterator[tuple[Step, Text]]:
    """What waits for somebody else: the steps that could be taken now, and the roles that take them."""
    unneeded = left_out(rulebook, dossier)
    for step in rulebook.procedure.steps:
        if step.id in mine or step.optional or step.stage in unneeded or idle(step.id, dossier):
            continue
        if not arises(step, rulebook, dossier, states, setting.today):
            continue
        if not any(finding.stops for finding in missing_before(library(), rulebook, step.id, dossier, setting)):
            yield step, joined([role.label for role in step.roles])


@dataclass(frozen=True)
class Change:
    """Something that was done to a decision: which step, by whom, when."""

    step_id: str
    name: str
    post: str
    at: datetime


def changes_since(session: Session, decision_id: int, seen: int) -> list[Change]:
    """What was done to a decision after the version `seen`, oldest first."""
    rows = session.execute(
        select(Entry.act, Entry.body, Entry.at)
        .where(Entry.decision_id == decision_id, Entry.result == "ok")
        .order_by(Entry.seq)
    )
    found = [(act, decode(body), at) for act, body, at in rows]
    return [
        Change(act, fields["name"], fields["post"], at) for act, fields, at in found if int(fields["ver"] or 0) > seen
    ]
