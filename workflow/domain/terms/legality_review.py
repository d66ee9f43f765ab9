"""Terms of legality review."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class Material(Term):
    """What is handed in for legality review (337 art. 27(1) items 1 to 7).

    No item names the report on a hearing or the fair competition review; the account of the procedure rests on them.
    """

    DRAFT = "draft", "草案及其说明（含履行法定程序的情况）", "Draft and drafting note, with the procedure followed"
    OPINIONS = "opinions", "社会公众主要意见及其研究采纳情况", "Main public opinions and what became of them"
    HEARING = "hearing", "听证笔录和听证报告", "Record of the hearing and report on it"
    EXPERTS = "experts", "专家论证意见及其研究采纳情况", "Expert opinions and what became of them"
    RISK = "risk", "风险评估报告等有关材料", "Risk assessment report"
    COMPETITION = "competition", "公平竞争审查的有关材料", "Materials of fair competition review"
    PRELIMINARY = "preliminary", "承办单位合法性审查意见", "The undertaking unit's own legality opinion"
    BASES = "bases", "有关法律、法规、规章和政策规定", "Laws, regulations, rules and policies relied on"
    OTHER = "other", "需要报送的其他材料", "Other materials"


class CounselKind(Term):
    """Whose legal opinion was organised (713 art. 28)."""

    COUNSEL = "counsel", "政府法律顾问", "Government legal counsel"
    PUBLIC_LAWYER = "public_lawyer", "公职律师", "Public-service lawyer"


class Aspect(Term):
    """What legality review looks at (713 art. 27, 337 art. 26(1))."""

    AUTHORITY = "authority", "是否符合法定权限", "Within statutory authority"
    PROCEDURE = "procedure", "是否履行相关法定程序", "Statutory procedure followed"
    CONTENT = "content", "内容是否符合法律、法规、规章和国家政策", "Content conforms to law and state policy"
    BASIS = "basis", "决策依据适用是否正确", "Legal basis rightly applied"
