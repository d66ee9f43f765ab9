"""The form of each step, one module per stage."""

from __future__ import annotations

from workflow.web.forms import (
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
from workflow.web.forms.base import StepForm

FORMS: dict[str, type[StepForm]] = {
    **initiation.FORMS,
    **drafting.FORMS,
    **participation.FORMS,
    **expert_review.FORMS,
    **risk_assessment.FORMS,
    **legality_review.FORMS,
    **review_time.FORMS,
    **deliberation.FORMS,
    **publication.FORMS,
    **other_kinds.FORMS,
}
