"""Public participation (713 arts. 14 to 18, 337 arts. 15 to 18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention, days_between, earliest_end
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview, Notice, ParticipationResult
from workflow.domain.guarding import LIMITS, Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.drafting import StageParams
from workflow.domain.substance import answers, says_something, says_what_is_urgent, tells
from workflow.domain.terms import OptionalStage
from workflow.domain.text import Text, joined

CONVENTION_NAMES = {
    Convention.FIRST_DAY_EXCLUDED: Text("起始日不计入", "the first day not counted"),
    Convention.BOTH_ENDS: Text("首尾两日均计入", "both ends counted"),
}


class PeriodParams(Params):
    """A minimum in calendar days: `soft` is 一般不少于, `hard` 不得少于.

    A published reason shortens a soft one; a hard one only where the rule says so itself (`shorten`).
    """

    days: int = Field(ge=1)
    limit: Literal["soft", "hard"]
    shorten: bool = False

    @property
    def firm(self) -> bool:
        """Whether no reason shortens it."""
        return self.limit == "hard" and not self.shorten

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter; at equal days the hard limit is."""
        return self.days, int(self.limit == "hard"), int(self.firm)

    def numbers(self, convention: Convention) -> Numbers:
        """The period and how it is counted."""
        value = Text("{limit}{days}日（{convention}）", "{limit} {days} days ({convention})").fmt(
            limit=LIMITS[self.limit], days=self.days, convention=CONVENTION_NAMES[convention]
        )
        return ((Text("征求意见期限", "Period for opinions"), value),)


def counted_from(notice: Notice) -> dt.date:
    """The day the period is counted from: never earlier than the notice appeared or was entered, whatever it claims."""
    return max(notice.starts, notice.on, notice.entered_on or notice.on)


@guard(PeriodParams, own_fact=True)
def comment_period_met(dossier: Dossier, params: PeriodParams, setting: Setting) -> Iterator[Gap]:
    """The period for opinions is long enough, or the notice says why it is shorter (713 art. 15, 337 art. 17(2))."""
    notice = dossier.notice
    if notice is None or notice.closes < notice.starts:
        return  # that a period ends before it starts is the notice's own fault
    start = counted_from(notice)
    days = max(0, days_between(start, notice.closes, setting.convention))
    if days >= params.days:
        return
    other = next(each for each in Convention if each is not setting.convention)
    excused = says_what_is_urgent(notice.shortened_reason) and not params.firm
    detail = Text(
        "征求意见期间自{start}至{end}，按“{convention}”计算为{days}日，少于{limit}日，短{short}日"
        "（按“{other}”计算为{other_days}日）；按此起始日，最早应于{earliest}截止。{tail}",
        "The period runs from {start} to {end}: {days} days with {convention}, {short} short of {limit} "
        "({other_days} days with {other}); from that start it must not end before {earliest}. {tail}",
    )
    try:
        earliest: object = earliest_end(start, params.days, setting.convention)
    except OverflowError:  # the notice starts in the last days of the year 9999
        earliest = "—"
    tail = (
        Text("公告已说明缩短期限的理由。", "The notice states why it is shortened.")
        if excused
        else Text("该期限不得缩短。", "This period may not be shortened.")
        if params.firm
        else Text(
            "公告所写的缩短理由没有说明是什么情况紧急：写明具体事由。",
            "The reason given for shortening it does not say what is urgent: name the circumstance.",
        )
        if says_something(notice.shortened_reason)
        else Text("公告没有说明缩短期限的理由。", "The notice does not say why it is shortened.")
    )
    yield Gap(
        detail.fmt(
            start=start,
            end=notice.closes,
            convention=CONVENTION_NAMES[setting.convention],
            days=days,
            limit=params.days,
            short=params.days - days,
            other=CONVENTION_NAMES[other],
            other_days=max(0, days_between(start, notice.closes, other)),
            earliest=earliest,
            tail=tail,
        ),
        excused=excused,
    )


