"""Terms of expert review."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class ReviewMethod(Term):
    """Forms of expert review (713 art. 20)."""

    MEETING = "meeting", "论证会", "Panel meeting"
    WRITTEN = "written", "书面咨询", "Written consultation"
    COMMISSIONED = "commissioned", "委托咨询论证", "Commissioned review"


class Stance(Term):
    """Where an expert stands on the question argued, where views on it differ widely (337 art. 20)."""

    FOR = "for", "赞成", "For"
    AGAINST = "against", "反对", "Against"
    NEUTRAL = "neutral", "未表明", "Not stated"


class ExpertConclusion(Term):
    """The bottom line of one expert's opinion."""

    SUPPORT = "support", "赞成", "Supports"
    WITH_CHANGES = "with_changes", "修改后赞成", "Supports with changes"
    OPPOSE = "oppose", "不赞成", "Opposes"
