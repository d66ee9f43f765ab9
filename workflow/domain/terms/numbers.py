"""Terms of document numbers."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class NumberUse(Term):
    """What an agency code (机关代字) is for: which papers are offered its numbers first."""

    DECISION = "decision", "决策文件（发）", "Decision documents"
    NORMATIVE = "normative", "规范性文件（规）", "Normative documents"
    OFFICE = "office", "办公室文件（办发）", "Documents of the office"
    REQUEST = "request", "请示、报告、议案", "Requests, reports, motions"
    LETTER = "letter", "函", "Letters"
    MINUTES = "minutes", "会议纪要", "Minutes"
    REVIEW = "review", "合法性审查意见书", "Legality review opinions"
    COMPETITION = "competition", "公平竞争审查意见", "Fair competition opinions"
    OTHER = "other", "其他文件", "Other papers"
