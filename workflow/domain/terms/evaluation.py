"""Terms of evaluation after the decision."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class EvaluationGround(Term):
    """When a decision may be evaluated (713 art. 36(1), 337 art. 35)."""

    SHORT_OF_EFFECT = "short_of_effect", "实施后明显未达到预期效果", "Clearly short of its expected effect"
    MANY_OPINIONS = (
        "many_opinions",
        "公民、法人或者其他组织提出较多意见",
        "Many opinions from citizens or organisations",
    )
    CHANGED = "changed", "客观情况发生重大变化", "Circumstances have changed greatly"
    NECESSARY = "necessary", "决策机关认为有必要", "The organ finds it necessary"


class EvaluationAdvice(Term):
    """What an evaluation comes to, and what the organ makes of it (713 art. 36(4))."""

    KEEP = "keep", "继续执行", "Carry on"
    ADJUST = "adjust", "调整决策", "Adjust the decision"
    END = "end", "停止执行", "End it"
