"""Hearings held and after: order, record, report, postponement (713 art. 17, Chongqing Order 171)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, model_validator

from workflow.domain.calendar import CalendarUnknown, Convention, days_between
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import restates
from workflow.domain.facts import Hearing
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.hearings import numbers_of
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import RecordItem, ReportItem
from workflow.domain.text import Text, joined
from workflow.domain.unseen import among


class QuorumParams(Params):
    """A fraction of the participants, so that two thirds are exactly that."""

    numerator: int = Field(ge=1)
    denominator: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """The greater fraction is stricter."""
        return (self.numerator * 1_000_000 // self.denominator,)

    def numbers(self, convention: Convention) -> Numbers:
        """The fraction."""
        value = f"{self.numerator}/{self.denominator}"
        return ((Text("到会比例", "Share present"), Text(f"不低于{value}", f"at least {value}")),)


class PostponeParams(Params):
    """How often a hearing may be put off, and by how many days in all."""

    most: int | None = Field(default=None, ge=0)
    days: int | None = Field(default=None, ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer times, fewer days."""
        return tuple(-each if each is not None else -10_000 for each in (self.most, self.days))

    def numbers(self, convention: Convention) -> Numbers:
        """Both limits."""
        found = []
        if self.most is not None:
            found.append((Text("延期次数", "Postponed"), Text(f"不超过{self.most}次", f"at most {self.most} times")))
        if self.days is not None:
            found.append((Text("延期日数", "Put off by"), Text(f"不超过{self.days}日", f"at most {self.days} days")))
        return tuple(found)


