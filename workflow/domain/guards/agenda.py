"""Before the meeting: notice given, materials sent to its members, the order of Party and government (713 arts. 4 and 31)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import CalendarUnknown, Convention, months_later
from workflow.domain.dossier import Dossier
from workflow.domain.facts import AgendaEntry, PartyDiscussion
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, stated
from workflow.domain.terms import PartyOrder
from workflow.domain.text import Text, numeral
from workflow.domain.unseen import worded


def entry_of_meeting(dossier: Dossier) -> AgendaEntry | None:
    """The newest agenda that brought the matter before the meeting it was before."""
    meeting = dossier.meeting
    fitting = [each for each in dossier.agenda if meeting and (each.meets, each.kind) == (meeting.on, meeting.kind)]
    return fitting[-1] if fitting else None


class LeadParams(Params):
    """How many days before the meeting."""

    days: int = Field(ge=1)
    working: bool = False

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter; at equal days working days are."""
        return self.days, int(self.working)

    @property
    def unit(self) -> Text:
        """What is counted."""
        return Text("个工作日", "working days") if self.working else Text("日", "days")

    def numbers(self, convention: Convention) -> Numbers:
        """The days."""
        value = Text("不少于{days}{unit}", "at least {days} {unit}").fmt(days=self.days, unit=self.unit)
        return ((Text("提前", "In advance"), value),)


def _lead(params: LeadParams, start: dt.date | None, meets: dt.date, what: Text, setting: Setting) -> Iterator[Gap]:
    if start is None:
        yield Gap(Text("没有记录{what}的日期。", "The day of {what} is not recorded.").fmt(what=what))
        return
    try:
        days = setting.calendar.working_days_between(start, meets) if params.working else (meets - start).days
    except CalendarUnknown as unknown:
        yield Gap(unknown.text)
        return
    if days < params.days:
        yield Gap(
            Text(
                "{what}（{start}）至会议（{meets}）为{days}{unit}，少于{least}{unit}。",
                "From {what} ({start}) to the meeting ({meets}) there are {days} {unit}, fewer than {least}.",
            ).fmt(what=what, start=start, meets=meets, days=days, unit=params.unit, least=params.days)
        )


@guard(LeadParams)
def meeting_notice_given(dossier: Dossier, params: LeadParams, setting: Setting) -> Iterator[Gap]:
    """Notice of the meeting was given so many days before it, the day of the notice not counted."""
    if dossier.meeting:
        entry = entry_of_meeting(dossier)
        what = Text("会议通知", "the notice")
        yield from _lead(params, entry.on if entry else None, dossier.meeting.on, what, setting)


@guard(LeadParams)
def meeting_materials_sent(dossier: Dossier, params: LeadParams, setting: Setting) -> Iterator[Gap]:
    """The members had the materials so many days before the meeting, the day they came not counted."""
    if dossier.meeting:
        entry = entry_of_meeting(dossier)
        what = Text("送达会议材料", "the materials")
        yield from _lead(params, entry.materials_on if entry else None, dossier.meeting.on, what, setting)


class OrderParams(Params):
    """Which comes first."""

    order: PartyOrder

    def numbers(self, convention: Convention) -> Numbers:
        """The order."""
        return ((Text("次序", "Order"), self.order.label),)


def said_before(dossier: Dossier, day: dt.date) -> list[PartyDiscussion]:
    """What the Party committee said until that day, in the order in which it said it, whenever it was entered."""
    return sorted((each for each in dossier.party_discussions if each.on <= day), key=lambda each: each.on)


@guard(OrderParams)
def party_order_kept(dossier: Dossier, params: OrderParams, setting: Setting) -> Iterator[Gap]:
    """The Party committee and the organ's meeting follow each other as the organ's own rules say (713 arts. 4 and 31)."""
    day = dossier.meeting.on if dossier.meeting else setting.today
    before = said_before(dossier, day)
    if params.order is PartyOrder.GOVERNMENT_FIRST:
        if before and dossier.meeting and dossier.meeting.resolution and before[-1].on < day:
            yield Gap(
                Text(
                    "党委已于{day}研究，早于政府会议（{meeting}）；应当先由政府会议决定，再报告党委。",
                    "The Party committee discussed it on {day}, before the organ met on {meeting}: the organ comes first.",
                ).fmt(day=before[-1].on, meeting=day)
            )
    elif not before:
        yield Gap(
            Text("没有党委会议先行研究的记录。", "There is no record that the Party committee discussed it before.")
        )
    elif not before[-1].agreed:
        yield Gap(
            Text("党委会议（{day}）没有同意。", "The Party committee did not agree on {day}.").fmt(day=before[-1].on)
        )


