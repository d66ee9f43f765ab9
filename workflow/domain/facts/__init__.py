"""The facts of a dossier, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.facts.deliberation import Meeting, Member, Resolution, Statement
from workflow.domain.facts.drafting import Basis, Draft, FileRef, Skip
from workflow.domain.facts.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.domain.facts.initiation import Initiation, Proposal, Refusal, RulebookMove, Study
from workflow.domain.facts.legality_review import (
    Acceptance,
    AspectFinding,
    Conclusion,
    CounselOpinion,
    LegalityReview,
    OpinionResponse,
    ReturnOfMaterials,
    ReviewExtension,
    Submission,
    Supplement,
    Supply,
)
from workflow.domain.facts.other_kinds import Filing, Signing
from workflow.domain.facts.participation import Answer, Notice, Opinion, ParticipationResult
from workflow.domain.facts.publication import Archive, ArchiveItem, PartyReport, Publication
from workflow.domain.facts.risk_assessment import RiskAssessment, RiskFinding, RiskPoint, RiskReport

__all__ = [
    "Acceptance",
    "Answer",
    "Archive",
    "ArchiveItem",
    "AspectFinding",
    "Basis",
    "Conclusion",
    "CounselOpinion",
    "Draft",
    "Expert",
    "ExpertFeedback",
    "ExpertOpinion",
    "ExpertResult",
    "ExpertReview",
    "Fact",
    "FileRef",
    "Filing",
    "Grade",
    "Initiation",
    "LegalityReview",
    "Line",
    "Meeting",
    "Member",
    "Notice",
    "Opinion",
    "OpinionResponse",
    "Paragraphs",
    "Part",
    "ParticipationResult",
    "PartyReport",
    "Proposal",
    "Publication",
    "Refusal",
    "Resolution",
    "ReturnOfMaterials",
    "ReviewExtension",
    "RiskAssessment",
    "RiskFinding",
    "RiskPoint",
    "RiskReport",
    "RulebookMove",
    "Signing",
    "Skip",
    "Statement",
    "Study",
    "Submission",
    "Supplement",
    "Supply",
]
