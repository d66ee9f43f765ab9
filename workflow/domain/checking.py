"""Asking the rules: which demands hold a step back, and which the record of a dossier has not met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.consistency import inconsistencies
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Execution
from workflow.domain.guarding import Gap, Setting
from workflow.domain.guards.orders import own_check
from workflow.domain.lawparts import Kind
from workflow.domain.machine import path_to
from workflow.domain.planner import plan_findings
from workflow.domain.recusal import argued
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import OrderKind
from workflow.domain.text import Text
from workflow.domain.unseen import same_person

_NOT_THE_DRAFTER = frozenset({"reviewer_not_drafter", "withholder_not_drafter"})
"""The guards by which whoever wrote the draft does not also judge it."""


@dataclass(frozen=True)
class Finding:
    """One demand that is not met, or that a recorded reason excuses."""

    rule_id: str
    kind: Kind
    stage: str
    demand: Text
    detail: Text
    remedy: Text
    articles: tuple[Text, ...]
    excused: bool = False
    private: bool = False

    @property
    def for_trail(self) -> Text:
        """The sentence as the trail may keep it: without the names of people who are no officials."""
        return self.demand if self.private else self.detail

    @property
    def stops(self) -> bool:
        """Whether the step may not be taken: nothing that is excused or only advised stops."""
        return not self.excused and self.kind is not Kind.ADVISES


def setting_of(rulebook: Rulebook, today: dt.date, calendar: WorkingCalendar) -> Setting:
    """What the guards of `rulebook` may know on `today`."""
    return Setting(today, calendar, rulebook.profile.convention, rulebook.effects, rulebook.labels)


def asked(rulebook: Rulebook, step_id: str, dossier: Dossier) -> tuple[EffectiveRule, ...]:
    """The rules that hold `step_id` back for this matter."""
    return tuple(rule for rule in rulebook.rules_for(step_id) if rule.binds(dossier))


def findings_of(rules: Iterable[EffectiveRule], dossier: Dossier, setting: Setting) -> list[Finding]:
    """What `dossier` has not met of those `rules` that bind it, in their order; a rule that yields to another is silent
    where that one stops."""
    gaps = [
        (rule, gap) for rule in rules if rule.binds(dossier) for gap in rule.guard.check(dossier, rule.params, setting)
    ]
    stopping = {rule.guard.name for rule, gap in gaps if rule.rule.kind is Kind.BLOCKS and not gap.excused}
    return [_finding(rule, gap) for rule, gap in gaps if rule.rule.yields_to not in stopping]


def _finding(rule: EffectiveRule, gap: Gap) -> Finding:
    return Finding(
        rule.id,
        rule.rule.kind,
        rule.rule.stage,
        rule.rule.demand.text,
        gap.detail,
        rule.rule.remedy.text,
        tuple(rule.articles),
        gap.excused,
        gap.private,
    )


def findings_for(rulebook: Rulebook, step_id: str, dossier: Dossier, setting: Setting) -> list[Finding]:
    """Everything that holds `step_id` back with the dossier as it stands, all at once."""
    return findings_of(rulebook.rules_for(step_id), dossier, setting)


def outstanding(rulebook: Rulebook, step_id: str, dossier: Dossier, setting: Setting) -> list[Finding]:
    """What is missing before `step_id` can be begun: the demands on what came before, not on what it records itself."""
    rules = [rule for rule in rulebook.rules_for(step_id) if not rule.guard.own_fact]
    return findings_of(rules, dossier, setting)


def barred(rulebook: Rulebook, step_id: str, dossier: Dossier, actor: Actor, acted_for: str = "") -> list[Finding]:
    """What speaks against this very person: whoever wrote a version of the draft, or is of a unit that undertakes the
    matter, leaves the step to somebody else, and so does whoever checked an adjustment leave ordering it."""
    led = leading(rulebook, step_id, dossier, actor, acted_for)
    return [*_drafted(rulebook, step_id, dossier, actor), *led, *_checked(rulebook, step_id, dossier, actor)]


def leading(
    rulebook: Rulebook, step_id: str, dossier: Dossier, actor: Actor | None, acted_for: str = ""
) -> list[Finding]:
    """Whoever leads or belongs to a unit that undertakes the matter, handed it in, or argued on it as an expert, does not
    review it, whatever roles they hold: the head of the unit may have an account that says nothing but legal reviewer.

    A record knows who signed, not who was in which unit on that day: so it is asked when the step is taken. `acted_for`: the
    unit for which the actor took steps of the matter, as the log says, in whichever unit they are now.
    """
    if actor is None:
        return []
    units = dossier.initiation.units if dossier.initiation else ()
    if actor.unit in units:
        said = Text(
            "{name}是承办单位（{unit}）的人员，不得办理本步骤。",
            "{name} belongs to a unit that undertakes the matter ({unit}) and may not do this.",
        )
    elif acted_for:
        said = Text(
            "{name}代表承办单位（{unit}）办理过本事项的步骤，不得办理本步骤。",
            "{name} took steps of the matter for a unit that undertakes it ({unit}) and may not do this.",
        )
    elif any(
        same_person(actor.signs, (each.submission.submitted_by_id, each.submission.submitted_by))
        for each in dossier.reviews
    ):
        said = Text("{name}是送审人，不得办理本步骤。", "{name} handed the matter in and may not do this.")
    elif argued(dossier, actor.name):
        said = Text(
            "{name}作为专家参加了本事项的论证，不得办理本步骤。",
            "{name} argued on the matter as an expert and may not do this.",
        )
    else:
        return []
    rules = [rule for rule in asked(rulebook, step_id, dossier) if rule.guard.name == "reviewer_not_drafter"]
    return [_finding(rule, Gap(said.fmt(name=actor.name, unit=acted_for or actor.unit))) for rule in rules]


def _drafted(rulebook: Rulebook, step_id: str, dossier: Dossier, actor: Actor) -> list[Finding]:
    drafts = ((each.version, (each.author_id, each.author)) for each in dossier.drafts)
    wrote = next((version for version, author in drafts if same_person(actor.signs, author)), None)
    if wrote is None:
        return []
    said = Text(
        "{name}起草了草案第{version}版，不得办理本步骤。",
        "{name} wrote version {version} of the draft and may not do this.",
    )
    rules = [rule for rule in asked(rulebook, step_id, dossier) if rule.guard.name in _NOT_THE_DRAFTER]
    return [_finding(rule, Gap(said.fmt(name=actor.name, version=wrote))) for rule in rules]


def _checked(rulebook: Rulebook, step_id: str, dossier: Dossier, actor: Actor) -> list[Finding]:
    checks = dossier.execution.checks if dossier.execution else ()
    if not any(same_person(actor.signs, (each.reviewer_id, each.reviewer)) for each in checks):
        return []
    rules = [rule for rule in asked(rulebook, step_id, dossier) if rule.guard.name == "minor_adjustment_checked"]
    return [_finding(rule, Gap(own_check(actor.name))) for rule in rules]


def _facts(dossier: Dossier) -> dict[str, object]:
    """The newest fact that shows a step to have been taken."""
    review, risk, experts, meeting = dossier.review, dossier.risk, dossier.expert_review, dossier.meeting
    execution, evaluation = dossier.execution or Execution(), dossier.evaluation
    orders = {order.kind for order in execution.orders}
    competition, anew = dossier.competition, risk is not None and risk.reused is None
    hearing = dossier.hearing
    party, congress = dossier.reported_now
    return {
        "initiation.propose": dossier.proposal,
        "initiation.study": dossier.study,
        "initiation.approve": dossier.initiation,
        "initiation.decline": None if dossier.initiation else dossier.refusal,
        "initiation.stop": dossier.refusal if dossier.initiation else None,
        "initiation.reply": dossier.reply,
        "drafting.research": dossier.research,
        "drafting.save": dossier.draft,
        "drafting.consult": dossier.consultation,
        "drafting.compare": dossier.comparison,
        "participation.open": dossier.notice,
        "participation.amend": dossier.notice and dossier.notice.amendments,
        "participation.conclude": dossier.participation,
        "participation.reopen": dossier.earlier_rounds,
        "participation.withhold": dossier.non_disclosures,
        "participation.hear": dossier.heard,
        "participation.explain": dossier.explanations,
        "hearing.announce": hearing,
        "hearing.list": hearing and hearing.roll,
        "hearing.postpone": hearing and hearing.postponements,
        "hearing.hold": hearing and hearing.sitting,
        "hearing.report": hearing and hearing.report,
        "expert_review.draw": dossier.expert_draws,
        "expert_review.convene": experts,
        "expert_review.replace": experts and any(each.replaced for each in experts.experts),
        "expert_review.record": experts and experts.record,
        "expert_review.opine": experts and any(each.opinion for each in experts.experts),
        "expert_review.conclude": experts and experts.result,
        "risk_assessment.start": risk if anew else None,
        "risk_assessment.report": risk.report if risk and anew else None,
        "risk_assessment.reuse": None if anew else risk,
        "risk_assessment.find": risk and risk.finding,
        "risk_assessment.follow": risk and risk.follow,
        "fair_competition.examine": competition,
        "fair_competition.conclude": competition and competition.opinion,
        # what was sent back for what it lacked is made up for by the next submission
        "legality_review.submit": review.submission if review and review.returned is None else None,
        "legality_review.accept": review.acceptance if review else None,
        "legality_review.counsel": review.counsel if review else None,
        "legality_review.conclude": review.conclusion if review else None,
        "deliberation.submit": dossier.meeting_submissions,
        "deliberation.send_back": dossier.meeting_returns,
        "legality_review.supply": review and any(each.supply for each in review.supplements),
        "legality_review.respond": review and review.response,
        "legality_review.check": dossier.final_checks,
        "deliberation.party": dossier.party_discussions,
        "deliberation.schedule": dossier.agenda,
        "deliberation.convene": meeting,
        "deliberation.speak": next((each.statement for each in meeting.members if each.statement), None)
        if meeting
        else None,
        "deliberation.decide": meeting and meeting.resolution,
        "publication.report_party": party,
        "publication.report_congress": congress,
        "publication.reconsider": dossier.reconsiderations,
        "publication.publish": dossier.publication,
        "publication.amend": dossier.publication_amendments,
        "publication.sign": dossier.signing,
        "publication.file": dossier.filing,
        "publication.withhold": any(not each.lifted for each in dossier.withholdings),
        "publication.disclose": any(each.lifted for each in dossier.withholdings),
        "publication.archive": dossier.archive,
        "publication.supplement_archive": dossier.archive_supplements,
        "publication.hand_over": dossier.handovers,
        "execution.assign": execution.assignments,
        "execution.report": execution.reports,
        "execution.problem": execution.problems,
        "execution.suggest": execution.suggestions,
        "execution.examine": execution.checks,
        "execution.suspend": OrderKind.SUSPEND in orders,
        "execution.resume": OrderKind.RESUME in orders,
        "execution.adjust": orders.intersection({OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR}),
        "execution.terminate": OrderKind.TERMINATE in orders,
        "execution.conclude": execution.result,
        "evaluation.start": evaluation,
        "evaluation.report": evaluation and evaluation.report,
        "evaluation.use": evaluation and evaluation.use,
    }


def taken_steps(rulebook: Rulebook, dossier: Dossier) -> set[str]:
    """The steps the facts show to have been taken, and those the claimed state could not be reached without."""
    taken = {step for step, fact in _facts(dossier).items() if fact}
    if dossier.withholdings and dossier.publication is None:
        # a dossier that was lawfully withheld reached the archive without having been published
        return taken.union(path_to(rulebook.procedure, dossier.state)) - {"publication.publish"}
    return taken.union(path_to(rulebook.procedure, dossier.state))


def check_dossier(rulebook: Rulebook, dossier: Dossier, setting: Setting) -> list[Finding]:
    """Check a whole dossier, paper or exported: every demand on every step it has taken, each demand once.

    A catalogue's plan is checked against the earliest lawful day, and what cannot have been so is noted.
    """
    taken = taken_steps(rulebook, dossier)
    rules = [rule for rule in rulebook.rules if taken.intersection(rule.rule.steps)]
    setting = replace(setting, record=True)
    found = findings_of(rules, dossier, setting)
    for rule, gap in plan_findings(rulebook, dossier, setting):
        found += [
            Finding(
                rule.id,
                Kind.ADVISES,
                rule.rule.stage,
                rule.rule.demand.text,
                gap.detail,
                Text(
                    "调整计划完成时间，或者提前发布征求意见公告。", "Move the due date, or publish the notice earlier."
                ),
                tuple(rule.articles),
            )
        ]
    return [
        *found,
        *(
            Finding(note.kind, Kind.ADVISES, note.stage, note.demand, note.detail, note.remedy, ())
            for note in inconsistencies(dossier, setting.today)
        ),
    ]
