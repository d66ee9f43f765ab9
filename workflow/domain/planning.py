"""Which steps a matter still has before it, and what each waits for by the rules of its rulebook.

Every number comes from the parameters of a rule; what no rule gives a length takes no time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from workflow.domain.applicability import left_out
from workflow.domain.calendar import WorkingCalendar, earliest_end
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview
from workflow.domain.guarding import Params, Setting
from workflow.domain.guards.participation import PeriodParams, counted_from
from workflow.domain.guards.review_time import Running, TimeParams, frozen_until, running
from workflow.domain.guards.risk_assessment import AssessmentParams
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.milestones import Network, Wait, counted
from workflow.domain.planned import due
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.substance import says_something
from workflow.domain.terms import OptionalStage, PlannedStage
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

    def planned(self, stage: PlannedStage) -> list[EffectiveRule]:
        """The rules by which a stage is due because the yearly catalogue plans it."""
        return self.rules("planned_stages_kept") if due(self.dossier, stage) else []

    def goes_without(self, stage: OptionalStage) -> bool:
        """Whether the matter lawfully goes without a stage."""
        return stage in left_out(self.rulebook, self.dossier)


def adopted_on(dossier: Dossier, setting: Setting) -> dt.date | None:
    """The day on which the organ adopted the draft; None as long as it has not."""
    resolution = dossier.meeting.resolution if dossier.meeting and not dossier.sent_back else None
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
    if dossier.sent_back and dossier.sent_back.version == review.submission.version:
        return None
    meeting = dossier.meeting
    sent_back = meeting and meeting.resolution and setting.effect("outcomes", meeting.resolution.outcome) == "redraft"
    return None if sent_back and meeting and meeting.version == review.submission.version else review


def drafting(way: Way) -> None:
    """The draft: the newest, or the one the notice published."""
    name = Text("形成决策草案" if way.rulebook.major else "形成草案", "Draft")
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
        network.done(
            "opinions_end", name, notice.closes, Text("已于{day}截止", "ended on {day}").fmt(day=notice.closes)
        )
        return
    periods = [
        network.period("notice", partial(earliest_end, days=params.days, convention=convention), rule)
        for rule, params in way.timed("comment_period_met", PeriodParams)
    ]
    if notice:
        said = Text("公告载明的截止日期", "the end the notice states")
        running = Wait("notice", notice.closes, said, tuple(way.rules("comment_period_met")))
        waits = [running, *([] if says_something(notice.shortened_reason) else periods)]
        end = max((each.day for each in waits if each.day), default=notice.closes)
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
    reviewed, material = way.rules("competition_reviewed"), way.rules("competition_material")
    if reviewed or material or due(dossier, PlannedStage.FAIR_COMPETITION):
        name = Text("形成公平竞争审查结论", "Fair competition review concluded")
        opinion = dossier.competition and dossier.competition.opinion
        if opinion and not [gap for each in reviewed for gap in each.guard.check(dossier, each.params, way.setting)]:
            network.done("fair_competition", name, opinion.on)
        else:
            network.add(
                "fair_competition", name, waits, [*reviewed, *material, *way.planned(PlannedStage.FAIR_COMPETITION)]
            )


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


def _over(clock: Running, calendar: WorkingCalendar, days: int, since: dt.date) -> dt.date:
    """The day on which the time of a review under way is over; supplements that were supplied stopped or restarted it."""
    return clock.last_day(calendar, days) or calendar.add_working_days(since, days)


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
    calendar = way.setting.calendar
    for rule, params in timed:
        if review and not waiting:
            clock = running(review, params.after)
            yield network.period("submission", partial(_over, clock, calendar, params.working_days), rule, clock.start)
        else:
            yield network.period("submission", partial(calendar.add_working_days, n=params.working_days), rule, since)
    if not timed:
        yield from network.after("submission")
