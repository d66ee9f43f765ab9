"""For each rule: dossiers in which it is met, in which it is not, and the day or the number on which it turns."""

from __future__ import annotations

from tests.domain.rule_cases import (
    closing,
    deliberation,
    drafting,
    experts,
    initiation,
    legality_review,
    participation,
    risk,
)

CASES = [
    *initiation.CASES,
    *drafting.CASES,
    *participation.CASES,
    *experts.CASES,
    *risk.CASES,
    *legality_review.CASES,
    *deliberation.CASES,
    *closing.CASES,
]
