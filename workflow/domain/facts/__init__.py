"""The facts of a dossier, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.facts.deliberation import Meeting, Member, Resolution, Statement
from workflow.domain.facts.drafting import Basis, Draft, FileRef, Skip
from workflow.domain.facts.expert_review import Expert, ExpertFeedback, ExpertOpinion, ExpertResult, ExpertReview
from workflow.domain.facts.fair_competition import (
    CompetitionCheck,
    CompetitionException,
    CompetitionOpinion,
    CompetitionReview,
    CompetitionView,
)
from workflow.domain.facts.hearings import (
    Hearing,
    HearingAppearance,
    HearingCancellation,
    HearingDelivery,
    HearingParticipant,
    HearingPostponement,
    HearingRegistration,
    HearingReport,
    HearingRoll,
    HearingSitting,
)
from workflow.domain.facts.initiation import Initiation, Proposal, Refusal, RulebookMove, Study
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
from workflow.domain.facts.opinions_heard import Explanation, OpinionsHeard, View
from workflow.domain.facts.other_kinds import Filing, Signing
from workflow.domain.facts.participation import Answer, EarlierRound, Notice, Opinion, ParticipationResult, Reopening
from workflow.domain.facts.publication import Archive, ArchiveItem, PartyReport, Publication
from workflow.domain.facts.risk_assessment import (
    DepartmentView,
    RiskAssessment,
    RiskFinding,
    RiskFollow,
    RiskPoint,
    RiskReport,
    RiskReuse,
)

__all__ = [
    "Acceptance",
    "Answer",
    "Archive",
    "ArchiveItem",
    "AspectFinding",
    "Basis",
    "CompetitionCheck",
    "CompetitionException",
    "CompetitionOpinion",
    "CompetitionReview",
    "CompetitionView",
    "Conclusion",
    "CounselOpinion",
    "DepartmentView",
    "Draft",
    "EarlierRound",
    "Expert",
    "ExpertFeedback",
    "ExpertOpinion",
    "ExpertResult",
    "ExpertReview",
    "Explanation",
    "Fact",
    "FileRef",
    "Filing",
    "Grade",
    "Hearing",
    "HearingAppearance",
    "HearingCancellation",
    "HearingDelivery",
    "HearingParticipant",
    "HearingPostponement",
    "HearingRegistration",
    "HearingReport",
    "HearingRoll",
    "HearingSitting",
    "Initiation",
    "LegalityReview",
    "Line",
    "Meeting",
    "Member",
    "Notice",
    "Opinion",
    "OpinionsHeard",
    "Paragraphs",
    "Part",
    "ParticipationResult",
    "PartyReport",
    "Proposal",
    "Publication",
    "Refusal",
    "Reopening",
    "Resolution",
    "ReturnOfMaterials",
    "RiskAssessment",
    "RiskFinding",
    "RiskFollow",
    "RiskPoint",
    "RiskReport",
    "RiskReuse",
    "RulebookMove",
    "Signing",
    "Skip",
    "Statement",
    "Study",
    "Submission",
    "Supplement",
    "Supply",
    "View",
]