@guard(own_fact=True)
def notice_complete(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The notice appears in some channel and says how and until when opinions may be sent (713 art. 15)."""
    notice = dossier.notice
    if notice is None:
        yield Gap(Text("没有征求意见公告。", "There is no notice soliciting opinions."))
        return
    missing = []
    if not notice.channels:
        missing.append(Text("公布途径", "channel of publication"))
    if not notice.ways or not tells(notice.contact):
        missing.append(Text("提出意见的方式和联系方式", "ways to answer and contact"))
    if missing:
        yield Gap(Text("公告缺少：{what}。", "The notice lacks: {what}.").fmt(what=joined(missing)))
    if notice.closes < notice.starts:
        yield Gap(Text("截止日期早于起始日期。", "The period ends before it starts."))


@guard(own_fact=True)
def period_lasts(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The period for opinions has a day: one that starts and ends on the same, which is not counted, is none."""
    notice = dossier.notice
    if notice and notice.starts <= notice.closes and days_between(notice.starts, notice.closes, setting.convention) < 1:
        yield Gap(
            Text(
                "起始、截止是同一天，起始日不计入，征求意见期间为零日；截止日期至少在起始日的次日。",
                "It starts and ends on one day, which is not counted: there is no period. It ends on the day after at the "
                "earliest.",
            )
        )


@guard()
def draft_published_with_note(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """There is a draft with its note to be published with the notice, not made after it (713 art. 15)."""
    version = dossier.notice.version if dossier.notice else dossier.draft.version if dossier.draft else None
    draft = next((each for each in dossier.drafts if each.version == version), None)
    if draft is None:
        yield Gap(Text("没有可以公布的决策草案。", "There is no draft to publish."))
        return
    if not tells(draft.note):
        yield Gap(Text("草案第{v}版没有起草说明。", "Version {v} has no drafting note.").fmt(v=draft.version))
    if not tells(draft.body) and not draft.files:
        yield Gap(Text("草案第{v}版没有正文或者附件。", "Version {v} has neither text nor file.").fmt(v=draft.version))
    if dossier.notice and draft.on > dossier.notice.on:
        yield Gap(
            Text(
                "草案第{v}版的日期（{draft}）晚于公告日期（{notice}）。",
                "Version {v} ({draft}) is later than the notice ({notice}) that publishes it.",
            ).fmt(v=draft.version, draft=draft.on, notice=dossier.notice.on)
        )


@guard()
def comment_period_over(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The period for opinions is over before its result is published (713 arts. 15 and 18)."""
    notice = dossier.notice
    if notice is None:
        yield Gap(Text("没有征求意见公告。", "There is no notice soliciting opinions."))
        return
    day = dossier.participation.on if dossier.participation else setting.today
    if day <= notice.closes:
        yield Gap(
            Text(
                "征求意见至{end}截止，{day}尚未期满。",
                "Opinions may be sent until {end}; on {day} the period is not over.",
            ).fmt(end=notice.closes, day=day)
        )


@guard()
def opinions_answered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each opinion was studied: adopted, partly adopted or not, with a reason (713 art. 18, 337 art. 18).

    Opinions are sorted and bundled: the reason given to one answers those that are marked as its like.
    """
    waiting = [opinion for opinion in dossier.opinions if opinion.answer is None]
    if waiting:
        yield Gap(
            Text("还有{count}条意见没有处理：第{numbers}条。", "{count} opinions are not answered: no. {numbers}.").fmt(
                count=len(waiting), numbers=_numbers([opinion.number for opinion in waiting])
            )
        )
    reasoned = {
        each.number for each in dossier.opinions if each.answer and answers(each.answer.disposition, each.answer.reason)
    }
    silent = [
        each.number
        for each in dossier.opinions
        if each.answer and each.number not in reasoned and each.answer.duplicate_of not in reasoned
    ]
    if silent:
        yield Gap(
            Text(
                "有{count}条意见的处理没有说明理由：第{numbers}条。", "{count} answers give no reason: no. {numbers}."
            ).fmt(count=len(silent), numbers=_numbers(silent))
        )


class ResultParams(Params):
    """Within how many days after the period what became of the opinions is published."""

    days: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter."""
        return (-self.days,)

    def numbers(self, convention: Convention) -> Numbers:
        """The days."""
        value = Text("征求意见期满后{n}日内", "within {n} days after the period for opinions").fmt(n=self.days)
        return ((Text("公布采纳情况", "Result published"), value),)


@guard(ResultParams, own_fact=True)
def result_published_in_time(dossier: Dossier, params: ResultParams, setting: Setting) -> Iterator[Gap]:
    """What became of the opinions is published within so many days after the period, its last day not counted."""
    notice, result = dossier.notice, dossier.participation
    if notice is None or result is None:
        return
    days = (result.on - notice.closes).days
    if days > params.days:
        yield Gap(
            Text(
                "征求意见期满（{ends}）至公布采纳情况（{on}）为{days}日，超过{most}日。",
                "From the end of the period ({ends}) to the result ({on}) there are {days} days, more than {most}.",
            ).fmt(ends=notice.closes, on=result.on, days=days, most=params.days)
        )


class ReportParams(Params):
    """Whether the report on participation is to be published."""

    publish: bool

    def strictness(self) -> tuple[int, ...]:
        """To publish is stricter."""
        return (int(self.publish),)

    def numbers(self, convention: Convention) -> Numbers:
        """Whether it is to be published."""
        due = Text("应当公布", "to be published") if self.publish else Text("应当形成", "to be made")
        return ((Text("公众参与情况报告", "Report on public participation"), due),)


@guard(ReportParams, own_fact=True)
def participation_reported(dossier: Dossier, params: ReportParams, setting: Setting) -> Iterator[Gap]:
    """There is a report on participation, made from the record, and it is published (for example 黑龙江省 art. 20)."""
    result = dossier.participation
    if result is None:
        yield Gap(Text("公众参与情况报告尚未形成。", "The report on public participation is not made yet."))
    elif params.publish and not result.report_published:
        yield Gap(Text("公众参与情况报告没有公布。", "The report on public participation is not published."))


def _numbers(numbers: list[int], most: int = 12) -> Text:
    shown = [Text(str(number), str(number)) for number in numbers[:most]]
    return joined([*shown, Text("……", "…")] if len(numbers) > most else shown)


def _round_to_come_before(dossier: Dossier, setting: Setting) -> LegalityReview | None:
    """The round of review before which the public is heard: one that is over is none, as long as another may follow it."""
    review = dossier.review
    over = review is not None and (review.conclusion or review.returned)
    return None if over and not setting.record else review


def _concluded_late(participation: ParticipationResult, review: LegalityReview | None) -> Iterator[Gap]:
    if review and participation.on > review.submission.on:
        yield Gap(
            Text(
                "公众参与于{done}办结，晚于送审日期{sent}。",
                "Public participation was concluded on {done}, after submission on {sent}.",
            ).fmt(done=participation.on, sent=review.submission.on)
        )


@guard()
def notice_concluded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a notice was opened, whatever the kind of matter, its opinions are answered before the draft is reviewed."""
    kept = dossier.non_disclosure
    if dossier.notice is None or (kept and kept.agreed):
        return
    if dossier.participation is None:
        yield Gap(
            Text(
                "已于{day}公开征求意见（至{ends}止），尚未公布意见采纳情况。",
                "Opinions were solicited from {day} (until {ends}); what became of them is not published yet.",
            ).fmt(day=dossier.notice.on, ends=dossier.notice.closes)
        )
    else:
        yield from _concluded_late(dossier.participation, _round_to_come_before(dossier, setting))


@guard(StageParams)
def participation_held(dossier: Dossier, params: StageParams, setting: Setting) -> Iterator[Gap]:
    """Public participation is concluded before the draft goes to legality review (713 art. 14, 337 art. 15).

    A hearing is one of the ways in which the public is heard.
    """
    review = _round_to_come_before(dossier, setting)
    if dossier.participation is None:
        yield params.not_concluded(dossier, OptionalStage.PARTICIPATION, setting)
    else:
        yield from _concluded_late(dossier.participation, review)
    sitting = dossier.hearing.sitting if dossier.hearing else None
    if sitting and review and sitting.on > review.submission.on:
        yield Gap(
            Text(
                "听证会于{held}召开，晚于送审日期{sent}。",
                "The hearing was held on {held}, after submission on {sent}.",
            ).fmt(held=sitting.on, sent=review.submission.on)
        )
