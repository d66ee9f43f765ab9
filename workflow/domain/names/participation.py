"""Public participation in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Disposition, NoticeChannel, ReplyWay

NAMES = StageNames(
    parts={
        facts.Notice: of(
            version="草案版本号｜The version of the draft it publishes",
            title="公告标题｜Title of the notice",
            channels="公布途径｜Where it was made known",
            ways="提出意见的方式｜How opinions may be sent",
            contact="联系方式｜Where to send them",
            starts="起始日期｜First day of the period",
            ends="截止日期｜Last day of the period",
            shortened_reason="缩短期限的理由｜Why the period is shorter, as the notice says",
            amendments="更正和延长｜What was put right or extended since, oldest first",
        ),
        facts.NoticeAmendment: of(
            contact="更正后的联系方式｜Where to turn from then on",
            ends="延长后的截止日期｜Last day of the period from then on",
            reason="更正或者延长的理由｜Why it was put right or extended",
        ),
        facts.Answer: of(
            disposition="处理结果｜Adopted, partly adopted or not",
            reason="理由｜The reason",
            topic="意见类别｜The class it was sorted into",
            hidden="公布时隐去的文字位置｜Passages of the opinion that are not published, from place to place",
            duplicate_of="相同意见的编号｜Number of the opinion it is the like of",
        ),
        facts.Opinion: of(
            number="编号｜Number of the opinion",
            channel="收到的渠道｜How it came in",
            text="意见内容｜What it says; who sent it is left out",
            asks_hearing="申请举行听证会｜Whether it asks for a hearing",
            answer="研究处理｜What became of it",
        ),
        facts.ParticipationResult: of(
            summary="采纳情况｜The result as published; no opinion at all is a result too",
            report_published="同时公布公众参与情况报告｜Whether the report on participation was published with it",
        ),
        facts.Reopening: of(
            version="重新征求意见的草案版本｜The version on which opinions are solicited anew",
            reason="重新征求意见的理由｜Why they are",
        ),
        facts.EarlierRound: of(
            notice="征求意见公告｜The notice of that round",
            opinions="收到的意见｜The opinions of that round",
            result="采纳情况｜The result of that round as published",
            reopening="重新征求意见｜Why opinions were solicited anew",
        ),
    },
    kinds=texts(
        {
            "notice": ("征求意见公告", "Notice soliciting opinions"),
            "notice_amendment": ("征求意见公告的更正、延长", "Amendment of the notice"),
            "opinion": ("公众意见", "Public opinion"),
            "answer": ("意见研究处理情况", "Answer to an opinion"),
            "participation": ("意见采纳情况", "What became of the opinions"),
            "reopening": ("重新征求意见的决定", "Decision to solicit opinions anew"),
        }
    ),
    fields=texts(
        {
            "channels": ("公布渠道", "Channels"),
            "ways": ("反馈意见方式", "Ways to answer"),
            "contact": ("联系方式", "Contact"),
            "starts": ("起始日期", "From"),
            "ends": ("截止日期", "Until"),
            "days": ("期限（日）", "Days"),
            "shortened_reason": ("缩短期限的理由", "Reason for the shorter period"),
            "amendments": ("更正和延长", "Amendments"),
            "disposition": ("采纳情况", "What became of it"),
            "topic": ("意见类别", "Class"),
            "duplicate_of": ("与第几号意见相同", "Same as opinion no."),
            "hidden": ("公布时隐去的文字位置", "Passages hidden on publication"),
            "together": ("一并处理的意见", "Answered together"),
            "channel": ("提出方式", "Came in by"),
            "asks_hearing": ("申请举行听证会", "Asks for a hearing"),
            "receipt_sha256": ("回执码摘要", "Digest of the receipt code"),
            "text": ("内容", "Text"),
            "summary": ("综述", "Summary"),
            "report_published": ("同时公布公众参与情况报告", "Report published with it"),
            "received": ("收到意见（条）", "Opinions received"),
            "adopted": ("采纳（条）", "Adopted"),
            "partly": ("部分采纳（条）", "Partly adopted"),
            "rejected": ("不采纳（条）", "Not adopted"),
            "duplicates": ("重复意见（条）", "Duplicates"),
        }
    ),
    special=texts(
        {
            "notice.channels": ("公告渠道", "Channels of the notice"),
            "participation.receive.opinion": ("意见编号", "Opinion no."),
            "participation.answer.opinion": ("意见编号", "Opinion no."),
        }
    ),
    words={
        "disposition": Disposition,
        "ways": ReplyWay,
        "channel": ReplyWay,
        "notice.channels": NoticeChannel,
        "participation.open.channels": NoticeChannel,
    },
)
