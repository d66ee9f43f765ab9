"""What the procedure left behind on paper: the records that must be on the in-file list (713 art. 33, 337 art. 37)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from workflow.domain.dossier import Dossier
from workflow.domain.text import Text


class DueItem(NamedTuple):
    """One record: its key, its title, and the day it was made."""

    key: str
    title: Text
    on: dt.date


def due_items(dossier: Dossier) -> list[DueItem]:
    """The records the dossier's facts make due, in the order of the procedure."""
    return [item for part in (_before_review(dossier), _review(dossier), _after_review(dossier)) for item in part]


def responsible(dossier: Dossier, key: str) -> str:
    """Who is responsible for the record of that key, as the in-file list names them; empty where nobody is known."""
    kind, _, number = key.partition("-")
    lead = dossier.initiation.lead_unit if dossier.initiation else ""
    experts = dossier.expert_review.experts if dossier.expert_review else ()
    match kind:
        case "proposal":
            return dossier.proposal.unit if dossier.proposal else ""
        case "study":
            return dossier.study.unit if dossier.study else ""
        case "expert":
            return next((each.name for each in experts if str(each.number) == number), "")
        case "risk":
            return dossier.risk_assessments[int(number) - 1].assessor
        case "counsel" | "review" | "return":
            return _reviewer(dossier, kind, number)
        case "initiation" | "finding" | "record" | "minutes" | "party_report" | "publication":
            return dossier.organ
    return lead


def _reviewer(dossier: Dossier, kind: str, number: str) -> str:
    place, _, which = number.partition("-")
    review = dossier.reviews[int(place) - 1]
    if kind == "counsel":
        return review.counsel[int(which) - 1].name
    signed = review.conclusion if kind == "review" else review.acceptance
    return signed.reviewer if signed else ""


def _before_review(dossier: Dossier) -> Iterator[DueItem]:
    if dossier.proposal:
        yield DueItem("proposal", Text("决策事项建议书", "Proposal"), dossier.proposal.on)
    if dossier.study:
        yield DueItem("study", Text("研究论证意见", "Study of the proposal"), dossier.study.on)
    if dossier.initiation:
        yield DueItem(
            "initiation", Text("启动决策程序审批件", "Decision to start the procedure"), dossier.initiation.on
        )
    for draft in dossier.drafts:
        title = Text(f"决策草案及起草说明（第{draft.version}版）", f"Draft and drafting note, version {draft.version}")
        yield DueItem(f"draft-{draft.version}", title, draft.on)
    if dossier.notice:
        yield DueItem("notice", Text("公开征求意见公告", "Public notice"), dossier.notice.on)
    if dossier.participation:
        title = Text("公众意见及其研究采纳情况", "Public opinions and what became of them")
        yield DueItem("participation", title, dossier.participation.on)
    if dossier.expert_review:
        for expert in dossier.expert_review.experts:
            if expert.opinion:
                title = Text(f"专家论证意见（{expert.name}）", f"Expert opinion ({expert.name})")
                yield DueItem(f"expert-{expert.number}", title, expert.opinion.on)
        if dossier.expert_review.result:
            title = Text("专家论证报告及意见研究处理情况", "Expert review report and feedback")
            yield DueItem("expert_review", title, dossier.expert_review.result.on)
    for place, risk in enumerate(dossier.risk_assessments, start=1):
        if risk.report:
            title = Text(f"风险评估报告（第{place}次）", f"Risk assessment report, round {place}")
            yield DueItem(f"risk-{place}", title, risk.report.on)
        if risk.finding:
            title = Text(f"风险可控性认定（第{place}次）", f"Finding on controllability, round {place}")
            yield DueItem(f"finding-{place}", title, risk.finding.on)


def _review(dossier: Dossier) -> Iterator[DueItem]:
    for review in dossier.reviews:
        number = review.round
        title = Text(f"合法性审查送审函及材料清单（第{number}次）", f"Submission and list of materials, round {number}")
        yield DueItem(f"submission-{number}", title, review.submission.on)
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


def _after_review(dossier: Dossier) -> Iterator[DueItem]:
    for place, meeting in enumerate(dossier.meetings, start=1):
        if meeting.resolution:
            title = Text(f"会议专项记录（第{place}次）", f"Special record of the meeting, no. {place}")
            yield DueItem(f"record-{place}", title, meeting.on)
            title = Text(f"会议纪要（第{place}次）", f"Minutes, no. {place}")
            yield DueItem(f"minutes-{place}", title, meeting.resolution.on)
    if dossier.party_report:
        title = Text("向同级党委请示报告及批复", "Report to the Party committee and its reply")
        yield DueItem("party_report", title, dossier.party_report.on)
    if dossier.signing:
        yield DueItem("signing", Text("签订的合同文本", "The contract as signed"), dossier.signing.on)
    if dossier.filing:
        yield DueItem("filing", Text("备案报告", "Report of the filing"), dossier.filing.on)
    if dossier.publication:
        yield DueItem("publication", Text("公布的决策文件", "The decision as published"), dossier.publication.on)
