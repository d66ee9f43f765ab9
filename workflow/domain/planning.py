"""Which steps a matter still has before it, and what each waits for by the rules of its rulebook.

Every number comes from the parameters of a rule; what no rule gives a length takes no time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from workflow.domain.applicability import left_out
from workflow.domain.calendar import earliest_end
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview
from workflow.domain.guarding import Params, Setting
from workflow.domain.guards.agenda import LeadParams
from workflow.domain.guards.legality_review import TimeParams, complete_on, frozen_until
from workflow.domain.guards.participation import PeriodParams, counted_from
from workflow.domain.guards.publication import InTimeParams
from workflow.domain.guards.risk_assessment import AssessmentParams
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.milestones import Network, Wait, counted, rule_said
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import OptionalStage
from workflow.domain.text import Text

P = TypeVar("P", bound=Params)
ONE_DAY = dt.timedelta(days=1)
MOST_DAYS = 365
"""The longest period for opinions that may be wished for."""
PROCEEDING = frozenset({"proceed", "proceed_with_risk"})


@dataclass(frozen=True)
class Wishes:
    """What is asked by way of trial: another period for opinions, in days, or a hearing."""

    comment_days: int | None = None
    hearing: bool = False


@dataclass(frozen=True)
class Way:
    """All that the steps are found from."""

    rulebook: Rulebook
    dossier: Dossier
    setting: Setting
    wishes: Wishes
    network: Network

    def has(self, step: str) -> bool:
        """Whether the procedure has the step."""
        return step in self.rulebook.procedure.step_by_id

    def rules(self, *guards: str) -> list[EffectiveRule]:
        """The rules of those guards that bind this matter."""
        return [rule for rule in self.rulebook.rules if rule.guard.name in guards and rule.binds(self.dossier)]

    def timed(self, guard: str, params: type[P]) -> Iterator[tuple[EffectiveRule, P]]:
        """The rules of a guard with their parameters."""
        for rule in self.rules(guard):
            if isinstance(rule.params, params):
                yield rule, rule.params

    def goes_without(self, stage: OptionalStage) -> bool:
        """Whether the matter lawfully goes without a stage."""
        return stage in left_out(self.rulebook, self.dossier)


def adopted_on(dossier: Dossier, setting: Setting) -> dt.date | None:
    """The day on which the organ adopted the draft; None as long as it has not."""
    resolution = dossier.meeting.resolution if dossier.meeting else None
    return resolution.on if resolution and setting.effect("outcomes", resolution.outcome) in ADOPTING else None


def review_at_hand(dossier: Dossier, setting: Setting) -> LegalityReview | None:
    """The round of legality review that goes on with this draft; None where the draft has (again) to be submitted."""
    review = dossier.review
    if review is None or adopted_on(dossier, setting):
        return review
    conclusion = review.conclusion
    if review.returned or (conclusion and setting.effect("conclusions", conclusion.conclusion) not in PROCEEDING):
        return None
    if dossier.draft and dossier.draft.version != review.submission.version:
        return None
    meeting = dossier.meeting
    sent_back = meeting and meeting.resolution and setting.effect("outcomes", meeting.resolution.outcome) == "redraft"
    return None if sent_back and meeting and meeting.version == review.submission.version else review


def drafting(way: Way) -> None:
    """The draft: the newest, or the one the notice published."""
    name = Text("形成决策草案", "Draft")
    drafts, notice = way.dossier.drafts, way.dossier.notice
    fitting = [each for each in drafts if notice is None or each.version == notice.version]
    if fitting:
        way.network.done("draft", name, fitting[-1].on)
    else:
        way.network.add("draft", name, [way.network.begin()], way.rules("bases_listed"))


def participation(way: Way) -> None:
    """The notice, the period for opinions, and what became of them."""
    if not way.has("participation.open") or way.goes_without(OptionalStage.PARTICIPATION):
        return
    network, dossier = way.network, way.dossier
    name = Text("发布征求意见公告", "Notice soliciting opinions")
    if dossier.notice:
        network.done("notice", name, counted_from(dossier.notice))
    else:
        network.add("notice", name, [network.begin(), *network.after("draft")], way.rules("notice_complete"))
    _opinions_end(way)
    name = Text("公布意见采纳情况", "Result of participation published")
    if dossier.participation:
        network.done("result", name, dossier.participation.on)
        return
    waits = network.after("opinions_end")
    if over := way.rules("comment_period_over"):
        end = network.found["opinions_end"].day
        next_day, unknown = counted(lambda: end + ONE_DAY, end.year) if end else (None, None)
        said = Text("征求意见期满的次日", "the day after the period for opinions")
        waits = [Wait("opinions_end", next_day, said, tuple(over), unknown)]
    network.add("result", name, [network.begin(), *waits], way.rules("participation_held"))


def _opinions_end(way: Way) -> None:
    """A period that runs ends by itself; one that is too short without a reason is not taken for lawful."""
    network, notice, wished = way.network, way.dossier.notice, way.wishes.comment_days
    convention = way.setting.convention
    name = Text("征求意见截止", "Period for opinions ends")
    if notice and way.dossier.participation:
        network.done("opinions_end", name, notice.ends, Text("已于{day}截止", "ended on {day}").fmt(day=notice.ends))
        return
    periods = [
        network.period("notice", lambda day, days=params.days: earliest_end(day, days, convention), rule)  # type: ignore[misc]
        for rule, params in way.timed("comment_period_met", PeriodParams)
    ]
    if notice:
        said = Text("公告载明的截止日期", "the end the notice states")
        running = Wait("notice", notice.ends, said, tuple(way.rules("comment_period_met")))
        waits = [running, *([] if notice.shortened_reason.strip() else periods)]
        end = max((each.day for each in waits if each.day), default=notice.ends)
        if end < network.start:
            network.done("opinions_end", name, end, Text("已于{day}截止", "ended on {day}").fmt(day=end))
            return
    elif wished is not None:
        from_day = network.found["notice"].day or network.start
        day, unknown = counted(lambda: earliest_end(from_day, wished, convention), from_day.year)
        waits = [Wait("notice", day, _wished(way, wished), tuple(way.rules("comment_period_met")), unknown)]
    else:
        waits = periods or network.after("notice")
    network.add("opinions_end", name, waits)


def _wished(way: Way, days: int) -> Text:
    least = max((params.days for _, params in way.timed("comment_period_met", PeriodParams)), default=0)
    if days >= least:
        return Text("按设想征求意见{days}日", "opinions are solicited for {days} days, as wished").fmt(days=days)
    return Text(
        "按设想缩短为{days}日（规定{least}日）；确需缩短的，应当在公开征求意见时说明理由，否则不合法",
        "shortened to {days} days as wished ({least} are asked for); lawful only where the notice publishes the reason",
    ).fmt(days=days, least=least)


def before_review(way: Way) -> None:
    """Expert review, risk assessment and fair competition review, which go on beside participation."""
    network, dossier = way.network, way.dossier
    waits = [network.begin(), *network.after("draft")]
    if way.has("expert_review.conclude") and not way.goes_without(OptionalStage.EXPERT_REVIEW):
        name, result = Text("办结专家论证", "Expert review concluded"), dossier.expert_review
        if result and result.result:
            network.done("expert_review", name, result.result.on)
        else:
            network.add("expert_review", name, waits, way.rules("expert_review_held"))
    if way.has("risk_assessment.find") and not way.goes_without(OptionalStage.RISK_ASSESSMENT):
        name, found = Text("认定风险可控", "Risk found controllable"), dossier.risk and dossier.risk.finding
        if found and found.controllable and not _assessed_anew(way):
            network.done("risk_assessment", name, found.on)
        else:
            network.add("risk_assessment", name, waits, way.rules("risk_assessment_held"))
    if reviewed := way.rules("competition_reviewed"):
        name = Text("形成公平竞争审查结论", "Fair competition review concluded")
        opinion = dossier.competition and dossier.competition.opinion
        if opinion and not [gap for each in reviewed for gap in each.guard.check(dossier, each.params, way.setting)]:
            network.done("fair_competition", name, opinion.on)
        else:
            network.add("fair_competition", name, waits, reviewed)


def _assessed_anew(way: Way) -> bool:
    """Whether a rule wants the very version that goes on assessed, and another one was."""
    risk, draft = way.dossier.risk, way.dossier.draft
    same = any(params.same_version for _, params in way.timed("risk_assessment_held", AssessmentParams))
    return same and risk is not None and draft is not None and risk.version != draft.version


def legality_review(way: Way) -> None:
    """Submission, and the opinion after the time guaranteed: a day frozen at acceptance stands."""
    network, review = way.network, review_at_hand(way.dossier, way.setting)
    if not way.has("legality_review.submit"):
        return
    name = Text("送请合法性审查", "Submission for legality review")
    if review:
        network.done("submission", name, review.submission.on)
    else:
        ahead = network.after(
            "draft", "result", "hearing_report", "expert_review", "risk_assessment", "fair_competition"
        )
        network.add("submission", name, [network.begin(), *ahead], way.rules("materials_complete"))
    name = Text("出具合法性审查意见", "Legality review concluded")
    if review and review.conclusion:
        network.done("review", name, review.conclusion.on)
        return
    network.add("review", name, [network.begin(), *_review_time(way, review)], way.rules("counsel_heard"))


def _review_time(way: Way, review: LegalityReview | None) -> Iterator[Wait]:
    network, timed = way.network, list(way.timed("review_time_given", TimeParams))
    waiting = review is None or review.acceptance is None or any(each.supply is None for each in review.supplements)
    frozen = None if review is None or waiting else frozen_until(review)
    if frozen:
        said = Text("受理（补正）时确定的审查期限届满之日", "the day fixed when the complete materials were accepted")
        yield Wait("submission", frozen, said, tuple(rule for rule, _ in timed))
        return
    submitted = network.found["submission"].day
    since = None if submitted is None else max(network.start, submitted)
    if review and not waiting:
        since = complete_on(review)
    add = way.setting.calendar.add_working_days
    for rule, params in timed:
        days = params.working_days
        yield network.period("submission", lambda day, days=days: add(day, days), rule, since)  # type: ignore[misc]
    if not timed:
        yield from network.after("submission")


def deliberation(way: Way) -> None:
    """The meeting, not earlier than notice of it and its materials allow."""
    network, adopted = way.network, adopted_on(way.dossier, way.setting)
    if not way.has("deliberation.decide"):
        return
    name = Text("集体讨论决定", "Collective deliberation and decision")
    if adopted:
        network.done("deliberation", name, adopted)
        return
    rules = way.rules("review_passed_on_same_draft", "body_competent")
    waits = [network.begin(), *network.after("review"), *_lead(way, "meeting_notice_given", "on")]
    network.add("deliberation", name, [*waits, *_lead(way, "meeting_materials_sent", "materials_on")], rules)


def _lead(way: Way, guard: str, given: str) -> Iterator[Wait]:
    """The time between what is given before a meeting and the meeting; what an agenda has given counts."""
    network, after = way.network, "review" if "review" in way.network else "draft"
    entry = way.dossier.agenda[-1] if way.dossier.agenda else None
    ahead = network.found[after].day
    base = None if ahead is None else max(network.start, ahead)
    for rule, params in way.timed(guard, LeadParams):

        def lead(day: dt.date, params: LeadParams = params) -> dt.date:
            working = way.setting.calendar.add_working_days
            return working(day, params.days) if params.working else day + dt.timedelta(days=params.days)

        wait = network.period(after, lead, rule, base)
        since = getattr(entry, given) if entry else None
        if entry and since and base and wait.day and base <= entry.meets < wait.day:
            first, _ = counted(lambda since=since, lead=lead: lead(since), since.year)  # type: ignore[misc]
            if first and first <= entry.meets:
                said = Text("会议通知载明的开会日期", "the day the notice of the meeting states")
                wait = Wait(after, entry.meets, said, (rule,))
        yield wait


def publication(way: Way) -> None:
    """What comes between the decision and its publication, and the last day to publish it."""
    network, dossier = way.network, way.dossier
    decided = network.after("deliberation")
    for key, step, name, fact, guard in (
        ("party", "publication.report_party", Text("向党委请示报告", "Report to the Party committee"), dossier.party_report, "party_reported"),
        ("congress", "publication.report_congress", Text("提请人大讨论决定或者报告", "The people's congress turned to"), dossier.congress_report, "congress_consulted"),
    ):  # fmt: skip
        rules = way.rules(guard)
        if way.has(step) and fact:
            network.done(key, name, fact.on)
        elif way.has(step) and rules:
            network.add(key, name, [network.begin(), *decided], rules)
    if not way.has("publication.publish") or (dossier.withholding and dossier.publication is None):
        return
    name = Text("公布决策", "Publication of the decision")
    if dossier.publication:
        network.done("publication", name, dossier.publication.on)
        return
    waits = [network.begin(), *decided, *network.after("party", "congress")]
    network.add("publication", name, waits, way.rules("decided_before"))
    formed = network.found["deliberation"].day if "deliberation" in network else None
    if formed is None:
        return
    for rule, params in way.timed("published_in_time", InTimeParams):
        days = params.working_days
        last, unknown = counted(lambda days=days: way.setting.calendar.add_working_days(formed, days), formed.year)  # type: ignore[misc]
        said = Text("自作出决定（{day}）起算：{numbers}", "from the decision on {day}; {numbers}").fmt(
            day=formed, numbers=rule_said(rule, way.setting.convention)
        )
        network.limit("publication", last, unknown or said, [rule])
