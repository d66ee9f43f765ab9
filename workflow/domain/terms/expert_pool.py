"""Terms of the expert pool."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class Pool(Term):
    """Whose pool an expert belongs to (713 art. 21(2) and (3))."""

    SUPERIOR = "superior", "上级行政机关专家库", "Pool of a superior organ"
    OWN = "own", "本机关专家库", "Own pool"


class PoolNoteKind(Term):
    """What is noted of an expert of the pool: appraisal and removal (713 art. 21(1))."""

    PASSED = "passed", "诚信考核合格", "Appraisal passed"
    BREACH = "breach", "失信或者违反论证工作规则", "Breach of integrity or of the rules of review"
    LEFT = "left", "退出专家库", "Left the pool"


class Standing(Term):
    """Whether an expert of the pool may be called on a day."""

    CURRENT = "current", "在库", "In the pool"
    AHEAD = "ahead", "聘期未开始", "Term not begun"
    EXPIRED = "expired", "聘期已满", "Term over"
    LEFT = "left", "已退出", "Left"
