"""The planner: the earliest lawful day of what is still to come, from the periods the rules set and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.domain.calendar import CalendarUnknown, WorkingCalendar, earliest_end
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Setting
from workflow.domain.guards.participation import PeriodParams
from workflow.domain.guards.review_time import TimeParams
from workflow.domain.milestones import Milestone, Network
from workflow.domain.plandecision import deliberation, handed_in, party_first, publication
from workflow.domain.planhearing import hearing
from workflow.domain.planning import Way, Wishes, before_review, drafting, legality_review, participation
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.text import Text


def _ruling(rulebook: Rulebook, guard: str) -> EffectiveRule | None:
    return next((rule for rule in rulebook.rules if rule.guard.name == guard), None)


def earliest_deliberation(rulebook: Rulebook, start: dt.date, setting: Setting) -> tuple[dt.date, dt.date]:
    """The earliest end of the period for opinions and day of deliberation, when the notice appears on `start`.

    The result of participation can be published the day after the period ends and the draft be submitted that day; the
    legality review then has its guaranteed working days. Stages without a statutory length take no time here.
    Raises CalendarUnknown when the working days of a year are not known.
    """
    period = _ruling(rulebook, "comment_period_met")
    review = _ruling(rulebook, "review_time_given")
    end = start
    if period and isinstance(period.params, PeriodParams):
        end = earliest_end(start, period.params.days, setting.convention)
    submitted = end + dt.timedelta(days=1)
    if review and isinstance(review.params, TimeParams):
        return end, setting.calendar.add_working_days(submitted, review.params.working_days)
    return end, submitted


def plan_findings(rulebook: Rulebook, dossier: Dossier, setting: Setting) -> Iterator[tuple[EffectiveRule, Gap]]:
    """Say where a catalogue's due date lies before the earliest lawful day of the decision.

    The way starts on the day the catalogue was published, or with the notice if there is one.
    """
    rule = _ruling(rulebook, "comment_period_met")
    if dossier.plan is None or rule is None:
        return
    start = dossier.notice.starts if dossier.notice else dossier.plan.listed
    try:
        end, earliest = earliest_deliberation(rulebook, start, setting)
    except CalendarUnknown as unknown:
        yield rule, Gap(unknown.text)
        return
    except OverflowError:  # begun in the last days of the year 9999
        yield rule, Gap(CalendarUnknown(start.year).text)
        return
    if dossier.plan.due < earliest:
        yield (
            rule,
            Gap(
                Text(
                    "目录于{listed}公布，要求{due}前完成；即使{start}当日公告，征求意见最早{end}截止，"
                    "依次办理后最早可于{earliest}提交集体讨论，计划无法依法完成。",
                    "The catalogue of {listed} sets {due}; even with the notice on {start} opinions may be sent until "
                    "{end} and the earliest lawful day of deliberation is {earliest}: the plan cannot be kept.",
                ).fmt(listed=dossier.plan.listed, due=dossier.plan.due, start=start, end=end, earliest=earliest)
            ),
        )


@dataclass(frozen=True)
class Promise:
    """A day by which a decision was promised, and the day on which it can be taken, or was; None: not known.

    `working_days`: how many lie between the two, below zero where the promise cannot be kept; None: not known.
    """

    source: Text
    due: dt.date
    earliest: dt.date | None
    taken: bool = False
    working_days: int | None = None

    @property
    def short(self) -> int:
        """By how many days the promise cannot be kept; 0: it can, or nothing is known."""
        return max((self.earliest - self.due).days, 0) if self.earliest else 0

    @property
    def said(self) -> Text:
        """Whether it can be kept, by how many days it can or cannot, and which day is the earliest."""
        values: dict[str, object] = {"source": self.source, "due": self.due, "earliest": self.earliest}
        if self.earliest is None:
            said = Text(
                "{source}要求{due}前完成：最早决定日期尚不能确定。",
                "{source}, {due}: the earliest day of the decision is not known.",
            )
        elif self.taken:
            late = Text("已逾期{short}日", "late, days: {short}") if self.short else Text("没有逾期", "in time")
            said = Text(
                "{source}要求{due}前完成：已于{earliest}决定，{late}{working}。",
                "{source}, {due}: decided on {earliest}, {late}{working}.",
            )
            values["late"] = late.fmt(short=self.short)
        elif self.short:
            said = Text(
                "{source}要求{due}前完成：不能依法完成，差{short}日{working}，最早可于{earliest}决定。",
                "{source}, {due}: cannot be met, {short} days short{working}; the decision is lawful on {earliest} at the earliest.",
            )
        else:
            said = Text(
                "{source}要求{due}前完成：可以依法完成，最早可于{earliest}决定{working}。",
                "{source}, {due}: can be met; the decision is lawful on {earliest} at the earliest{working}.",
            )
        return said.fmt(short=self.short, working=self._working, **values)

    @property
    def _working(self) -> Text:
        """The working days between the promise and the decision, in brackets."""
        if self.working_days is None:
            return Text("", "")
        said = Text("（{n}个工作日）", " ({n} working days)")
        if not self.short:
            said = Text("（提前{n}个工作日）", " ({n} working days early)")
        return said.fmt(n=abs(self.working_days))


@dataclass(frozen=True)
class Schedule:
    """What is still to come for a matter, seen from `start`, step by step. `ended`: why nothing is to come."""

    rulebook: Rulebook
    start: dt.date
    wishes: Wishes
    milestones: tuple[Milestone, ...]
    promises: tuple[Promise, ...] = ()
    ended: Text | None = None
    notes: tuple[Text, ...] = ()

    def step(self, key: str) -> Milestone | None:
        """The step of that key, if this matter has it."""
        return next((each for each in self.milestones if each.key == key), None)

    @property
    def path(self) -> tuple[Milestone, ...]:
        """The steps on the critical path, in the order of the way."""
        return tuple(each for each in self.milestones if each.critical)

    @property
    def goal(self) -> Milestone | None:
        """What the critical path leads to: the decision, and once it is taken its publication."""
        decided = self.step("deliberation")
        return self.step("publication") if decided is None or decided.done else decided


def plan(
    rulebook: Rulebook, dossier: Dossier, start: dt.date, setting: Setting, wishes: Wishes | None = None
) -> Schedule:
    """The earliest lawful day of each step to come when the way goes on at `start`, and what decides it.

    What is recorded counts: a notice that runs, a review that was accepted. A day that cannot be counted is said.
    """
    wishes = wishes or Wishes()
    if ended := _ended(rulebook, dossier, setting):
        return Schedule(rulebook, start, wishes, (), ended=ended)
    network = Network(start, setting.convention)
    way = Way(rulebook, dossier, setting, wishes, network)
    for stage in (
        drafting,
        participation,
        hearing,
        before_review,
        legality_review,
        handed_in,
        party_first,
        deliberation,
        publication,
    ):
        stage(way)
    decided = network.found.get("deliberation")
    steps = network.marked("publication" if decided is None or decided.done else "deliberation")
    steps = tuple(replace(each, day_off=_off(each, setting.calendar)) for each in steps)
    over = Text("法定步骤均已办理。", "Every step of the procedure has been taken.")
    promises = tuple(_promises(dossier, decided, setting.calendar)) if decided else ()
    ended = over if all(each.done for each in steps) else None
    return Schedule(rulebook, start, wishes, steps, promises, ended, tuple(_notes(way)))


@dataclass(frozen=True)
class Trial:
    """A plan as it is and, if anything was wished, as it would be."""

    plan: Schedule
    wished: Schedule | None = None


def trial(
    rulebook: Rulebook,
    dossier: Dossier,
    start: dt.date,
    calendar: WorkingCalendar,
    wishes: Wishes,
    *,
    other: Rulebook | None = None,
    begin: dt.date | None = None,
) -> Trial:
    """The plan from `start`; beside it the plan as wished, under another rulebook or begun on another day."""

    def planned(book: Rulebook, day: dt.date, wished: Wishes) -> Schedule:
        setting = Setting(day, calendar, book.profile.convention, book.effects, book.labels)
        return plan(book, dossier, day, setting, wished)

    own, asked = (rulebook, start, Wishes()), (other or rulebook, begin or start, wishes)
    return Trial(planned(*own), planned(*asked) if (own[0].label, *own[1:]) != (asked[0].label, *asked[1:]) else None)


def _ended(rulebook: Rulebook, dossier: Dossier, setting: Setting) -> Text | None:
    if dossier.refusal:
        return Text("已决定不予启动。", "It was decided not to start the procedure.")
    resolution = dossier.meeting.resolution if dossier.meeting else None
    if resolution and setting.effect("outcomes", resolution.outcome) == "rejected":
        return Text("会议决定不予通过。", "The meeting did not adopt it.")
    states = rulebook.procedure.track_by_key["main"].states
    if any(each.ended and each.key == dossier.state for each in states):
        return Text("决策程序已经终止。", "The procedure has ended.")
    return None


_MET = ("hearing", "party_first", "deliberation")
"""The steps on whose day people meet."""


def _off(step: Milestone, calendar: WorkingCalendar) -> bool:
    """Whether people are to meet on a day that is no working day; of a year that is not known nothing is said."""
    try:
        return step.key in _MET and not step.done and step.day is not None and not calendar.is_working_day(step.day)
    except CalendarUnknown:
        return False


def _promises(dossier: Dossier, decided: Milestone, calendar: WorkingCalendar) -> Iterator[Promise]:
    days = {
        Text("年度目录", "Annual catalogue"): dossier.plan and dossier.plan.due,
        Text("启动决定", "Decision to start"): dossier.initiation and dossier.initiation.due,
    }
    for source, day in days.items():
        if day:
            yield Promise(source, day, decided.day, decided.done, _working_days(decided.day, day, calendar))


def _working_days(earliest: dt.date | None, due: dt.date, calendar: WorkingCalendar) -> int | None:
    try:
        return calendar.working_days_between(earliest, due) if earliest else None
    except CalendarUnknown:
        return None


def _notes(way: Way) -> Iterator[Text]:
    """What of the wishes has no effect, and why."""
    if way.wishes.comment_days is not None and ("notice" not in way.network or way.dossier.notice):
        yield Text(
            "征求意见公告已经发布，或者本事项不公开征求意见，设想的期限不起作用。",
            "The notice is out, or opinions are not solicited for this matter: the period wished has no effect.",
        )
    if way.wishes.hearing and ("hearing" not in way.network or way.dossier.hearing):
        yield Text(
            "听证会已经公告，或者本事项没有听证环节，设想不起作用。",
            "A hearing is announced, or this matter has none: the wish has no effect.",
        )
    if way.wishes.hearing and way.dossier.hearing is None and way.dossier.review:
        yield Text(
            "草案已经送审，增加听证会须先退回起草环节。",
            "The draft has been submitted: to add a hearing it first goes back to drafting.",
        )
