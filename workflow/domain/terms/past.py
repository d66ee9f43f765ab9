"""Terms of what is brought in from before: which table a file fills, which days a past decision's record gives."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class Imported(Term):
    """What a file that was imported holds."""

    WORK = "work", "工作台账", "Work ledger"
    DECISIONS = "decisions", "以往决策", "Past decisions"


class PastStage(Term):
    """A stage of which the record of a past decision tells the day."""

    PARTICIPATION = "participation", "公众参与", "Public participation"
    EXPERT_REVIEW = "expert_review", "专家论证", "Expert review"
    RISK_ASSESSMENT = "risk_assessment", "风险评估", "Risk assessment"
    LEGALITY_REVIEW = "legality_review", "合法性审查", "Legality review"
    DELIBERATION = "deliberation", "集体讨论", "Collective deliberation"
