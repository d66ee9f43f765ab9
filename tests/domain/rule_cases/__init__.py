"""For each rule: dossiers in which it is met, in which it is not, and the day or the number on which it turns."""

from __future__ import annotations

from tests.domain.rule_cases import (
    agenda,
    catalogue,
    deliberation,
    drafting,
    evaluation,
    execution,
    expert_panel,
    expert_review,
    fair_competition,
    hearings,
    initiation,
    legality_review,
    opinions_heard,
    other_kinds,
    participation,
    places,
    places_procedure,
    preparation,
    publication,
    risk_assessment,
)

CASES = [
    *initiation.CASES,
    *catalogue.CASES,
    *drafting.CASES,
    *participation.CASES,
    *opinions_heard.CASES,
    *hearings.CASES,
    *preparation.CASES,
    *expert_review.CASES,
    *expert_panel.CASES,
    *risk_assessment.CASES,
    *fair_competition.CASES,
    *legality_review.CASES,
    *agenda.CASES,
    *deliberation.CASES,
    *publication.CASES,
    *other_kinds.CASES,
    *execution.CASES,
    *evaluation.CASES,
    *places.CASES,
    *places_procedure.CASES,
]
