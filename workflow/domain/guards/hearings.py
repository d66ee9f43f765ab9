"""Hearings before they are held: notice, participants, material (713 art. 16, 337 art. 16).

Whether a hearing is held is for the unit; where none is announced these guards have nothing to say, but for the two
that ask for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from pydantic import Field

from workflow.domain.calendar import CalendarUnknown, Convention, days_between
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Fact
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import answers, tells
from workflow.domain.terms import ParticipantKind
from workflow.domain.text import Text, joined


class DaysParams(Params):
    """A minimum in calendar days before the hearing; none: before the day it is held."""

    days: int = Field(default=1, ge=1)

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter."""
        return (self.days,)

    def numbers(self, convention: Convention) -> Numbers:
        """The days."""
        return ((Text("听证会召开前", "Before the hearing"), Text(f"{self.days}日", f"{self.days} days")),)


class AnswerParams(Params):
    """Within how many working days after the period for opinions a request for a hearing is answered."""

    working_days: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter."""
        return (-self.working_days,)

    def numbers(self, convention: Convention) -> Numbers:
        """The days."""
        value = Text("征求意见期满后{n}个工作日内", "within {n} working days after the period for opinions")
        return ((Text("答复听证申请", "Requests for a hearing answered"), value.fmt(n=self.working_days)),)


class NumberParams(Params):
    """How many take part: the least, and whether the number has to be odd."""

    least: int = Field(default=1, ge=1)
    odd: bool = False

    def strictness(self) -> tuple[int, ...]:
        """More are stricter; at the same number an odd one is."""
        return self.least, int(self.odd)

    def numbers(self, convention: Convention) -> Numbers:
        """Least number, and odd."""
        value = Text(f"不少于{self.least}人", f"at least {self.least}")
        if self.odd:
            value = Text(f"{value.zh}的单数", f"{value.en}, an odd number")
        return ((Text("听证参加人", "Participants"), value),)


class ShareParams(Params):
    """A least share in percent."""

    percent: int = Field(ge=1, le=100)

    def strictness(self) -> tuple[int, ...]:
        """The greater share is stricter."""
        return (self.percent,)

    def numbers(self, convention: Convention) -> Numbers:
        """The share."""
        return ((Text("最低比例", "Least share"), Text(f"{self.percent}%", f"{self.percent}%")),)


def public_from(fact: Fact) -> dt.date:
    """The day a fact that is made public here counts from: never earlier than it was entered, whatever it claims."""
    return max(fact.on, fact.entered_on or fact.on)


def numbers_of(numbers: Iterable[int]) -> Text:
    """Numbers of participants as they are enumerated."""
    return joined([Text(str(number), str(number)) for number in numbers])


def _short(since: dt.date, day: dt.date, least: int, setting: Setting) -> Text | None:
    """What is said where fewer than `least` days lie between `since` and the hearing."""
    days = days_between(since, day, setting.convention)
    # what is done on the day itself is not done before it, however days are counted
    if days >= least and since < day:
        return None
    return Text(
        "自{since}至听证会召开之日（{day}）为{days}日，不足{least}日",
        "from {since} to the hearing on {day} there are {days} days, fewer than {least}",
    ).fmt(since=since, day=day, days=max(days, 0), least=least)


@guard(own_fact=True)
def hearing_announced(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Draft, note, time and place are published before the hearing (713 art. 16(2))."""
    hearing = dossier.hearing
    if hearing is None:
        return
    draft = next((each for each in dossier.drafts if each.version == hearing.version), None)
    if draft is None or not tells(draft.note) or not (tells(draft.body) or draft.files):
        yield Gap(
            Text(
                "没有可以随听证公告公布的决策草案及其说明。",
                "There is no draft with its note to publish with the notice.",
            )
        )
    elif draft.on > hearing.on:
        yield Gap(
            Text(
                "草案第{v}版的日期（{draft}）晚于听证公告日期（{notice}）。",
                "Version {v} ({draft}) is later than the notice of the hearing ({notice}).",
            ).fmt(v=draft.version, draft=draft.on, notice=hearing.on)
        )
    if not hearing.time.strip() or not hearing.place.strip():
        yield Gap(Text("听证公告没有写明时间、地点。", "The notice of the hearing does not state time and place."))
    if public_from(hearing) >= hearing.day:
        yield Gap(
            Text(
                "听证公告于{notice}公布，没有提前于听证会召开之日（{day}）。",
                "The notice of {notice} does not come before the day of the hearing ({day}).",
            ).fmt(notice=public_from(hearing), day=hearing.day)
        )


@guard(DaysParams, own_fact=True)
def hearing_notice_met(dossier: Dossier, params: DaysParams, setting: Setting) -> Iterator[Gap]:
    """The notice appears long enough before the hearing (Chongqing Order 171)."""
    hearing = dossier.hearing
    short = hearing and _short(public_from(hearing), hearing.day, params.days, setting)
    if short:
        yield Gap(Text("听证公告公布过迟：{short}。", "The notice comes too late: {short}.").fmt(short=short))


