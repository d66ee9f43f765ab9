"""The facts of a dossier, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.facts.agenda import AgendaEntry, MeetingReturn, MeetingSubmission, PartyDiscussion
from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.facts.deliberation import Confirmation, Correction, Guest, Meeting, Member, Resolution, Statement
from workflow.domain.facts.drafting import Basis, Draft, FileRef, Skip
from workflow.domain.facts.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.domain.facts.initiation import Initiation, Proposal, Refusal, Study
from workflow.domain.facts.legality_review import (
    Acceptance,
    AspectFinding,
    Conclusion,
    CounselOpinion,
    LegalityReview,
    ReturnOfMaterials,
    Submission,
    Supplement,
    Supply,
)
from workflow.domain.facts.participation import Answer, Notice, Opinion, ParticipationResult
from workflow.domain.facts.publication import Archive, ArchiveItem, PartyReport, Publication
from workflow.domain.facts.risk_assessment import RiskAssessment, RiskFinding, RiskPoint, RiskReport

__all__ = [
    "Acceptance",
    "AgendaEntry",
    "Answer",
    "Archive",
    "ArchiveItem",
    "AspectFinding",
    "Basis",
    "Conclusion",
    "Confirmation",
    "Correction",
    "CounselOpinion",
    "Draft",
    "Expert",
    "ExpertFeedback",
    "ExpertOpinion",
    "ExpertResult",
    "ExpertReview",
    "Fact",
    "FileRef",
    "Grade",
    "Guest",
    "Initiation",
    "LegalityReview",
    "Line",
    "Meeting",
    "MeetingReturn",
    "MeetingSubmission",
    "Member",
    "Notice",
    "Opinion",
    "Paragraphs",
    "Part",
    "ParticipationResult",
    "PartyDiscussion",
    "PartyReport",
    "Proposal",
    "Publication",
    "Refusal",
    "Resolution",
    "ReturnOfMaterials",
    "RiskAssessment",
    "RiskFinding",
    "RiskPoint",
    "RiskReport",
    "Skip",
    "Statement",
    "Study",
    "Submission",
    "Supplement",
    "Supply",
]
