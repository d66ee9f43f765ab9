"""The yearly report in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import AnnualContent, PublishChannel

NAMES = StageNames(
    parts={
        facts.AnnualSection: of(
            content="报告内容｜Which of the contents it is of",
            heading="小标题｜Its own heading",
            text="正文｜Its text; figures stand in it by their keys",
        ),
        facts.AnnualText: of(
            year="报告年度｜The year of the report",
            version="稿次｜The version of the text",
            until="统计截止日期｜The last day counted",
            size="数字所依据的日志条目数｜Of how many entries of the log its figures are; 0: of all there are",
            sections="各部分｜Its sections",
        ),
        facts.AnnualSubmission: of(
            year="报告年度｜The year of the report",
            version="稿次｜The version of the text",
            addressee="报送机关｜To whom it was handed",
            copied_to="抄送机关｜Who has a copy of it",
            approved_by="签发的行政首长｜The chief who signed",
            sums="加总不符的理由｜Why sums in the text do not add up",
            reason="重新上报的理由｜Why it replaces what was handed up before",
            document="文号｜Number of the document",
            size="数字所依据的日志条目数｜Of how many entries of the log its figures are",
            root="树根｜Root of the log of that size",
        ),
        facts.AnnualPublication: of(
            year="报告年度｜The year of the report",
            version="稿次｜The version of the text",
            channels="公布渠道｜Where it was published",
            address="网址｜Its address",
        ),
    },
    kinds=texts(
        {
            "annual_text": ("年度报告文稿", "Text of the yearly report"),
            "annual_submission": ("年度报告上报", "Yearly report submitted"),
            "annual_publication": ("年度报告公布", "Yearly report published"),
        }
    ),
    fields=texts(
        {
            "sums": ("加总不符的理由", "Why sums do not add up"),
            "sections": ("各部分", "Sections"),
            "content": ("报告内容", "Content"),
            "heading": ("小标题", "Heading"),
            "addressee": ("报送机关", "Submitted to"),
            "size": ("数字所依据的日志条目数", "Entries the figures are of"),
            "root": ("树根", "Root"),
            "address": ("网址", "Address"),
        }
    ),
    special=texts(
        {
            "annual_submission.approved_by": ("签发人", "Signed by"),
            "annual_submission.reason": ("重新上报的理由", "Why it was submitted again"),
        }
        | {f"report.{act}.version": ("稿次", "Draft") for act in ("drafted", "submitted", "published")}
        | {
            f"report.{act}.size": ("数字所依据的日志条目数", "Entries the figures are of")
            for act in ("drafted", "submitted")
        }
    ),
    words={
        "sections.content": AnnualContent,
        "annual_publication.channels": PublishChannel,
        "report.published.channels": PublishChannel,
    },
)
