"""Terms of preparing the draft: what the units consulted replied."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class UnitReply(Term):
    """What a unit whose duties the matter touches said to the draft (713 art. 13)."""

    AGREES = "agrees", "同意", "Agrees"
    WITH_CHANGES = "with_changes", "同意，有修改意见", "Agrees with changes"
    DISAGREES = "disagrees", "不同意", "Disagrees"
    NONE = "none", "尚未回复", "No reply"