def _brought_on(dossier: Dossier, setting: Setting) -> dt.date:
    """The day of the newest meeting; of a matter that waits for one, the first or another, today, or the day on which the
    record has it put on an agenda."""
    meeting = dossier.meeting
    if not setting.record and (meeting is None or (meeting.resolution and dossier.state == "reviewed")):
        return setting.today
    days = [each.on for each in (meeting, *dossier.agenda[-1:]) if each]
    return max(days, default=setting.today)


@guard()
def party_not_opposed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What the Party committee last said before the meeting, where it spoke at all, was not against it (713 art. 4)."""
    before = said_before(dossier, _brought_on(dossier, setting))
    if before and not before[-1].agreed:
        yield Gap(
            Text("{meeting}（{day}）没有同意提交。", "{meeting} ({day}) did not agree to its submission.").fmt(
                meeting=before[-1].meeting, day=before[-1].on
            )
        )


@guard(own_fact=True)
def party_record_stands(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What was recorded of a meeting of the Party committee is not turned into its opposite without saying why.

    Of one day there is one meeting, unless they are numbered apart; and of one name with its number there is one.
    """
    said = dossier.party_discussions
    for place, later in enumerate(said):
        for earlier in said[:place]:
            if earlier.agreed != later.agreed and _same_meeting(earlier, later):
                yield Gap(
                    Text(
                        "{meeting}（{day}）此前记录为“{before}”，又记录为“{after}”，理由：{why}。",
                        "{meeting} ({day}) was recorded “{before}” before and is now “{after}”. Why: {why}.",
                    ).fmt(
                        meeting=later.meeting,
                        day=later.on,
                        before=_ANSWER[earlier.agreed],
                        after=_ANSWER[later.agreed],
                        why=stated(later.anew),
                    ),
                    excused=says_something(later.anew),
                )


_ANSWER = {True: Text("同意", "agreed"), False: Text("不同意", "against")}
_NUMBERED = re.compile(r"第\s*([\d零〇一二三四五六七八九十百]+)\s*次")
_SPOKEN = {numeral(number): number for number in range(1, 100)}


def numbered_meeting(meeting: str) -> tuple[str, int | str | None]:
    """What a meeting is called, and its number, however that is written."""
    found = _NUMBERED.search(meeting)
    if found is None:
        return worded(meeting), None
    written = found.group(1)
    number = int(written) if written.isdecimal() else _SPOKEN.get(written, written)
    return worded(_NUMBERED.sub(f"第{number}次", meeting, count=1)), number


def _same_meeting(one: PartyDiscussion, other: PartyDiscussion) -> bool:
    (name, number), (other_name, other_number) = numbered_meeting(one.meeting), numbered_meeting(other.meeting)
    if one.on == other.on:
        return number is None or other_number is None or number == other_number
    return number is not None and name == other_name


class LapseParams(Params):
    """After how many years a postponed matter lapses."""

    years: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """The sooner it lapses, the stricter."""
        return (-self.years,)

    def numbers(self, convention: Convention) -> Numbers:
        """The years."""
        return ((Text("暂缓期限", "May be postponed for"), Text(f"{self.years}年", f"{self.years} years")),)


@guard(LapseParams)
def postponement_not_lapsed(dossier: Dossier, params: LapseParams, setting: Setting) -> Iterator[Gap]:
    """What was postponed is brought again within the years a profile allows; later its procedure has ended."""
    held = dossier.meetings
    days = [*(each.on for each in held[1:]), None if held and held[-1].resolution is None else setting.today]
    for meeting, again in zip(held, days, strict=False):
        resolution = meeting.resolution
        if resolution is None or again is None or setting.effect("outcomes", resolution.outcome) != "postponed":
            continue
        last = months_later(resolution.on, 12 * params.years)
        if again > last:
            yield Gap(
                Text(
                    "{day}暂缓决策，至{again}已超过{years}年（期限至{last}），决策程序终止。",
                    "Postponed on {day}; by {again} more than {years} years had passed (until {last}): it has lapsed.",
                ).fmt(day=resolution.on, again=again, years=params.years, last=last)
            )
