"""Terms of public participation."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class NoticeChannel(Term):
    """Where a notice is made known (713 art. 15)."""

    WEBSITE = "website", "政府网站", "Government website"
    NEW_MEDIA = "new_media", "政务新媒体", "Government new media"
    NEWSPAPER = "newspaper", "报刊", "Newspaper"
    BROADCAST = "broadcast", "广播（村村通广播）", "Radio and village broadcast"
    TELEVISION = "television", "电视", "Television"
    BOARD = "board", "乡、村公开栏", "Township and village notice boards"


class ReplyWay(Term):
    """How people may answer a notice, and how an opinion came in."""

    WEB = "web", "网上提交", "Online"
    LETTER = "letter", "信函", "Letter"
    TELEPHONE = "telephone", "电话", "Telephone"
    EMAIL = "email", "电子邮件", "E-mail"
    VISIT = "visit", "来访当面提出", "In person"


class Disposition(Term):
    """What was done with an opinion (713 art. 18, 337 arts. 18 and 22)."""

    ADOPTED = "adopted", "采纳", "Adopted"
    PARTLY = "partly", "部分采纳", "Partly adopted"
    REJECTED = "rejected", "不采纳", "Not adopted"
