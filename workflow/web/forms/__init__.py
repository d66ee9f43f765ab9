"""The form of each step, one module per stage."""

from __future__ import annotations

from workflow.web.forms import (
    agenda,
    confirmation,
    deliberation,
    drafting,
    evaluation,
    execution,
    expert_panel,
    expert_review,
    fair_competition,
    final_text,
    hearings,
    initiation,
    legality_review,
    opinions_heard,
    other_kinds,
    participation,
    preparation,
    publication,
    review_time,
    risk_assessment,
    suggestions,
    withholding,
)
from workflow.web.forms.base import StepForm

FORMS: dict[str, type[StepForm]] = {
    **initiation.FORMS,
    **drafting.FORMS,
    **preparation.FORMS,
    **participation.FORMS,
    **withholding.FORMS,
    **opinions_heard.FORMS,
    **hearings.FORMS,
    **expert_panel.FORMS,
    **expert_review.FORMS,
    **risk_assessment.FORMS,
    **fair_competition.FORMS,
    **legality_review.FORMS,
    **agenda.FORMS,
    **review_time.FORMS,
    **deliberation.FORMS,
    **confirmation.FORMS,
    **final_text.FORMS,
    **publication.FORMS,
    **other_kinds.FORMS,
    **execution.FORMS,
    **suggestions.FORMS,
    **evaluation.FORMS,
}
