"""Personal data of citizens that are erased on request."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class PersonalData(Term):
    """Who a citizen said they are, by what they sent; each kept in a table of its own, apart from what they said."""

    OPINION_SENDER = "opinion_sender", "意见提出人的姓名和联系方式", "Name and contact of who sent an opinion"
    HEARING_REGISTRANT = (
        "hearing_registrant",
        "听证报名人的姓名、联系方式、单位（村组）和简历",
        "Name, contact, unit or village and background of who registered for a hearing",
    )
    SUGGESTION_SENDER = (
        "suggestion_sender",
        "意见建议提出人的姓名和联系方式",
        "Name and contact of who sent a suggestion",
    )
