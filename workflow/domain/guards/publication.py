"""Report to the Party committee, publication and archive (713 arts. 31 to 33, 337 arts. 31, 32 and 37)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.inventory import due_items
from workflow.domain.terms import PartyReportKind
from workflow.domain.text import Text, joined


@guard()
def party_reported(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The Party committee was turned to before the decision is issued (713 art. 31, 337 art. 31)."""
    report = dossier.party_report
    if report is None:
        yield Gap(Text("尚未向同级党委请示报告。", "The Party committee has not been turned to."))
    elif dossier.publication and report.on > dossier.publication.on:
        yield Gap(
            Text(
                "请示报告日期（{report}）晚于公布日期（{published}）。",
                "The report ({report}) is later than publication ({published}).",
            ).fmt(report=report.on, published=dossier.publication.on)
        )


@guard(own_fact=True)
def request_answered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A request for instructions was answered before the decision was published."""
    report = dossier.party_report
    if report is None or report.kind is not PartyReportKind.REQUEST:
        return
    if not report.reply.strip() or report.reply_on is None:
        yield Gap(Text("请示尚无批复意见和批复日期。", "The request has no reply, or the reply has no date."))
        return
    if report.reply_on < report.on:
        yield Gap(
            Text(
                "批复日期（{reply}）早于请示日期（{report}）。",
                "The reply ({reply}) is earlier than the request ({report}).",
            ).fmt(reply=report.reply_on, report=report.on)
        )
    if dossier.publication and report.reply_on > dossier.publication.on:
        yield Gap(
            Text(
                "批复日期（{reply}）晚于公布日期（{published}）。",
                "The reply ({reply}) is later than publication ({published}).",
            ).fmt(reply=report.reply_on, published=dossier.publication.on)
        )


@guard()
def decided_before(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is published was decided by the organ after collective deliberation (713 art. 30(1))."""
    resolution = dossier.meeting.resolution if dossier.meeting else None
    if resolution is None or setting.effect("outcomes", resolution.outcome) not in ADOPTING:
        yield Gap(Text("没有集体讨论通过的记录。", "There is no record of adoption after deliberation."))
        return
    for day, what in (
        (
            dossier.party_report.on if dossier.party_report else None,
            Text("请示报告", "the report to the Party committee"),
        ),
        (dossier.publication.on if dossier.publication else None, Text("公布", "publication")),
    ):
        if day and day < resolution.on:
            yield Gap(
                Text(
                    "{what}（{day}）早于作出决定（{decided}）。",
                    "{what} ({day}) is earlier than the decision ({decided}).",
                ).fmt(what=what, day=day, decided=resolution.on)
            )


@guard(own_fact=True)
def published_in_channels(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The decision is published through some channel (713 art. 32, 337 art. 32)."""
    publication = dossier.publication
    if publication is None or not publication.channels:
        yield Gap(Text("没有公布途径。", "There is no channel of publication."))


@guard(own_fact=True)
def adoption_explained(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where the public cares or the matter is technical, what became of opinions is explained, and the decision
    interpreted to the public (713 art. 32, 337 art. 32)."""
    publication = dossier.publication
    if publication is None or not publication.wide_concern:
        return
    if not publication.interpretation.strip():
        yield Gap(
            Text(
                "没有通过新闻发布会、接受访谈等方式进行宣传解读的记录。",
                "No press conference, interview or other interpretation to the public is recorded.",
            )
        )
    if not publication.explanation.strip():
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
    if dossier.publication and dossier.archive.on < dossier.publication.on:
        yield Gap(
            Text(
                "归档日期（{archived}）早于公布日期（{published}）。",
                "The archiving ({archived}) is earlier than publication ({published}).",
            ).fmt(archived=dossier.archive.on, published=dossier.publication.on)
        )
