"""Terms of publication."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class PartyReportKind(Term):
    """How the Party committee at the same level is turned to (713 art. 31)."""

    REQUEST = "request", "请示", "Request for instructions"
    REPORT = "report", "报告", "Report"


class Reconsidered(Term):
    """What becomes of a decision that the Party committee or the people's congress did not agree to."""

    CHANGE = "change", "修改后重新审查、讨论", "Changed, and reviewed and deliberated again"
    END = "end", "终止办理", "Ended"


class PublishChannel(Term):
    """Where a decision is published (713 art. 32)."""

    GAZETTE = "gazette", "政府公报", "Government gazette"
    WEBSITE = "website", "政府网站", "Government website"
    NEWSPAPER = "newspaper", "本行政区域内发行的报纸", "Newspaper of the area"
    BOARD = "board", "乡、村公开栏", "Township and village notice boards"


class CongressForm(Term):
    """What the people's congress or its standing committee has to do with a matter (713 art. 8(1), 337 art. 10)."""

    DECIDED = "decided", "提请讨论决定", "Submitted for its decision"
    REPORTED = "reported", "出台前报告", "Reported before issue"


class WithholdGround(Term):
    """Why something is lawfully not made public (711 arts. 14 to 16). The last one is read in earlier records only."""

    SECRET = "secret", "依法确定为国家秘密", "State secret"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开", "Disclosure forbidden by law or administrative regulation"
    DANGER = (
        "danger",
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        "Disclosure may endanger national, public or economic security or social stability",
    )
    THIRD_PARTY = (
        "third_party",
        "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害",
        "Trade secrets or privacy: disclosure would harm a third party",
    )
    OTHER = "other", "法律、行政法规规定不予公开的其他情形", "Another case of not making public by law"
    INTERNAL = "internal", "内部事务信息", "Information on internal affairs"
