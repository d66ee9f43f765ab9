"""Who did what once a decision was taken: made known, carried out, evaluated (713 arts. 32 to 37)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.deeds import Deed, after_colon, against, deed, plain
from workflow.domain.dossier import Dossier
from workflow.domain.facts import ExecutionOrder
from workflow.domain.text import Text, joined


def afterwards(dossier: Dossier) -> Iterator[Deed]:
    """Everything people and units answer for after the decision, in the order of the procedure."""
    yield from _publication(dossier)
    yield from _execution(dossier)
    yield from _evaluation(dossier)


def _publication(dossier: Dossier) -> Iterator[Deed]:
    organ = dossier.organ
    for report in dossier.party_reports:
        yield deed(
            "publication.report_party",
            report,
            "向同级党委请示报告",
            "Turned to the Party committee",
            organ,
            report.kind.label,
        )
    for congress in dossier.congress_reports:
        said = Text("{form}：{whom}", "{form}: {whom}").fmt(form=congress.form.label, whom=congress.recipient)
        yield deed(
            "publication.report_congress", congress, "提请人大讨论决定或者报告", "Turned to the congress", organ, said
        )
    for each in dossier.reconsiderations:
        said = Text("{way}{reason}", "{way}{reason}").fmt(way=each.way.label, reason=after_colon(each.reason))
        yield deed(
            "publication.reconsider",
            each,
            "决定没有获得同意的处理",
            "Decided what becomes of what was not agreed to",
            each.decided_by,
            said,
        )
    for decided in dossier.withholdings:
        who = decided.decided_by
        if decided.ground:
            said = decided.ground.label
            yield deed("publication.withhold", decided, "决定不予公开", "Withheld it from the public", who, said)
        else:
            yield deed("publication.disclose", decided, "解除不予公开", "Decided that it may be made public", who)
    if publication := dossier.publication:
        yield deed("publication.publish", publication, "公布", "Published it", organ, publication.number)
    for amended in dossier.publication_amendments:
        channels = joined([each.label for each in amended.channels])
        what = amended.correction or amended.interpretation or channels
        yield deed("publication.amend", amended, "更正、补充公布", "Corrected or added to it", organ, what)
    if archive := dossier.archive:
        said = Text("接收人：{who}", "received by {who}").fmt(who=archive.received_by)
        yield deed("publication.archive", archive, "归档", "Archived it", organ, said)


def _execution(dossier: Dossier) -> Iterator[Deed]:
    if dossier.execution is None:
        return
    for assignment in dossier.execution.assignments:
        for task in assignment.tasks:
            yield deed("execution.assign", assignment, "承担执行任务", "Was given a task", task.unit, task.work)
    for report in dossier.execution.reports:
        yield deed("execution.report", report, report.kind.label.zh, report.kind.label.en, report.unit, report.text)
    for problem in dossier.execution.problems:
        said = joined([problem.situation.label, problem.advice.label])
        yield deed("execution.problem", problem, "报告执行中的问题", "Reported a problem", problem.unit, said)
    for check in dossier.execution.checks:
        said = Text("{finding}{reason}", "{finding}{reason}").fmt(
            finding=check.finding.label, reason=after_colon(check.reason)
        )
        yield deed(
            "execution.examine", check, "审核拟作的一般调整", "Checked an adjustment in detail", check.reviewer, said
        )
    steps = {"suspend": "suspend", "resume": "resume", "minor": "adjust", "major": "adjust", "terminate": "terminate"}
    for order in dossier.execution.orders:
        step = f"execution.{steps[order.kind]}"
        yield deed(step, order, order.kind.label.zh, order.kind.label.en, order.decided_by, _ordered(order))
    if result := dossier.execution.result:
        yield deed("execution.conclude", result, "办结执行", "Concluded execution", dossier.organ, result.summary)


def _ordered(order: ExecutionOrder) -> Text:
    """Why, and which meeting deliberated it, how each voted there, and whether a record of it is kept here."""
    if not order.meeting:
        return plain(order.reason)
    unknown = "" if order.meeting_known else Text("（该会议未在本系统登记）", " (no record of it is kept here)")
    said = Text(
        "{reason}\n讨论会议：{meeting}{unknown}；赞成：{yes}；反对：{no}；弃权：{none}{tail}",
        "{reason}\ndeliberated by: {meeting}{unknown}; for: {yes}; against: {no}; abstained: {none}{tail}",
    )
    cast = {"yes": order.in_favour, "no": order.opposed, "none": order.abstained}
    named = {key: who or "—" for key, who in cast.items()}
    tail = against(order.majority_reason)
    return said.fmt(reason=order.reason, meeting=order.meeting, unknown=unknown, tail=tail, **named)


def _evaluation(dossier: Dossier) -> Iterator[Deed]:
    for each in dossier.evaluations:
        if each.report:
            said = each.report.advice.label
            yield deed("evaluation.report", each.report, "决策后评估", "Evaluated it", each.evaluator, said)
        if each.use:
            said = each.use.consequence.label
            yield deed("evaluation.use", each.use, "运用评估结果", "Used the result", each.use.decided_by, said)
