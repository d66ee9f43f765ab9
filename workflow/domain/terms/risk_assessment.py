"""Terms of risk assessment."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class RiskMethod(Term):
    """Ways of assessing risk (713 art. 23(1))."""

    MONITORING = "monitoring", "舆情跟踪", "Following public opinion"
    VISITS = "visits", "重点走访", "Targeted visits"
    CONFERENCE = "conference", "会商分析", "Joint analysis"
    QUESTIONNAIRE = "questionnaire", "问卷调查", "Questionnaire"


class RiskConsequence(Term):
    """What a level may mean for the draft: the effect a profile gives to a level, where its rules attach one to it."""

    PROCEED = "proceed", "可以继续决策程序", "May go on"
    PREVENT = "prevent", "落实防范措施后方可继续", "May go on once measures are taken"
    RECONSIDER = "reconsider", "不得实施，或者调整草案后重新评估", "Not carried out, or changed and assessed again"


class RiskAction(Term):
    """How the unit acts on the conclusion of an assessment (337 art. 25)."""

    ADJUSTED = "adjusted", "调整决策草案", "Adjusting the draft"
    MEASURES = "measures", "采取防范、降低风险的措施", "Measures that prevent or reduce the risk"
