"""For each rule: dossiers in which it is met, in which it is not, and the day or the number on which it turns."""

from __future__ import annotations

from tests.domain.rule_cases import (
    deliberation,
    drafting,
    expert_review,
    initiation,
    legality_review,
    participation,
    preparation,
    publication,
    risk_assessment,
)

CASES = [
    *initiation.CASES,
    *drafting.CASES,
    *participation.CASES,
    *preparation.CASES,
    *expert_review.CASES,
    *risk_assessment.CASES,
    *legality_review.CASES,
    *deliberation.CASES,
    *publication.CASES,
]
