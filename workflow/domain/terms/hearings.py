"""Terms of hearings."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class HearingView(Term):
    """On which side of the matter somebody stands (713 art. 16(3): every side is represented)."""

    FOR = "for", "赞成", "In favour"
    AGAINST = "against", "反对", "Against"
    NEUTRAL = "neutral", "其他意见", "Other views"


class ParticipantKind(Term):
    """As what somebody takes part in a hearing."""

    REGISTERED = "registered", "报名的公众", "Registered public"
    STAKEHOLDER = "stakeholder", "利害关系方", "Stakeholder"
    DEPUTY = "deputy", "人大代表、政协委员", "Deputy or political adviser"
    EXPERT = "expert", "专家学者", "Expert"
    OTHER = "other", "其他方面代表", "Other"


class DeliveryWay(Term):
    """How the material of a hearing reached a participant (713 art. 16(3))."""

    IN_PERSON = "in_person", "直接送达", "By hand"
    MAIL = "mail", "邮寄送达", "By mail"
    ELECTRONIC = "electronic", "电子送达", "Electronically"


class ReportItem(Term):
    """What a report on a hearing contains."""

    OVERVIEW = "overview", "听证会基本情况", "How the hearing went"
    MATTER = "matter", "听证事项", "The matter heard"
    SELECTION = "selection", "听证参加人的产生方式和基本情况", "Who took part and how they were chosen"
    VIEWS = "views", "主要意见建议及其依据、理由", "Main views with basis and reasons"
    SUPPORT = "support", "赞同情况", "What was agreed to"
    DISPUTES = "disputes", "意见分歧和争论的主要问题", "What was disputed"
    ADVICE = "advice", "处理建议", "What is advised"


class RecordItem(Term):
    """What the record of a hearing contains beside its time, place and participants."""

    PRESENTATION = "presentation", "决策草案、理由、依据和有关情况的介绍", "Presentation of draft, reasons and basis"
    STATEMENTS = "statements", "听证参加人的观点、理由和依据", "Views of the participants with reasons and basis"
    HANDLING = "handling", "主持人对听证活动中有关事项的处理情况", "What the host decided in the course of it"
