"""Which stage each part of a dossier belongs to, and whether there is anything of a stage."""

from __future__ import annotations

from workflow.domain.dossier import Dossier

STAGES = {
    **dict.fromkeys(("proposal", "study", "initiation", "refusal", "reply"), "initiation"),
    **dict.fromkeys(("research", "drafts", "consultation", "comparison"), "drafting"),
    **dict.fromkeys(
        ("notice", "non_disclosures", "opinions", "hearings", "participation", "earlier_rounds"), "participation"
    ),
    **dict.fromkeys(("heard", "explanations"), "participation"),
    **dict.fromkeys(("expert_draws", "expert_review", "earlier_expert_reviews"), "expert_review"),
    "risk_assessments": "risk_assessment",
    "competition_reviews": "fair_competition",
    **dict.fromkeys(("reviews", "final_checks"), "legality_review"),
    **dict.fromkeys(("meeting_submissions", "meeting_returns", "party_discussions"), "deliberation"),
    **dict.fromkeys(("agenda", "meetings"), "deliberation"),
    **dict.fromkeys(("party_reports", "congress_reports", "reconsiderations"), "publication"),
    **dict.fromkeys(("publication", "publication_amendments", "withholdings", "signing"), "publication"),
    **dict.fromkeys(("filing", "archive", "archive_supplements", "handovers"), "publication"),
    "execution": "execution",
    "evaluations": "evaluation",
}


def unbegun(dossier: Dossier, stage: str) -> bool:
    """Whether there is nothing of a stage: no record, nor a word in the draft on why the matter goes without it."""
    said = dossier.draft.skips if dossier.draft else ()
    recorded = any(getattr(dossier, part) for part, of in STAGES.items() if of == stage)
    return not (recorded or any(each.stage == stage for each in said))
