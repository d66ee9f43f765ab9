"""One module per stage: what each of its steps records. Importing the package registers them all."""

from workflow.services.stages import (  # noqa: F401
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
    suggestions,
)
