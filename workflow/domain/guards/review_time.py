"""The time of legality review (713 art. 26(2), 337 art. 28): how it runs, and what it must not fall short of or exceed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import CalendarUnknown, Convention, WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Fact, LegalityReview
from workflow.domain.guarding import LIMITS, Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, says_what_is_urgent
from workflow.domain.text import Text

After = Literal["restart", "resume"]
"""What a supplement does to the time: it starts anew with complete materials, or stands still until they are there."""


@dataclass(frozen=True)
class Running:
    """How the time of a round runs: from the day of `start`, not counted itself, with pauses in their order.

    In a pause the day of the request still counts, the day of the supply does not; an open one has no end.
    """

    start: dt.date
    pauses: tuple[tuple[dt.date, dt.date | None], ...] = ()

    def used(self, calendar: WorkingCalendar, end: dt.date) -> int:
        """Working days used up to and including `end`; negative when it lies before the start.

        Raises CalendarUnknown.
        """
        used, since = 0, self.start
        for begin, resumed in self.pauses:
            if end <= begin:
                break
            used += calendar.working_days_between(since, begin)
            if resumed is None or end <= resumed:
                return used
            since = resumed
        return used + calendar.working_days_between(since, end)

    def last_day(self, calendar: WorkingCalendar, working_days: int) -> dt.date | None:
        """The day on which so many working days have been used; None if a pause that is still open comes before it.

        Raises CalendarUnknown.
        """
        left, since = working_days, self.start
        for begin, resumed in self.pauses:
            used = calendar.working_days_between(since, begin)
            if used >= left:
                break
            if resumed is None:
                return None
            left, since = left - used, resumed
        return calendar.add_working_days(since, left)


def running(review: LegalityReview, supplement: After, *, entered: bool = False) -> Running:
    """How the time of a round runs from acceptance, when a supplement lets it start anew or stand still.

    `entered`: a time guaranteed to the reviewer does not begin before the materials were entered as handed in, whatever day
    they claim; what is entered on the day of the opinion gave nobody time.
    """
    begun = [review.submission, *([review.acceptance] if review.acceptance else [])]
    accepted = max(_begun(each, entered=entered) for each in begun)
    if supplement == "restart":
        supplied = [_begun(each.supply, entered=entered) for each in review.supplements if each.supply]
        return Running(max([accepted, *supplied]))
    pauses: list[tuple[dt.date, dt.date | None]] = []
    for each in sorted(review.supplements, key=lambda asked: asked.on):
        begin, end = max(each.on, accepted), each.supply.on if each.supply else None
        if pauses and (pauses[-1][1] is None or begin <= pauses[-1][1]):  # asked again before the first was there
            begin, before = pauses.pop()
            end = None if before is None or end is None else max(before, end)
        if end is None or end > begin:
            pauses.append((begin, end))
    return Running(accepted, tuple(pauses))


def _begun(fact: Fact, *, entered: bool) -> dt.date:
    """The day from which something counts: that on which it happened, or was entered where that is later."""
    return max(fact.on, fact.entered_on or fact.on) if entered else fact.on


class _Clocked(Params):
    """A number of working days of the review. `supplement`: what a supplement does to them, where the rule says it."""

    working_days: int = Field(ge=1)
    supplement: After | None = None

    def _stops(self) -> Numbers:
        """What a supplement does, where the rule says it."""
        said = {
            "restart": Text("补齐之日的次日起重新计算", "the time starts anew after the supply"),
            "resume": Text(
                "自要求补充之日的次日至补齐之日，不计入审查时间",
                "the days after the request up to the supply are not counted",
            ),
        }
        return ((Text("补充材料", "Supplements"), said[self.supplement]),) if self.supplement else ()


class TimeParams(_Clocked):
    """A minimum in working days: `soft` is 一般不少于."""

    limit: Literal["soft", "hard"]

    @property
    def after(self) -> After:
        """What the rule says; where none says it (a township of Chongqing does, by its rule 61), the time starts anew."""
        return self.supplement or "restart"

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter; at equal days the hard limit is, then what is said of supplements over silence."""
        return self.working_days, int(self.limit == "hard"), (None, "resume", "restart").index(self.supplement)

    def numbers(self, convention: Convention) -> Numbers:
        """The time guaranteed, in working days."""
        value = Text("{limit}{days}个工作日（调休计入）", "{limit} {days} working days (make-up days count)").fmt(
            limit=LIMITS[self.limit], days=self.working_days
        )
        return ((Text("审查时间", "Time for review"), value), *self._stops())


def frozen_until(review: LegalityReview) -> dt.date | None:
    """The day the system computed and froze when the materials were complete; what a paper claims does not count."""
    supplies = [each.supply for each in review.supplements if each.supply]
    frozen = supplies[-1] if supplies else review.acceptance
    return frozen.guaranteed_until if frozen is not None and frozen.entered is not None else None


