"""Terms of risk assessment."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class RiskMethod(Term):
    """Ways of assessing risk (713 art. 23(1))."""

    MONITORING = "monitoring", "舆情跟踪", "Following public opinion"
    VISITS = "visits", "重点走访", "Targeted visits"
    CONFERENCE = "conference", "会商分析", "Joint analysis"
    QUESTIONNAIRE = "questionnaire", "问卷调查", "Questionnaire"
