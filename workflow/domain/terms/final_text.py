"""Terms of the check of the final text after adoption in principle."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class FinalFinding(Term):
    """What the legality reviewer finds of a draft changed after adoption in principle."""

    KEPT_TO = "kept_to", "落实了会议意见，没有超出", "Carries out the meeting's opinion and keeps to it"
    SHORT = "short", "没有完全落实会议意见", "Does not wholly carry out the meeting's opinion"
    BEYOND = "beyond", "超出会议意见", "Goes beyond the meeting's opinion"
