"""Publication and archive (713 arts. 30 to 33, 337 arts. 31, 32 and 37)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import CalendarUnknown, Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import PartyReport, Publication, Signing
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.inventory import due_items
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import FinalFinding, PublishChannel, Trait
from workflow.domain.text import Text, joined
from workflow.domain.wording import bears_title, decided_title

_ISSUED = {
    "publication": Text("公布", "publication"),
    "party_report": Text("请示报告", "report to the Party committee"),
    "signing": Text("签订", "signing"),
}


class IssueParams(Params):
    """What comes after the decision. The Party committee may by law be turned to before it (713 art. 31)."""

    of: tuple[Literal["publication", "party_report", "signing"], ...] = Field(default=("publication",), min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More of it is stricter."""
        return (len(self.of),)

    def numbers(self, convention: Convention) -> Numbers:
        """What comes after the decision, where it is anything but publication."""
        if self.of == ("publication",):
            return ()
        return ((Text("在作出决定之后", "After the decision"), joined([_ISSUED[each] for each in self.of])),)


@guard(IssueParams)
def decided_before(dossier: Dossier, params: IssueParams, setting: Setting) -> Iterator[Gap]:
    """What is published was decided by the organ after collective deliberation (713 art. 30(1))."""
    resolution = dossier.meeting.resolution if dossier.meeting else None
    adopted = resolution is not None and setting.effect("outcomes", resolution.outcome) in ADOPTING
    if resolution is None or not adopted or dossier.sent_back:
        yield Gap(Text("没有集体讨论通过的记录。", "There is no record of adoption after deliberation."))
        return
    for issued in params.of:
        fact: Publication | PartyReport | Signing | None = getattr(dossier, issued)
        if fact and fact.on < resolution.on:
            yield Gap(
                Text(
                    "{what}（{day}）早于作出决定（{decided}）。",
                    "The day of {what} ({day}) is earlier than the decision ({decided}).",
                ).fmt(what=_ISSUED[issued], day=fact.on, decided=resolution.on)
            )


class ChannelParams(Params):
    """Where a decision is published; `as_notice`: also wherever opinions on it were solicited."""

    as_notice: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Naming channels is stricter."""
        return (int(self.as_notice),)

    def numbers(self, convention: Convention) -> Numbers:
        """Where it has to be published."""
        where = Text("与征求意见公告相同", "the same as those of the notice")
        return ((Text("公布途径", "Channels"), where),) if self.as_notice else ()


@guard(ChannelParams, own_fact=True)
def published_in_channels(dossier: Dossier, params: ChannelParams, setting: Setting) -> Iterator[Gap]:
    """The decision is published through some channel (713 art. 32, 337 art. 32); elsewhere also through the notice's."""
    publication = dossier.publication
    if publication is None:
        yield Gap(Text("没有公布的记录。", "Publication is not on record."))
        return
    if not publication.channels:
        yield Gap(Text("没有公布途径。", "There is no channel of publication."))
        return
    used = {str(each) for each in dossier.notice.channels} if params.as_notice and dossier.notice else set()
    missing = [each.label for each in PublishChannel if each in used and each not in publication.channels]
    if missing:
        yield Gap(
            Text(
                "征求意见公告使用过、决策公布没有使用的途径：{what}。",
                "Channels of the notice in which the decision is not published: {what}.",
            ).fmt(what=joined(missing))
        )


