"""The guards: pure functions that say which facts a rule misses in a dossier, one module per stage."""

from workflow.domain.guards import (  # noqa: F401  (importing a stage registers its guards)
    deliberation,
    drafting,
    expert_review,
    initiation,
    legality_review,
    other_kinds,
    participation,
    publication,
    review_time,
    risk_assessment,
)
