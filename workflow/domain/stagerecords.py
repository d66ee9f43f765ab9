"""What each stage leaves on paper, as the record tells of it: one item for each paper (713 art. 33, 337 art. 37)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Comparison, Execution, ExpertReview, Hearing, Notice
from workflow.domain.text import Text


class DueItem(NamedTuple):
    """One record: its key, its title, the day it was made, and when that was entered, where it tells of it."""

    key: str
    title: Text
    on: dt.date
    entered: dt.datetime | None = None


def nth(title: Text, number: int) -> Text:
    """A title with the number of the time in it."""
    inside, closing = title.zh.removesuffix("）"), title.zh.endswith("）")
    return Text(f"{inside}{'，' if closing else '（'}第{number}次）", f"{title.en}, no. {number}")


def reply(dossier: Dossier) -> Iterator[DueItem]:
    """The reply to the proposer."""
    if sent := dossier.reply:
        yield DueItem("reply", Text("对建议人的答复", "Reply to the proposer"), sent.on, sent.entered)


def filing(dossier: Dossier) -> Iterator[DueItem]:
    """The filing of a policy document."""
    if filed := dossier.filing:
        yield DueItem("filing", Text("备案报告", "Report of the filing"), filed.on, filed.entered)


def before_review(dossier: Dossier) -> Iterator[DueItem]:
    """What is formed from the proposal up to the legality review, in the order of the procedure."""
    if dossier.proposal:
        yield DueItem("proposal", Text("决策事项建议书", "Proposal"), dossier.proposal.on)
    if dossier.study:
        yield DueItem("study", Text("研究论证意见", "Study of the proposal"), dossier.study.on)
    if dossier.initiation:
        yield DueItem(
            "initiation", Text("启动决策程序审批件", "Decision to start the procedure"), dossier.initiation.on
        )
    yield from reply(dossier)
    yield from _drafting(dossier)
    yield from _participation(dossier)
    for place, decided in enumerate(dossier.non_disclosures, start=1):
        title = Text(f"不予公开审定意见（第{place}次）", f"Decision on keeping it from the public, no. {place}")
        yield DueItem(f"non_disclosure-{place}", title, decided.on)
    if dossier.notice:
        yield DueItem("notice", Text("公开征求意见公告", "Public notice"), dossier.notice.on)
        yield from _amended(dossier.notice)
    for place, hearing in enumerate(dossier.hearings, start=1):
        yield from _hearing(place, hearing)
    if dossier.participation:
        title = Text("公众意见及其研究采纳情况", "Public opinions and what became of them")
        yield DueItem("participation", title, dossier.participation.on)
        if dossier.participation.report_published:
            title = Text("公众参与情况报告", "Report on public participation")
            yield DueItem("participation_report", title, dossier.participation.on)
    for place, drawn in enumerate(dossier.expert_draws, start=1):
        title = Text(f"专家随机抽取记录（第{place}次）", f"Record of the draw of experts, no. {place}")
        yield DueItem(f"expert_draw-{place}", title, drawn.on)
    for place, panel in enumerate(dossier.expert_reviews, start=1):
        newest = panel is dossier.expert_review
        turn = Text(f"第{place}次论证", f"panel {place}") if len(dossier.expert_reviews) > 1 else None
        yield from _experts(panel, "" if newest else f"-{place}", turn)
    for place, risk in enumerate(dossier.risk_assessments, start=1):
        if risk.report:
            title = Text(f"风险评估报告（第{place}次）", f"Risk assessment report, round {place}")
            yield DueItem(f"risk-{place}", title, risk.report.on)
        if risk.finding:
            title = Text(f"风险可控性认定（第{place}次）", f"Finding on controllability, round {place}")
            yield DueItem(f"finding-{place}", title, risk.finding.on)
        if risk.follow:
            title = Text(f"风险评估结论落实情况（第{place}次）", f"How the conclusion was acted on, round {place}")
            yield DueItem(f"follow-{place}", title, risk.follow.on)
    yield from _competition(dossier)


def _experts(panel: ExpertReview, place: str, turn: Text | None) -> Iterator[DueItem]:
    """What an expert review left; `place`: of an earlier one, as its papers bear it; `turn`: which of several it was."""

    def called(zh: str, en: str, *more: Text) -> Text:
        apart = [each for each in (*more, turn) if each]
        inside = Text("，".join(each.zh for each in apart), ", ".join(each.en for each in apart))
        return Text(f"{zh}（{inside.zh}）", f"{en} ({inside.en})") if apart else Text(zh, en)

    if panel.record:
        title = called("专家论证会会议记录", "Record of the panel meeting")
        yield DueItem(f"panel_record{place}", title, panel.record.on)
    for expert in panel.experts:
        if expert.opinion:
            title = called("专家论证意见", "Expert opinion", Text(expert.name, expert.name))
            yield DueItem(f"expert{place}-{expert.number}", title, expert.opinion.on)
    if panel.result:
        title = called("专家论证报告及意见研究处理情况", "Expert review report and feedback")
        yield DueItem(f"expert_review{place}", title, panel.result.on)


def _competition(dossier: Dossier) -> Iterator[DueItem]:
    for place, review in enumerate(dossier.competition_reviews, start=1):
        title = Text(f"公平竞争审查表（第{place}次）", f"Form of fair competition review, round {place}")
        yield DueItem(f"competition-{place}", title, review.on)
        if review.opinion:
            title = Text(f"公平竞争审查结论（第{place}次）", f"Conclusion of fair competition review, round {place}")
            yield DueItem(f"competition_opinion-{place}", title, review.opinion.on)


def _participation(dossier: Dossier) -> Iterator[DueItem]:
    """What went before the newest notice, and what was heard and explained beside it."""
    for place, earlier in enumerate(dossier.earlier_rounds, start=1):
        title = Text(f"公开征求意见公告（第{place}次）", f"Public notice, no. {place}")
        yield DueItem(f"notice-{place}", title, earlier.notice.on)
        yield from _amended(earlier.notice, place)
        title = Text(
            f"公众意见及其研究采纳情况（第{place}次）", f"Public opinions and what became of them, no. {place}"
        )
        yield DueItem(f"participation-{place}", title, earlier.result.on)
    for heard in dossier.heard:
        title = Text(
            f"听取意见记录（{heard.way.label.zh}）", f"Record of opinions heard ({heard.way.label.en.lower()})"
        )
        yield DueItem(f"heard-{heard.number}", title, heard.on)
    for place, explained in enumerate(dossier.explanations, start=1):
        title = Text(f"解释说明材料（{explained.way.label.zh}）", f"Explanation ({explained.way.label.en.lower()})")
        yield DueItem(f"explanation-{place}", title, explained.on)


def _amended(notice: Notice, *place: int) -> Iterator[DueItem]:
    for turn, each in enumerate(notice.amendments, start=1):
        key = "-".join(map(str, ("notice_amendment", *place, turn)))
        title = Text("征求意见公告的更正、延长公告", "Amendment of the public notice")
        if place:
            title = Text(f"{title.zh}（第{place[0]}次之{turn}）", f"{title.en}, no. {place[0]}, {turn}")
        elif len(notice.amendments) > 1:
            title = nth(title, turn)
        yield DueItem(key, title, each.on)


def _hearing(place: int, hearing: Hearing) -> Iterator[DueItem]:
    yield DueItem(f"hearing-{place}", Text(f"听证公告（第{place}次）", f"Notice of hearing, no. {place}"), hearing.on)
    if hearing.roll:
        title = Text(f"听证参加人名单及材料送达回证（第{place}次）", f"Participants and delivery receipts, no. {place}")
        yield DueItem(f"hearing_roll-{place}", title, hearing.roll.on)
    for time, put_off in enumerate(hearing.postponements, start=1):
        title = Text(f"听证会延期公告（第{place}次之{time}）", f"Notice of postponement, no. {place}, {time}")
        yield DueItem(f"hearing_postponement-{place}-{time}", title, put_off.on)
    if hearing.cancellation:
        title = Text(f"取消听证会公告（第{place}次）", f"Notice of cancellation, no. {place}")
        yield DueItem(f"hearing_cancellation-{place}", title, hearing.cancellation.on)
    if hearing.sitting:
        title = Text(f"听证笔录（第{place}次）", f"Record of the hearing, no. {place}")
        yield DueItem(f"hearing_record-{place}", title, hearing.sitting.on)
    if hearing.report:
        title = Text(f"听证报告（第{place}次）", f"Report on the hearing, no. {place}")
        yield DueItem(f"hearing_report-{place}", title, hearing.report.on)


def _drafting(dossier: Dossier) -> Iterator[DueItem]:
    for place, report in enumerate(dossier.research, start=1):
        yield DueItem(
            f"research-{place}", Text(f"决策调研报告（{report.title}）", f"Research: {report.title}"), report.on
        )
    for draft in dossier.drafts:
        title = Text(f"草案及起草说明（第{draft.version}版）", f"Draft and drafting note, version {draft.version}")
        yield DueItem(f"draft-{draft.version}", title, draft.on)
    if dossier.consultation:
        title = Text("征求有关单位意见及协调情况", "Views of the units consulted and what was done with them")
        yield DueItem("consultation", title, dossier.consultation.on)
    if dossier.comparison:
        yield DueItem("comparison", _compared(dossier.comparison), dossier.comparison.on)


def _compared(comparison: Comparison) -> Text:
    options, analysis = Text("备选方案比选", "Options compared"), Text("成本效益分析", "Costs and benefits")
    if comparison.options and comparison.analysis:
        return Text("备选方案比选和成本效益分析", "Options compared, costs and benefits")
    return options if comparison.options else analysis


def review(dossier: Dossier) -> Iterator[DueItem]:
    """What each round of legality review leaves."""
    for review in dossier.reviews:
        number = review.round
        title = Text(f"合法性审查送审函及材料清单（第{number}次）", f"Submission and list of materials, round {number}")
        yield DueItem(f"submission-{number}", title, review.submission.on)
        if review.submission.preliminary:
            title = Text(f"承办单位合法性审查意见（第{number}次）", f"The unit's own legality opinion, round {number}")
            yield DueItem(f"preliminary-{number}", title, review.submission.on)
        if review.returned:
            title = Text(f"退回函（第{number}次）", f"Letter of return, round {number}")
            yield DueItem(f"return-{number}", title, review.returned.on)
        for place, supplement in enumerate(review.supplements, start=1):
            title = Text(
                f"补充材料通知及补充材料（第{number}次之{place}）", f"Supplements, round {number}, no. {place}"
            )
            yield DueItem(f"supplement-{number}-{place}", title, supplement.on)
        for place, extension in enumerate(review.extensions, start=1):
            title = Text(
                f"延长审查期限审批件（第{number}次之{place}）", f"Extension of the time, round {number}, no. {place}"
            )
            yield DueItem(f"extension-{number}-{place}", title, extension.on)
        for place, counsel in enumerate(review.counsel, start=1):
            title = Text(f"法律意见（{counsel.name}）", f"Legal opinion ({counsel.name})")
            yield DueItem(f"counsel-{number}-{place}", title, counsel.on)
        if review.conclusion:
            title = Text(f"合法性审查意见书（第{number}次）", f"Legality review opinion, round {number}")
            yield DueItem(f"review-{number}", title, review.conclusion.on)
        if review.response:
            title = Text(
                f"合法性审查意见处理情况说明（第{number}次）", f"What was done with the opinion, round {number}"
            )
            yield DueItem(f"response-{number}", title, review.response.on)


def after_review(dossier: Dossier) -> Iterator[DueItem]:
    """What the meetings leave, and the reports upward."""
    for place, submission in enumerate(dossier.meeting_submissions, start=1):
        title = Text(f"报送审议材料及清单（第{place}次）", f"Materials for deliberation and their list, no. {place}")
        yield DueItem(f"meeting_submission-{place}", title, submission.on)
    for place, returned in enumerate(dossier.meeting_returns, start=1):
        title = Text(f"办公室退回函（第{place}次）", f"The office's letter of return, no. {place}")
        yield DueItem(f"meeting_return-{place}", title, returned.on)
    for place, entry in enumerate(dossier.agenda, start=1):
        title = Text(f"会议通知和议程（第{place}次）", f"Notice and agenda of the meeting, no. {place}")
        yield DueItem(f"agenda-{place}", title, entry.on)
    for place, meeting in enumerate(dossier.meetings, start=1):
        if meeting.resolution:
            title = Text(f"会议专项记录（第{place}次）", f"Special record of the meeting, no. {place}")
            yield DueItem(f"record-{place}", title, meeting.on)
            title = Text(f"会议纪要（第{place}次）", f"Minutes, no. {place}")
            yield DueItem(f"minutes-{place}", title, meeting.resolution.on)
        for number, erratum in enumerate(meeting.corrections, start=1):
            title = Text(f"会议记录更正（第{place}次之{number}）", f"Erratum to the record, no. {place}-{number}")
            yield DueItem(f"correction-{place}-{number}", title, erratum.on)
    for place, check in enumerate(dossier.final_checks, start=1):
        title = Text(f"定稿核对意见（第{check.version}版）", f"Check of the final text, version {check.version}")
        yield DueItem(f"final_check-{place}", title, check.on)
    if dossier.party_report:
        title = Text("向同级党委请示报告及批复", "Report to the Party committee and its reply")
        yield DueItem("party_report", title, dossier.party_report.on)
    if dossier.signing:
        yield DueItem("signing", Text("签订的合同文本", "The contract as signed"), dossier.signing.on)
    yield from filing(dossier)
    if dossier.congress_report:
        title = Text("提请人大讨论决定或者报告的材料", "Papers for the people's congress")
        yield DueItem("congress_report", title, dossier.congress_report.on)
    for place, each in enumerate(dossier.reconsiderations, start=1):
        title = Text(f"没有获得同意的处理决定（第{place}次）", f"Decision on what was not agreed to, no. {place}")
        yield DueItem(f"reconsideration-{place}", title, each.on)


def made_known(dossier: Dossier) -> Iterator[DueItem]:
    """The decision as published, and what was decided on withholding it."""
    for number, decided in enumerate(dossier.withholdings, start=1):
        title = Text("解除不予公开的决定", "Decision that it may be made public")
        if not decided.lifted:
            title = Text("不予公开审查决定", "Decision not to make public")
        yield DueItem(f"withholding-{number}", title, decided.on, decided.entered)
    if made := dossier.publication:
        yield DueItem("publication", Text("公布的决策文件", "The decision as published"), made.on, made.entered)


def amendments(dossier: Dossier) -> Iterator[DueItem]:
    """What was put right in, or added to, what was published."""
    title = Text("更正、补充公布的公告", "Amendment of what was published")
    for place, amended in enumerate(dossier.publication_amendments, start=1):
        yield DueItem(f"publication_amendment-{place}", title, amended.on, amended.entered)


def execution_of(dossier: Dossier) -> Execution:
    """Everything of the execution; nothing of it before anything is."""
    return dossier.execution or Execution()


def execution(dossier: Dossier) -> Iterator[DueItem]:
    """What the execution leaves."""
    execution = execution_of(dossier)
    for place, assignment in enumerate(execution.assignments, start=1):
        title = Text(f"任务分解表（第{place}次）", f"Assignment of tasks, no. {place}")
        yield DueItem(f"assignment-{place}", title, assignment.on)
    for place, report in enumerate(execution.reports, start=1):
        title = Text(f"{report.kind.label.zh}（{report.unit}，第{place}份）", f"{report.kind.label.en}, no. {place}")
        yield DueItem(f"execution_report-{place}", title, report.on)
    for place, problem in enumerate(execution.problems, start=1):
        title = Text(f"执行问题报告（{problem.unit}，第{place}份）", f"Report of a problem, no. {place}")
        yield DueItem(f"problem-{place}", title, problem.on)
    for place, check in enumerate(execution.checks, start=1):
        title = Text(f"一般调整审核意见（第{place}份）", f"Check of an adjustment in detail, no. {place}")
        yield DueItem(f"adjustment_check-{place}", title, check.on)
    for place, order in enumerate(execution.orders, start=1):
        title = Text(f"{order.kind.label.zh}的决定（第{place}件）", f"Order: {order.kind.label.en}, no. {place}")
        yield DueItem(f"order-{place}", title, order.on)
    if execution.suggestions:
        title = Text("对执行的意见建议及处理情况", "Suggestions on execution and what became of them")
        yield DueItem("suggestions", title, execution.suggestions[-1].on)
    if execution.result:
        yield DueItem("execution", Text("执行办结报告", "End of execution"), execution.result.on)


def evaluation(dossier: Dossier) -> Iterator[DueItem]:
    """What each evaluation leaves."""
    for place, evaluation in enumerate(dossier.evaluations, start=1):
        if evaluation.report:
            title = Text(f"决策后评估报告（第{place}次）", f"Evaluation report, no. {place}")
            yield DueItem(f"evaluation-{place}", title, evaluation.report.on)
        if evaluation.use:
            title = Text(f"评估结果运用情况（第{place}次）", f"Use of the evaluation, no. {place}")
            yield DueItem(f"evaluation_use-{place}", title, evaluation.use.on)
