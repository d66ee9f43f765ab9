"""The facts of a dossier, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.facts.deliberation import Meeting, Member, Resolution, Statement
from workflow.domain.facts.drafting import Basis, Draft, FileRef, Skip
from workflow.domain.facts.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.domain.facts.initiation import Initiation, Proposal, Refusal, Reply, Study
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
from workflow.domain.facts.preparation import (
    Comparison,
    Consultation,
    ConsultedUnit,
    CostBenefit,
    Dispute,
    Option,
    Research,
)
from workflow.domain.facts.publication import Archive, ArchiveItem, PartyReport, Publication
from workflow.domain.facts.risk_assessment import RiskAssessment, RiskFinding, RiskPoint, RiskReport

__all__ = [
    "Acceptance",
    "Answer",
    "Archive",
    "ArchiveItem",
    "AspectFinding",
    "Basis",
    "Comparison",
    "Conclusion",
    "Consultation",
    "ConsultedUnit",
    "CostBenefit",
    "CounselOpinion",
    "Dispute",
    "Draft",
    "Expert",
    "ExpertFeedback",
    "ExpertOpinion",
    "ExpertResult",
    "ExpertReview",
    "Fact",
    "FileRef",
    "Grade",
    "Initiation",
    "LegalityReview",
    "Line",
    "Meeting",
    "Member",
    "Notice",
    "Opinion",
    "Option",
    "Paragraphs",
    "Part",
    "ParticipationResult",
    "PartyReport",
    "Proposal",
    "Publication",
    "Refusal",
    "Reply",
    "Research",
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