@guard(own_fact=True)
def title_as_decided(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is published bears the title of the draft that was decided on, or names it; or it is said why not."""
    publication, draft = dossier.publication, dossier.draft
    if publication is None or draft is None or not publication.title.strip():
        return
    if not bears_title(publication.title, draft.title, dossier.organ):
        yield Gap(
            Text(
                "公布的标题“{published}”与讨论决定的草案标题“{decided}”不一致。",
                "The title published, “{published}”, is not that of the draft decided on, “{decided}”.",
            ).fmt(published=publication.title, decided=decided_title(draft.title)),
            excused=says_something(publication.retitled),
        )


class InTimeParams(Params):
    """The most working days from the formation of the document to its publication."""

    working_days: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer days are stricter."""
        return (-self.working_days,)

    def numbers(self, convention: Convention) -> Numbers:
        """The limit, in working days."""
        value = Text("不超过{days}个工作日（调休计入）", "at most {days} working days (make-up days count)")
        return ((Text("公布期限", "Time to publish"), value.fmt(days=self.working_days)),)


def formed_on(dossier: Dossier) -> dt.date | None:
    """The day from which the time to publish runs: the date of the document, else the day the decision was taken.

    What was withheld is published once that is lifted; before, it could not be.
    """
    if dossier.disclosure:
        return dossier.disclosure.on
    if dossier.publication and dossier.publication.formed_on:
        return dossier.publication.formed_on
    return settled_on(dossier)


def settled_on(dossier: Dossier) -> dt.date | None:
    """The day the decision stood as it is: it was taken, or its text, adopted in principle, was checked after the change."""
    resolution = dossier.meeting.resolution if dossier.meeting else None
    if resolution is None:
        return None
    version = dossier.draft.version if dossier.draft else 0
    kept_to = (each for each in dossier.final_checks if each.finding is FinalFinding.KEPT_TO)
    return max((resolution.on, *(each.on for each in kept_to if each.version == version)))


def issued_after(dossier: Dossier) -> dt.date | None:
    """The day before which nothing is published: the decision stood, the Party committee was turned to as the report that
    stands has it, whatever was entered of it before, and what was withheld was lifted."""
    report, _ = dossier.reported_now
    lifted = dossier.disclosure
    days = (settled_on(dossier), report and report.on, lifted and lifted.on)
    return max((day for day in days if day), default=None)


@guard(InTimeParams, own_fact=True)
def published_in_time(dossier: Dossier, params: InTimeParams, setting: Setting) -> Iterator[Gap]:
    """The decision is published within so many working days of its formation (711 art. 26).

    What the system computed and froze when it was published stands; what a paper claims does not count.
    """
    publication, start = dossier.publication, formed_on(dossier)
    if publication is None or start is None:
        return
    frozen = publication.publish_by if publication.entered is not None else None
    try:
        last = frozen or setting.calendar.add_working_days(start, params.working_days)
        days = setting.calendar.working_days_between(start, publication.on)
    except CalendarUnknown as unknown:
        yield Gap(unknown.text)
        return
    if publication.on > last:
        since = (
            Text("解除不予公开", "the lifting of the withholding")
            if dossier.disclosure
            else Text("成文、作出决定或者核对定稿", "its formation")
        )
        yield Gap(
            Text(
                "自{since}（{start}）至公布（{end}）为{days}个工作日；应当于{last}前公布，已经逾期。",
                "From {since} ({start}) to publication ({end}) there are {days} working days; it was to be "
                "published by {last} and is late.",
            ).fmt(since=since, start=start, end=publication.on, days=days, last=last)
        )
    elif publication.entered_on and publication.entered_on > last:
        yield Gap(
            Text(
                "公布日期为{on}，{entered}才录入，已在公布期限（{last}）届满之后；公布日期以公布的凭证为准。",
                "Published on {on} as it says, entered on {entered}, after the last day for it ({last}): what was published "
                "itself shows the day.",
            ).fmt(on=publication.on, entered=publication.entered_on, last=last)
        )


class ExplainedParams(Params):
    """When it is explained what became of opinions: where the public cares or the matter is technical, or `always`."""

    always: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Always is stricter."""
        return (int(self.always),)

    def numbers(self, convention: Convention) -> Numbers:
        """Which decisions have it explained."""
        return (
            ((Text("说明意见采纳情况", "Opinions explained"), Text("每项决策", "every decision")),)
            if self.always
            else ()
        )


@guard(ExplainedParams, own_fact=True)
def adoption_explained(dossier: Dossier, params: ExplainedParams, setting: Setting) -> Iterator[Gap]:
    """Where the public cares or the matter is technical, what became of opinions is explained, and the decision
    interpreted to the public (713 art. 32, 337 art. 32); elsewhere the former is said of every decision on which the
    public or experts were heard."""
    publication = dossier.publication
    if publication is None:
        return
    heard = dossier.participation is not None or dossier.expert_review is not None
    cared = publication.wide_concern or not dossier.traits.isdisjoint({Trait.WIDE_CONCERN, Trait.TECHNICAL})
    since = [each.interpretation for each in dossier.publication_amendments]
    if cared and not any(map(tells, (publication.interpretation, *since))):
        yield Gap(
            Text(
                "没有通过新闻发布会、接受访谈等方式进行宣传解读的记录。",
                "No press conference, interview or other interpretation to the public is recorded.",
            )
        )
    if (cared or (params.always and heard)) and not tells(publication.explanation):
        yield Gap(
            Text(
                "没有说明公众意见、专家论证意见的采纳情况。",
                "It is not explained what became of public and expert opinions.",
            )
        )


@guard(own_fact=True)
def archive_complete(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """All records the procedure made are on the in-file list, publication among them (713 art. 33, 337 art. 37)."""
    if dossier.archive is None:
        yield Gap(Text("尚未归档。", "The dossier is not archived."))
        return
    listed = {item.key for item in dossier.archive.items}
    missing = [item.title for item in due_items(dossier) if item.key not in listed]
    if missing:
        yield Gap(
            Text("卷内目录缺少：{what}。", "The in-file list lacks: {what}.").fmt(what=joined(missing)), private=True
        )
    if dossier.publication and dossier.archive.on < dossier.publication.on and not dossier.withholdings:
        yield Gap(
            Text(
                "归档日期（{archived}）早于公布日期（{published}）。",
                "The archiving ({archived}) is earlier than publication ({published}).",
            ).fmt(archived=dossier.archive.on, published=dossier.publication.on)
        )
