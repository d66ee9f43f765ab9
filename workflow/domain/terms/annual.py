"""Terms of the yearly report on building a law-based government."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class AnnualContent(Term):
    """What the yearly report has to contain (法治政府建设与责任落实督察工作规定), in the order in which it is written."""

    MEASURES = "measures", "推进法治政府建设的主要措施及成效", "Main measures and their results"
    PRINCIPALS = "principals", "党政主要负责人履行推进法治建设第一责任人职责", "Duty of the first responsible persons"
    SHORTCOMINGS = "shortcomings", "推进法治政府建设存在的不足和原因", "Shortcomings and their causes"
    ARRANGEMENTS = "arrangements", "推进法治政府建设的主要安排", "Main arrangements for the next year"
    OTHER = "other", "其他需要报告的情况", "What else is to be reported"


class AnnualStage(Term):
    """How far a year's report has come."""

    DRAFTED = "drafted", "起草中", "Being drafted"
    SUBMITTED = "submitted", "已上报", "Submitted"
    PUBLISHED = "published", "已公布", "Published"
