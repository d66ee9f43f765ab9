"""One module per stage: what each of its steps records. Importing the package registers them all."""

from workflow.services.stages import (  # noqa: F401
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
