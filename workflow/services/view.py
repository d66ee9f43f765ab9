"""A decision as pages show it: where it stands, what the viewer may do, what each step still lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.applicability import concerned, left_out, offered
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import Finding, asked, findings_of, outstanding, setting_of, taken_steps
from workflow.domain.differing import newer
from workflow.domain.dossier import Dossier
from workflow.domain.drawing import seed_text
from workflow.domain.facts import CatalogueItem, Expert, ExpertDraw, LegalityReview, Skip
from workflow.domain.guarding import Setting
from workflow.domain.guards.publication import formed_on
from workflow.domain.lawfiles import library
from workflow.domain.machine import possible
from workflow.domain.planned import Planned, due, planned
from workflow.domain.procedure import Step
from workflow.domain.progress import (
    HELD,
    StageProgress,
    beside_the_point,
    hearing_due,
    idle,
    kept_back,
    progress,
    withheld,
)
from workflow.domain.publishtime import publish_by
from workflow.domain.recusal import recusals
from workflow.domain.reviewtime import ReviewClock, comes_up, review_clock
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import Category, OptionalStage, PlannedStage, Role, Source
from workflow.domain.text import Text, joined
from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services.asking import role_for
from workflow.services.catalogue import public_item
from workflow.services.decisionrows import NoDecision, decision_row
from workflow.services.dossiers import came_to_nothing, dossier_of
from workflow.services.unit import Session
from workflow.trail.entry import decode

ANNOUNCE = "hearing.announce"
"""The step that is optional but where a hearing is due by rule."""
WITHHOLD = "publication.withhold"
"""The step that is optional but where the matter was kept from the public while it was drafted."""
ASKED_FOR = (ANNOUNCE, WITHHOLD)
"""Optional steps that some matters ask for all the same."""
MOVE = "initiation.move"
"""The step that is there only while there is a newer version of the rules."""


@dataclass(frozen=True)
class StepView:
    """A step the viewer may take now, with what came before and is still missing.

    `idle`: it may be taken but nothing asks for it at the moment.
    """

    step: Step
    role: Role
    missing: tuple[Finding, ...]
    idle: bool

    @property
    def ready(self) -> bool:
        """Whether nothing that came before stops it."""
        return not any(finding.stops for finding in self.missing)


@dataclass(frozen=True)
class Linked:
    """A decision that this one adjusts in substance, or that adjusts this one (713 art. 37).

    `ended`: it came to nothing, so that another may be proposed.
    """

    number: str
    title: str
    state_name: Text
    ended: bool


@dataclass(frozen=True)
class DecisionView:
    """A decision with everything its page needs."""

    id: int
    number: str
    title: str
    category: Text
    source: Text
    source_note: str
    unit: str
    lead_unit: str
    units: tuple[str, ...]
    states: Mapping[str, str]
    state_name: Text
    version: int
    since: date
    dossier: Dossier
    rulebook: Rulebook
    setting: Setting
    stages: tuple[StageProgress, ...]
    steps: tuple[StepView, ...]
    others: tuple[tuple[Step, Text], ...]
    listed: CatalogueItem | None = None
    predecessor: Linked | None = None
    successors: tuple[Linked, ...] = ()

    def step(self, step_id: str) -> StepView | None:
        """The step of that id, if the viewer may take it now."""
        return next((each for each in self.steps if each.step.id == step_id), None)

    def in_time(self, step: Step) -> bool:
        """Whether somebody may take the step where the decision stands, and it is about something."""
        here = concerned(self.rulebook.procedure, self.states, self.dossier)
        there = possible(step, self.states) and step.stage in here and offered(step, self.dossier)
        about = comes_up(step.id, self.dossier, self.rulebook) and not beside_the_point(step.id, self.dossier)
        return there and about

    def units_of(self, step: Step, roles: Collection[str]) -> tuple[str, ...]:
        """The units whose people take the step by one of `roles`; none where it is no matter of units."""
        execution = self.dossier.execution
        of = {"proposing": (self.unit,), "undertaking": self.units, "lead": (self.lead_unit,)}
        of["executing"] = execution.units if execution else ()
        names = [name for role, reach in step.roles.items() if role in roles for name in of.get(reach, ())]
        return tuple(dict.fromkeys(name for name in names if name))

    def why_not(self, step: Step) -> Text:
        """Why nobody takes the step where the decision stands."""
        if possible(step, self.states) and withheld(step.id, self.dossier) and self.withholding_open:
            return Text(
                "草案提出本事项依法不予公开，尚待审定：审定同意前不免除公众参与，也不向社会公布。",
                "The draft asks that the matter be kept from the public, which is not decided: until then the public "
                "has still to be heard, and nothing is published.",
            )
        if possible(step, self.states) and withheld(step.id, self.dossier):
            return Text(
                "草案载明本事项依法不予公开，不向社会公布；情况有变化的，先保存草案新版本。",
                "The draft says that by law the matter is not made public; if that has changed, save a new version first.",
            )
        if step.id in taken_steps(self.rulebook, self.dossier):
            said = Text("本步骤已经办理，该事项目前处于“{state}”。", "This was done; the matter is now “{state}”.")
        elif possible(step, self.states):
            said = Text(
                "该事项目前处于“{state}”，没有需要本步骤办理的内容。",
                "The matter is now “{state}”; there is nothing for this step to be about.",
            )
        else:
            said = Text(
                "该事项目前处于“{state}”，不在可以办理本步骤的环节。",
                "The matter is now “{state}”, which is not where this step is taken.",
            )
        return said.fmt(state=self.state_name)

    def rules(self, step_id: str) -> tuple[EffectiveRule, ...]:
        """What the law asks of this matter at a step."""
        return asked(self.rulebook, step_id, self.dossier)

    def asks(self, step_id: str, guard: str) -> bool:
        """Whether a rule asks this of the matter at a step."""
        return any(rule.rule.guard == guard for rule in self.rules(step_id))

    @property
    def uncovered(self) -> list[Finding]:
        """What the rules say of a matter the procedure does not cover, from the proposal on."""
        rules = [rule for rule in self.rules("initiation.approve") if rule.rule.guard == "matter_covered"]
        return findings_of(rules, self.dossier, self.setting)

    @property
    def hearing_due(self) -> tuple[EffectiveRule, ...]:
        """The rules by which a hearing is due that is not announced yet."""
        if not hearing_due(self.dossier) or self.states.get("hearing") != "pending":
            return ()
        guards = (
            {"hearing_held", "planned_stages_kept"} if due(self.dossier, PlannedStage.HEARING) else {"hearing_held"}
        )
        return tuple(rule for rule in self.rules("legality_review.submit") if rule.rule.guard in guards)

    @property
    def withholding_open(self) -> bool:
        """Whether the draft asks to be kept from the public and nobody has agreed to it."""
        decided = self.dossier.non_disclosure
        return self.dossier.withholding_asked is not None and (decided is None or not decided.agreed)

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The stages the yearly catalogue plans for the matter, each as it stands."""
        return tuple(planned(self.dossier))

    def left_out(self, stage: str) -> Skip | None:
        """Why the matter lawfully goes without a stage; None where it does not."""
        term = OptionalStage.of(stage)
        return self.dossier.skip(term) if term in left_out(self.rulebook, self.dossier) else None

    def recusals(self, expert: Expert) -> list[Text]:
        """What the record knows against an expert of the panel."""
        return recusals(self.dossier, expert.name, expert.unit)

    def draw_text(self, drawn: ExpertDraw) -> str:
        """The text the seed of a draw is made of, for whoever computes it again."""
        asked = drawn.model_dump(include={"log_size", "log_root", "moment", "field", "wanted", "candidates"})
        return seed_text(matter=self.number, **asked)

    def clock(self, review: LegalityReview) -> ReviewClock:
        """Where a round of legality review stands in the time guaranteed to it."""
        rules = self.rules("legality_review.conclude")
        return review_clock(review, rules, self.setting.calendar, self.setting.today)

    @property
    def publish_by(self) -> date | None:
        """The last day to publish the decision, as computed today."""
        return publish_by(self.rules("publication.publish"), formed_on(self.dossier), self.setting.calendar)

    def word(self, vocabulary: str, key: str) -> Text:
        """A word of the profile's vocabulary as people read it."""
        return self.rulebook.labels.get(vocabulary, {}).get(key, Text(key, key))


