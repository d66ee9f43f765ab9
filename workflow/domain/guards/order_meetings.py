"""The meeting that deliberated an order in the course of execution: that there was one, and what is known of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import ExecutionOrder, Publication, Withholding
from workflow.domain.facts.execution import told_apart
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.orders import lacking
from workflow.domain.guards.voting import ShareParams
from workflow.domain.seated import bodies, body_named, members_on
from workflow.domain.substance import says_something
from workflow.domain.terms import OrderKind
from workflow.domain.text import Text, joined
from workflow.domain.unseen import named


class OrderParams(Params):
    """Which orders only a meeting gives."""

    kinds: tuple[OrderKind, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More kinds of order are stricter."""
        return (len(set(self.kinds)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The orders."""
        return ((Text("须经会议讨论", "Taken by a meeting"), joined([each.label for each in self.kinds])),)

    def asked(self, dossier: Dossier) -> list[tuple[int, ExecutionOrder]]:
        """The orders of these kinds, with their places among all."""
        orders = dossier.execution.orders if dossier.execution else ()
        return [(place, order) for place, order in enumerate(orders) if order.kind in self.kinds]

    def deliberated(self, dossier: Dossier) -> list[tuple[int, ExecutionOrder]]:
        """Those of them that name their meeting; that the others do not is said elsewhere."""
        return [(place, order) for place, order in self.asked(dossier) if says_something(order.meeting)]


class ToldParams(OrderParams):
    """Which orders, and the share of those entitled that takes part: more than it or (`over = false`) at least it."""

    share: str = ""
    over: bool = False

    @model_validator(mode="after")
    def _a_share(self) -> Self:
        if self.over and not self.quorum:
            raise ValueError("more than no share is nothing")
        return self

    @property
    def quorum(self) -> ShareParams | None:
        """The share of those entitled, where one is asked for."""
        return ShareParams(share=self.share, over=self.over) if self.share else None

    def strictness(self) -> tuple[int, ...]:
        """More kinds of order are stricter, and so is a greater share."""
        return (*super().strictness(), *(self.quorum.strictness() if self.quorum else (0, 0)))

    def numbers(self, convention: Convention) -> Numbers:
        """The orders, and the share."""
        part = ((Text("参加人员", "Taking part"), self.quorum.of_entitled),) if self.quorum else ()
        return (*super().numbers(convention), *part)


@guard(OrderParams, own_fact=True)
def order_taken_by_meeting(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """An order of these kinds was deliberated by a meeting of the organ (for example 上海市 art. 43)."""
    for _, order in params.asked(dossier):
        if not says_something(order.meeting):
            yield Gap(lacking(order.kind, Text("经哪次会议讨论", "which meeting deliberated it")))


@guard(ToldParams, own_fact=True)
def order_meeting_told(dossier: Dossier, params: ToldParams, setting: Setting) -> Iterator[Gap]:
    """It is told of the meeting that deliberated an order when it met, who took part and how each voted."""
    for _, order in params.deliberated(dossier):
        yield from _told(order, params.quorum)


@guard(OrderParams, own_fact=True)
def order_majority_reasoned(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """An order for which not more than half of those who took part were states the reason the chief gave in the meeting,
    as any decision against the majority does (713 art. 30(2), 337 art. 30)."""
    for _, order in params.deliberated(dossier):
        there, yes = len(order.took_part), len(told_apart(order.in_favour))
        if there and 2 * yes <= there and not says_something(order.majority_reason):
            yield Gap(
                Text(
                    "讨论会议赞成{yes}人，反对和弃权{apart}人，赞成的没有超过半数，没有写明行政首长在会上说明的理由。",
                    "{yes} were for it, {apart} against it or abstaining: not more than half, and the reason the chief gave in "
                    "the meeting is not stated.",
                ).fmt(yes=yes, apart=there - yes)
            )


@guard(OrderParams, own_fact=True)
def order_body_competent(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """The meeting that deliberated an order is one of the organ that may decide (for example 上海市 art. 43)."""
    for _, order in params.deliberated(dossier):
        yield from _no_body(order, setting)


@guard(OrderParams, own_fact=True)
def order_meeting_seated(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """The meeting that deliberated an order is one of the organ that may decide, those it counts are the members the register
    has for the day, and the chief took part in it, and not alone."""
    for _, order in params.deliberated(dossier):
        yield from _alone(dossier, order)
        yield from _no_body(order, setting)
        yield from _unregistered(dossier, order, setting)


@guard(OrderParams, own_fact=True)
def order_meeting_later(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """The meeting that deliberated an order met after the one that took the decision, and not before the decision was made
    known, the order before this one, or the problems reported since."""
    for place, _ in params.deliberated(dossier):
        yield from _too_early(dossier, place)


def _told(order: ExecutionOrder, quorum: ShareParams | None) -> Iterator[Gap]:
    """What is not told of the meeting that deliberated an order, or says that it was none."""
    there = len(order.took_part)
    if order.meeting_on is None:
        yield Gap(lacking(order.kind, Text("讨论会议的日期", "the day of the meeting that deliberated it")))
    elif order.meeting_on > order.on:
        yield Gap(
            Text(
                "讨论会议的日期（{meeting}）晚于作出决定的日期（{on}）。",
                "The meeting that deliberated it ({meeting}) is later than the order ({on}).",
            ).fmt(meeting=order.meeting_on, on=order.on)
        )
    if order.entitled is None or not there:
        yield Gap(
            lacking(
                order.kind,
                Text("应到人数、参加讨论的人员及其意见", "how many were entitled, who took part and how each voted"),
            )
        )
    elif there > order.entitled:
        yield Gap(
            Text(
                "讨论会议应到{entitled}人，列明的参加人员却有{there}人，超过应到人数。",
                "{entitled} were entitled and {there} are named: more than are entitled.",
            ).fmt(entitled=order.entitled, there=there)
        )
    elif quorum and not quorum.reached(there, order.entitled):
        yield Gap(
            Text(
                "讨论会议应到{entitled}人，列明的参加人员{there}人：参加人员应当{share}。",
                "{entitled} were entitled and {there} are named: {share} take part.",
            ).fmt(entitled=order.entitled, there=there, share=quorum.of_entitled)
        )
    twice = [name for name, count in Counter(map(named, order.took_part)).items() if count > 1]
    if twice:
        yield Gap(
            Text("同一人员的表决意见列了两次：{who}。", "More than one vote is told of: {who}.").fmt(
                who=joined([Text(name, name) for name in twice])
            )
        )


def _alone(dossier: Dossier, order: ExecutionOrder) -> Iterator[Gap]:
    """That the chief deliberated the order alone, or did not at all: whoever gives it, or was the chief in the meeting that
    took the decision; papers may say neither."""
    taken = dossier.closed_meeting
    chiefs = {named(each.name) for each in (taken.members if taken else ()) if each.chief}
    chiefs |= {named(order.decided_by)} - {""}
    there = {named(each) for each in order.took_part}
    if len(there) == 1 and there <= chiefs:
        yield Gap(
            Text(
                "参加讨论的只有行政首长{name}一人，不是集体讨论。",
                "Only the chief, {name}, took part: that is no collective deliberation.",
            ).fmt(name=order.took_part[0])
        )
    elif there and chiefs and not there & chiefs:
        yield Gap(Text("行政首长没有参加讨论会议。", "The chief did not take part in the meeting."))


def _no_body(order: ExecutionOrder, setting: Setting) -> Iterator[Gap]:
    """That the meeting is none of the organ; papers may call a body by a shorter name."""
    if not (body_named(order.meeting, setting) or order.meeting_known or setting.record):
        kinds = joined(list(bodies(setting).values()))
        yield Gap(
            Text(
                "“{meeting}”不是可以讨论决定的会议；可以是：{kinds}。",
                "“{meeting}” is no meeting that may decide; these are: {kinds}.",
            ).fmt(meeting=order.meeting, kinds=kinds)
        )


def _unregistered(dossier: Dossier, order: ExecutionOrder, setting: Setting) -> Iterator[Gap]:
    """That those the meeting counts are not those the register of its body has."""
    body = body_named(order.meeting, setting)
    if not body:
        return
    members = members_on(dossier, body, order.meeting_on) if order.meeting_on else None
    if dossier.seats and not any(each.body == body for each in dossier.seats):
        # a body whose members nobody entered is no way around one that has them
        yield Gap(
            Text(
                "没有登记“{body}”的组成人员，参加人员无法核对。",
                "The register has no members of “{body}”: who took part cannot be compared.",
            ).fmt(body=bodies(setting)[body])
        )
    if members is None or order.entitled is None:
        return
    if len(members) != order.entitled:
        yield Gap(
            Text(
                "讨论会议应到{entitled}人，当日登记的组成人员为{count}人。",
                "{entitled} are said to be entitled; the register has {count} members for that day.",
            ).fmt(entitled=order.entitled, count=len(members))
        )
    if strangers := [each for each in dict.fromkeys(order.took_part) if named(each) not in members]:
        yield Gap(
            Text(
                "列明的参加人员不是讨论会议当日登记的组成人员：{who}。",
                "The register does not have these as members on the day of the meeting: {who}.",
            ).fmt(who=joined([Text(name, name) for name in strangers]))
        )


def _too_early(dossier: Dossier, place: int) -> Iterator[Gap]:
    """That the meeting met before what it is to have deliberated."""
    orders = dossier.execution.orders if dossier.execution else ()
    met, taken = orders[place].meeting_on, dossier.closed_meeting
    if met is None:
        return
    if taken and met <= taken.on:
        yield Gap(
            Text(
                "讨论会议（{met}）不晚于作出决策的会议（{taken}）。",
                "The meeting that deliberated it ({met}) is not later than the one that took the decision ({taken}).",
            ).fmt(met=met, taken=taken.on)
        )
        return
    missed = [(what, day) for what, day in _come_before(dossier, place) if met < day]
    for what, day in missed:
        yield Gap(
            Text("讨论会议（{met}）早于{what}（{day}）。", "The meeting ({met}) is earlier than {what} ({day}).").fmt(
                met=met, what=what, day=day
            )
        )
    used = [each for each in orders[:place] if each.meeting_on == met and each.on < orders[place].on]
    if used and not missed:
        yield Gap(
            Text(
                "{met}的会议讨论的是{on}作出的决定；此后再作决定的，应当再次讨论。",
                "The meeting of {met} deliberated what was ordered on {on}; what is ordered later is deliberated again.",
            ).fmt(met=met, on=used[-1].on)
        )


_KNOWN = {
    Publication: Text("决策公布", "the decision was published"),
    Withholding: Text("作出不予公开决定", "it was decided to withhold it"),
}


def _come_before(dossier: Dossier, place: int) -> Iterator[tuple[Text, dt.date]]:
    """What the meeting on an order comes after: that the decision was made known, the order before it, and the first of the
    problems reported between the two orders, as the record knew them when it was given."""
    execution = dossier.execution
    if execution is None:
        return
    order, earlier = execution.orders[place], execution.orders[:place]
    if known := dossier.made_known:
        yield _KNOWN[type(known)], known.on
    last = max((each.on for each in earlier), default=None)
    if last:
        yield Text("上一次决定", "the order before this one"), last
    problems = [
        each.on
        for each in execution.problems
        if (last is None or each.on > last)
        and each.on <= order.on
        and not (each.entered and order.entered and each.entered > order.entered)
    ]
    if problems:
        yield Text("执行单位报告问题", "a problem was reported"), min(problems)