class HostParams(Params):
    """Who may not preside; one with an interest never may."""

    drafters: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Drafters excluded as well is stricter."""
        return (int(self.drafters),)

    def numbers(self, convention: Convention) -> Numbers:
        """Whether drafters are excluded."""
        if not self.drafters:
            return ()
        return ((Text("不得担任主持人", "May not preside"), Text("草案起草人", "Who wrote the draft")),)


class RecordParams(Params):
    """What the record contains."""

    items: tuple[RecordItem, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More is stricter."""
        return (len(set(self.items)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The contents."""
        return ((Text("笔录内容", "Contents of the record"), joined([each.label for each in self.items])),)


class ReportParams(Params):
    """What the report contains."""

    items: tuple[ReportItem, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More is stricter."""
        return (len(set(self.items)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The contents."""
        return ((Text("报告内容", "Contents of the report"), joined([each.label for each in self.items])),)


class DeadlineParams(Params):
    """Until when the report is made: in working days or in calendar days after the hearing."""

    working_days: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one(self) -> DeadlineParams:
        if (self.working_days is None) == (self.days is None):
            raise ValueError("either working_days or days")
        return self

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter; a working day is never less than a day."""
        return (-(self.days or self.working_days or 0),)

    def numbers(self, convention: Convention) -> Numbers:
        """The limit."""
        zh, en = ("个工作日", "working days") if self.working_days else ("日", "days")
        count = self.working_days or self.days
        return ((Text("听证会结束后", "After the hearing"), Text(f"{count}{zh}内", f"within {count} {en}")),)


@guard(PostponeParams, own_fact=True)
def postponements_met(dossier: Dossier, params: PostponeParams, setting: Setting) -> Iterator[Gap]:
    """A hearing is not put off too often nor too long (Chongqing Order 171; days as in Guangdong Order 303); to call it off and
    announce it anew with the same text starts no other count."""
    hearing = dossier.hearing
    if hearing is None or not hearing.postponements:
        return
    before = dossier.called_off_before(hearing)
    announced = [*(each for each in before if restates(dossier, each.version, hearing.version)), hearing]
    times = sum(len(each.postponements) for each in announced)
    if params.most is not None and times > params.most:
        yield Gap(
            Text("本次为第{n}次延期，最多可以延期{most}次。", "It would be put off {n} times; {most} is the most.").fmt(
                n=times, most=params.most
            )
        )
    days = sum(days_between(each.day, each.due, Convention.FIRST_DAY_EXCLUDED) for each in announced)
    if params.days is not None and days > params.days:
        yield Gap(
            Text("听证会延期{n}日，超过{most}日。", "The hearing was put off by {n} days, more than {most}.").fmt(
                n=days, most=params.days
            )
        )


@guard(HostParams, own_fact=True)
def host_impartial(dossier: Dossier, params: HostParams, setting: Setting) -> Iterator[Gap]:
    """Whoever presides has no interest in the matter, nor wrote the draft where that is asked."""
    sitting = dossier.hearing.sitting if dossier.hearing else None
    if sitting is None:
        return
    if not sitting.host_independent:
        yield Gap(
            Text(
                "没有确认主持人{name}与听证事项无利害关系。", "That the host {name} has no interest is not confirmed."
            ).fmt(name=sitting.host)
        )
    if params.drafters and among(sitting.host, (each.author for each in dossier.drafts)):
        yield Gap(Text("主持人{name}是草案起草人。", "The host {name} wrote the draft.").fmt(name=sitting.host))


@guard(QuorumParams, own_fact=True)
def hearing_quorate(dossier: Dossier, params: QuorumParams, setting: Setting) -> Iterator[Gap]:
    """Enough of the participants came (two thirds in Guangdong Order 303)."""
    hearing = dossier.hearing
    if hearing is None or hearing.sitting is None:
        return
    came, all_ = len(hearing.present), len(hearing.participants)
    if came * params.denominator < params.numerator * all_:
        yield Gap(
            Text(
                "听证参加人{all}人，到会{came}人，不足{share}。",
                "{came} of {all} participants came, less than {share}.",
            ).fmt(all=all_, came=came, share=f"{params.numerator}/{params.denominator}")
        )


@guard(own_fact=True)
def hearing_in_order(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Held in public: the unit presents the draft, then participants state their views (713 art. 17(1) and (2))."""
    hearing = dossier.hearing
    if hearing is None or hearing.sitting is None:
        return
    if not hearing.sitting.held_openly:
        yield Gap(Text("听证会没有公开举行。", "The hearing was not held in public."))
    if not tells(hearing.sitting.presentation):
        yield Gap(
            Text(
                "没有承办单位介绍决策草案、依据和有关情况的记录。",
                "It is not recorded that the unit presented the draft.",
            )
        )
    if not any(each.appearance and tells(each.appearance.statement) for each in hearing.present):
        yield Gap(Text("没有听证参加人陈述意见的记录。", "No statement of a participant is recorded."))
    # papers published of a hearing seldom tell of it: that they do not is no proof that nobody was let ask
    if not (setting.record or tells(hearing.sitting.debate)):
        yield Gap(Text("没有询问、质证和辩论的记录。", "No questions, evidence and debate are recorded."))


@guard(own_fact=True)
def hearing_record_confirmed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Everybody who came confirmed the record by signing it; who declined is noted (713 art. 17(3))."""
    hearing = dossier.hearing
    if hearing is None or hearing.sitting is None:
        return
    unsigned = [
        each.number
        for each in hearing.present
        if each.appearance and not each.appearance.record_signed and not each.appearance.declined.strip()
    ]
    if unsigned:
        yield Gap(
            Text(
                "第{who}号听证参加人没有在听证会记录上签字，也没有注明拒绝签字的情况。",
                "Participants no. {who} have not signed the record, nor is it noted that they declined.",
            ).fmt(who=numbers_of(unsigned))
        )


@guard(own_fact=True)
def officials_signed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Those who heard and the recorder signed the record (Chongqing Order 171)."""
    sitting = dossier.hearing.sitting if dossier.hearing else None
    if sitting and not (sitting.officials_signed and sitting.recorder.strip()):
        yield Gap(
            Text("听证人、记录员没有在听证笔录上签名。", "Those who heard and the recorder have not signed the record.")
        )


def _recorded(hearing: Hearing, item: RecordItem) -> bool:
    assert hearing.sitting  # noqa: S101 - asked by the caller
    match item:
        case RecordItem.PRESENTATION:
            return tells(hearing.sitting.presentation)
        case RecordItem.STATEMENTS:
            return any(each.appearance and tells(each.appearance.statement) for each in hearing.present)
        case RecordItem.HANDLING:
            return bool(hearing.sitting.handling.strip())


@guard(RecordParams, own_fact=True)
def hearing_record_complete(dossier: Dossier, params: RecordParams, setting: Setting) -> Iterator[Gap]:
    """The record contains what it has to (Chongqing Order 171 art. 27)."""
    hearing = dossier.hearing
    if hearing is None or hearing.sitting is None:
        return
    missing = [item.label for item in params.items if not _recorded(hearing, item)]
    if missing:
        yield Gap(Text("听证笔录缺少：{what}。", "The record lacks: {what}.").fmt(what=joined(missing)))


@guard(ReportParams, own_fact=True)
def hearing_report_complete(dossier: Dossier, params: ReportParams, setting: Setting) -> Iterator[Gap]:
    """The report contains what it has to (Chongqing Order 171 art. 29)."""
    report = dossier.hearing.report if dossier.hearing else None
    if report is None:
        return
    missing = [item.label for item in params.items if not getattr(report, item.value).strip()]
    if missing:
        yield Gap(Text("听证报告缺少：{what}。", "The report lacks: {what}.").fmt(what=joined(missing)))


@guard(DeadlineParams, own_fact=True)
def hearing_report_in_time(dossier: Dossier, params: DeadlineParams, setting: Setting) -> Iterator[Gap]:
    """The report is made soon after the hearing, or says why it is late (Chongqing Order 171)."""
    hearing = dossier.hearing
    if hearing is None or hearing.sitting is None or hearing.report is None:
        return
    held, made = hearing.sitting.on, hearing.report.on
    if params.days is not None:
        count, limit = days_between(held, made, Convention.FIRST_DAY_EXCLUDED), params.days
        unit = Text("日", "days")
    else:
        try:
            count, limit = setting.calendar.working_days_between(held, made), params.working_days or 0
        except CalendarUnknown as unknown:
            yield Gap(unknown.text)
            return
        unit = Text("个工作日", "working days")
    if made < held or count > limit:
        yield Gap(
            Text(
                "听证会于{held}召开，听证报告于{made}作出，为{count}{unit}，应当在{limit}{unit}以内。",
                "The hearing was held on {held}, the report made on {made}: {count} {unit}; the limit is {limit} {unit}.",
            ).fmt(held=held, made=made, count=count, limit=limit, unit=unit),
            excused=made >= held and says_something(hearing.report.late_reason),
        )


@guard()
def hearing_concluded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A hearing that was announced is held and reported before the matter goes on (Chongqing Order 171)."""
    hearing = dossier.hearing
    if hearing is None:
        return
    if hearing.report is None:
        yield Gap(
            Text("听证会已经公告，尚未形成听证报告。", "A hearing was announced and there is no report on it yet.")
        )
    elif dossier.review and hearing.report.on > dossier.review.submission.on:
        yield Gap(
            Text(
                "听证报告于{made}作出，晚于送审日期{sent}。",
                "The report was made on {made}, after submission on {sent}.",
            ).fmt(made=hearing.report.on, sent=dossier.review.submission.on)
        )
