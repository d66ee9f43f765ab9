"""The facts of a dossier, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.facts.deliberation import Meeting, Member, Resolution, Statement
from workflow.domain.facts.drafting import Basis, Draft, FileRef, Skip
from workflow.domain.facts.evaluation import Evaluation, EvaluationReport, EvaluationUse
from workflow.domain.facts.execution import (
    Assignment,
    Execution,
    ExecutionOrder,
    ExecutionReport,
    ExecutionResult,
    ProblemReport,
    Successor,
    Suggestion,
    SuggestionAnswer,
    Task,
)
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
from workflow.domain.facts.publication import (
    Archive,
    ArchiveItem,
    ArchiveSupplement,
    CongressReport,
    PartyReport,
    Publication,
    Withholding,
)
from workflow.domain.facts.risk_assessment import RiskAssessment, RiskFinding, RiskPoint, RiskReport

__all__ = [
    "Acceptance",
    "Answer",
    "Archive",
    "ArchiveItem",
    "ArchiveSupplement",
    "AspectFinding",
    "Assignment",
    "Basis",
    "Conclusion",
    "CongressReport",
    "CounselOpinion",
    "Draft",
    "Evaluation",
    "EvaluationReport",
    "EvaluationUse",
    "Execution",
    "ExecutionOrder",
    "ExecutionReport",
    "ExecutionResult",
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
    "Paragraphs",
    "Part",
    "ParticipationResult",
    "PartyReport",
    "ProblemReport",
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
    "Successor",
    "Suggestion",
    "SuggestionAnswer",
    "Supplement",
    "Supply",
    "Task",
    "Withholding",
]
