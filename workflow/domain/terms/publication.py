"""Terms of publication."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class PartyReportKind(Term):
    """How the Party committee at the same level is turned to (713 art. 31)."""

    REQUEST = "request", "请示", "Request for instructions"
    REPORT = "report", "报告", "Report"


class PublishChannel(Term):
    """Where a decision is published (713 art. 32)."""

    GAZETTE = "gazette", "政府公报", "Government gazette"
    WEBSITE = "website", "政府网站", "Government website"
    NEWSPAPER = "newspaper", "本行政区域内发行的报纸", "Newspaper of the area"
    BOARD = "board", "乡、村公开栏", "Township and village notice boards"