@guard(TimeParams, own_fact=True)
def review_time_given(dossier: Dossier, params: TimeParams, setting: Setting) -> Iterator[Gap]:
    """The reviewer had the working days guaranteed, or the opinion says why less was enough (713 art. 26(2)): that there is
    haste, and no more, says no why."""
    review = dossier.review
    if review is None or review.conclusion is None:
        return
    clock = running(review, params.after, entered=True)
    try:
        days = max(0, clock.used(setting.calendar, review.conclusion.on))
    except CalendarUnknown as unknown:
        yield Gap(unknown.text)
        return
    frozen = frozen_until(review)
    if days >= params.working_days or (frozen is not None and review.conclusion.on >= frozen):
        return
    try:
        until: object = clock.last_day(setting.calendar, params.working_days) or Text("补齐材料后计算", "once supplied")
    except CalendarUnknown as unknown:  # the days short of the limit are known, the day that fulfils it is not
        until = unknown.text
    reason = review.conclusion.short_time_reason
    excused = params.limit == "soft" and says_what_is_urgent(reason)
    yield Gap(
        Text(
            "自材料齐备（{start}）至出具意见（{end}）{less}为{days}个工作日，少于{limit}个工作日，短{short}个；"
            "满{limit}个工作日之日：{until}。{tail}",
            "From complete materials ({start}) to the opinion ({end}) there are {days} working days{less}, {short} short "
            "of {limit}. Working day {limit}: {until}. {tail}",
        ).fmt(
            start=clock.start,
            end=review.conclusion.on,
            less=_LESS if clock.pauses else Text("", ""),
            days=days,
            limit=params.working_days,
            short=params.working_days - days,
            until=until,
            tail=Text("已说明理由。", "The reason is stated.")
            if excused
            else Text(
                "所写理由没有说明为何需要提前：写明具体事由。",
                "The reason given does not say why less time had to do: name the circumstance.",
            )
            if params.limit == "soft" and says_something(reason)
            else Text("没有说明理由。", "No reason is stated."),
        ),
        excused=excused,
    )


_LESS = Text("，扣除补充材料的时间", " without the time of supplements")


class MostParams(_Clocked):
    """A maximum in working days, and by how many it can be extended at most (none: it cannot)."""

    extension: int = Field(default=0, ge=0)

    @property
    def after(self) -> After:
        """Where no rule says otherwise, the time stands still: waiting for the unit is no delay of the reviewer."""
        return self.supplement or "resume"

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter, then less extension, then what is said of supplements over silence."""
        return -self.working_days, -self.extension, (None, "restart", "resume").index(self.supplement)

    def numbers(self, convention: Convention) -> Numbers:
        """The longest time and its extension."""
        most = Text("不超过{days}个工作日", "at most {days} working days").fmt(days=self.working_days)
        more = Text("最多延长{days}个工作日", "by {days} working days at most").fmt(days=self.extension)
        extended = ((Text("延长", "Extension"), more),) if self.extension else ()
        return ((Text("最长审查时间", "Longest time for review"), most), *extended, *self._stops())


def days_allowed(review: LegalityReview, params: MostParams, calendar: WorkingCalendar) -> int:
    """The working days a round may take at most, with the extensions granted before its time was over.

    Raises CalendarUnknown.
    """
    clock, allowed = running(review, params.after), params.working_days
    for each in review.extensions:
        if clock.used(calendar, each.on) <= allowed:
            allowed = min(allowed + each.working_days, params.working_days + params.extension)
    return allowed


@guard(MostParams, own_fact=True)
def review_time_within(dossier: Dossier, params: MostParams, setting: Setting) -> Iterator[Gap]:
    """The opinion is given within the longest time the rule allows, extensions granted in time among it."""
    review = dossier.review
    if review is None:
        return
    granted = sum(each.working_days for each in review.extensions)
    if granted > params.extension:
        yield Gap(
            Text(
                "审查期限共延长{granted}个工作日，超过可以延长的{most}个工作日。",
                "The time was extended by {granted} working days; it can be extended by {most}.",
            ).fmt(granted=granted, most=params.extension)
        )
    if review.conclusion is None:
        return
    clock = running(review, params.after)
    try:
        days, allowed = (
            clock.used(setting.calendar, review.conclusion.on),
            days_allowed(review, params, setting.calendar),
        )
    except CalendarUnknown as unknown:
        yield Gap(unknown.text)
        return
    if days > allowed:
        yield Gap(
            Text(
                "自材料齐备（{start}）至出具意见（{end}）{less}为{days}个工作日，超过{limit}个工作日，超出{over}个。",
                "From complete materials ({start}) to the opinion ({end}) there are {days} working days{less}, {over} more "
                "than the {limit} allowed.",
            ).fmt(
                start=clock.start,
                end=review.conclusion.on,
                less=_LESS if clock.pauses else Text("", ""),
                days=days,
                limit=allowed,
                over=days - allowed,
            )
        )


class SupplyParams(Params):
    """Within how many working days what was asked for is supplied."""

    working_days: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter."""
        return (-self.working_days,)

    def numbers(self, convention: Convention) -> Numbers:
        """The days."""
        value = Text("要求补充之日起{days}个工作日内", "within {days} working days of the request").fmt(
            days=self.working_days
        )
        return ((Text("补充期限", "Time for supplements"), value),)


@guard(SupplyParams, own_fact=True)
def supplied_in_time(dossier: Dossier, params: SupplyParams, setting: Setting) -> Iterator[Gap]:
    """What the reviewer asked for was supplied within the days the rule gives."""
    for each in dossier.review.supplements if dossier.review else ():
        if each.supply is None:
            continue
        try:
            days = setting.calendar.working_days_between(each.on, each.supply.on)
        except CalendarUnknown as unknown:
            yield Gap(unknown.text)
            continue
        if days > params.working_days:
            yield Gap(
                Text(
                    "要求补充（{asked}）至补充（{supplied}）为{days}个工作日，超过{limit}个工作日。",
                    "From the request ({asked}) to the supply ({supplied}) there are {days} working days, more than {limit}.",
                ).fmt(asked=each.on, supplied=each.supply.on, days=days, limit=params.working_days)
            )
