"""Terms of deliberation, and of what comes before it."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class MeetingMaterial(Term):
    """What is handed in for deliberation (713 art. 29 items 1 to 6, 337 arts. 27(1) and 29).

    No item names the report on a hearing: it is one of the materials related to the draft. What is handed in for
    legality review too bears the same key there.
    """

    DRAFT = "draft", "草案及相关材料", "Draft and related materials"
    COMPETITION = "competition", "公平竞争审查的有关材料", "Materials of fair competition review"
    OPINIONS = "opinions", "社会公众主要意见的研究采纳情况", "What became of the main public opinions"
    HEARING = "hearing", "听证笔录和听证报告", "Record of the hearing and report on it"
    EXPERTS = "experts", "专家论证意见的研究采纳情况", "What became of the expert opinions"
    RISK = "risk", "风险评估报告等有关材料", "Risk assessment report"
    PRELIMINARY = "preliminary", "承办单位合法性审查意见", "The undertaking unit's own legality opinion"
    BASES = "bases", "有关法律、法规、规章和政策规定", "Laws, regulations, rules and policies relied on"
    LEGALITY = "legality", "合法性审查意见书", "Legality review opinion"
    OTHER = "other", "需要报送的其他材料", "Other materials"


class PartyOrder(Term):
    """Which comes first on a matter: the Party committee or the meeting of the organ."""

    PARTY_FIRST = "party_first", "党委先行研究，再由政府会议决定", "The Party committee first, then the organ decides"
    GOVERNMENT_FIRST = "government_first", "政府会议决定后报告党委", "The organ decides, then reports to the Party"


class Position(Term):
    """What a member said in the meeting, in one word."""

    AGREE = "agree", "同意", "Agrees"
    WITH_CHANGES = "with_changes", "修改后同意", "Agrees with changes"
    DISAGREE = "disagree", "不同意", "Disagrees"
    RESERVED = "reserved", "保留意见", "Reserves opinion"


class Vote(Term):
    """A member's vote on the draft."""

    FOR = "for", "赞成", "For"
    AGAINST = "against", "反对", "Against"
    ABSTAIN = "abstain", "弃权", "Abstains"
