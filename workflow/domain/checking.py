"""Asking the rules: which demands hold a step back, and which the record of a dossier has not met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.fieldwords import place_of
from workflow.domain.guarding import Setting
from workflow.domain.machine import path_to
from workflow.domain.planner import plan_findings
from workflow.domain.rulebook import EffectiveRule, Kind, Rulebook
from workflow.domain.text import Text


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


def findings_of(rules: Iterable[EffectiveRule], dossier: Dossier, setting: Setting) -> list[Finding]:
    """What `dossier` has not met of `rules`, in their order."""
    return [
        Finding(
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
        for rule in rules
        if rule.binds(dossier)
        for gap in rule.guard.check(dossier, rule.params, setting)
    ]


def findings_for(rulebook: Rulebook, step_id: str, dossier: Dossier, setting: Setting) -> list[Finding]:
    """Everything that holds `step_id` back with the dossier as it stands, all at once."""
    return findings_of(rulebook.rules_for(step_id), dossier, setting)


def outstanding(rulebook: Rulebook, step_id: str, dossier: Dossier, setting: Setting) -> list[Finding]:
    """What is missing before `step_id` can be begun: the demands on what came before, not on what it records itself."""
    rules = [rule for rule in rulebook.rules_for(step_id) if not rule.guard.own_fact]
    return findings_of(rules, dossier, setting)


def taken_steps(rulebook: Rulebook, dossier: Dossier) -> set[str]:
    """The steps the facts show to have been taken, and those the claimed state could not be reached without."""
    review, risk, experts, meeting = dossier.review, dossier.risk, dossier.expert_review, dossier.meeting
    shown = {
        "initiation.propose": dossier.proposal,
        "initiation.study": dossier.study,
        "initiation.approve": dossier.initiation,
        "initiation.decline": dossier.refusal,
        "drafting.save": dossier.draft,
        "participation.open": dossier.notice,
        "participation.conclude": dossier.participation,
        "expert_review.convene": experts,
        "expert_review.conclude": experts and experts.result,
        "risk_assessment.start": risk,
        "risk_assessment.report": risk and risk.report,
        "risk_assessment.find": risk and risk.finding,
        # what was sent back for what it lacked is made up for by the next submission
        "legality_review.submit": review and review.returned is None,
        "legality_review.accept": review and review.acceptance,
        "legality_review.supply": review and any(each.supply for each in review.supplements),
        "legality_review.conclude": review and review.conclusion,
        "legality_review.respond": review and review.response,
        "deliberation.convene": meeting,
        "deliberation.speak": meeting and any(member.statement for member in meeting.members),
        "deliberation.decide": meeting and meeting.resolution,
        "publication.report_party": dossier.party_report,
        "publication.publish": dossier.publication,
        "publication.sign": dossier.signing,
        "publication.file": dossier.filing,
        "publication.archive": dossier.archive,
    }
    taken = {step for step, fact in shown.items() if fact}
    return taken.union(path_to(rulebook.procedure, dossier.state))


def check_dossier(rulebook: Rulebook, dossier: Dossier, setting: Setting) -> list[Finding]:
    """Check a whole dossier, paper or exported: every demand on every step it has taken, each demand once.

    A catalogue's plan is checked against the earliest lawful day, and no fact may lie after the day of the check.
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
    return [*found, *_not_yet(dossier, setting.today)]


def _not_yet(dossier: Dossier, today: dt.date) -> Iterator[Finding]:
    """Facts dated after the day of the check: no article forbids them, they have simply not happened."""
    stages = {
        "notice": "participation",
        "opinions": "participation",
        "participation": "participation",
        "expert_review": "expert_review",
        "risk_assessments": "risk_assessment",
        "reviews": "legality_review",
        "meetings": "deliberation",
        "party_report": "publication",
        "publication": "publication",
        "archive": "publication",
        "drafts": "drafting",
    }
    for way, day in _dates(dossier, ()):
        if day > today:
            yield Finding(
                "record.dates",
                Kind.ADVISES,
                stages.get(str(way[0]), "initiation"),
                Text("卷宗记录已经发生的事实。", "A dossier records what has happened."),
                Text(
                    "{where}：{day}晚于检查日{today}。", "{where}: {day} is later than the day of the check, {today}."
                ).fmt(where=place_of(way).text, day=day, today=today),
                Text("核对日期；确在其后的，到期后再检查。", "Check the date, or check again when it has come."),
                (),
            )


def _dates(part: object, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dt.date]]:
    """The days of all facts, with the way to each; the days of a plan and the end of a period may lie ahead."""
    if isinstance(part, BaseModel):
        for key in type(part).model_fields:
            value = getattr(part, key)
            if key in ("on", "deputy_on", "reply_on") and isinstance(value, dt.date):
                yield (*way, key), value
            else:
                yield from _dates(value, (*way, key))
    elif isinstance(part, tuple):
        for number, each in enumerate(part):
            yield from _dates(each, (*way, number))