@guard(own_fact=True)
def selection_method_published(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where participants have to be chosen, the notice says how (713 art. 16(3))."""
    hearing = dossier.hearing
    if hearing and hearing.places is not None and not hearing.selection.strip():
        yield Gap(
            Text(
                "听证参加人名额为{n}人，公告没有公布遴选办法。",
                "Places are limited to {n} and the notice does not say how participants are chosen.",
            ).fmt(n=hearing.places)
        )


@guard(NumberParams)
def participants_enough(dossier: Dossier, params: NumberParams, setting: Setting) -> Iterator[Gap]:
    """Enough participants, and an odd number of them where that is asked (as in Guangdong Order 303)."""
    hearing = dossier.hearing
    if hearing is None or hearing.roll is None:
        return
    count = len(hearing.participants)
    if count < params.least:
        yield Gap(
            Text("听证参加人{n}人，少于{least}人。", "There are {n} participants, fewer than {least}.").fmt(
                n=count, least=params.least
            )
        )
    if params.odd and count % 2 == 0:
        yield Gap(Text("听证参加人{n}人，不是单数。", "There are {n} participants, not an odd number.").fmt(n=count))


@guard(ShareParams)
def public_share_met(dossier: Dossier, params: ShareParams, setting: Setting) -> Iterator[Gap]:
    """The registered public has its share of the list."""
    hearing = dossier.hearing
    if hearing is None or not hearing.participants:
        return
    public = sum(1 for each in hearing.participants if each.kind is ParticipantKind.REGISTERED)
    if public * 100 < params.percent * len(hearing.participants):
        yield Gap(
            Text(
                "报名的公众{public}人，占听证参加人{all}人的比例低于{percent}%。",
                "{public} of {all} participants are of the registered public, less than {percent}%.",
            ).fmt(public=public, all=len(hearing.participants), percent=params.percent)
        )


@guard(DaysParams)
def participants_listed(dossier: Dossier, params: DaysParams, setting: Setting) -> Iterator[Gap]:
    """The list of participants is fixed and published before the hearing (713 art. 16(3))."""
    hearing = dossier.hearing
    short = hearing and hearing.roll and _short(public_from(hearing.roll), hearing.due, params.days, setting)
    if short:
        yield Gap(Text("听证参加人名单公布过迟：{short}。", "The list comes too late: {short}.").fmt(short=short))


@guard(DaysParams)
def material_delivered(dossier: Dossier, params: DaysParams, setting: Setting) -> Iterator[Gap]:
    """The material reached every participant in time (713 art. 16(3))."""
    hearing = dossier.hearing
    if hearing is None:
        return
    without = [each.number for each in hearing.participants if each.delivery is None]
    if without:
        yield Gap(
            Text("听证会材料尚未送达第{who}号听证参加人。", "The material has not reached participants no. {who}.").fmt(
                who=numbers_of(without)
            )
        )
    day = hearing.sitting.on if hearing.sitting else hearing.due
    for each in hearing.participants:
        short = each.delivery and _short(each.delivery.on, day, params.days, setting)
        if short:
            yield Gap(
                Text("第{n}号听证参加人的材料送达过迟：{short}。", "Participant no. {n}: {short}.").fmt(
                    n=each.number, short=short
                )
            )


@guard()
def hearing_considered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A hearing may be held: said where none was (713 art. 16(1), 337 art. 16)."""
    if dossier.hearing is None:
        yield Gap(Text("本事项没有召开听证会。", "No hearing was held on this matter."))


@guard()
def hearing_not_called_off(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where hearings were announced and all called off, whoever reviews and decides is told that none was held."""
    called_off = dossier.called_off_before(None)
    if called_off and dossier.hearing is None and called_off[-1].cancellation:
        yield Gap(
            Text(
                "听证会公告{n}次，最近一次于{day}公告取消，本事项没有召开听证会。",
                "A hearing was announced {n} times, the last one called off on {day}: none was held on this matter.",
            ).fmt(n=len(called_off), day=called_off[-1].cancellation.on)
        )


@guard()
def hearing_held(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a rule demands a hearing, it is held before the draft goes to legality review (Chongqing Order 171 art. 3)."""
    if dossier.hearing is None:
        yield Gap(Text("应当组织听证的事项，没有组织听证。", "A hearing is due and none was held."))


@guard(AnswerParams)
def hearing_requests_answered(dossier: Dossier, params: AnswerParams, setting: Setting) -> Iterator[Gap]:
    """Who asked for a hearing while opinions were solicited has an answer in time, refused with a reason (广东省 art. 14)."""
    for each in dossier.opinions if dossier.notice else ():
        if not each.asks_hearing or dossier.notice is None:
            continue
        if each.answer is None or not answers(each.answer.disposition, each.answer.reason):
            silent = Text(
                "第{n}条意见申请举行听证会，没有答复或者没有说明理由。",
                "Opinion {n} asks for a hearing and has no answer, or none with a reason.",
            )
            yield Gap(silent.fmt(n=each.number))
            continue
        try:
            days = setting.calendar.working_days_between(dossier.notice.closes, each.answer.on)
        except CalendarUnknown as unknown:
            yield Gap(unknown.text)
            continue
        if days > params.working_days:
            yield Gap(
                Text(
                    "第{n}条意见申请举行听证会，于征求意见期满（{ends}）后第{days}个工作日答复，超过{most}个工作日。",
                    "Opinion {n} asks for a hearing and was answered {days} working days after the period ended on {ends}, "
                    "more than {most}.",
                ).fmt(n=each.number, ends=dossier.notice.closes, days=days, most=params.working_days)
            )
