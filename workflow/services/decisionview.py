"""What a page is shown of a decision: where it stands, what the viewer may do, and what its templates ask about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.domain.applicability import left_out
from workflow.domain.askedfor import hearing_due
from workflow.domain.changedsince import Seen, no_longer, on_other_texts, unheard
from workflow.domain.checking import Finding, asked, findings_of, taken_steps
from workflow.domain.differing import Otherwise, asked_otherwise, law_since, newer
from workflow.domain.dossier import Dossier, PlanChange
from workflow.domain.drafttext import same_version
from workflow.domain.drawing import seed_text
from workflow.domain.facts import (
    CatalogueItem,
    Evaluation,
    Expert,
    ExpertDraw,
    Fact,
    LegalityReview,
    Meeting,
    Member,
    Skip,
)
from workflow.domain.guarding import Setting
from workflow.domain.guards.evaluation import argued_before
from workflow.domain.guards.publication import formed_on
from workflow.domain.guards.reports_upward import reversals
from workflow.domain.lawfiles import library
from workflow.domain.machine import possible
from workflow.domain.meetingrecord import unconfirmed
from workflow.domain.planned import Planned, dropped, due, planned
from workflow.domain.procedure import Step
from workflow.domain.progress import (
    StageProgress,
    withheld,
)
from workflow.domain.publishtime import publish_by
from workflow.domain.recusal import doubts, lots_left
from workflow.domain.reviewtime import ReviewClock, review_clock
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.seated import Seated, changes, seated
from workflow.domain.stageparts import unbegun
from workflow.domain.takenback import TakenBack, completes, taken_back
from workflow.domain.terms import OptionalStage, PlannedStage, Trait
from workflow.domain.text import Text, joined
from workflow.services.namesakes import Earlier
from workflow.services.stepview import MOVE, StepView, arises


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
    mark: str
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
    earlier: tuple[Earlier, ...] = ()

    def step(self, step_id: str) -> StepView | None:
        """The step of that id, if the viewer may take it now."""
        return next((each for each in self.steps if each.step.id == step_id), None)

    def in_time(self, step: Step) -> bool:
        """Whether somebody may take the step where the decision stands, and it is about something."""
        return arises(step, self.rulebook, self.dossier, self.states, self.setting.today)

    @property
    def newer(self) -> Rulebook | None:
        """The newer version of its rules the matter may move to today, if there is one."""
        return newer(library(), self.rulebook, self.setting.today)

    @property
    def otherwise(self) -> Otherwise | None:
        """What newer rules ask of the stages behind the matter, whether it went over to them or not."""
        return asked_otherwise(library(), self.rulebook, self.dossier, self.setting.today, self.setting.calendar)

    def units_of(self, step: Step, roles: Collection[str]) -> tuple[str, ...]:
        """The units whose people take the step by one of `roles`; none where it is no matter of units."""
        execution = self.dossier.execution
        of = {"proposing": (self.unit,), "undertaking": self.units, "lead": (self.lead_unit,)}
        of["executing"] = execution.units if execution else ()
        names = [name for role, reach in step.roles.items() if role in roles for name in of.get(reach, ())]
        return tuple(dict.fromkeys(name for name in names if name))

    def why_not(self, step: Step) -> Text:
        """Why nobody takes the step where the decision stands."""
        asked = possible(step, self.states) and withheld(step.id, self.dossier) and self.withholding_open
        if asked and self.dossier.non_disclosure:
            return Text(
                "本事项审定不同意不予公开：请先保存草案新版本，取消“依法不予公开”，再向社会公布。",
                "It was not agreed that the matter is kept from the public: save a version that does not ask for it first.",
            )
        if asked:
            return Text(
                "草案提出本事项依法不予公开，尚待审定：审定同意前不免除公众参与，也不向社会公布。",
                "The draft asks that the matter be kept from the public, which is not decided: until then the public "
                "has still to be heard, and nothing is published.",
            )
        kept = self.dossier.kept_back is not None and self.dossier.withholding_asked is None
        if kept and possible(step, self.states) and withheld(step.id, self.dossier):
            return Text(
                "行政首长审定同意不予公开，尚未解除：草案不再提出不予公开的，由行政首长重新审定。",
                "The chief agreed that the matter is kept from the public: where the draft no longer asks for it, the chief "
                "decides once more.",
            )
        if possible(step, self.states) and withheld(step.id, self.dossier):
            return Text(
                "草案载明本事项依法不予公开，不向社会公布；情况有变化的，先保存草案新版本。",
                "The draft says that by law the matter is not made public; if that has changed, save a new version first.",
            )
        if possible(step, self.states) and step.id == MOVE:
            return Text(
                "没有比本事项所适用的规则更新的规则在施行，不需要转用。",
                "No rules newer than those of the matter are in force: there is nothing to move to.",
            )
        if step.id in taken_steps(self.rulebook, self.dossier):
            said = Text("本步骤已经办理，该事项目前处于“{state}”。", "This was done; the matter is now “{state}”.")
        elif possible(step, self.states) and (unsaid := self._unsaid(step)):
            said = Text(
                "该事项目前处于“{state}”，草案没有勾选“{traits}”，没有需要本步骤办理的内容。实际涉及的，请先在草案中勾选，保存新版本。",
                "The matter is now “{state}”, and “{traits}” is not ticked in the draft: there is nothing for this step to be "
                "about. If it applies, tick it in the draft first and save a new version.",
            ).fmt(state=self.state_name, traits=joined(unsaid))
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

    def _unsaid(self, step: Step) -> list[Text]:
        """What the draft would have to say of the matter for the step to be taken, and does not."""
        return [each.label for each in Trait if each in step.when and each not in self.dossier.touched]

    def rules(self, step_id: str) -> tuple[EffectiveRule, ...]:
        """What the law asks of this matter at a step."""
        since = law_since(library(), self.rulebook, step_id, self.dossier, self.setting.today)
        return (*asked(self.rulebook, step_id, self.dossier), *since)

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

    @property
    def dropped(self) -> tuple[PlanChange, ...]:
        """What the catalogue planned for the matter when it was proposed, and plans no longer."""
        return tuple(dropped(self.dossier))

    def left_out(self, stage: str) -> Skip | None:
        """Why the matter lawfully goes without a stage; None where it does not."""
        term = OptionalStage.of(stage)
        return self.dossier.skip(term) if term in left_out(self.rulebook, self.dossier) else None

    @property
    def unbegun(self) -> tuple[StageProgress, ...]:
        """The stages the matter goes without and of which there is nothing to show."""
        return tuple(each for each in self.stages if each.status == "skipped" and unbegun(self.dossier, each.key))

    @property
    def no_longer(self) -> tuple[Trait, ...]:
        """What an earlier version of the draft declared that it touches and the newest does not."""
        return no_longer(self.dossier)

    @property
    def changed_since(self) -> tuple[Seen, ...]:
        """What was done with a version of the draft that says something else than the newest."""
        return on_other_texts(self.dossier, self.dossier.draft.version) if self.dossier.draft else ()

    @property
    def unheard(self) -> tuple[Seen, ...]:
        """What was done with another text than the newest draft has, and was not explained when it was submitted."""
        return unheard(self.dossier, self.dossier.draft.version) if self.dossier.draft else ()

    @property
    def taken_back(self) -> tuple[TakenBack, ...]:
        """What was entered anew because an earlier record was not right, and why."""
        return taken_back(self.dossier)

    @property
    def lots_left(self) -> list[Text]:
        """What is to be told of the draws of experts that were not kept to."""
        return [told for review in self.dossier.expert_reviews if (told := lots_left(self.dossier, review))]

    @property
    def reversals(self) -> list[Text]:
        """What is to be told of an answer from above against the matter, which one for it followed."""
        return [told for told, _why in reversals(self.dossier)]

    def replies(self, reports: Sequence[Fact], report: Fact) -> bool:
        """Whether a record only completes an earlier one of what was sent upward: by the answer that came since."""
        return any(completes(each, report) for each in reports[: reports.index(report)])

    def same_text(self, one: int | None, other: int | None) -> bool:
        """Whether two versions say the same."""
        return same_version(self.dossier, one, other)

    @property
    def seated(self) -> Seated:
        """What is to be said of those who sit in the meeting there is, or in that of today which is still to be convened."""
        d = self.dossier
        if d.meeting and d.meeting.resolution is None:
            return seated(d, d.meeting)
        return Seated(changes(d, d.agenda[-1].kind, self.setting.today) if d.agenda else ())

    def seated_at(self, meeting: Meeting) -> Seated:
        """What is to be said of those who sat in a meeting."""
        return seated(self.dossier, meeting)

    def unconfirmed(self, meeting: Meeting) -> list[Member]:
        """Who was at a meeting and has not confirmed its record as it stands."""
        return unconfirmed(meeting)

    def recusals(self, expert: Expert) -> list[Text]:
        """What the record knows against an expert of the panel."""
        place = next((n for n, each in enumerate(self.dossier.expert_reviews) if expert in each.experts), None)
        return doubts(self.dossier, expert.name, expert.unit, expert.field, expert.pool_number, place)

    def argued_before(self, evaluation: Evaluation) -> tuple[Text, ...]:
        """What ties the third party that evaluates to the experts who argued the decision."""
        return argued_before(self.dossier, evaluation.evaluator) if evaluation.third_party else ()

    def drawn(self, draw: ExpertDraw) -> list[str]:
        """Who was drawn: the numbers in the pool, with the names of those who came onto a panel."""
        seated = {each.pool_number: each.name for review in self.dossier.expert_reviews for each in review.experts}
        return [f"{number} {seated[number]}" if number in seated else number for number in draw.drawn]

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