def by_number(session: Session, number: str) -> int:
    """The id of the decision of that number. Raises NoDecision."""
    found = session.scalar(select(Decision.id).where(Decision.number == number))
    if found is None:
        raise NoDecision(number)
    return found


def view(
    session: Session, decision_id: int, *, actor: Actor | None, today: date, calendar: WorkingCalendar
) -> DecisionView:
    """The decision as `actor` sees it on `today`. Raises NoDecision."""
    return _view(session, decision_row(session, decision_id), actor, today, calendar)


def _view(session: Session, row: Decision, actor: Actor | None, today: date, calendar: WorkingCalendar) -> DecisionView:
    rulebook = library().rulebook(row.rulebook)
    dossier = dossier_of(row)
    setting = setting_of(rulebook, today, calendar)
    states = rulebook.procedure.states(row.state, row.track_states)
    stages = concerned(rulebook.procedure, states, dossier)
    steps = tuple(_steps(row, actor, rulebook, dossier, setting, states))
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
        since=row.since,
        dossier=dossier,
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
    row: Decision,
    actor: Actor | None,
    rulebook: Rulebook,
    dossier: Dossier,
    setting: Setting,
    states: Mapping[str, str],
) -> list[StepView]:
    found, unneeded = [], left_out(rulebook, dossier)
    stages = concerned(rulebook.procedure, states, dossier)
    for step in rulebook.procedure.steps:
        role = role_for(step, actor, row)
        if step.id == MOVE and newer(library(), rulebook, setting.today) is None:
            continue
        if (
            role is not None
            and possible(step, states)
            and step.stage in stages
            and offered(step, dossier)
            and comes_up(step.id, dossier, rulebook)
            and not beside_the_point(step.id, dossier)
        ):
            missing = tuple(outstanding(rulebook, step.id, dossier, setting))
            asked_for = (step.id == ANNOUNCE and hearing_due(dossier)) or (step.id == WITHHOLD and kept_back(dossier))
            at_rest = step.optional or step.stage in unneeded or idle(step.id, dossier)
            found.append(StepView(step, role, missing, at_rest and not asked_for))
    return found


def _others(
    rulebook: Rulebook, dossier: Dossier, setting: Setting, states: Mapping[str, str], mine: set[str]
) -> Iterator[tuple[Step, Text]]:
    """What waits for somebody else: the steps that could be taken now, and the roles that take them."""
    unneeded, stages = left_out(rulebook, dossier), concerned(rulebook.procedure, states, dossier)
    for step in rulebook.procedure.steps:
        if (
            step.id in mine
            or step.optional
            or step.stage in unneeded
            or step.stage not in stages
            or not possible(step, states)
            or not offered(step, dossier)
            or idle(step.id, dossier)
        ):
            continue
        if not any(finding.stops for finding in outstanding(rulebook, step.id, dossier, setting)):
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
