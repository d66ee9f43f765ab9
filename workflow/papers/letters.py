"""Sentences of official letters that follow from the record: drafts for whoever signs them, in Chinese."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from workflow.domain.dossier import Dossier
from workflow.domain.facts import ExpertReview
from workflow.domain.terms import Disposition, FinalFinding, PartyReportKind
from workflow.domain.text import numeral
from workflow.domain.wording import draft_called, quoted

ENDINGS = {PartyReportKind.REQUEST: "妥否，请批示。", PartyReportKind.REPORT: "特此报告。"}


def party_report(dossier: Dossier, meeting_kind: str, *, major: bool = True, in_principle: bool = False) -> str:
    """What the Party committee is told; how it ends depends on whether an answer is asked for (see `ENDINGS`).

    `major`: whether it is a major administrative decision; of other matters only what they went through is said.
    `in_principle`: whether the meeting adopted it in principle, so that it was changed as the meeting said.
    """
    matter = dossier.draft.title if dossier.draft else dossier.title
    meeting = dossier.meeting
    told = f"{quoted(matter)}已履行重大行政决策法定程序"
    if not major:
        gone = [name for name, done in (("风险评估", dossier.risk), ("合法性审查", dossier.review)) if done]
        told = f"{quoted(matter)}已经{'、'.join(gone)}" if gone else quoted(matter)
    if meeting:
        sitting = f"（{meeting.number}）" if meeting.number else ""
        told += f"，经{_day(meeting.on)}{meeting_kind}{sitting}集体讨论{_adopted(dossier, in_principle)}"
    return f"中共{_place(dossier.organ)}委员会：\n{told}。{draft_called(major=major)}及会议纪要附后。"


def _adopted(dossier: Dossier, in_principle: bool) -> str:
    if not in_principle:
        return "通过"
    kept_to = [each.version for each in dossier.final_checks if each.finding is FinalFinding.KEPT_TO]
    checked = dossier.draft is not None and dossier.draft.version in kept_to
    return f"原则通过，并按会议意见修改{'、经核对定稿' if checked else ''}"


def _place(organ: str) -> str:
    return organ.removesuffix("人民政府")


def adoption(dossier: Dossier) -> str:
    """What became of the opinions of the public and of the experts, as it is explained with the decision."""
    parts = [part for part in (_public(dossier), _hearings(dossier), _experts(dossier)) if part]
    return "\n".join(parts)


def _public(dossier: Dossier) -> str:
    results = [
        *(each.result for each in dossier.earlier_rounds),
        *([dossier.participation] if dossier.participation else []),
    ]
    if not results:
        return ""
    if len(results) == 1:
        return f"社会公众意见采纳情况：{_sentence(results[0].summary)}"
    told = (f"第{numeral(place)}次公开征求意见，{_sentence(each.summary)}" for place, each in enumerate(results, 1))
    return f"社会公众意见采纳情况：{''.join(told)}"


def _hearings(dossier: Dossier) -> str:
    """What was proposed to do with what was said at each hearing that was reported."""
    told = [
        f"{_day(each.sitting.on)}召开听证会，{len(each.present)}名听证参加人到会。{_sentence(each.report.advice)}"
        for each in dossier.hearings
        if each.sitting and each.sitting.held_openly and each.report and each.report.advice.strip()
    ]
    return f"听证意见采纳情况：{''.join(told)}" if told else ""


def _experts(dossier: Dossier) -> str:
    panels = [each for each in dossier.expert_reviews if each.result]
    if not panels:
        return ""
    told = [_panel(each) for each in panels]
    if len(told) > 1:
        told = [f"第{numeral(place)}次专家论证，{each}" for place, each in enumerate(told, 1)]
    return f"专家论证意见采纳情况：{''.join(told)}"


def _panel(review: ExpertReview) -> str:
    """What a panel concluded, and what became of its opinions."""
    count = Counter(each.feedback.disposition for each in review.experts if each.feedback)
    figures = "、".join(f"{each.label.zh}{count[each]}份" for each in Disposition if count[each])
    handled = f"专家意见经研究，{figures}。" if figures else ""
    return f"{_sentence(review.result.summary) if review.result else ''}{handled}"


def _sentence(text: str) -> str:
    """Several lines as one paragraph that ends."""
    flat = "".join(line.strip() for line in text.splitlines())
    return flat if flat.endswith(("。", "！", "？", "；")) else f"{flat}。"


_MOTIONS = ("建议", "提案", "议案", "意见", "来信")
"""How a title ends that already says what it is."""


def proposer_reply(dossier: Dossier) -> str:
    """What whoever proposed a matter is told: whether the procedure is started, by whom, or why not."""
    title = dossier.proposal.title if dossier.proposal else dossier.title
    studied = f"，经{dossier.study.unit}研究论证" if dossier.study else ""
    if dossier.refusal and dossier.initiation:
        decided = f"启动重大行政决策程序后，决定终止办理。理由是：{_sentence(dossier.refusal.reason)}"
    elif dossier.refusal:
        decided = f"决定不予启动重大行政决策程序。理由是：{_sentence(dossier.refusal.reason)}"
    else:
        lead = dossier.initiation.lead_unit if dossier.initiation else ""
        decided = f"决定启动重大行政决策程序{f'，由{lead}承办' if lead else ''}。"
    subject = quoted(title) if title.endswith(_MOTIONS) else f"关于{quoted(title)}的建议"
    return f"您提出的{subject}收悉{studied}，{decided}感谢您对政府工作的关心和支持。"


def review_opening(dossier: Dossier, unit: str) -> str:
    """How a written opinion of legality review begins."""
    review, draft = dossier.review, dossier.draft
    if review is None or draft is None:
        return ""
    return (
        f"{unit}：\n你单位{_day(review.submission.on)}送请审查的{quoted(draft.title)}（第{review.submission.version}版）及有关材料收悉。"
        "经审查，提出如下意见："
    )


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
