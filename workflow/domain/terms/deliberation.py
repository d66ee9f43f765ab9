"""Terms of deliberation."""

from __future__ import annotations

from workflow.domain.terms.base import Term


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
