"""Whose the records of the in-file list are, and which number each bears."""

from __future__ import annotations

from workflow.domain.dossier import Dossier
from workflow.domain.stagerecords import execution_of


def responsible(dossier: Dossier, key: str) -> str:
    """Who is responsible for the record of that key, as the in-file list names them; empty where nobody is known."""
    kind, _, number = key.partition("-")
    lead = dossier.initiation.lead_unit if dossier.initiation else ""
    match kind:
        case "proposal":
            return dossier.proposal.unit if dossier.proposal else ""
        case "study":
            return dossier.study.unit if dossier.study else ""
        case "expert":
            return _expert(dossier, *map(int, reversed(number.split("-"))))
        case "risk":
            return dossier.risk_assessments[int(number) - 1].assessor
        case "competition_opinion":
            opinion = dossier.competition_reviews[int(number) - 1].opinion
            return opinion.reviewer if opinion else ""
        case "final_check":
            return dossier.final_checks[int(number) - 1].reviewer
        case "preliminary":
            sent = next(each.submission for each in dossier.reviews if str(each.round) == number)
            return sent.preliminary_by or lead
        case "counsel" | "review":
            return _reviewer(dossier, kind, number)
        case "acceptance" | "return" | "supplement":
            return dossier.reviews[int(number.partition("-")[0]) - 1].reviewing_unit
        case "execution_report":
            return execution_of(dossier).reports[int(number) - 1].unit
        case "adjustment_check":
            return execution_of(dossier).checks[int(number) - 1].reviewer
        case "problem":
            return execution_of(dossier).problems[int(number) - 1].unit
        case "evaluation":
            return dossier.evaluations[int(number) - 1].evaluator
        case "initiation" | "finding" | "record" | "minutes" | "party_report" | "congress_report" | "publication":
            return dossier.organ
        case "withholding" | "non_disclosure" | "assignment" | "order" | "suggestions" | "execution" | "evaluation_use":
            return dossier.organ
        case "meeting_return" | "agenda" | "correction" | "reconsideration" | "reply" | "publication_amendment":
            return dossier.organ
    return lead


def document_number(dossier: Dossier, key: str) -> str:
    """The number (文号) of the record of that key; empty where it bears none."""
    kind, _, number = key.partition("-")
    match kind:
        case "review":
            concluded = (each.conclusion for each in dossier.reviews if str(each.round) == number and each.conclusion)
            return next((each.number for each in concluded), "")
        case "party_report" | "congress_report" | "publication" | "signing" | "filing":
            fact = getattr(dossier, kind)
            return fact.number if fact else ""
    return ""


def _expert(dossier: Dossier, number: int, place: int = 0) -> str:
    """The expert of that number, of an earlier panel where its `place` is said."""
    panel = dossier.earlier_expert_reviews[place - 1] if place else dossier.expert_review
    return next((each.name for each in (panel.experts if panel else ()) if each.number == number), "")


def _reviewer(dossier: Dossier, kind: str, number: str) -> str:
    place, _, which = number.partition("-")
    review = dossier.reviews[int(place) - 1]
    if kind == "counsel":
        return review.counsel[int(which) - 1].name
    return review.conclusion.reviewer if review.conclusion else ""
