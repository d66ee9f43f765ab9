"""The guards: pure functions that say which facts a rule misses in a dossier, one module per stage."""

from workflow.domain.guards import (  # noqa: F401  (importing a stage registers its guards)
    agenda,
    confirmation,
    deliberation,
    drafting,
    evaluation,
    execution,
    expert_panel,
    expert_review,
    fair_competition,
    hearing_records,
    hearings,
    initiation,
    legality_review,
    opinions_heard,
    other_kinds,
    participation,
    preparation,
    publication,
    risk_assessment,
    voting,
)
